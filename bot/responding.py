"""Responding: what is said to something that came in, and what it changes; knows no channel."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from bot.actors import Actor, identify_sender
from bot.binding import ALLOW, REFUSE, Binder
from bot.conversation import Answer, ask
from bot.incoming import Incoming, Kind
from bot.intents import Intent
from bot.languages import answer_locale
from bot.outgoing import Outgoing, address_replies, button_number, in_place_of
from bot.replies import Action, Reply
from config.wording import Wording
from rules.programme import Programme
from rules.roster import TELEGRAM, Channel, city_offices
from store.attachments import Attachment, digests_of_album
from store.buttons import load_button
from store.chats import close_chat, move_chat, reopen_chat
from store.inbox import load_answer_to
from store.roster import load_contacts, load_units

_SMALL_TALK = frozenset({Intent.GREETING, Intent.THANKS, Intent.UNKNOWN})
_BINDING = frozenset({"start", "whoami", "unbind"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Responder:
    """Responds within one transaction."""

    conn: Connection
    programme: Programme
    wording_of: Callable[[str | None], Wording]
    now: datetime
    bot: int

    def respond(self, incoming: Incoming, attachments: Sequence[Attachment]) -> list[Outgoing]:
        """What goes out for it, addressed and in its place."""
        return self._place(incoming, self._answer(incoming, attachments))

    def _answer(self, incoming: Incoming, attachments: Sequence[Attachment]) -> list[Outgoing]:
        if self._note_news(incoming):
            return []
        if incoming.private:
            reopen_chat(self.conn, self.programme.id, TELEGRAM, incoming.sender)
        message = self._message(incoming)
        if message is None:
            return []
        actor = self._speaker(incoming)
        own = incoming.locale if actor is None else None
        wording = self.wording_of(answer_locale(actor, message) or own)
        binder = Binder(conn=self.conn, programme=self.programme, wording=wording, now=self.now)
        if isinstance(message, Action) and message.name in {ALLOW, REFUSE}:
            return binder.decide(incoming, message)
        if incoming.command and incoming.command[0] in _BINDING:
            return self._bind(binder, incoming)
        if actor is None:
            return binder.tell_who(incoming) if incoming.private else []
        replies = self._reply(incoming, attachments, actor, message, wording)
        return address_replies(
            self.conn,
            self.programme.id,
            replies,
            chat=incoming.chat,
            owner=incoming.sender,
            now=self.now,
        )

    def _note_news(self, incoming: Incoming) -> bool:
        """News of the chat itself is remembered and not answered."""
        programme_id, chat = self.programme.id, incoming.chat
        if incoming.kind is Kind.GONE:
            close_chat(self.conn, programme_id, TELEGRAM, chat, why="blocked", now=self.now)
        elif incoming.kind is Kind.BACK:
            reopen_chat(self.conn, programme_id, TELEGRAM, chat)
        elif incoming.kind is Kind.MOVED:
            move_chat(self.conn, programme_id, TELEGRAM, chat, incoming.moved_to)
        return incoming.kind in {Kind.GONE, Kind.BACK, Kind.MOVED, Kind.NOTHING}

    def _message(self, incoming: Incoming) -> str | Action | None:
        """What was said or pressed; None where a button may not be pressed by the sender."""
        if incoming.kind is not Kind.PRESS:
            return incoming.text
        shown = load_button(self.conn, self.programme.id, button_number(incoming.press))
        if shown is None or (shown.channel, shown.owner) != (TELEGRAM, incoming.sender):
            return None
        return Action(shown.action, shown.argument)

    def _speaker(self, incoming: Incoming) -> Actor | None:
        units = load_units(self.conn, self.programme.id)
        contacts = load_contacts(self.conn, self.programme.id)
        channel = Channel(kind=TELEGRAM, address=incoming.sender)
        return identify_sender(channel, units, contacts)

    def _bind(self, binder: Binder, incoming: Incoming) -> list[Outgoing]:
        """Whom a chat belongs to is said in private alone."""
        if not incoming.private:
            return []
        command, rest = incoming.command or ("", "")
        if command == "start":
            return binder.start(incoming, rest)
        return binder.leave(incoming) if command == "unbind" else binder.tell_who(incoming)

    def _reply(
        self,
        incoming: Incoming,
        attachments: Sequence[Attachment],
        actor: Actor,
        message: str | Action,
        wording: Wording,
    ) -> Sequence[Reply]:
        """The answer to a message; to photos only where they file an activity."""
        photos = self._photos(incoming, attachments)
        if incoming.kind in {Kind.PHOTO, Kind.OTHER} and not photos:
            return self._acknowledge(incoming, wording)
        answer = ask(
            self.conn,
            self.programme,
            actor,
            message,
            now=self.now,
            wording=wording,
            photos=photos,
        )
        if photos and incoming.album and not incoming.text and self._follows(incoming.album):
            return []
        if photos and not answer.filing:
            return [Reply(blocks=(wording.say("chat.photo-kept"),))]
        return self._hushed(incoming, answer, wording)

    def _photos(self, incoming: Incoming, attachments: Sequence[Attachment]) -> list[str]:
        """The digests of what came in private, with those of its album that came before."""
        if not attachments or not incoming.private:
            return []
        if incoming.album:
            return digests_of_album(self.conn, self.programme.id, incoming.album)
        return [one.digest for one in attachments]

    def _follows(self, album: str) -> bool:
        """Whether other photos of the album came before: one word is enough for all."""
        return len(digests_of_album(self.conn, self.programme.id, album)) > 1

    def _acknowledge(self, incoming: Incoming, wording: Wording) -> list[Reply]:
        """One word about what nobody can read here."""
        if not incoming.private:
            return []
        missed = "chat.only-text" if incoming.kind is Kind.OTHER else "chat.photo-missed"
        return [Reply(blocks=(wording.say(missed),))]

    def _hushed(self, incoming: Incoming, answer: Answer, wording: Wording) -> Sequence[Reply]:
        """In a group: nothing about people, late lists in the office's own alone, no small talk."""
        if incoming.private or self._is_office(incoming.chat):
            return answer.replies
        if answer.intent in _SMALL_TALK and not incoming.command:
            return ()
        of_people = answer.scope == "self" or answer.scope.startswith("person:")
        if of_people or answer.intent is Intent.LATE_LIST or answer.refused:
            return (Reply(blocks=(wording.say("chat.in-private"),)),)
        return answer.replies

    def _is_office(self, chat: str) -> bool:
        """Whether that chat is one of the city's own office."""
        offices = city_offices(load_units(self.conn, self.programme.id).values())
        contacts = load_contacts(self.conn, self.programme.id).values()
        channel = Channel(kind=TELEGRAM, address=chat)
        return any(c.unit in offices and channel in c.channels for _, c in contacts)

    def _place(self, incoming: Incoming, replies: list[Outgoing]) -> list[Outgoing]:
        """Where replies go: in a topic, below what they answer, or in place of what stood there."""
        here = [
            replace(
                one,
                topic=incoming.topic,
                reply_to=None if incoming.private else incoming.message,
            )
            if one.chat == incoming.chat
            else one
            for one in replies
        ]
        if incoming.kind is Kind.PRESS:
            return in_place_of(here, incoming.message)
        if incoming.edited and incoming.message is not None:
            earlier = load_answer_to(
                self.conn, self.programme.id, self.bot, incoming.chat, incoming.message
            )
            return in_place_of(here, next(iter(earlier), None))
        return here
