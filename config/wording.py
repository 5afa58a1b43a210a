"""The sentences people read, by code, in the language asked for."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from rules.private import mask_private

Locale = Literal["zh", "en"]

_MESSAGES = Path(__file__).parent / "messages"
#: A field is a bare name: a sentence can reach no attribute or index of a fact.
_FIELD = re.compile(r"\{(\w+)\}")
#: What steers a screen or turns lines round, and is not seen: controls, directions, no spaces.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_HALVES = re.compile(r"(.+?)[;；] ?(.+)")


class WordingWrong(Exception):
    """The office rewrote a sentence in a way that cannot be filled."""

    code = "wording-wrong"

    def __init__(self, sentence: str, problem: str) -> None:
        super().__init__(f"The wording '{sentence}' {problem}.")
        self.values = {"sentence": sentence, "problem": problem}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Every sentence of one language."""

    locale: Locale
    sentences: Mapping[str, str]

    def say(self, code: str, /, **facts: object) -> str:
        """The sentence of a code with its fields filled; facts are plain text, never read again."""
        return _fill(self.sentences[code], facts)

    def halves(self, code: str, /, **facts: object) -> tuple[str, str]:
        """The sentence parted at its first semicolon: what is so, and what to do, if it says."""
        parted = _HALVES.fullmatch(self.sentences[code])
        halves = parted.groups() if parted else (self.sentences[code], "")
        what, remedy = (_fill(half, facts) for half in halves)
        return what, remedy[:1].upper() + remedy[1:]

    def known(self, code: str, facts: Mapping[str, str]) -> dict[str, str]:
        """The facts, with … for those the sentence wants and a former version did not keep."""
        return dict.fromkeys(self.fields(code), "…") | dict(facts)

    def fields(self, code: str) -> frozenset[str]:
        """The names a sentence wants to have filled."""
        return frozenset(_FIELD.findall(self.sentences[code]))


def show_name(name: str) -> str:
    """A file's or tab's name as people are shown it: all its signs seen, no private number."""
    return _seen(mask_private(name))


def load_wording(locale: Locale, overrides: Mapping[str, str] = MappingProxyType({})) -> Wording:
    """The wording of a language, with what an office says differently put in its place."""
    wording = _shipped(locale)
    if not overrides:
        return wording
    rewritten = Wording(locale=locale, sentences={**wording.sentences, **overrides})
    for code in overrides:
        _check_override(code, wording, rewritten)
    return rewritten


@cache
def _shipped(locale: Locale) -> Wording:
    tables = tomllib.loads((_MESSAGES / f"{locale}.toml").read_text(encoding="utf-8"))
    return Wording(locale=locale, sentences=MappingProxyType(dict(_flat(tables))))


def _flat(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)


def _fill(sentence: str, facts: Mapping[str, object]) -> str:
    return _FIELD.sub(lambda field: _seen(str(facts[field[1]])), sentence)


def _seen(text: str) -> str:
    return _UNSEEN.sub(lambda sign: sign[0].encode("unicode_escape").decode(), text)


def _check_override(code: str, shipped: Wording, rewritten: Wording) -> None:
    """Raise now what would otherwise stop a letter later."""
    if code not in shipped.sentences:
        raise WordingWrong(code, "does not exist; config/messages/ lists them all")
    for field in sorted(rewritten.fields(code) - shipped.fields(code)):
        known = ", ".join(f"{{{name}}}" for name in sorted(shipped.fields(code))) or "none"
        raise WordingWrong(code, f"has a field {{{field}}} that nothing fills; known: {known}")
