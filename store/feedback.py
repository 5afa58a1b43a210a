"""What of each book's findings was last shown where its editors look."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from rules.findings import OFFICE_ONLY
from rules.records import first_day
from store.tables import book, finding


@dataclass(frozen=True, slots=True)
class Shown:
    """The mark of the findings that were shown, and the source's own word for what it shows."""

    mark: str | None = None
    stamp: str | None = None


def load_shown(conn: Connection, programme_id: str) -> dict[str, Shown]:
    """What is shown of each book ever seen."""
    columns = (book.c.id, book.c.feedback, book.c.feedback_stamp)
    rows = conn.execute(select(*columns).where(book.c.programme_id == programme_id))
    return {name: Shown(mark, stamp) for name, mark, stamp in rows}


def save_shown(conn: Connection, programme_id: str, shown: Mapping[str, Shown]) -> None:
    """Remembers what was shown of these books."""
    if shown:
        mine = (book.c.programme_id == programme_id) & (book.c.id == bindparam("b_id"))
        said: dict[str, Any] = {
            "feedback": bindparam("b_mark"),
            "feedback_stamp": bindparam("b_stamp"),
        }
        rows = [{"b_id": n, "b_mark": one.mark, "b_stamp": one.stamp} for n, one in shown.items()]
        conn.execute(update(book).where(mine).values(said), rows)


def mark_findings(conn: Connection, programme_id: str, *, today: date) -> dict[str, str]:
    """A mark of each book's findings, which differs where they do; books without one are absent.

    A finding is never changed, and a later one has a larger id: how many there are and the largest
    id tell one set of them from another. What the office alone is told is left out.
    """
    mine = (finding.c.programme_id == programme_id) & finding.c.code.not_in(OFFICE_ONLY)
    dated = finding.c.code == "date-future"
    rows = conn.execute(
        select(finding.c.book, func.count(), func.max(finding.c.id))
        .where(mine, ~dated)
        .group_by(finding.c.book)
    )
    marks = {name: (count, largest) for name, count, largest in rows}
    days = finding.c.facts["text"].as_string()
    today_text = today.isoformat()
    for name, number, text in conn.execute(
        select(finding.c.book, finding.c.id, days).where(mine, dated)
    ):
        if first_day(text) > today_text:
            count, largest = marks.get(name, (0, 0))
            marks[name] = (count + 1, max(largest, number))
    return {name: f"{count}:{largest}" for name, (count, largest) in marks.items()}
