"""The day, the run of days or the separate days on which something was held."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from rules.months import Month, months_of_days


@dataclass(frozen=True, slots=True)
class Days:
    """Spans of days in the order they were written; a single day is a span of itself."""

    spans: tuple[tuple[date, date], ...]

    @classmethod
    def on(cls, *days: date) -> Self:
        """Separate days, or a single one."""
        return cls(tuple((day, day) for day in days))

    @classmethod
    def run(cls, first: date, last: date) -> Self:
        """One run of days, both ends included."""
        return cls(((first, last),))

    @classmethod
    def parse(cls, text: str) -> Self:
        """What `str` wrote: spans joined by `;`, a run as first/last; ValueError otherwise."""
        ends = (span.split("/") for span in text.split(";"))
        return cls(tuple((date.fromisoformat(e[0]), date.fromisoformat(e[-1])) for e in ends))

    @property
    def first(self) -> date:
        """The earliest day."""
        return min(start for start, _ in self.spans)

    @property
    def last(self) -> date:
        """The latest day."""
        return max(end for _, end in self.spans)

    @property
    def months(self) -> tuple[Month, ...]:
        """The months touched, each once, in order."""
        touched = {month for start, end in self.spans for month in months_of_days(start, end)}
        return tuple(sorted(touched))

    @property
    def begins(self) -> dict[Month, date]:
        """The first day held in each month touched."""
        found: dict[Month, date] = {}
        for start, end in self.spans:
            for month in months_of_days(start, end):
                begin = max(start, month.first)
                found[month] = min(begin, found.get(month, begin))
        return found

    def written(self) -> str | list[str]:
        """For people and JSON: a day, a run `first/last`, or a list of these."""
        texts = [
            s.isoformat() if s == e else f"{s.isoformat()}/{e.isoformat()}" for s, e in self.spans
        ]
        return texts[0] if len(texts) == 1 else texts

    def __str__(self) -> str:
        written = self.written()
        return written if isinstance(written, str) else ";".join(written)
