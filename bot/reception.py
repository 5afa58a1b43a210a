"""The reception: what came in by a chat is answered, within one transaction and without a chat.

The raw update has been kept before. Its effects, its replies and the word that it was answered
are committed together, so that a process killed at any moment neither loses nor repeats it.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.incoming import Incoming
from bot.outgoing import Outgoing, button_number, read_outgoing
from bot.responding import Responder
from config.wording import Wording
from rules.programme import Programme
from rules.roster import TELEGRAM, Channel
from store.attachments import Attachment, save_attachment
from store.buttons import drop_old_buttons, load_button
from store.chats import close_chat, move_chat
from store.inbox import (
    ANSWERED,
    DONE,
    FAILED,
    RECEIVED,
    Arrival,
    change_arrival,
    drop_old_arrivals,
    load_arrival,
    load_unfinished,
    save_arrival,
)
from store.roster import load_contacts

#: How long what people wrote is kept, and what their buttons did.
_KEEPS, _BUTTONS_HOLD = timedelta(days=30), timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """Answers what comes in for one bot of one programme."""

    begin: Callable[[], AbstractContextManager[Connection]]
    programme: Programme
    wording_of: Callable[[str | None], Wording]
    clock: Callable[[], datetime]
    bot: int
    """The bot's own number."""

    def keep(self, update_id: int, raw: str, *, chat: str | None, message: int | None) -> bool:
        """Keeps an update before it is acknowledged; False where it is kept already."""
        arrival = Arrival(
            bot=self.bot,
            update_id=update_id,
            raw=raw,
            at=self.clock(),
            chat=chat,
            message=message,
        )
        with self.begin() as conn:
            return save_arrival(conn, self.programme.id, arrival)

    def unfinished(self) -> list[Arrival]:
        """What an earlier run left; what was dealt with long ago is forgotten."""
        with self.begin() as conn:
            drop_old_arrivals(conn, self.programme.id, self.clock() - _KEEPS)
            drop_old_buttons(conn, self.programme.id, self.clock() - _BUTTONS_HOLD)
            return load_unfinished(conn, self.programme.id, self.bot)

    def wants_photo(self, update_id: int, sender: str) -> bool:
        """Whether a photo is to be fetched: nobody has answered it, and its sender is bound."""
        channel = Channel(kind=TELEGRAM, address=sender)
        with self.begin() as conn:
            arrival = load_arrival(conn, self.programme.id, self.bot, update_id)
            contacts = load_contacts(conn, self.programme.id).values()
            bound = any(channel in contact.channels for _, contact in contacts)
        return bound and arrival is not None and arrival.state == RECEIVED

    def receive(
        self, update_id: int, incoming: Incoming, attachments: Sequence[Attachment] = ()
    ) -> list[Outgoing]:
        """What is to be sent for an update; of one answered before, what was not sent yet."""
        with self.begin() as conn:
            arrival = load_arrival(conn, self.programme.id, self.bot, update_id, lock=True)
            if arrival is None or arrival.state in {DONE, FAILED}:
                return []
            if arrival.state == ANSWERED:
                return [read_outgoing(document) for document in arrival.replies]
            for one in attachments:
                save_attachment(conn, self.programme.id, one, self.clock())
            responder = Responder(
                conn=conn,
                programme=self.programme,
                wording_of=self.wording_of,
                now=self.clock(),
                bot=self.bot,
            )
            replies = responder.respond(incoming, attachments)
            documents = [one.document() for one in replies]
            change_arrival(conn, self.programme.id, arrival, state=ANSWERED, replies=documents)
            return replies

    def finish(self, update_id: int, sent: Sequence[int], *, failed: bool = False) -> None:
        """Everything of an update was sent, under these numbers; or it could not be answered."""
        with self.begin() as conn:
            arrival = load_arrival(conn, self.programme.id, self.bot, update_id, lock=True)
            if arrival is not None:
                state = FAILED if failed else DONE
                values = {"state": state, "sent": list(sent), "replies": []}
                change_arrival(conn, self.programme.id, arrival, **values)

    def refuse_press(self, incoming: Incoming) -> str | None:
        """Why a press is not obeyed, in words; None where it is."""
        with self.begin() as conn:
            shown = load_button(conn, self.programme.id, button_number(incoming.press))
        if shown is None:
            return self.wording_of(incoming.locale).say("chat.button-stale")
        if (shown.channel, shown.owner) != (TELEGRAM, incoming.sender):
            return self.wording_of(incoming.locale).say("chat.button-of-others")
        return None

    def lose(self, address: str, why: str) -> None:
        """Nothing reaches that chat any more."""
        with self.begin() as conn:
            close_chat(conn, self.programme.id, TELEGRAM, address, why=why, now=self.clock())

    def move(self, address: str, to: str) -> None:
        """That chat has a new address."""
        with self.begin() as conn:
            move_chat(conn, self.programme.id, TELEGRAM, address, to)
