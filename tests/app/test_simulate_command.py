"""`yueyue simulate`: what would be sent, told beforehand, and what was, as it came."""

from datetime import date, timedelta
from typing import Any

import pytest

from store.database import build_engine, reading
from tests.app.desk import Desk
from tests.store.builders import everything_of

Document = dict[str, Any]


def simulated(desk: Desk, first: str, last: str, as_of: str) -> list[Document]:
    letters: list[Document] = desk.json(
        "simulate", "--from", first, "--to", last, "--as-of", as_of
    )["letters"]
    return letters


def gist(letters: list[Document]) -> list[tuple[str, str, list[str]]]:
    """Day, contact, and the rungs of each letter."""
    return sorted(
        (
            one["at"][:10],
            one["to"]["contact"],
            sorted(f"{of['unit']} {of['period']} {of['rung']}" for of in one["obligations"]),
        )
        for one in letters
    )


def stored(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    engine = build_engine(f"sqlite:///{desk.place / 'yueyue.db'}")
    with reading(engine) as conn:
        found = everything_of(conn, "city")
    engine.dispose()
    return found


def live(desk: Desk, first: date, last: date) -> list[Document]:
    """The letters that really go out where a round is run every day."""
    letters = []
    for n in range((last - first).days + 1):
        day = (first + timedelta(n)).isoformat()
        desk.json("sync", "--as-of", day)
        posted = desk.json("nudge", "--as-of", day)["letters"]
        letters += [one | {"at": one["not_before"]} for one in posted]
        desk.json("deliver", "--as-of", day)
    return letters


@pytest.mark.slow
def test_simulation_foretells_what_daily_rounds_send(small_city: Desk) -> None:
    small_city.json("sync", "--as-of", "2026-04-01")
    foretold = simulated(small_city, "2026-04-01", "2026-05-12", as_of="2026-04-01")

    sent = live(small_city, date(2026, 4, 1), date(2026, 5, 12))

    assert len(foretold) > 20
    assert gist(foretold) == gist(sent)
    assert [one["key"] for one in foretold] == sorted(
        (one["key"] for one in sent), key=[one["key"] for one in foretold].index
    )


def test_simulated_letter_says_who_when_and_why(small_city: Desk) -> None:
    small_city.json("sync", "--as-of", "2026-04-02")

    letters = simulated(small_city, "2026-04-08", "2026-04-08", as_of="2026-04-02")

    [one] = [one for one in letters if one["to"]["contact"] == "周礼"]
    text = one.pop("text")
    assert "城关镇服务队" in text
    assert "2026-03" in text
    assert one == {
        "at": "2026-04-08T09:30:00+08:00",
        "key": one["key"],
        "to": {"contact": "周礼", "unit": "城关镇服务队", "channel": "console"},
        "obligations": [
            {"unit": "城关镇服务队", "duty": "U-01", "period": "2026-03", "rung": "L2@due+1wd"}
        ],
        "because": "U-01 2026-03 L2@due+1wd 到点(1 项,2026-04-07 截止,逾期)",
    }


def test_simulation_writes_and_sends_nothing(small_city: Desk) -> None:
    small_city.json("sync", "--as-of", "2026-04-02")
    before = stored(small_city)

    assert simulated(small_city, "2026-04-01", "2026-06-30", as_of="2026-04-02")

    assert stored(small_city) == before
    assert not (small_city.place / "letters").exists()


def test_past_is_replayed_as_if_nothing_had_been_sent_since(small_city: Desk) -> None:
    small_city.json("sync", "--as-of", "2026-04-01")
    before = simulated(small_city, "2026-04-01", "2026-04-30", as_of="2026-04-01")
    live(small_city, date(2026, 4, 6), date(2026, 4, 8))

    again = simulated(small_city, "2026-04-01", "2026-04-30", as_of="2026-04-10")

    assert gist(again) == gist(before)


def test_letters_before_the_first_day_stand_and_are_not_sent_again(small_city: Desk) -> None:
    small_city.json("sync", "--as-of", "2026-04-01")
    whole = simulated(small_city, "2026-04-01", "2026-04-30", as_of="2026-04-01")
    live(small_city, date(2026, 4, 1), date(2026, 4, 8))

    later = simulated(small_city, "2026-04-09", "2026-04-30", as_of="2026-04-10")

    assert gist(later) == gist([one for one in whole if one["at"] >= "2026-04-09"])


def test_day_to_come_is_reached_through_the_days_before_it(small_city: Desk) -> None:
    small_city.json("sync", "--as-of", "2026-04-01")
    whole = simulated(small_city, "2026-04-01", "2026-06-30", as_of="2026-04-01")

    june = simulated(small_city, "2026-06-01", "2026-06-30", as_of="2026-04-01")

    assert gist(june) == gist([one for one in whole if one["at"] >= "2026-06-01"])


def test_rows_come_in_on_the_day_they_were_first_seen(small_city: Desk) -> None:
    small_city.json("sync", "--as-of", "2026-04-01")
    small_city.log(
        "城关镇服务队.xlsx",
        ["2026-02-05", "河道清扫", 8, 2, "张三、李四"],
        ["2026-03-28", "文明劝导", 6, 2, ""],
    )
    small_city.json("sync", "--as-of", "2026-04-08T08:00")

    letters = simulated(small_city, "2026-04-01", "2026-04-20", as_of="2026-04-20")

    march = [
        (one["at"][:10], of["rung"])
        for one in letters
        for of in one["obligations"]
        if (of["unit"], of["period"]) == ("城关镇服务队", "2026-03")
    ]
    assert march == [("2026-04-01", "L0@end+1d"), ("2026-04-07", "L1@due+0d")]


def test_people_who_cannot_be_reached_yet_are_simulated_as_if_they_could(desk: Desk) -> None:
    desk.roster([["U1", "图书馆"]], [["图书馆", "李明", "", "", "", "telegram"]])
    desk.json("sync", "--as-of", "2026-03-02")

    letters = simulated(desk, "2026-03-01", "2026-03-31", as_of="2026-03-02")

    told = [(one["to"]["contact"], one["to"]["channel"]) for one in letters]
    assert told == [("李明", "telegram")] * 7


def test_outage_of_three_days_is_made_up_for_once(desk: Desk) -> None:
    desk.programme("""
        [programme]
        id = "city"
        name = "江城"
        start = "2026-01"
        [duties.U-01]
        ladder = ["L0@end-2wd", "L0@end+2d", "L0@due-2d", "L1@due+0d"]
    """)
    desk.roster([["U1", "图书馆"]], [["图书馆", "李明"], ["图书馆", "王芳", "副联络员"]])
    for day in ("2026-01-29", "2026-01-30"):
        desk.json("sync", "--as-of", day)
        desk.json("nudge", "--as-of", day)
        desk.json("deliver", "--as-of", day)

    letters = simulated(desk, "2026-02-03", "2026-02-06", as_of="2026-02-03T10:00")

    # What came due on 2 February is made obsolete by what comes due on the day of the return.
    assert gist(letters) == [
        ("2026-02-03", "李明", ["图书馆 2026-01 L0@due-2d"]),
        ("2026-02-05", "李明", ["图书馆 2026-01 L1@due+0d"]),
        ("2026-02-05", "王芳", ["图书馆 2026-01 L1@due+0d"]),
    ]


def test_simulation_for_people_lists_days_and_counts_months(small_city: Desk) -> None:
    small_city.json("sync", "--as-of", "2026-04-02")

    ran = small_city.run("simulate", "--from", "2026-01-01", "--to", "2026-04-30",
                         "--as-of", "2026-04-02", "--locale", "en")  # fmt: skip

    lines = ran.out.splitlines()
    assert lines[0].startswith("The programme begins with 2026-03")
    assert "2026-04-08 Wed · letters: 2" in lines
    assert any(
        line.startswith("  09:30 城关镇服务队 周礼 (console): U-01 2026-03") for line in lines
    )
    assert [line.split()[0] for line in lines if line.startswith(" 2026-")] == [
        "2026-03", "2026-04",
    ]  # fmt: skip


def test_days_without_letters_are_told_so(small_city: Desk) -> None:
    small_city.json("sync", "--as-of", "2026-04-02")

    ran = small_city.run("simulate", "--from", "2026-04-04", "--to", "2026-04-05",
                         "--as-of", "2026-04-02")  # fmt: skip

    assert ran.out == "这些天没有要发的信。\n"


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (("--from", "2026-04-02", "--to", "2026-04-01"), "--to 不能早于 --from(2026-04-02)"),
        (("--from", "2026-04", "--to", "2026-04-01"), "--from"),
    ],
)
def test_days_that_cannot_be_are_refused(
    small_city: Desk, days: tuple[str, ...], told: str
) -> None:
    ran = small_city.run("simulate", *days)

    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err


def test_promise_that_is_broken_goes_on_one_rung_higher_in_simulation_too(desk: Desk) -> None:
    desk.programme("""
        roll = "none"
        close_workdays = 20
        [programme]
        id = "city"
        name = "江城"
        start = "2026-06"
        [duties.U-01]
        ladder = ["L0@due+1d", "L2@due+4d", "L3@due+8d"]
    """)
    desk.roster(
        [
            ["U0", "市文明办", "", "", "市文明办"],
            ["D1", "东城区文明办", "", "市文明办", "县区文明办"],
            ["U1", "图书馆", "", "东城区文明办", "窗口单位"],
        ],
        [["市文明办", "赵刚"], ["图书馆", "李明"], ["图书馆", "陈馆长", "负责人"]],
    )
    for day in ("2026-06-02", "2026-07-06"):
        desk.json("sync", "--as-of", day)
        desk.json("nudge", "--as-of", day)
        desk.json("deliver", "--as-of", day)
    desk.json("ask", "我知道了,3日内补报", "--as", "李明", "--as-of", "2026-07-07T10:00")

    letters = simulated(desk, "2026-07-06", "2026-07-14", as_of="2026-07-14")

    # Day 1; the promise on day 2 keeps days 3 and 4 quiet; day 5, and day 8 by the ladder.
    assert [(one["at"][:16], one["to"]["contact"]) for one in letters] == [
        ("2026-07-06T09:30", "李明"),
        ("2026-07-10T09:30", "李明"),
        ("2026-07-10T09:30", "陈馆长"),
        ("2026-07-13T09:30", "赵刚"),
    ]
    assert all("2026-06" in one["because"] for one in letters)
