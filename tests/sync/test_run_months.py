"""A row counts for the month in which it was held, by the calendar of its city."""

from pathlib import Path

from sqlalchemy import Engine

from tests.sync.city import City


def test_activity_counts_for_the_month_it_was_held_in(engine: Engine, tmp_path: Path) -> None:
    city = City(engine, tmp_path)
    city.roster()
    city.log("2026-01-31 | 护河 | 12 | 2小时")
    city.log("2026-02-01 | 讲座 | 40 | 1小时", book="文化馆.xlsx")

    city.sync("2026-02-02")

    standings = {
        (day, month): city.standings(day, month)
        for day, month in [
            ("2026-02-02", "2026-01"),
            ("2026-02-02", "2026-02"),
            ("2026-03-05", "2026-02"),
            ("2026-03-06", "2026-02"),
        ]
    }
    assert standings == {
        ("2026-02-02", "2026-01"): {"图书馆": "met", "文化馆": "open"},
        ("2026-02-02", "2026-02"): {"图书馆": "open", "文化馆": "met"},
        ("2026-03-05", "2026-02"): {"图书馆": "open", "文化馆": "met"},
        ("2026-03-06", "2026-02"): {"图书馆": "overdue", "文化馆": "met"},
    }


def test_day_begins_at_midnight_of_the_programmes_zone(engine: Engine, tmp_path: Path) -> None:
    city = City(engine, tmp_path)
    city.roster()
    city.log("2026-02-01 | 护河 | 12 | 2小时")

    city.sync("2026-01-31T23:59")
    before = (city.findings("2026-01-31T23:59"), city.standings("2026-01-31T23:59", "2026-01"))
    city.sync("2026-02-01T00:01")

    assert before == ([("date-future", "图书馆.xlsx")], {"图书馆": "open", "文化馆": "open"})
    assert city.findings("2026-02-01T00:01") == []
    assert city.standings("2026-02-01T00:01", "2026-02") == {"图书馆": "met", "文化馆": "open"}
