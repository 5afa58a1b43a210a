"""The Google test server shows numbers, dates and times as a spreadsheet does."""

import pytest

from tests.servers.google.numerals import shown, shown_number

HALF_PAST_TWO = 2.5 / 24


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (12, "12"),
        (12.0, "12"),
        (0.1 + 0.2, "0.3"),
        (1 / 1024, "0.0009765625"),
        (-1.5, "-1.5"),
        (1e15, "1.00E+15"),
    ],
)
def test_automatic_format_shows_no_more_digits_than_needed(number: float, text: str) -> None:
    assert shown_number(number) == text


@pytest.mark.parametrize(
    ("number", "kind", "pattern", "text"),
    [
        (1234.5, "NUMBER", "#,##0.00", "1,234.50"),
        (1234.5, "NUMBER", "0", "1235"),
        (2.675, "NUMBER", "0.00", "2.68"),
        (1.5, "NUMBER", "0.0##", "1.5"),
        (-0.125, "PERCENT", "0.0%", "-12.5%"),
        (0.12, "PERCENT", "", "12.00%"),
        (3, "CURRENCY", '"¥"#,##0.00', "¥3.00"),
        (3, "NUMBER", '0"小时"', "3小时"),
        (46086, "DATE", "yyyy-mm-dd", "2026-03-05"),
        (46086, "DATE", 'yyyy"年"m"月"d"日"', "2026年3月5日"),
        (46086, "DATE", "ddd d mmm yy", "Thu 5 Mar 26"),
        (46086 + HALF_PAST_TWO, "DATE_TIME", "m/d h:mm", "3/5 2:30"),
        (HALF_PAST_TWO, "TIME", "hh:mm:ss", "02:30:00"),
        (HALF_PAST_TWO + 0.5, "TIME", "h:mm am/pm", "2:30 PM"),
        (1 + HALF_PAST_TWO, "TIME", "[h]:mm", "26:30"),
        (46086, "TEXT", "@", "46086"),
    ],
)
def test_number_is_shown_by_its_pattern(number: float, kind: str, pattern: str, text: str) -> None:
    assert shown(number, kind, pattern, "zh_CN") == text


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("zh_CN", "2026/3/5"),
        ("en_US", "3/5/2026"),
        ("fr_FR", "05/03/2026"),
        ("sv_SE", "2026-03-05"),
    ],
)
def test_date_without_a_pattern_is_shown_as_its_locale_has_it(locale: str, text: str) -> None:
    assert shown(46086, "DATE", "", locale) == text
