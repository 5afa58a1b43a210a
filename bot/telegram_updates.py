"""Updates as the reception takes them: what came in, from whom, in which chat."""

from telegram import CallbackQuery, ChatMember, Message, Update, User
from telegram.constants import ChatType

from bot.incoming import Incoming, Kind

#: What Telegram is asked to send.
ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]
_NOTHING = Incoming(kind=Kind.NOTHING)
_GONE = frozenset({ChatMember.BANNED, ChatMember.LEFT})


def read_update(update: Update, bot_name: str, bot_id: int) -> Incoming:
    """What an update says; of kind NOTHING where it is not for us."""
    if update.callback_query is not None:
        return _press(update.callback_query)
    if update.my_chat_member is not None:
        change = update.my_chat_member
        kind = Kind.GONE if change.new_chat_member.status in _GONE else Kind.BACK
        return Incoming(kind=kind, chat=str(change.chat.id))
    message = update.message or update.edited_message
    if message is not None and message.migrate_to_chat_id is not None:
        to = str(message.migrate_to_chat_id)
        return Incoming(kind=Kind.MOVED, chat=str(message.chat.id), moved_to=to)
    sender = message.from_user if message else None
    if message is None or sender is None or sender.is_bot or message.sender_chat is not None:
        return _NOTHING
    private = message.chat.type == ChatType.PRIVATE
    if not private and not _is_addressed(message, bot_name, bot_id):
        return _NOTHING
    return _message(message, sender, bot_name, private=private, edited=update.message is None)


def place_of(update: Update) -> tuple[str | None, int | None]:
    """The chat of an update, and the number of the message a person wrote."""
    chat = update.effective_chat
    message = update.message or update.edited_message
    return (str(chat.id) if chat else None, message.message_id if message else None)


def _press(query: CallbackQuery) -> Incoming:
    message = query.message
    topic = message.message_thread_id if isinstance(message, Message) else None
    chat = message.chat if message else None
    return Incoming(
        kind=Kind.PRESS,
        chat=str(chat.id if chat else query.from_user.id),
        sender=str(query.from_user.id),
        name=query.from_user.full_name,
        locale=_locale(query.from_user),
        private=chat is None or chat.type == ChatType.PRIVATE,
        message=message.message_id if message else None,
        topic=topic if isinstance(message, Message) and message.is_topic_message else None,
        press=query.data or "",
    )


def _message(
    message: Message, sender: User, bot_name: str, *, private: bool, edited: bool
) -> Incoming:
    text = message.text or message.caption or ""
    if message.photo or _is_picture(message):
        kind = Kind.PHOTO
    else:
        kind = Kind.TEXT if message.text else Kind.OTHER
    return Incoming(
        kind=kind,
        chat=str(message.chat.id),
        sender=str(sender.id),
        name=sender.full_name,
        locale=_locale(sender),
        text=text.replace(f"@{bot_name}", "").strip(),
        private=private,
        message=message.message_id,
        topic=message.message_thread_id if message.is_topic_message else None,
        edited=edited,
        album=message.media_group_id,
    )


def _is_picture(message: Message) -> bool:
    """A photo sent as a file keeps its quality; both are photos to us."""
    return message.document is not None and (message.document.mime_type or "").startswith("image/")


def _is_addressed(message: Message, bot_name: str, bot_id: int) -> bool:
    """In groups: a command that is not another bot's, our name, or an answer to us."""
    text = message.text or message.caption or ""
    if text.startswith("/"):
        named = text.split(maxsplit=1)[0].partition("@")[2]
        return not named or named.casefold() == bot_name.casefold()
    answered = message.reply_to_message
    ours = answered is not None and answered.from_user and answered.from_user.id == bot_id
    return bool(ours) or f"@{bot_name}".casefold() in text.casefold()


def _locale(user: User) -> str | None:
    code = user.language_code or ""
    return "en" if code.startswith("en") else None
