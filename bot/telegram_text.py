"""Texts as Telegram takes them: escaped at this one place, and no longer than a message may be."""

import html
from collections.abc import Iterator

#: Signs of a message, as Telegram counts them: in UTF-16.
MOST = 4096


def escape(text: str) -> str:
    """Plain text as HTML; nothing that people wrote is ever markup."""
    return html.escape(text, quote=False)


def split_text(text: str, most: int = MOST) -> list[str]:
    """The text in parts that fit, parted between lines; a line too long is parted within."""
    parts: list[str] = []
    current = ""
    for line in _lines(text, most):
        longer = f"{current}\n{line}" if current else line
        if _length(longer) <= most:
            current = longer
        else:
            parts.append(current)
            current = line
    return [part for part in [*parts, current] if part.strip()]


def _lines(text: str, most: int) -> Iterator[str]:
    for line in text.split("\n"):
        if _length(line) <= most:
            yield line
            continue
        # A sign beyond the first plane counts twice, so that half as many always fit.
        half = most // 2
        for start in range(0, len(line), half):
            yield line[start : start + half]


def _length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
