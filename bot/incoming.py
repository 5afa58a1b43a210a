"""What comes in by a chat, whatever its channel: messages, presses, and news of the chat itself."""

import re
from dataclasses import dataclass
from enum import StrEnum

_COMMAND = re.compile(r"/(\w+)(?:@\w+)?(?:\s+(.*))?", re.DOTALL)


class Kind(StrEnum):
    """What kind of thing came in."""

    TEXT = "text"
    PHOTO = "photo"
    PRESS = "press"
    OTHER = "other"
    """Something that nobody reads here: a voice, a sticker."""
    GONE = "gone"
    """The chat reaches nobody any more."""
    BACK = "back"
    MOVED = "moved"
    """The chat has another address from now on."""
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One thing that came in; addresses are the channel's numbers as text."""

    kind: Kind
    chat: str = ""
    sender: str = ""
    """The person's own address; also in a group, whose address is another."""
    name: str = ""
    """What the sender calls themself: shown, and neither kept nor believed."""
    locale: str | None = None
    """The language of the sender's own device."""
    text: str = ""
    private: bool = True
    message: int | None = None
    topic: int | None = None
    edited: bool = False
    press: str = ""
    """Of a press: the button's number."""
    album: str | None = None
    moved_to: str = ""

    @property
    def command(self) -> tuple[str, str] | None:
        """The command without its stroke, and what follows it; None where it is none."""
        found = _COMMAND.fullmatch(self.text.strip())
        return (found[1].casefold(), (found[2] or "").strip()) if found else None
