"""Likeness: the units whose names are most like a text that names none for certain."""

from collections.abc import Mapping

from config.unit_words import load_unit_words
from rules.roster import Unit
from sync.unit_spellings import Spellings
from sync.unit_texts import compared_name, plain_name

_CANDIDATES = 3
_LOOKED_AT = 24
#: What a sign that tells units apart costs, of 100, where only one of two names has it.
_TELLING_COSTS = 12.0


class Likeness:
    """The names of a roster, ready to be compared with."""

    def __init__(self, spellings: Spellings, units: Mapping[int, Unit]) -> None:
        self._telling = load_unit_words().telling
        self._places = spellings.places
        self._forms: list[str] = []
        self._ids: list[int] = []
        for unit_id, name in spellings.compared.items():
            core = self._places.split(plain_name(units[unit_id].name)).core
            forms = [name, compared_name(core), *map(plain_name, units[unit_id].aliases)]
            for form in dict.fromkeys(forms):
                self._forms.append(form)
                self._ids.append(unit_id)

    def nearest(self, text: str) -> tuple[int, ...]:
        """The ids of the units most like the text, best first."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - needed only where a name is unknown

        plain = plain_name(text)
        bare = self._places.split(plain).core
        scores: dict[int, float] = {}
        whole, short = compared_name(plain), compared_name(bare)
        for written in dict.fromkeys((whole, short, whole.removesuffix("志愿队"))):
            if not written:
                continue
            found = process.extract(written, self._forms, scorer=fuzz.ratio, limit=_LOOKED_AT)
            for form, score, at in found:
                scores[self._ids[at]] = max(
                    scores.get(self._ids[at], 0.0), score - self._cost(written, form)
                )
        return tuple(sorted(scores, key=lambda one: -scores[one])[:_CANDIDATES])

    def _cost(self, written: str, form: str) -> float:
        differing = set(written) ^ set(form)
        return _TELLING_COSTS * len(self._telling & differing)
