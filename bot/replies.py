"""Replies: what a conversation answers, whatever channel shows it."""

from dataclasses import dataclass
from pathlib import Path

#: The action that asks its argument as if it had been typed.
ASK = "ask"


@dataclass(frozen=True, slots=True)
class Action:
    """What a pressed button does: its name, and what it does it to."""

    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """A choice below a reply: what stands on it, and what it does."""

    label: str
    action: Action


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that goes with a reply; `name` is what its reader sees."""

    path: Path
    name: str
    is_picture: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One message: blocks of plain text, buttons, files; never markup."""

    blocks: tuple[str, ...]
    buttons: tuple[Button, ...] = ()
    files: tuple[File, ...] = ()

    @property
    def text(self) -> str:
        """The blocks below one another."""
        return "\n".join(self.blocks)


def question_button(text: str, label: str | None = None) -> Button:
    """A button that asks this text; the text stands on it where no label is given."""
    return Button(label or text, Action(ASK, text))
