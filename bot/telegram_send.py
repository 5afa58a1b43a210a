"""Sending by Telegram: one message, no retry of the library's, and what became of it."""

from dataclasses import dataclass

import httpx
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message, ReplyParameters
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.senders import BOT_REFUSED, UNREACHED, Outcome
from bot.telegram_text import escape

CHAT_GONE, REFUSED, FLOOD = "chat-gone", "refused", "flood"
BROKEN, UNCERTAIN = "server-fault", "no-answer"
#: Faults of a connection before anything left us.
_BEFORE = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
_GONE = ("chat not found", "user is deactivated", "kicked", "not enough rights", "peer_id_invalid")
_PARSE = "can't parse entities"
_UNCHANGED, _UNEDITABLE = "not modified", ("message to edit not found", "can't be edited")
#: So many signs on the labels of one row of buttons.
_ROW = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Telegram:
    """A message as Telegram takes it: plain text, which is escaped here and nowhere else."""

    chat: str
    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    topic: int | None = None
    reply_to: int | None = None


async def send_message(bot: Bot, message: Telegram) -> Outcome:
    """Sends once; again where Telegram refused markup, or told where the chat has gone."""
    try:
        return _sent(await _send(bot, message, html=True))
    except ChatMigrated as moved:
        to = str(moved.new_chat_id)
        outcome = await _send_plain(bot, _at(message, to))
        return Outcome(
            outcome.state,
            outcome.reason,
            after=outcome.after,
            permanent=outcome.permanent,
            message_id=outcome.message_id,
            moved_to=to,
        )
    except BadRequest as refused:
        if _PARSE in refused.message.casefold():
            return await _send_plain(bot, message)
        return judge(refused)
    except TelegramError as error:
        return judge(error)


async def edit_message(bot: Bot, message: Telegram, number: int) -> Outcome:
    """Puts a message in the place of another; a new one where that cannot be."""
    try:
        await bot.edit_message_text(
            chat_id=int(message.chat),
            message_id=number,
            text=escape(message.text),
            parse_mode="HTML",
            reply_markup=_keyboard(message.buttons),
        )
    except BadRequest as refused:
        said = refused.message.casefold()
        if _UNCHANGED in said:
            return Outcome("sent", message_id=str(number))
        if any(one in said for one in _UNEDITABLE):
            return await send_message(bot, message)
        return judge(refused)
    except TelegramError as error:
        return judge(error)
    return Outcome("sent", message_id=str(number))


async def send_file(bot: Bot, message: Telegram, content: bytes, name: str) -> Outcome:
    """Sends a file below its words."""
    try:
        sent = await bot.send_document(
            chat_id=int(message.chat),
            document=content,
            filename=name,
            message_thread_id=message.topic,
        )
    except TelegramError as error:
        return judge(error)
    return _sent(sent)


def judge(error: TelegramError) -> Outcome:
    """What became of a message that met this fault (chat.md §4)."""
    match error:
        case RetryAfter():
            return Outcome("retry_at", FLOOD, after=_seconds(error))
        case Forbidden():
            return Outcome("failed", CHAT_GONE, permanent=True)
        case InvalidToken() | Conflict():
            return Outcome("failed", BOT_REFUSED, halts=True)
        case BadRequest():
            gone = any(one in error.message.casefold() for one in _GONE)
            return Outcome("failed", CHAT_GONE if gone else REFUSED, permanent=gone)
        case TimedOut() | NetworkError():
            return _judge_network(error)
    return Outcome("unknown", UNCERTAIN)


def _judge_network(error: NetworkError) -> Outcome:
    """Nothing left us, or Telegram itself says that it failed; else nobody knows."""
    cause = error.__cause__
    if isinstance(cause, _BEFORE):
        return Outcome("retry_at", UNREACHED)
    if cause is None and not isinstance(error, TimedOut):
        return Outcome("retry_at", BROKEN)
    return Outcome("unknown", UNCERTAIN)


async def _send_plain(bot: Bot, message: Telegram) -> Outcome:
    try:
        return _sent(await _send(bot, message, html=False))
    except TelegramError as error:
        return judge(error)


async def _send(bot: Bot, message: Telegram, *, html: bool) -> Message:
    reply = None
    if message.reply_to is not None:
        reply = ReplyParameters(message.reply_to, allow_sending_without_reply=True)
    return await bot.send_message(
        chat_id=int(message.chat),
        text=escape(message.text) if html else message.text,
        parse_mode="HTML" if html else None,
        reply_markup=_keyboard(message.buttons),
        message_thread_id=message.topic,
        reply_parameters=reply,
    )


def _keyboard(buttons: tuple[tuple[str, str], ...]) -> InlineKeyboardMarkup | None:
    rows: list[list[InlineKeyboardButton]] = []
    width = 0
    for label, data in buttons:
        if not rows or width + len(label) > _ROW:
            rows.append([])
            width = 0
        rows[-1].append(InlineKeyboardButton(label, callback_data=data))
        width += len(label)
    return InlineKeyboardMarkup(rows) if rows else None


def _at(message: Telegram, chat: str) -> Telegram:
    return Telegram(chat=chat, text=message.text, buttons=message.buttons)


def _sent(message: Message) -> Outcome:
    return Outcome("sent", message_id=str(message.message_id))


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return float(after) if isinstance(after, int) else after.total_seconds()
