"""`nudge`, `deliver`, `letters`: each letter once, never on stale data, never at night."""

import sqlite3
from pathlib import Path

from tests.app.desk import Desk

DAY = ("--as-of", "2026-04-08")


def letters_in(place: Path) -> list[str]:
    """All letters that lie in files, by their keys."""
    files = sorted((place / "letters").rglob("*.txt"))
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    return [line[2:] for line in lines if line.startswith("# ")]


def test_letters_are_posted_and_delivered_once(small_city: Desk) -> None:
    small_city.json("sync", *DAY)

    posted = [len(small_city.json("nudge", *DAY)["letters"]) for _ in range(2)]
    sent = [small_city.json("deliver", *DAY)["sent"] for _ in range(2)]

    assert (posted, sent) == ([2, 0], [2, 0])
    assert len(letters_in(small_city.place)) == 2
    assert (small_city.place / "letters" / "2026-04-08").is_dir()


def test_dry_run_shows_the_letters_that_the_real_run_posts(small_city: Desk) -> None:
    small_city.json("sync", *DAY)

    planned = small_city.json("nudge", "--dry-run", *DAY)
    real = small_city.json("nudge", *DAY)

    assert planned == real
    assert [one["obligations"][0]["rung"] for one in real["letters"]] == ["L2@due+1wd"] * 2


def test_row_that_arrives_stops_the_letter_that_waits(small_city: Desk) -> None:
    small_city.json("sync", *DAY)
    small_city.json("nudge", *DAY)
    small_city.log("城关镇服务队.xlsx", ["2026-03-28", "文明劝导", 6, 2, ""])
    small_city.json("sync", "--as-of", "2026-04-08T10:00")

    delivered = small_city.json("deliver", "--as-of", "2026-04-08T10:00")

    assert (delivered["sent"], delivered["waiting"]) == (0, 0)
    assert letters_in(small_city.place) == []


def test_letter_tells_of_rows_that_only_need_mending(small_city: Desk) -> None:
    small_city.log("城关镇服务队.xlsx", ["三月", "文明劝导", 6, 2, ""])
    small_city.json("sync", "--as-of", "2026-04-06")
    small_city.json("sync", *DAY)

    texts = [one["text"] for one in small_city.json("nudge", *DAY)["letters"]]

    said = "有 1 行待改(见 反馈_城关镇服务队.xlsx),改好即算;截止日 2026-04-07 已过 1 天"
    assert [said in text for text in texts] == [True, True]


def test_letters_wait_for_a_working_day(small_city: Desk) -> None:
    friday, saturday = ("--as-of", "2026-04-10"), ("--as-of", "2026-04-11")
    small_city.json("sync", *saturday)

    posted = small_city.json("nudge", *saturday)["letters"]
    delivered = small_city.json("deliver", *saturday)

    assert friday != saturday
    assert {one["not_before"] for one in posted} <= {"2026-04-13T09:30:00+08:00"}
    assert delivered["sent"] == 0


def test_letters_that_another_process_holds_are_said_to_be_there(small_city: Desk) -> None:
    small_city.json("sync", *DAY)
    small_city.json("nudge", *DAY)
    with sqlite3.connect(small_city.place / "yueyue.db") as stored:
        stored.execute(
            "UPDATE letter SET state = 'claimed', owner = 'other', lease_until = '2026-04-08 01:31'"
        )

    ran = small_city.run("deliver", *DAY)

    assert "还在等 2 封" in ran.out
    assert "2 封信正由另一个程序投递" in ran.out
    assert "不在发信时间" not in ran.out


def test_letters_that_are_tried_again_later_say_when(small_city: Desk) -> None:
    small_city.json("sync", *DAY)
    small_city.json("nudge", *DAY)
    with sqlite3.connect(small_city.place / "yueyue.db") as stored:
        stored.execute("UPDATE letter SET not_before = '2026-04-08 01:35:00.000000'")

    ran = small_city.run("deliver", *DAY)

    assert "2 封信还没到该送的时候,最早 2026-04-08 09:35" in ran.out


def test_nobody_is_reminded_on_stale_data(small_city: Desk) -> None:
    small_city.json("sync", "--as-of", "2026-04-02")

    told = small_city.json("nudge", "--as-of", "2026-04-08")

    assert told["letters"] == []
    assert [(one["unit"], one["reason"]) for one in told["held"]] == [
        ("城关镇服务队", "stale"),
    ]


def test_letter_speaks_the_contacts_language(desk: Desk) -> None:
    desk.roster([["U1", "甲队", "", "", "社区"]], [["甲队", "Anna", "", "", "en"]])
    desk.json("sync", *DAY)

    [letter] = desk.json("nudge", *DAY)["letters"]

    assert "no activity is logged yet, 1 day(s) after the due day 2026-04-07" in letter["text"]


def test_channel_that_is_not_set_up_keeps_its_letters(desk: Desk) -> None:
    contacts = [["甲队", "安娜", "联络员", "", "", "telegram", "12345"]]
    desk.roster([["U1", "甲队", "", "", "社区"]], contacts)
    desk.json("sync", *DAY)
    desk.json("nudge", *DAY)

    delivered = desk.json("deliver", *DAY)
    shown = desk.run("letters", *DAY)

    assert (delivered["sent"], delivered["waiting"]) == (0, 1)
    assert "甲队 安娜 · telegram" in shown.out


def test_second_channel_is_used_where_the_first_is_not_set_up(desk: Desk) -> None:
    person = ["甲队", "安娜", "联络员", "", ""]
    desk.roster(
        [["U1", "甲队", "", "", "社区"]],
        [[*person, "telegram", "12345"], [*person, "console", ""]],
    )
    desk.json("sync", *DAY)
    desk.json("nudge", *DAY)

    delivered = desk.json("deliver", *DAY)

    assert [one["to"]["channel"] for one in delivered["letters"]] == ["console"]


def test_letter_whose_contact_has_no_address_waits_with_that_reason(desk: Desk) -> None:
    contacts = [["甲队", "安娜", "联络员", "", "", "telegram", ""]]
    desk.roster([["U1", "甲队", "", "", "社区"]], contacts)
    desk.json("sync", *DAY)
    desk.json("nudge", *DAY)

    delivered = desk.run("deliver", *DAY)
    [letter] = desk.json("letters", *DAY)["letters"]

    assert letter["reason"] == "channel-missing"
    assert "1 封信等渠道 telegram 开通后再送" in delivered.out
    assert "等渠道 telegram 开通" in desk.run("letters", *DAY).out


def test_unit_that_cannot_be_handled_is_told_in_words_and_its_traceback_kept_in_the_log(
    small_city: Desk,
) -> None:
    small_city.json("sync", *DAY)
    with sqlite3.connect(small_city.place / "yueyue.db") as other:
        overdue = "standing = 'overdue'"
        other.execute(f"UPDATE obligation SET ladder = '[\"sometimes\"]' WHERE {overdue}")  # noqa: S608 - our own words
    other.close()

    ran = small_city.run("nudge", *DAY)

    assert (ran.status, ran.err) == (0, "")
    assert "有 1 个单位(城关镇服务队)这次没能处理" in ran.out
    assert "Traceback" in (small_city.place / "yueyue.log").read_text("utf-8")
