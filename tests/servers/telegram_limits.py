"""What the Bot API refuses: texts, markup, buttons, and more messages than its limits allow."""

import json
from collections import deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

MOST_TEXT, MOST_CAPTION, MOST_DATA, MOST_ALERT = 4096, 1024, 64, 200
_TAGS = frozenset({"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "a", "code", "pre"})
_BAD = "Bad Request: can't parse entities: "


class Refused(Exception):
    """An answer that is no result."""

    def __init__(self, code: int, description: str, **parameters: object) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


@dataclass(slots=True)
class Limits:
    """So many messages: in a second over all, in a second to a person, in a minute to a group."""

    overall: int = 30
    person_seconds: float = 1.0
    group: int = 20
    penalty: int = 2
    """Seconds of silence after a message too many."""
    slack: float = 0.05
    """What the way of two messages may differ by."""
    until: float = 0.0
    refused: int = 0
    _all: deque[float] = field(default_factory=deque)
    _chats: dict[int, deque[float]] = field(default_factory=dict)

    def take(self, chat: int, now: float) -> None:
        """Counts a message that is accepted now; Refused with 429 where it is one too many."""
        if now < self.until:
            self._refuse(now, self.until - now)
        mine = self._chats.setdefault(chat, deque(maxlen=self.group))
        if self._is_full(self._all, self.overall, now, 1.0):
            self._refuse(now, self.penalty)
        if chat > 0 and mine and now - mine[-1] < self.person_seconds - self.slack:
            self._refuse(now, self.penalty, all_wait=False)
        if chat < 0 and self._is_full(mine, self.group, now, 60.0):
            self._refuse(now, self.penalty, all_wait=False)
        self._all.append(now)
        mine.append(now)

    def punish(self, now: float, seconds: float) -> None:
        """Everybody waits so long from now."""
        self.until = max(self.until, now + seconds)

    def _is_full(self, times: deque[float], most: int, now: float, seconds: float) -> bool:
        return sum(now - at < seconds - self.slack for at in list(times)[-most:]) >= most

    def _refuse(self, now: float, seconds: float, *, all_wait: bool = True) -> None:
        self.refused += 1
        if all_wait:
            self.punish(now, seconds)
        after = max(1, round(seconds + 0.5))
        raise Refused(429, f"Too Many Requests: retry after {after}", retry_after=after)


def plain_text(text: str, parse_mode: str | None, most: int) -> str:
    """The text as people see it; Refused where it is empty, too long or badly marked."""
    if parse_mode not in {None, "HTML"}:
        raise Refused(400, "Bad Request: unsupported parse_mode")
    plain = _read_html(text) if parse_mode == "HTML" else text
    if not plain.strip():
        raise Refused(400, "Bad Request: message text is empty")
    if len(plain.encode("utf-16-le")) // 2 > most:
        raise Refused(400, "Bad Request: message is too long")
    return plain


def check_markup(markup: Any) -> None:  # noqa: ANN401 - any JSON
    """Refused where a keyboard could not be shown."""
    for row in (markup or {}).get("inline_keyboard", []):
        for button in row:
            if not button.get("text"):
                raise Refused(400, "Bad Request: inline keyboard button text is empty")
            kinds = button.keys() & {"callback_data", "url"}
            if len(kinds) != 1:
                raise Refused(400, "Bad Request: text buttons are unallowed in the inline keyboard")
            if not 1 <= len(button.get("callback_data", "x").encode()) <= MOST_DATA:
                raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")


def check_commands(commands: Any) -> None:  # noqa: ANN401 - any JSON
    """Refused where a menu has a command that cannot be typed."""
    for one in commands:
        name = str(one.get("command", ""))
        plain = name.replace("_", "").isalnum() and name.isascii() and name == name.lower()
        if not plain or not 1 <= len(name) <= 32 or not 1 <= len(one["description"]) <= 256:
            raise Refused(400, "Bad Request: BOT_COMMAND_INVALID")
    if len(commands) > 100:
        raise Refused(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")


def decoded(value: object) -> Any:  # noqa: ANN401 - any JSON
    """A parameter as it was meant: forms carry objects as JSON."""
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return value


class _Html(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag not in _TAGS:
            raise Refused(400, f'{_BAD}Unsupported start tag "{tag}" at byte offset 0')
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise Refused(400, f'{_BAD}Unexpected end tag at byte offset 0, expected "</{tag}>"')

    def handle_data(self, data: str) -> None:
        if "<" in data:
            raise Refused(400, f'{_BAD}Unsupported start tag "" at byte offset 0')
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise Refused(400, f'{_BAD}Unsupported start tag "!{data[:9]}" at byte offset 0')


def _read_html(text: str) -> str:
    # An escaped sign is data; put aside, so that only a bare one is taken for a tag.
    parser = _Html()
    parser.feed(text.replace("&lt;", "\ue000"))
    parser.close()
    if parser.open:
        raise Refused(400, f"{_BAD}Can't find end tag corresponding to start tag {parser.open[-1]}")
    return parser.text.replace("\ue000", "<")
