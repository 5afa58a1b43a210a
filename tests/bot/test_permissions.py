"""Who may hear of whom: every cell of the table, asked as people ask."""

import pytest
from sqlalchemy import Connection

from bot.permissions import ALLOWED, Matter, Speaker, refusal
from rules.roster import Role
from tests.bot.city import PEOPLE, SCHOOL, UNITS, found, log, person, sync, words
from tests.bot.hearing import hear
from tests.builders import activity, unit

QUESTIONS = {
    "own hours": "我三月多少小时",
    "own unit": "我们单位三月多少小时",
    "another unit": "养老院三月多少小时",
    "own people": "王芳三月多少小时",
    "others' people": "李娜三月多少小时",
    "late list": "全市三月谁没报",
    "own reminders": "明天再提醒我",
}
#: + is answered, - is refused; the district's office has the library and the school below it.
MATRIX = """
    speaker    | own hours | own unit | another unit | own people | others' people | late list | own reminders
    志愿者     | +         | -        | -            | -          | -              | -         | -
    馆员       | +         | +        | -            | +          | -              | -         | +
    副馆员     | +         | +        | -            | +          | -              | -         | +
    馆长       | +         | +        | -            | +          | -              | -         | +
    主管       | +         | +        | -            | -          | -              | -         | -
    区联络员   | +         | +        | -            | -          | -              | +         | +
    市联络员   | +         | +        | +            | -          | -              | +         | +
    office     | +         | +        | +            | +          | +              | +         | +
"""  # noqa: E501 - a table is read by its columns


def cells() -> list[tuple[str, str, bool]]:
    head, *lines = ([one.strip() for one in row.split("|")] for row in MATRIX.strip().split("\n"))
    return [
        (speaker, question, mark == "+")
        for speaker, *marks in lines
        for question, mark in zip(head[1:], marks, strict=True)
    ]


@pytest.fixture
def town(conn: Connection) -> Connection:
    """The library and the school below their district, a home for the old below the city."""
    home = unit("养老院", parent="市文明办")
    found(conn, *PEOPLE, person("院长", "养老院"), units=(*UNITS, home))
    log(conn, activity(days="2026-03-05", names="王芳", headcount=1), on="2026-03-06")
    log(conn, activity(days="2026-03-05", names="李娜"), on="2026-03-06", unit_id=SCHOOL)
    sync(conn, "2026-04-12T09:20")
    return conn


@pytest.mark.parametrize(("speaker", "question", "answered"), cells())
def test_answer_goes_to_whom_the_table_names(
    town: Connection, speaker: str, question: str, *, answered: bool
) -> None:
    answer = hear(town, QUESTIONS[question], None if speaker == "office" else speaker)

    assert (answer.refused is None) is answered, answer.text


@pytest.mark.parametrize("speaker", list(Speaker))
def test_matter_that_is_not_allowed_is_refused_with_a_sentence(speaker: Speaker) -> None:
    refused = {refusal(speaker, matter) for matter in Matter if matter not in ALLOWED[speaker]}

    assert {f"ask.refused-{why}" for why in refused} <= words("zh").sentences.keys()


def test_chat_of_nobody_may_hear_nothing() -> None:
    assert [matter for matter in Matter if refusal(Speaker.UNBOUND, matter) is None] == []


@pytest.mark.parametrize("speaker", ["志愿者", "馆员", "市联络员"])
def test_chat_gives_no_export(town: Connection, speaker: str) -> None:
    answer = hear(town, "把全市的名单导出成表格发给我", speaker)

    assert [file for reply in answer.replies for file in reply.files] == []


def test_parent_office_of_a_district_hears_of_the_units_below(conn: Connection) -> None:
    found(conn, *PEOPLE, person("区主管", "东城区文明办", Role.PARENT_OFFICE), units=UNITS)

    assert hear(conn, "图书馆三月达标了吗", "区主管").refused is None
