"""Senders: one for each channel, each telling what became of a letter."""

import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


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


class Sender(Protocol):
    """One channel."""

    def send(self, parcel: Parcel) -> Outcome:
        """Sends once; never tries again by itself."""
        ...

    def delivered(self, parcel: Parcel) -> bool | None:
        """Whether the letter has arrived; None where the channel cannot tell."""
        ...


class ConsoleSender:
    """Appends each letter, once, to a file of its day and contact, ready to paste."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, parcel: Parcel) -> Outcome:
        """Whole or not at all: the file is replaced by one that holds the letter too."""
        if self.delivered(parcel):
            return Outcome("sent")
        path = self._path(parcel)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            before = path.read_text(encoding="utf-8") if path.exists() else ""
            beside = path.with_name(f".~{path.name}.{os.getpid()}.tmp")
            beside.write_text(f"{before}{_heading(parcel)}\n{parcel.text}\n\n", encoding="utf-8")
            beside.replace(path)
        except OSError as error:
            return Outcome("retry_at", error.strerror or str(error))
        return Outcome("sent")

    def delivered(self, parcel: Parcel) -> bool | None:
        """Whether the letter's heading stands in the file."""
        path = self._path(parcel)
        if not path.exists():
            return False
        return _heading(parcel) in path.read_text(encoding="utf-8").splitlines()

    def _path(self, parcel: Parcel) -> Path:
        name = _UNSAFE.sub("_", f"{parcel.unit}-{parcel.name}").strip(". ")[:80] or "letter"
        return self.folder / parcel.day.isoformat() / f"{name}.txt"


def _heading(parcel: Parcel) -> str:
    return f"# {parcel.key}"
