"""The programme file: defaults, a city's own keys, and sentences for wrong ones."""

from datetime import date
from pathlib import Path

import pytest

from config.programme_file import (
    ProgrammeKeyUnknown,
    ProgrammeUnreadable,
    ProgrammeWrong,
    commented_defaults,
    load_programme,
    read_programme,
)
from rules.months import Month


def test_empty_file_is_the_defaults() -> None:
    programme = read_programme(b"")

    duty = programme.duty("U-01")
    assert duty is not None
    assert (programme.id, programme.locale, programme.due_day, programme.start) == (
        "city",
        "zh",
        5,
        None,
    )
    assert (duty.id, duty.parts[0].minimum, str(duty.ladder[-1])) == ("U-01", 1, "L3@due+3wd")


def test_city_changes_only_what_it_names() -> None:
    text = 'due_day = 10\n[programme]\nstart = "2026-01"\n[activity]\nmin_per_month = 2\n'

    programme = read_programme(text.encode())

    assert (programme.due_day, programme.start, programme.name) == (
        10,
        Month(2026, 1),
        "志愿服务月月行",
    )
    monthly = programme.duty("U-01")
    assert monthly is not None
    assert monthly.parts[0].minimum == 2


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("due_day = 29", "due_day"),
        ("due_days = 5", "due_days"),
        ('roll = "never"', "roll"),
        ('send_at = "22:00"', "send_at"),
        ('send_window = "18:00-09:00"', "send_window"),
        ('send_at = "09:30Z"', "send_at"),
        ('send_window = "09:00Z-17:30Z"', "send_window"),
        ('send_window = "09:00+01:00-17:30"', "send_window"),
        ('[programme]\ntimezone = "Asia/Atlantis"', "programme.timezone"),
        ('[programme]\nstart = "March"', "programme.start"),
        ('[duties.U-01]\nladder = ["L0@due+2h"]', "duties.U-01.ladder.0"),
        ('[duties.U-01]\nladder = ["L9@due+2d"]', "duties.U-01.ladder.0"),
        ('[duties.U-01]\nladder = ["L0@due+99999d"]', "duties.U-01.ladder.0"),
        ('[duties.U-01]\nladder = ["L0@due+2d/0d"]', "duties.U-01.ladder.0"),
        ('[duties.U-01]\nladder = ["L0@due+2d/99999d"]', "duties.U-01.ladder.0"),
        ('[duties.U-01]\nladder = ["L0@due+２d"]', "duties.U-01.ladder.0"),
    ],
)
def test_wrong_key_is_named(text: str, key: str) -> None:
    with pytest.raises(ProgrammeWrong) as wrong:
        read_programme(text.encode())

    assert wrong.value.values["key"] == key


@pytest.mark.parametrize(
    ("text", "key", "near"),
    [
        ("due_dya = 5", "due_dya", "due_day"),
        ("[programme]\ndue_day = 5", "programme.due_day", "due_day"),
        ("[activity]\nmin_pre_month = 1", "activity.min_pre_month", "activity.min_per_month"),
        ("[duties.U-01]\nlader = []", "duties.U-01.lader", "duties.U-01.ladder"),
        ('begin = "2026-01"', "begin", "—"),
    ],
)
def test_unknown_key_names_the_one_that_was_meant(text: str, key: str, near: str) -> None:
    with pytest.raises(ProgrammeKeyUnknown) as wrong:
        read_programme(text.encode())

    assert wrong.value.values == {"key": key, "near": near}


def test_file_in_another_encoding_is_named() -> None:
    with pytest.raises(ProgrammeUnreadable, match="UTF-8") as wrong:
        read_programme('due_day = 5\nname = "江城"'.encode("gb18030"))

    assert wrong.value.values == {"line": "2"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = 1\nb =\nc = 3", "2"),
        ('a = 1\nb = "x', "2"),
        pytest.param("due_day = 5\nid = " + "9" * 5_000, "2", id="figure beyond reading"),
        pytest.param("a = " + "[" * 2_000 + "]" * 2_000, "1", id="nested beyond reading"),
    ],
)
def test_line_that_is_no_toml_is_told(text: str, line: str) -> None:
    with pytest.raises(ProgrammeUnreadable) as wrong:
        read_programme(text.encode())

    assert wrong.value.values == {"line": line}


def test_commented_defaults_change_nothing() -> None:
    assert read_programme(commented_defaults().encode()) == read_programme(b"")


def test_due_and_closing_days_follow_the_working_days() -> None:
    programme = read_programme(b"")

    assert programme.due(Month(2026, 3)) == date(2026, 4, 7)
    assert programme.closes(Month(2026, 3)) == date(2026, 4, 10)


def test_workspace_without_a_file_has_the_defaults(tmp_path: Path) -> None:
    programme = load_programme(tmp_path)

    assert programme == read_programme(b"")


_OWN_DUTY = '[duties.X-1]\ntitle_zh = "x"\ntitle_en = "x"\n'


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('[duties.X-1]\nforce = "off"', "duties.X-1.title_zh"),
        (_OWN_DUTY + 'register = "monthly"', "duties.X-1.register"),
        (_OWN_DUTY + 'subject = "stations"', "duties.X-1.subject"),
        (_OWN_DUTY + 'subject = "station"\nevent = ["openend"]', "duties.X-1.subject_where"),
        (
            _OWN_DUTY + 'subject = "wish"\nsubject_where = { stat = "new" }',
            "duties.X-1.subject_where",
        ),
        (_OWN_DUTY + 'subject = "wish"\ndue_field = "until"', "duties.X-1.subject_where"),
        (_OWN_DUTY + 'where = { foto = ">=1" }', "duties.X-1.where"),
        (_OWN_DUTY + 'measure = "sum"\nfield = "hours"', "duties.X-1.where"),
        (_OWN_DUTY + 'measure = "standing_of"\nof = "U-99"', "duties.X-1.of"),
        (_OWN_DUTY + 'measure = "standing_of"', "duties.X-1.of"),
        (_OWN_DUTY + 'measure = "standing_of"\nof = "X-1"', "duties.X-1.of"),
        (
            _OWN_DUTY
            + 'measure = "standing_of"\nof = "X-2"\n'
            + _OWN_DUTY.replace("X-1", "X-2")
            + 'measure = "standing_of"\nof = "X-1"',
            "duties.X-1.of",
        ),
        (_OWN_DUTY + 'measure = "standing_of"\nof = "U-01"\nminimum = 9999', "duties.X-1.minimum"),
        (_OWN_DUTY + "minimum = 0", "duties.X-1.minimum"),
        (_OWN_DUTY + "minimum = 5\nmaximum = 2", "duties.X-1.maximum"),
        (_OWN_DUTY + 'measure = "sum"', "duties.X-1.field"),
        (_OWN_DUTY + 'measure = "distinct"', "duties.X-1.field"),
        (_OWN_DUTY + 'measure = "ratio"', "duties.X-1.share"),
        (_OWN_DUTY + 'period = "week"', "duties.X-1.period"),
        (_OWN_DUTY + 'period = "event"', "duties.X-1.period"),
        (_OWN_DUTY + 'due = "soon"', "duties.X-1.due"),
        (_OWN_DUTY + 'due = "end+99999d"', "duties.X-1.due"),
        (_OWN_DUTY + 'grace = "99999wd"', "duties.X-1.grace"),
        (_OWN_DUTY + 'grace = "2"', "duties.X-1.grace"),
        (_OWN_DUTY + "where = { photos = [] }", "duties.X-1.where"),
        (_OWN_DUTY + '[[duties.X-1.parts]]\nlink = "name"', "duties.X-1.parts.0.link"),
        ("[nodes.Festival]\nbefore = 3", "nodes.Festival.[key]"),
        ("[nodes.fair]\nbefore = 99", "nodes.fair.before"),
    ],
)
def test_duty_that_does_not_fit_is_named_with_what_is_allowed(text: str, key: str) -> None:
    with pytest.raises(ProgrammeWrong) as wrong:
        read_programme(text.encode())

    assert wrong.value.values["key"] == key
    assert wrong.value.values["allowed"]


def test_city_changes_a_duty_of_the_catalogue_and_adds_its_own() -> None:
    text = _OWN_DUTY + 'period = "01..04"\nminimum = 5\n[duties.U-02]\nforce = "off"\ngrace = "1wd"'

    programme = read_programme(text.encode())

    own, report = programme.duty("X-1"), programme.duty("u-02")
    assert own is not None
    assert report is not None
    assert (own.period, own.parts[0].minimum, own.force) == ("01..04", 5, "kept")
    assert (report.force, str(report.grace), report.source) == ("off", "1wd", "A5.2b")
