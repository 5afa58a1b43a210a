"""What every source promises of `write` and `append`; the folder and Google keep it."""

from dataclasses import replace
from datetime import timedelta
from typing import Protocol

import pytest

from rules.findings import Severity
from sync.filings import HEADER, TITLE
from sync.reading import RawCell
from sync.sources import Feedback, FeedbackWaits, Filing, Remark, Source
from tests.builders import instant


class Shelf(Protocol):
    """A source with one book, seen as its editors see it."""

    source: Source
    book: str

    def told(self) -> list[str]:
        """Every text that tells the editors something, in order."""

    def content(self) -> object:
        """The book itself, and when it was saved."""

    def occupy(self) -> None:
        """From now on feedback cannot be written."""

    def lose(self) -> None:
        """The book is gone."""


def remark(cell: str | None = "A3", text: str = "三月初五前后", problem: str = "看不出") -> Remark:
    return Remark(
        sheet="活动",
        row=3,
        cell=cell,
        text=text,
        problem=problem,
        remedy="请写成 3月5日",
        severity=Severity.BREACH,
    )


def feedback(book: str, *remarks: Remark) -> Feedback:
    return Feedback(book=book, remarks=remarks, at=instant("2026-03-06"))


def shows_place_problem_and_remedy_in_order(shelf: Shelf) -> None:
    shelf.source.write(feedback(shelf.book, remark("A3"), remark("C9", problem="没有单位")))

    told = " ".join(shelf.told())
    words = ["A3", "看不出", "请写成 3月5日", "C9", "没有单位", "请写成 3月5日"]
    places = [told.find(word) for word in words[:3]] + [told.rfind(word) for word in words[3:]]
    assert places == sorted(places)
    assert places[0] >= 0


def says_the_same_once(shelf: Shelf) -> None:
    said = feedback(shelf.book, remark())
    first = shelf.source.write(said)
    told = shelf.told()

    later = shelf.source.write(replace(said, at=said.at + timedelta(days=1)))

    assert (later, shelf.told()) == (first, told)


def says_what_is_new(shelf: Shelf) -> None:
    first = shelf.source.write(feedback(shelf.book, remark(problem="看不出")))

    second = shelf.source.write(feedback(shelf.book, remark(problem="没有这一天")))

    told = " ".join(shelf.told())
    assert second != first
    assert ("没有这一天" in told, "看不出" in told) == (True, False)


def says_nothing_of_a_book_that_is_well(shelf: Shelf) -> None:
    stamp = shelf.source.write(feedback(shelf.book))

    assert (stamp, shelf.told()) == (None, [])


def takes_back_what_is_mended(shelf: Shelf) -> None:
    shelf.source.write(feedback(shelf.book, remark()))

    shelf.source.write(feedback(shelf.book))

    assert "A3" not in " ".join(shelf.told())


def never_saves_the_book(shelf: Shelf) -> None:
    before = shelf.content()

    shelf.source.write(feedback(shelf.book, remark()))
    shelf.source.write(feedback(shelf.book))

    assert shelf.content() == before


def tells_text_as_text(shelf: Shelf) -> None:
    hostile = ['=HYPERLINK("http://x","y")', "+1", "-1", "@SUM(A1)", "<b>&amp;", "\x00\x0b\ufffe丙"]

    shelf.source.write(feedback(shelf.book, *(remark(text=text) for text in hostile)))

    told = shelf.told()
    seen = [*hostile[:5], "丙"]
    assert [text for text in seen if not any(text in one for one in told)] == []


def knows_at_the_next_look_what_it_shows(shelf: Shelf) -> None:
    stamp = shelf.source.write(feedback(shelf.book, remark()))
    assert stamp is not None

    look = shelf.source.changed({}, {shelf.book: stamp})

    assert (look.shown, look.findings) == ({shelf.book: stamp}, ())


def reading_is_not_disturbed_by_it(shelf: Shelf) -> None:
    known = {ref.id: ref.stamp for ref in shelf.source.changed({}).changed}

    stamp = shelf.source.write(feedback(shelf.book, remark()))
    assert stamp is not None

    look = shelf.source.changed(known, {shelf.book: stamp})
    assert (look.present, look.changed) == (frozenset({shelf.book}), ())


def waits_while_its_place_is_in_use(shelf: Shelf) -> None:
    shelf.source.write(feedback(shelf.book, remark()))
    told = shelf.told()
    shelf.occupy()

    with pytest.raises(FeedbackWaits):
        shelf.source.write(feedback(shelf.book, remark(problem="没有这一天")))

    assert shelf.told() == told


def leaves_nothing_where_the_book_is_gone(shelf: Shelf) -> None:
    shelf.source.write(feedback(shelf.book, remark()))
    shelf.lose()

    stamp = shelf.source.write(feedback(shelf.book))

    assert (stamp, shelf.told()) == (None, [])


PROMISES = (
    shows_place_problem_and_remedy_in_order,
    says_the_same_once,
    says_what_is_new,
    says_nothing_of_a_book_that_is_well,
    takes_back_what_is_mended,
    never_saves_the_book,
    tells_text_as_text,
    knows_at_the_next_look_what_it_shows,
    reading_is_not_disturbed_by_it,
    waits_while_its_place_is_in_use,
    leaves_nothing_where_the_book_is_gone,
)


def filing(book: str, key: str = "f-1", title: str = "护河") -> Filing:
    cells: dict[str, str | int] = {"unit": "图书馆", "date": "2026-03-05", "title": title}
    return Filing(key=key, book=book, cells=cells | {"headcount": 12})


def filed(shelf: Shelf) -> list[list[RawCell]]:
    """The rows below the header of the tab of filings, as the source reads them."""
    books = [shelf.source.read(ref) for ref in shelf.source.changed({}).changed]
    tabs = [tab for book in books for tab in book.tabs if tab.name == TITLE]
    assert [tuple(tab.rows[0]) for tab in tabs] in ([], [HEADER])
    return [row for tab in tabs for row in tab.rows[1:]]


def row(key: str, title: str = "护河") -> list[RawCell]:
    return ["图书馆", "2026-03-05", title, 12, "", "", "", "", "", key]


def appends_a_row_that_is_read_like_any(shelf: Shelf) -> None:
    where = shelf.source.append(filing(shelf.book))

    assert filed(shelf) == [row("f-1")]
    assert (where.sheet, where.row) == (TITLE, 2)


def appends_below_what_stands(shelf: Shelf) -> None:
    shelf.source.append(filing(shelf.book))

    where = shelf.source.append(filing(shelf.book, "f-2"))

    assert filed(shelf) == [row("f-1"), row("f-2")]
    assert where.row == 3


def appends_once_what_is_appended_twice(shelf: Shelf) -> None:
    first = shelf.source.append(filing(shelf.book))
    shelf.source.append(filing(shelf.book, "f-2"))

    again = shelf.source.append(filing(shelf.book))

    assert (again, filed(shelf)) == (first, [row("f-1"), row("f-2")])


def appends_text_as_text(shelf: Shelf) -> None:
    shelf.source.append(filing(shelf.book, title='=HYPERLINK("http://x","y")'))

    assert filed(shelf) == [row("f-1", '=HYPERLINK("http://x","y")')]


def appending_never_touches_what_people_wrote(shelf: Shelf) -> None:
    before = shelf.content()

    shelf.source.append(filing(shelf.book))

    assert shelf.content() == before


FILING_PROMISES = (
    appends_a_row_that_is_read_like_any,
    appends_below_what_stands,
    appends_once_what_is_appended_twice,
    appends_text_as_text,
    appending_never_touches_what_people_wrote,
)
