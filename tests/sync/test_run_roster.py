"""The roster's part of a cycle: who there is, and what is not believed at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine

from store.aliases import insert_alias, load_aliases
from store.database import writing
from sync.moves import RosterKept
from sync.roster_book import is_roster
from sync.roster_sync import RosterMissing
from sync.run import synchronise
from tests.builders import instant
from tests.sheets import save_book
from tests.sync.city import City

LOG = "单位 | 日期 | 活动\n图书馆 | 2026-03-02 | 护河\n读书社 | 2026-03-03 | 讲座"


@pytest.fixture
def city(engine: Engine, tmp_path: Path) -> City:
    """A city without a roster, whose log names a unit that is not known yet."""
    made = City(engine, tmp_path)
    save_book(tmp_path / "台账.xlsx", 三月=LOG)
    return made


def many(*names: str, of: int = 20) -> str:
    """A roster of these units, filled up with teams."""
    return "\n".join(["单位名称", *names, *(f"第{n}队" for n in range(of - len(names)))])


@pytest.mark.parametrize(
    ("book", "is_one"),
    [
        ("名册.xlsx", True),
        ("办公室/名册.csv", True),
        ("Roster.XLSX", True),
        ("名册2026.xlsx", False),
        ("名册/图书馆.xlsx", False),
    ],
)
def test_roster_is_told_by_its_files_name(book: str, *, is_one: bool) -> None:
    assert is_roster(book) == is_one


def test_without_a_roster_nothing_is_read(city: City) -> None:
    with pytest.raises(RosterMissing) as missing:
        city.sync()

    assert (missing.value.code, missing.value.values) == ("roster-missing", {})
    assert (city.rows(), city.count("cycle")) == ({}, 0)


def test_broken_roster_at_the_beginning_stops_the_cycle(city: City) -> None:
    (city.folder / "名册.xlsx").write_bytes(b"%PDF-1.7")

    with pytest.raises(RosterMissing) as missing:
        city.sync()

    assert (missing.value.code, missing.value.values["file"]) == (
        "workbook-unreadable",
        "名册.xlsx",
    )


def test_empty_roster_at_the_beginning_stops_the_cycle(city: City) -> None:
    city.roster("填写说明")

    with pytest.raises(RosterMissing) as missing:
        city.sync()

    assert (missing.value.code, missing.value.values) == ("roster-empty", {"file": "名册.xlsx"})


def test_roster_that_gains_a_unit_has_every_book_read_again(city: City) -> None:
    city.roster(many("图书馆"))
    city.sync()
    before = city.findings()
    city.roster(many("图书馆", "读书社", of=21))

    report = city.sync()

    assert before == [("unit-unknown", "台账.xlsx")]
    assert city.findings() == []
    assert {one.book: (one.changed, one.added, one.edited) for one in report.books} == {
        "名册.xlsx": (True, 0, 0),
        "台账.xlsx": (True, 0, 1),
    }
    assert list(city.rows()) == [1, 2]
    assert city.standings("2026-03-06", "2026-03")["读书社"] == "met"


def test_contacts_alone_change_the_roster(city: City) -> None:
    city.roster(many("图书馆"))
    city.sync()
    city.roster(many("图书馆"), "单位 | 姓名\n图书馆 | 李明")

    report = city.sync()

    assert [one.changed for one in report.books if one.book == "名册.xlsx"] == [True]


def test_roster_saved_again_has_no_book_read_again(city: City) -> None:
    city.roster(many("图书馆"))
    city.sync()
    city.roster(many("图书馆"))

    city.sync()

    assert city.source.opened == ["名册.xlsx"]


def test_renamed_unit_keeps_its_id_by_its_number(city: City) -> None:
    city.roster("单位名称 | 单位编号\n读书会 | U1\n图书馆 | U2")
    city.sync()
    before = city.units()
    city.roster("单位名称 | 单位编号\n读书社 | U1\n图书馆 | U2")

    city.sync()

    assert city.units() == {"读书社": before["读书会"], "图书馆": before["图书馆"]}


def test_renamed_unit_keeps_the_book_that_bears_its_former_name(city: City) -> None:
    city.roster("单位名称 | 单位编号\n读书会 | U1\n图书馆 | U2")
    city.log("2026-03-04 | 讲座 | 9 | 1小时", book="读书会.xlsx")
    city.sync()
    before = city.standings("2026-03-06", "2026-03")
    city.roster("单位名称 | 单位编号\n阅读协会 | U1\n图书馆 | U2")

    city.sync()

    assert (before["读书会"], city.standings("2026-03-06", "2026-03")["阅读协会"]) == ("met", "met")
    assert ("roster-unit-renamed", "名册.xlsx") in city.findings()


def test_former_name_that_another_unit_took_is_not_remembered(city: City) -> None:
    city.roster("单位名称 | 单位编号\n读书会 | U1\n图书馆 | U2")
    city.sync()
    city.roster("单位名称 | 单位编号\n阅读协会 | U1\n图书馆 | U2\n老年大学 | 读书会")

    city.sync()

    with writing(city.engine) as conn:
        assert load_aliases(conn, "city") == []


def test_few_units_gone_are_believed(city: City) -> None:
    city.roster(many("图书馆", "读书社"))
    city.sync()
    city.roster(many("图书馆", "读书社", of=18))

    report = city.sync()

    assert (len(city.units()), report.roster_held) == (18, ())


def test_many_units_gone_are_held_until_the_office_accepts(city: City) -> None:
    city.roster(many("图书馆", "读书社"))
    city.sync()
    city.roster(many("图书馆", of=17))

    held = [city.sync().roster_held for _ in range(2)]
    meanwhile = (len(city.units()), city.findings(), city.titles())
    accepted = city.sync(accept=True)

    assert held == [("读书社", "第16队", "第17队")] * 2
    assert meanwhile == (20, [("roster-shrunk", "名册.xlsx")], ["护河", "讲座"])
    assert (accepted.roster_held, len(city.units())) == ((), 17)
    assert city.findings() == [("unit-unknown", "台账.xlsx")]


def test_held_roster_that_is_mended_is_taken(city: City) -> None:
    city.roster(many("图书馆", "读书社"))
    city.sync()
    city.roster(many("图书馆", of=5))
    city.sync()
    city.roster(many("图书馆", "读书社", of=21))

    report = city.sync()

    assert (report.roster_held, len(city.units()), city.findings()) == ((), 21, [])


def test_grouping_units_are_nobody_to_be_missed(city: City) -> None:
    city.roster("单位名称 | 上级单位\n图书馆 | 城关镇\n读书社 | 河东镇")
    city.sync()
    city.roster("单位名称 | 上级单位\n图书馆 |\n读书社 |")

    report = city.sync()

    assert (report.roster_held, set(city.units())) == ((), {"图书馆", "读书社"})


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"PK\x03\x04"])
def test_broken_roster_later_keeps_the_former(city: City, content: bytes) -> None:
    city.roster(many("图书馆"))
    city.sync()
    (city.folder / "名册.xlsx").write_bytes(content)
    save_book(city.folder / "图书馆.xlsx", 三月="日期 | 活动\n2026-03-09 | 护绿")

    for _ in range(3):
        city.sync("2026-03-09")

    assert len(city.units()) == 20
    assert ("workbook-unreadable", "名册.xlsx") in city.findings()
    assert "护绿" in city.titles()


def test_empty_roster_later_keeps_the_former(city: City) -> None:
    city.roster(many("图书馆"))
    city.sync()
    city.roster("填写说明")

    city.sync(accept=True)

    assert len(city.units()) == 20
    assert ("roster-empty", "名册.xlsx") in city.findings()


def test_vanished_roster_keeps_the_former(city: City) -> None:
    city.roster(many("图书馆"))
    city.sync()
    (city.folder / "名册.xlsx").unlink()

    city.sync()

    assert len(city.units()) == 20
    assert ("roster-vanished", "名册.xlsx") in city.findings()


def test_vanished_roster_is_never_forgotten(city: City) -> None:
    city.roster(many("图书馆"))
    city.sync()
    (city.folder / "名册.xlsx").unlink()

    with pytest.raises(RosterKept):
        city.sync(forget=("名册.xlsx",))

    city.sync()
    assert ("roster-vanished", "名册.xlsx") in city.findings()


def test_roster_that_lies_elsewhere_now_may_be_forgotten_where_it_was(city: City) -> None:
    city.roster(many("图书馆", "读书社"))
    city.sync()
    (city.folder / "办公室").mkdir()
    (city.folder / "名册.xlsx").rename(city.folder / "办公室" / "名册.xlsx")

    city.sync()
    told = city.findings()
    city.sync(forget=("名册.xlsx",))

    assert (told, city.findings()) == ([("book-vanished", "名册.xlsx")], [])
    assert len(city.units()) == 20


def test_second_roster_is_reported_once_and_not_read(city: City) -> None:
    city.roster(many("图书馆", "读书社"))
    city.sync()
    save_book(city.folder / "旧" / "名册.xlsx", 单位="单位名称\n博物馆")

    for _ in range(2):
        city.roster(many("图书馆", "读书社"))
        city.sync()

    assert city.findings() == [("roster-repeated", "旧/名册.xlsx")]
    assert "博物馆" not in city.units()


def test_second_roster_that_goes_is_reported_no_more(city: City) -> None:
    city.roster(many("图书馆", "读书社"))
    second = save_book(city.folder / "旧" / "名册.xlsx", 单位="单位名称\n博物馆")
    city.sync()
    second.unlink()

    city.sync()

    assert city.findings() == []


def test_name_explained_in_the_midst_of_a_cycle_holds_for_what_is_read_after(city: City) -> None:
    city.roster()
    begun = count()

    @contextmanager
    def begin() -> Iterator[Connection]:
        with writing(city.engine) as conn:
            if next(begun) == 3:
                now = instant("2026-03-06")
                insert_alias(conn, "city", text="读书社", folded="读书社", unit_id=1, now=now)
            yield conn

    synchronise(begin, city.programme, city.source, now=instant("2026-03-06"))

    assert city.findings() == []
    assert city.standings("2026-03-06", "2026-03")["图书馆"] == "met"
