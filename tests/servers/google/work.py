"""What a batchUpdate's requests work on, and how they are written."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.servers.google.a1 import Area, area_of
from tests.servers.google.answers import Json, invalid
from tests.servers.google.book import Book


@dataclass(slots=True)
class Work:
    """A copy of a spreadsheet that takes the place of the first when all requests succeeded."""

    book: Book
    account: str
    owner: str
    year: int
    new_number: Callable[[], int]

    def area(self, span: Json | None) -> Area:
        """The cells of a GridRange; 400 where it is missing or has none."""
        if span is None:
            raise invalid("range is required")
        return area_of(self.book, span)

    def writable(self, span: Json | None) -> Area:
        """The same, where this account may write; 400 in what is protected from it."""
        area = self.area(span)
        if any(
            not may_edit(item, self.account, self.owner) and _overlap(self, area, item)
            for item in _guards(area)
        ):
            raise invalid(
                "You are trying to edit a protected cell or object. "
                "Please contact the spreadsheet owner to remove protection if you need to edit."
            )
        return area


Request = Callable[[Work, Json], Json | None]
"""Does one request to `work.book` from its parameters; its reply, None for an empty one."""


def may_edit(protected: Json, account: str, owner: str) -> bool:
    """Whether an account may write where this protection lies."""
    editors = protected.get("editors", {})
    free = protected.get("warningOnly") or account == owner
    return bool(free or account in editors.get("users", []))


def _guards(area: Area) -> list[Json]:
    return area.tab.listed["protectedRanges"]


def _overlap(work: Work, area: Area, protected: Json) -> bool:
    spans = protected.get("unprotectedRanges", [])
    if any(_within(area, area_of(work.book, span)) for span in spans):
        return False
    other = area_of(work.book, protected.get("range", {"sheetId": area.tab.id}))
    rows = area.top < other.bottom and other.top < area.bottom
    return rows and area.left < other.right and other.left < area.right


def _within(inner: Area, outer: Area) -> bool:
    rows = outer.top <= inner.top and inner.bottom <= outer.bottom
    return rows and outer.left <= inner.left and inner.right <= outer.right
