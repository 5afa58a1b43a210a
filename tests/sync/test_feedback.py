"""Feedback over cycles: written when findings change, taken back when they are mended."""

import os
from pathlib import Path

import pytest
from sqlalchemy import Engine

from config.wording import load_wording
from rules.findings import CellRef, Finding
from store.database import writing
from store.findings import replace_findings, replace_unit_findings
from sync.feedback import build_feedback
from sync.sources import Feedback, Remark
from sync.workbook import read_workbook
from tests.builders import instant
from tests.sync.city import City

ZH, EN = load_wording("zh"), load_wording("en")
RIVER = "2026-03-02 | 护河 | 12 | 2小时"
VAGUE = "昨天 | 护绿 | 9 | 90分钟"
MANY = "2026-03-02 | 护河 | 很多 | 2小时"
COMPANION = "反馈_图书馆.xlsx"


@pytest.fixture
def city(engine: Engine, tmp_path: Path) -> City:
    """A city whose library has logged an activity whose day nobody knows."""
    made = City(engine, tmp_path / "sheets")
    made.roster()
    made.log(VAGUE)
    return made


def told(city: City, companion: str = COMPANION) -> list[tuple[str, str]]:
    """Cell and text of each row of a companion."""
    [tab] = read_workbook(city.folder / companion)
    return [(str(row[1]), str(row[2])) for row in tab.rows[3:]]


def state(city: City) -> dict[str, tuple[bytes, int]]:
    """Every file of the folder, with its bytes and when it was written."""
    files = [path for path in city.folder.rglob("*") if path.is_file()]
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def test_cycle_writes_beside_each_book_with_findings(city: City) -> None:
    city.log(RIVER, book="文化馆.xlsx")
    before = state(city)

    report = city.sync(feedback=ZH)

    after = state(city)
    assert after.keys() - before.keys() == {COMPANION}
    assert {name: after[name] for name in before} == before
    assert told(city) == [("A2", "昨天")]
    assert report.waiting == ()


def test_overlong_day_is_shown_with_its_hours(city: City) -> None:
    city.log("2026-03-02 | 护河 | 12 | 9小时")

    city.sync(feedback=ZH)

    assert told(city) == [("D2", "9")]


def test_what_the_office_looks_into_is_not_shown_to_editors(city: City) -> None:
    where = CellRef("图书馆.xlsx", "活动", 2)
    late = Finding(code="backfill-late", where=where, values={"days": "40"})
    photo = Finding(code="backfill-no-photo", where=where, values={"hours": "6"})
    city.sync()
    with writing(city.engine) as conn:
        replace_unit_findings(
            conn, city.programme.id, [1], [(1, late), (1, photo)], instant("2026-03-06")
        )

    city.sync(feedback=ZH)

    assert sorted(text for _, text in told(city)) == ["6", "昨天"]


def test_cycle_without_feedback_writes_nothing(city: City) -> None:
    before = state(city)

    city.sync()
    city.sync(feedback=None)

    assert state(city) == before


def test_second_cycle_writes_and_opens_nothing(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    city.sync(feedback=ZH)
    before, shown = state(city), city.contents()
    monkeypatch.setattr("sync.workbook.zipfile.ZipFile", None)

    city.sync("2026-03-07", feedback=ZH)

    assert (state(city), city.contents(), city.source.opened) == (before, shown, [])


def test_companion_follows_its_book(city: City) -> None:
    city.sync(feedback=ZH)

    city.log(VAGUE, MANY)
    city.sync(feedback=ZH)
    more = told(city)
    city.log(RIVER)
    city.sync(feedback=ZH)

    assert more == [("A2", "昨天"), ("C3", "很多")]
    assert told(city) == []


def test_finding_that_another_book_gave_is_shown_too(city: City) -> None:
    city.log(RIVER)
    city.sync(feedback=ZH)
    where = CellRef("图书馆.xlsx", "活动", 2, "B2")
    with writing(city.engine) as conn:
        found = Finding(code="title-missing", where=where)
        replace_findings(conn, city.name, "图书馆.xlsx", [found], instant("2026-03-06"))

    city.sync(feedback=ZH)

    assert told(city) == [("B2", "")]


def test_day_that_has_come_is_taken_back_though_the_book_stands(city: City) -> None:
    city.log("2026-03-09 | 护河 | 12 | 2小时")
    city.sync(feedback=ZH)
    before = told(city)

    city.sync("2026-03-09", feedback=ZH)

    assert (before, told(city)) == ([("A2", "2026-03-09")], [])


def test_other_words_are_shown_where_they_are_said(city: City) -> None:
    city.log(MANY, book="文化馆.xlsx")
    city.sync(feedback=ZH)
    before = state(city)
    own = load_wording("zh", {"finding.date-vague": "哪一天?请写明。"})

    city.sync(feedback=own)

    after = state(city)
    assert {name for name, file in after.items() if before[name] != file} == {COMPANION}
    assert read_workbook(city.folder / COMPANION)[0].rows[3][3] == "哪一天?请写明。"


def test_companion_that_was_deleted_comes_back(city: City) -> None:
    city.sync(feedback=ZH)
    (city.folder / COMPANION).unlink()

    city.sync(feedback=ZH)

    assert told(city) == [("A2", "昨天")]


def test_companion_saved_by_a_person_is_left_until_there_is_news(city: City) -> None:
    city.sync(feedback=ZH)
    os.utime(city.folder / COMPANION, ns=(0, 0))
    before = state(city)

    city.sync(feedback=ZH)
    left = state(city)
    city.log(MANY)
    city.sync(feedback=ZH)

    assert left == before
    assert told(city) == [("C2", "很多")]


def test_companion_that_is_open_waits_for_the_next_cycle(city: City) -> None:
    lock = city.folder / f"~${COMPANION}"
    lock.touch()
    first = city.sync(feedback=ZH)

    lock.unlink()
    second = city.sync(feedback=ZH)

    assert (first.waiting, second.waiting) == (("图书馆.xlsx",), ())
    assert told(city) == [("A2", "昨天")]


def test_persons_file_of_that_name_is_reported_as_long_as_it_is_there(city: City) -> None:
    city.log(RIVER, book=COMPANION)
    before = state(city)[COMPANION]
    taken = ("feedback-name-taken", COMPANION)

    city.sync(feedback=ZH)
    city.sync(feedback=ZH)
    stands = taken in city.findings()
    untouched = state(city)[COMPANION] == before
    (city.folder / COMPANION).rename(city.folder / "意见.xlsx")
    city.sync(feedback=ZH)

    assert (stands, untouched) == (True, True)
    assert taken not in city.findings()
    assert told(city) == [("A2", "昨天")]


def test_book_that_moved_takes_its_feedback_along(city: City) -> None:
    city.sync(feedback=ZH)
    (city.folder / "区").mkdir()
    (city.folder / "图书馆.xlsx").rename(city.folder / "区" / "图书馆.xlsx")

    city.sync(feedback=ZH)

    assert told(city, f"区/{COMPANION}") == [("A2", "昨天")]
    assert not (city.folder / COMPANION).exists()


def test_book_that_is_forgotten_leaves_no_feedback(city: City) -> None:
    city.sync(feedback=ZH)
    (city.folder / "图书馆.xlsx").unlink()
    city.sync(feedback=ZH)
    vanished = told(city)

    city.sync(forget=("图书馆.xlsx",), feedback=ZH)

    assert vanished == [("A2", "昨天")]
    assert not (city.folder / COMPANION).exists()


def test_book_that_cannot_be_read_is_told_so(city: City) -> None:
    (city.folder / "图书馆.xlsx").write_bytes(b"%PDF-1.7")

    city.sync(feedback=ZH)

    [tab] = read_workbook(city.folder / COMPANION)
    assert tab.rows[3][0] == "(整个工作簿)"


def test_roster_has_feedback_too(city: City) -> None:
    city.roster(contacts="单位 | 姓名\n博物馆 | 王芳")

    city.sync(feedback=ZH)

    assert told(city, "反馈_名册.xlsx") == [("A2", "博物馆")]


@pytest.mark.parametrize("moment", ["before", "after"])
def test_cycle_that_was_killed_is_made_up_for(
    city: City, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    city.log(MANY, book="文化馆.xlsx")
    write = city.source.write

    def die(feedback: Feedback) -> str | None:
        if moment == "after":
            write(feedback)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(city.source, "write", die)
        with pytest.raises(KeyboardInterrupt):
            city.sync(feedback=ZH)
    city.sync(feedback=ZH)

    assert (told(city), told(city, "反馈_文化馆.xlsx")) == ([("A2", "昨天")], [("C2", "很多")])


def test_feedback_that_was_not_foreseen_stops_no_other(
    city: City, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    city.log(MANY, book="文化馆.xlsx")
    write = city.source.write

    def stumble(feedback: Feedback) -> str | None:
        if feedback.book == "图书馆.xlsx":
            raise ZeroDivisionError
        return write(feedback)

    monkeypatch.setattr(city.source, "write", stumble)

    report = city.sync(feedback=ZH)

    assert report.waiting == ("图书馆.xlsx",)
    assert told(city, "反馈_文化馆.xlsx") == [("C2", "很多")]
    assert [record.message for record in caplog.records] == ["feedback_unforeseen"]


def remarks(*findings: Finding) -> tuple[Remark, ...]:
    return build_feedback("图书馆.xlsx", findings, ZH, at=instant("2026-03-06")).remarks


def vague(sheet: str | None, row: int | None, cell: str | None, text: str = "昨天") -> Finding:
    return Finding(
        code="date-vague", where=CellRef("图书馆.xlsx", sheet, row, cell), values={"text": text}
    )


def test_remarks_are_in_the_order_of_the_sheets() -> None:
    places = [
        (None, None, None),
        ("2月", None, None),
        ("2月", 9, "A9"),
        ("2月", 10, None),
        ("2月", 10, "B10"),
        ("2月", 10, "AA10"),
        ("10月", 3, "A3"),
        ("汇总", 1, "A1"),
    ]

    ordered = remarks(*(vague(*place) for place in reversed(places)))

    assert [(one.sheet, one.row, one.cell) for one in ordered] == places


@pytest.mark.parametrize(
    ("text", "repeated"),
    [
        ("问 13800138000", "问 138********"),
        ("138-0013-8000转", "138**********转"),
        ("11010519491231002X", "110***************"),
        ("20260305", "20260305"),
        ("字" * 500, "字" * 120 + "…"),
        ("{text}", "{text}"),
    ],
)
def test_private_numbers_and_essays_are_not_repeated(text: str, repeated: str) -> None:
    [one] = remarks(vague("活动", 2, "A2", text))

    assert (one.text, one.problem) == (repeated, f"「{repeated}」不是确定的一天")


def test_remark_says_what_is_wrong_and_what_to_do() -> None:
    [one] = build_feedback(
        "图书馆.xlsx", [vague("活动", 2, "A2")], EN, at=instant("2026-03-06")
    ).remarks

    assert (one.problem, one.remedy) == (
        "'昨天' is no certain day",
        "Write the day the activity was held.",
    )
