"""What goes out by a chat: replies with their buttons numbered, kept until they are sent."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.replies import Reply
from rules.roster import TELEGRAM
from store.buttons import show_button

#: Callback data: its version, what the button does, and the number it was kept under.
_DATA = "v1"
_PARTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A reply on its way to one chat."""

    chat: str
    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    """Label and callback data."""
    files: tuple[tuple[str, str], ...] = ()
    """Path, and the name its reader sees."""
    topic: int | None = None
    reply_to: int | None = None
    edit: int | None = None
    """The message that this one takes the place of."""
    menu: str | None = None
    """Whose commands the chat's menu shows from now on."""

    def document(self) -> dict[str, Any]:
        """Itself as JSON."""
        return asdict(self)


def read_outgoing(document: Mapping[str, Any]) -> Outgoing:
    """The reply that `document` was made of."""
    pairs = {name: tuple(map(tuple, document[name])) for name in ("buttons", "files")}
    return Outgoing(**{**document, **pairs})


def address_replies(
    conn: Connection,
    programme_id: str,
    replies: Sequence[Reply],
    *,
    chat: str,
    owner: str,
    now: datetime,
) -> list[Outgoing]:
    """Replies to a chat, with buttons that only their owner may press."""
    return [
        Outgoing(
            chat=chat,
            text=reply.text,
            buttons=tuple(
                (
                    button.label,
                    _data(
                        button.action.name,
                        show_button(
                            conn,
                            programme_id,
                            channel=TELEGRAM,
                            owner=owner,
                            action=button.action.name,
                            argument=button.action.argument,
                            now=now,
                        ),
                    ),
                )
                for button in reply.buttons
            ),
            files=tuple((str(file.path), file.name) for file in reply.files),
        )
        for reply in replies
    ]


def in_place_of(outgoing: Sequence[Outgoing], message: int | None) -> list[Outgoing]:
    """The first of these put in the place of a message, where one is named."""
    if message is None or not outgoing:
        return list(outgoing)
    return [replace(outgoing[0], edit=message, reply_to=None), *outgoing[1:]]


def button_number(data: str) -> str:
    """The number in callback data; empty where it is none of ours."""
    parts = data.split(":")
    return parts[2] if len(parts) == _PARTS and parts[0] == _DATA else ""


def _data(action: str, number: str) -> str:
    return f"{_DATA}:{action}:{number}"
