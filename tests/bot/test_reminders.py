from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import Connection, select

from rules.roster import Contact, Role
from store.books import BookState, save_book, save_book_units
from store.leases import change_letter
from store.letters import load_letters
from store.roster import load_contacts
from store.tables import letter, nudge
from tests.bot.city import (
    ALONE,
    LIBRARY,
    PEOPLE,
    RULES,
    SCHOOL,
    UNITS,
    found,
    log,
    person,
    reasons,
    rules,
    sync,
    tick,
    told,
    withdraw,
)
from tests.builders import activity, instant, unit
from tests.store.builders import everything_of

CLERK = person("馆员")


def about(rung: str, *, of: str = "图书馆", period: str = "2026-03") -> list[str]:
    return [f"{of} {period} {rung}"]


def send(conn: Connection, on: str | None = None) -> None:
    """Every letter that is planned has been sent, on its day unless said otherwise."""
    for one in load_letters(conn, "city", ["planned"]):
        at = instant(on or one.day)
        change_letter(conn, "city", one.key, "planned", state="sent", sends_started=1, sent_at=at)


@pytest.mark.parametrize(
    ("on", "people", "rung"),
    [
        ("2026-03-13", ["馆员"], "L0@start+14d"),
        ("2026-03-20", ["馆员"], "L0@end-10d"),
        ("2026-03-27", ["馆员"], "L0@end-2wd"),
        ("2026-04-01", ["馆员"], "L0@end+1d"),
        ("2026-04-07", ["馆员", "副馆员"], "L1@due+0d"),
        ("2026-04-08", ["馆员", "副馆员", "馆长", "主管", "区联络员"], "L2@due+1wd"),
    ],
)
def test_unit_without_activity_is_written_to_by_rank(
    conn: Connection, on: str, people: list[str], rung: str
) -> None:
    found(conn, *PEOPLE)

    reminding = tick(conn, on)

    of_march = {
        who: [one for one in what if "2026-03" in one] for who, what in told(reminding).items()
    }
    assert of_march == {name: about(rung) for name in people}


def test_office_alone_is_told_at_the_third_rank(conn: Connection) -> None:
    found(conn, *PEOPLE)
    tick(conn, "2026-04-08")
    send(conn)

    assert told(tick(conn, "2026-04-10")) == {"市联络员": about("L3@due+3wd")}


@pytest.mark.parametrize("on", ["2026-03-13", "2026-04-07", "2026-04-08", "2026-04-10"])
def test_second_tick_posts_nothing_and_changes_nothing(conn: Connection, on: str) -> None:
    found(conn, *PEOPLE)
    tick(conn, on)
    before = everything_of(conn, "city")

    again = tick(conn, on, fresh=False)

    assert (again.posted, again.held, everything_of(conn, "city")) == ([], [], before)


def test_rungs_that_come_due_at_once_make_one_nudge_and_the_passed_are_never_sent(
    conn: Connection,
) -> None:
    found(conn, CLERK)

    first = tick(conn, "2026-03-27")
    send(conn)
    later = [tick(conn, f"2026-03-{day}") for day in (28, 29, 30, 31)]

    assert told(first) == {"馆员": about("L0@end-2wd")}
    assert [one.posted for one in later] == [[], [], [], []]
    passed = conn.execute(select(nudge.c.rung).where(nudge.c.letter_key.is_(None))).scalars()
    assert set(passed) == {"L0@start+14d", "L0@end-10d", "L0@end-5d"}


def test_each_rung_is_told_once_over_the_whole_month(conn: Connection) -> None:
    found(conn, CLERK, on="2026-03-02")

    days = [instant("2026-03-02") + timedelta(days=n) for n in range(40)]
    rungs = []
    for day in days:
        rungs += told(tick(conn, f"{day:%Y-%m-%d}")).get("馆员", [])
        send(conn)

    assert [one.split()[-1] for one in rungs if "2026-03" in one] == [
        "L0@start+14d",
        "L0@end-10d",
        "L0@end-5d",
        "L0@end-2wd",
        "L0@end+1d",
        "L1@due+0d",
        "L2@due+1wd",
    ]


def test_letter_of_a_day_bundles_all_that_is_due_for_the_contact(conn: Connection) -> None:
    found(conn, person("王芳", address="7"), person("王芳", "学校", address="7"), units=UNITS)

    [posted] = tick(conn, "2026-04-07").posted

    assert [(item.unit, item.rung) for item in posted.items] == [
        ("图书馆", "L1@due+0d"),
        ("学校", "L1@due+0d"),
    ]
    assert posted.letter.text.count("\n· ") == 2


def test_people_who_share_only_a_name_get_letters_of_their_own(conn: Connection) -> None:
    found(conn, person("王芳"), person("王芳", "学校"), units=UNITS)

    posted = tick(conn, "2026-04-07").posted

    assert [(one.contact.unit, len(one.items)) for one in posted] == [("图书馆", 1), ("学校", 1)]


def test_what_comes_up_behind_the_letter_of_the_day_waits_for_the_next_working_day(
    conn: Connection,
) -> None:
    found(conn, person("王芳", address="7"), person("王芳", "学校", address="7"), units=UNITS)
    log(conn, activity(), on="2026-03-06", unit_id=SCHOOL)
    tick(conn, "2026-04-01T09:30")
    send(conn)
    withdraw(conn, on="2026-04-01T10:00", unit_id=SCHOOL)

    today, tomorrow = tick(conn, "2026-04-01T11:00"), tick(conn, "2026-04-02T09:30")

    assert told(today) == {}
    assert told(tomorrow) == {"王芳": about("L0@end+1d", of="学校")}


def test_letter_of_yesterday_that_went_today_is_the_letter_of_the_day(conn: Connection) -> None:
    found(conn, person("王芳", address="7"), person("王芳", "学校", address="7"), units=UNITS)
    log(conn, activity(), on="2026-03-06", unit_id=SCHOOL)
    tick(conn, "2026-04-01")
    send(conn, on="2026-04-02T10:00")
    withdraw(conn, on="2026-04-02T10:10", unit_id=SCHOOL)

    today, tomorrow = tick(conn, "2026-04-02T11:00"), tick(conn, "2026-04-03T09:30")

    assert (told(today), told(tomorrow)) == ({}, {"王芳": about("L0@end+1d", of="学校")})


def test_evidence_silences_the_ladder(conn: Connection) -> None:
    found(conn, *PEOPLE)
    log(conn, activity(), on="2026-03-06")

    assert [tick(conn, day).posted for day in ("2026-03-13", "2026-03-27", "2026-04-01")] == [
        [],
        [],
        [],
    ]


def test_row_dated_in_the_future_silences_its_month_until_its_day(conn: Connection) -> None:
    found(conn, CLERK)
    log(conn, activity(days="2026-03-25"), on="2026-03-06")

    assert told(tick(conn, "2026-03-20")) == {}
    assert told(tick(conn, "2026-03-27")) == {}


def test_row_of_the_future_that_is_taken_back_silences_no_longer(conn: Connection) -> None:
    found(conn, CLERK)
    log(conn, activity(days="2026-03-25"), on="2026-03-06")
    tick(conn, "2026-03-20")
    withdraw(conn, on="2026-03-23")

    assert told(tick(conn, "2026-03-26")) == {"馆员": about("L0@end-5d")}


def test_nil_report_is_chased_as_far_as_the_second_rank(conn: Connection) -> None:
    found(conn, *PEOPLE)
    log(conn, activity(days="2026-03-01/2026-03-31", nil=True), on="2026-03-30")

    ticks = {}
    for day in ("2026-04-01", "2026-04-07", "2026-04-08", "2026-04-10", "2026-04-13"):
        ticks[day] = sorted(told(tick(conn, day)))
        send(conn)

    everybody = sorted(["馆员", "副馆员", "馆长", "主管", "区联络员"])
    assert ticks == {
        "2026-04-01": ["馆员"],
        "2026-04-07": ["副馆员", "馆员"],
        "2026-04-08": everybody,
        "2026-04-10": [],
        "2026-04-13": [],
    }


def test_letter_about_a_nil_report_says_so(conn: Connection) -> None:
    found(conn, CLERK)
    log(conn, activity(days="2026-03-01/2026-03-31", nil=True), on="2026-03-30")

    [posted] = tick(conn, "2026-04-01").posted

    assert "· 图书馆 2026-03 报的是「未开展活动」" in posted.letter.text


@pytest.mark.parametrize("on", ["2026-04-13", "2026-05-06"])
def test_month_that_was_closed_when_first_judged_is_silent(conn: Connection, on: str) -> None:
    found(conn, *PEOPLE, on=on)

    posted = tick(conn, on).posted

    assert [item for one in posted for item in one.items if item.period == "2026-03"] == []


def test_history_is_silent(conn: Connection) -> None:
    later = rules(start="2026-04")
    found(conn, *PEOPLE, on="2026-04-02", rules=later)
    log(conn, activity(days="2026-02-10"), on="2026-04-02", rules=later)

    posted = tick(conn, "2026-04-08", rules=later).posted

    assert posted == []


def test_month_that_closed_between_two_ticks_is_told_to_the_office_alone(conn: Connection) -> None:
    found(conn, *PEOPLE, on="2026-04-06")
    tick(conn, "2026-04-06")
    send(conn)

    assert told(tick(conn, "2026-04-13")) == {"市联络员": about("L3@due+3wd")}


def test_unit_whose_books_were_not_looked_at_is_held_and_told_after_the_next_look(
    conn: Connection,
) -> None:
    found(conn, CLERK)
    sync(conn, "2026-03-31T09:00")

    held = tick(conn, "2026-04-01T09:30", fresh=False)
    after = tick(conn, "2026-04-01T10:00")

    assert (told(held), reasons(held)) == ({}, [("图书馆", "stale")])
    assert held.held[0].looked_at == instant("2026-03-31T09:00")
    assert told(after) == {"馆员": about("L0@end+1d")}


def test_unit_is_held_by_its_own_book_though_others_are_fresh(conn: Connection) -> None:
    found(conn, CLERK, person("老师", "学校"), units=UNITS)
    for unit_id, day in ((LIBRARY, "2026-03-30"), (SCHOOL, "2026-04-01")):
        looked = instant(f"{day}T09:00")
        save_book(conn, "city", BookState(id=f"{unit_id}.xlsx", looked_at=looked))
        save_book_units(conn, "city", f"{unit_id}.xlsx", [unit_id])

    reminding = tick(conn, "2026-04-01")

    assert (list(told(reminding)), reasons(reminding)) == (["老师"], [("图书馆", "stale")])


def test_nobody_is_reminded_before_the_first_sync(conn: Connection) -> None:
    found(conn, CLERK)

    reminding = tick(conn, "2026-04-01", fresh=False)

    assert (told(reminding), reminding.held[0].looked_at) == ({}, None)


def test_unit_is_held_once_though_two_of_its_months_are(conn: Connection) -> None:
    slow = rules(close=20)
    found(conn, CLERK, rules=slow)

    reminding = tick(conn, "2026-04-17", fresh=False, rules=slow)

    assert reasons(reminding) == [("图书馆", "stale")]


@pytest.mark.parametrize(
    "people", [(), (person("志愿者", role=Role.VOLUNTEER),), (person("市联络员", "市文明办"),)]
)
def test_unit_without_contact_is_held_until_somebody_is_listed(
    conn: Connection, people: tuple[Contact, ...]
) -> None:
    found(conn, *people)

    held = tick(conn, "2026-03-27")
    found(conn, *people, CLERK, on="2026-03-30")

    assert (told(held), reasons(held)) == ({}, [("图书馆", "no-contact")])
    assert told(tick(conn, "2026-03-30")) == {"馆员": about("L0@end-2wd")}


def test_closed_month_waits_for_nobody(conn: Connection) -> None:
    found(conn)
    tick(conn, "2026-04-07")

    assert reasons(tick(conn, "2026-04-13")) == []


@pytest.mark.parametrize(
    ("rung", "day", "before"),
    [
        ("L0@start+14d", "2026-03-13", "2026-03-12"),  # 15 March is a Sunday
        ("L0@due-2d", "2026-04-03", "2026-04-02"),  # 5 April is a Sunday
        ("L0@due+0d", "2026-04-07", "2026-04-06"),
        ("L0@due+4d", "2026-04-13", "2026-04-12"),  # 11 April is a Saturday
    ],
)
def test_rung_of_a_day_of_rest_moves_back_before_the_due_day_and_forward_after(
    conn: Connection, rung: str, day: str, before: str
) -> None:
    one = rules(close=20, rungs=rung)
    found(conn, CLERK, rules=one)

    early = tick(conn, f"{before}T17:00", rules=one)
    in_time = tick(conn, f"{day}T09:30", rules=one)

    assert (told(early), told(in_time)) == ({}, {"馆员": about(rung)})


@pytest.mark.parametrize(
    ("on", "not_before"),
    [
        ("2026-04-08T09:30", "2026-04-08T09:30"),
        ("2026-04-08T14:05", "2026-04-08T14:05"),
        ("2026-04-08T08:00", "2026-04-08T09:30"),
        ("2026-04-08T18:00", "2026-04-09T09:30"),
        ("2026-04-10T20:00", "2026-04-13T09:30"),  # a Friday
    ],
)
def test_letter_waits_for_the_next_opening_of_the_send_window(
    conn: Connection, on: str, not_before: str
) -> None:
    found(conn, CLERK)

    [posted] = tick(conn, on).posted

    assert posted.letter.not_before == instant(not_before)
    assert posted.letter.day == not_before[:10]


def test_rung_that_comes_while_a_letter_waits_joins_it_and_speaks_for_its_unit_once(
    conn: Connection,
) -> None:
    found(conn, CLERK)
    tick(conn, "2026-04-07T18:00")

    [posted] = tick(conn, "2026-04-08T09:30").posted

    assert [item.rung for item in posted.items] == ["L2@due+1wd"]
    assert len(load_letters(conn, "city")) == 1


def test_letter_that_never_went_is_taken_over_by_the_next(conn: Connection) -> None:
    found(conn, person("王芳", address="7"), person("王芳", "学校", address="7"), units=UNITS)
    tick(conn, "2026-03-27")
    log(conn, activity(), on="2026-03-28", unit_id=SCHOOL)

    [posted] = tick(conn, "2026-04-01").posted

    assert [(item.unit, item.rung) for item in posted.items] == [("图书馆", "L0@end+1d")]
    states = [(one.day, one.state, one.reason) for one in load_letters(conn, "city")]
    assert states == [("2026-03-27", "expired", "bundled"), ("2026-04-01", "planned", None)]


@pytest.mark.parametrize(
    ("joined", "left", "periods"),
    [
        ("2026-03-02", None, []),
        ("2026-03-01", None, ["2026-03"]),
        (None, "2026-03-31", []),
        (None, "2026-04-30", ["2026-03"]),
    ],
)
def test_unit_owes_only_its_full_months(
    conn: Connection, joined: str | None, left: str | None, periods: list[str]
) -> None:
    units = (*ALONE[:2], unit("图书馆", joined=joined, left=left))
    found(conn, CLERK, units=units)

    posted = tick(conn, "2026-04-07").posted

    assert [item.period for one in posted for item in one.items] == periods


def test_unit_that_leaves_is_reminded_no_more(conn: Connection) -> None:
    found(conn, CLERK)
    tick(conn, "2026-03-27")
    send(conn)
    found(conn, CLERK, units=(*ALONE[:2], unit("图书馆", left="2026-03-30")), on="2026-03-31")

    assert told(tick(conn, "2026-04-07")) == {}


def test_contact_is_written_to_in_their_language(conn: Connection) -> None:
    found(conn, person("Anna", locale="en"), person("馆长", role=Role.DEPUTY))

    texts = {one.contact.name: one.letter.text for one in tick(conn, "2026-04-07").posted}

    assert texts["Anna"].startswith("[江城] Dear Anna,\n· 图书馆, 2026-03: no activity is logged")
    assert texts["馆长"].startswith("【江城】馆长您好:\n· 图书馆 2026-03 还没有活动记录")


def test_month_that_begins_gets_its_obligations(conn: Connection) -> None:
    found(conn, CLERK, on="2026-03-02")
    log(conn, activity(), on="2026-03-06")

    assert told(tick(conn, "2026-04-15")) == {"馆员": about("L0@start+14d", period="2026-04")}


def test_letter_keeps_the_address_that_was_chosen(conn: Connection) -> None:
    found(conn, person("馆员", channel="telegram", address="7"))

    [posted] = tick(conn, "2026-04-07", usable=("telegram",)).posted

    assert (posted.letter.channel, posted.letter.address) == ("telegram", "7")


def test_keys_of_letters_tell_contact_and_day(conn: Connection) -> None:
    found(conn, CLERK)
    tick(conn, "2026-04-07")

    [contact_id] = load_contacts(conn, "city")
    keys = conn.execute(select(letter.c.key)).scalars().all()
    assert keys == [f"{contact_id}:2026-04-07:1"]


def test_time_between_two_letters_to_one_contact_is_a_working_day_at_least(
    conn: Connection,
) -> None:
    found(conn, *PEOPLE, units=UNITS)
    hours = [instant("2026-03-30T08:00") + timedelta(hours=6 * n) for n in range(60)]
    for hour in hours:
        tick(conn, f"{hour:%Y-%m-%dT%H:%M}")
        send(conn)

    days = conn.execute(
        select(letter.c.contact_id, letter.c.day).order_by(letter.c.contact_id, letter.c.day)
    ).all()
    assert [pair for pair in pairwise(days) if pair[0] == pair[1]] == []
    assert RULES.calendar.workdays.is_workday(instant(max(day for _, day in days)).date())


def test_words_go_from_first_over_repeated_to_last(conn: Connection) -> None:
    found(conn, *PEOPLE)
    texts: dict[str, list[str]] = {}
    for day in ("2026-03-13", "2026-04-01", "2026-04-07", "2026-04-08", "2026-04-10"):
        for posted in tick(conn, day).posted:
            march = [one for one in posted.letter.text.splitlines() if "2026-03" in one]
            texts.setdefault(posted.contact.name, []).append(march[0].rpartition("。 ")[2])
        send(conn)

    last = "这是给本单位的最后一次提醒,之后列入文明办名单。"
    assert texts["馆员"][1:] == ["再次提醒。", "再次提醒。", last]
    assert texts["馆长"] == [last]
    assert "提醒" not in texts["馆员"][0] + texts["副馆员"][0] + texts["市联络员"][0]
