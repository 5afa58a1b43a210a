"""Questions: what the core of the conversation takes to answer, over a million participations."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from math import ceil
from random import Random

from sqlalchemy import Connection, Engine

from bench.measuring import Quantiles, report
from bench.setting import Setting
from bench.simulate import found_units
from bot.actors import identify
from bot.conversation import ask
from config.programme_file import read_programme
from config.wording import load_wording
from rules.programme import Programme
from rules.records import Activity
from store.bulk import insert_rows
from store.database import reading, writing
from store.placed import Placed
from store.programmes import close_cycle, open_cycle
from store.records import add_records
from store.roster import load_contacts, load_units
from store.tables import activity, participation

TARGET = 20.0
_NOW = datetime(2026, 4, 12, 2, 0, tzinfo=UTC)
_ACTIVITIES, _PEOPLE = 36, 28
_ROUNDS = 20
_PERIODS = ("三月", "本月", "一季度", "今年", "去年", "最近7天", "3.5学雷锋日", "")
_OF_UNITS = (
    "我们{}多少小时", "我们{}几次活动", "我们{}多少人次", "我们{}达标了吗", "我们{}数据不对",
    "how many hours did we do", "王伟{}多少小时", "王伟几星了", "什么时候截止", "表格在哪",
    "13月多少小时", "你好", "谢谢", "三月?", "怎么登记", "列出{}的活动",
    "别的社区{}多少小时", "今天天气真好",
)  # fmt: skip
_COLUMNS = (
    "programme_id", "activity_id", "ordinal", "volunteer", "unit_id", "first_day", "minutes",
    "confirmed",
)  # fmt: skip


def compare(setting: Setting) -> None:
    """The 99th percentile of mixed questions that coordinators ask."""
    programme = read_programme(b'[programme]\nid = "city"\nstart = "2026-03"')
    with setting.fresh_database() as engine:
        found_units(engine, programme, setting.workbooks, logged=False)
        with writing(engine) as conn:
            people = _fill(conn, programme)
        taken = [each for _ in range(setting.times) for each in _answer_all(engine, programme)]
    worst = sorted(taken)[ceil(len(taken) * 0.99) - 1]
    middle = Quantiles.of(taken).middle
    facts = f"{people} participations, {len(taken)} questions, median {middle:.3g} ms"
    report("questions p99", facts, Quantiles(worst, worst, worst), unit=" ms", target=TARGET)


def _fill(conn: Connection, programme: Programme) -> int:
    """Three activities a month of every unit, each with its people; how many there are."""
    chance, seen = Random(5), _NOW - timedelta(days=1)
    number = open_cycle(conn, programme.id, seen)
    for unit_id, unit in load_units(conn, programme.id).items():
        if unit.category == "社区":
            rows = [_placed(unit_id, row, chance) for row in range(2, 2 + _ACTIVITIES)]
            add_records(conn, programme.id, f"{unit_id}.xlsx", rows, seen)
    close_cycle(conn, programme.id, number, seen)
    held = conn.execute(
        activity.select().with_only_columns(activity.c.id, activity.c.unit_id, activity.c.first_day)
    ).all()
    people = [
        (programme.id, number, ordinal, f"王伟{ordinal or ''}", unit_id, day, 120, False)
        for number, unit_id, day in held
        for ordinal in range(_PEOPLE)
    ]
    insert_rows(conn, participation, _COLUMNS, people)
    return len(people)


def _placed(unit_id: int, row: int, chance: Random) -> Placed:
    day = date(2025, 5, 1) + timedelta(days=chance.randrange(345))
    said = Activity(days=day.isoformat(), title=f"活动{row}", headcount=_PEOPLE, duration=120)
    return Placed("活动", row, unit_id, said)


def _answer_all(engine: Engine, programme: Programme) -> Iterator[float]:
    """Milliseconds of each question, each in a look of its own, by coordinators in turn."""
    with reading(engine) as conn:
        contacts = load_contacts(conn, programme.id)
    speakers = [f"{one.unit}/{one.name}" for _, one in contacts.values()]
    for turn in range(_ROUNDS):
        for number, text in enumerate(_OF_UNITS):
            asked = text.format(_PERIODS[(turn + number) % len(_PERIODS)])
            speaker = speakers[(turn * len(_OF_UNITS) + number) * 7 % len(speakers)]
            yield _milliseconds(partial(_hear, engine, programme, speaker, asked))


def _hear(engine: Engine, programme: Programme, speaker: str, text: str) -> None:
    with reading(engine) as conn:
        units, contacts = load_units(conn, programme.id), load_contacts(conn, programme.id)
        actor = identify(speaker, units, contacts)
        ask(conn, programme, actor, text, now=_NOW, wording=load_wording("zh"))


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000
