"""Senders: one for each channel, each telling what became of a letter."""

import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

#: Why a letter waits whose channel does not know us.
BOT_REFUSED = "bot-refused"
#: Why a letter goes later: nothing of it has left us.
UNREACHED = "unreached"
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
#: Signs of a file's name: file systems allow 255 bytes, and a name of ours may have four a sign.
_NAME = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A letter ready to go: its key, whom it is for, where to, and its words."""

    key: str
    unit: str
    name: str
    address: str
    day: date
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """sent, retry_at, failed or unknown; a reason where it is not sent."""

    state: str
    reason: str | None = None
    after: float | None = None
    """Of retry_at: seconds that the channel wants us to wait."""
    permanent: bool = False
    """Of failed: whether the address reaches nobody any more."""
    halts: bool = False
    """Of failed: whether the channel takes nothing at all now, and the letter may go later."""
    message_id: str | None = None
    moved_to: str | None = None
    """The address that the channel sent it to in place of ours."""


class Sender(Protocol):
    """One channel; who says no more is a channel that takes letters one by one, at any time."""

    parallel: int = 1
    """How many letters may be on their way at once."""
    per_second: float | None = None
    """How many letters it takes in a second; None where it takes any number."""

    def send(self, parcel: Parcel) -> Outcome:
        """Sends once; never tries again by itself."""
        ...

    def delivered(self, parcel: Parcel) -> bool | None:
        """Whether the letter has arrived; None where the channel cannot tell."""
        ...

    def reserve(self, address: str, *, most: float) -> float:
        """Seconds until a letter may go to that address; its turn is taken unless over `most`."""
        del address, most
        return 0.0

    def rest(self) -> float:
        """Seconds that the channel takes nothing at all."""
        return 0.0

    def close(self) -> None:
        """No more letters: connections end, where there are any."""
        return


class ConsoleSender(Sender):
    """Appends each letter, once, to a file of its day and contact, ready to paste."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, parcel: Parcel) -> Outcome:
        """Whole or not at all: the file is replaced by one that holds the letter too."""
        path = self._path(parcel)
        try:
            before = _read(path)
            if _holds(before, parcel):
                return Outcome("sent")
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f".~{path.name}.{os.getpid()}.tmp")
            apart = b"\n" if before and not before.endswith(b"\n") else b""
            added = f"{_heading(parcel)}\n{parcel.text}\n\n".encode()
            beside.write_bytes(before + apart + added)
            beside.replace(path)
        except OSError as error:
            return Outcome("retry_at", error.strerror or str(error))
        return Outcome("sent")

    def delivered(self, parcel: Parcel) -> bool | None:
        """Whether the letter's heading stands in the file; None where it cannot be opened."""
        try:
            return _holds(_read(self._path(parcel)), parcel)
        except OSError:
            return None

    def _path(self, parcel: Parcel) -> Path:
        name = _UNSAFE.sub("_", f"{parcel.unit}-{parcel.name}").strip(". ")[:_NAME] or "letter"
        return self.folder / parcel.day.isoformat() / f"{name}.txt"


def _heading(parcel: Parcel) -> str:
    return f"# {parcel.key}"


def _read(path: Path) -> bytes:
    """The file as somebody left it, in whatever encoding; nothing where there is none."""
    return path.read_bytes() if path.exists() else b""


def _holds(content: bytes, parcel: Parcel) -> bool:
    return _heading(parcel) in content.decode(errors="replace").splitlines()
