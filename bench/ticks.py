"""Ticks: with nothing due for a large city, and on the evening on which everything is."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, Engine

from bench.measuring import Quantiles, report, spent_on
from bench.setting import Setting
from bench.simulate import found_units
from bot.reminders import remind
from config.programme_file import read_programme
from config.wording import Wording, load_wording
from rules.programme import Programme
from store.bulk import insert_rows, stored_instant
from store.database import writing
from store.programmes import close_cycle, open_cycle, save_state
from store.tables import obligation

IDLE_TARGET, GROWTH_TARGET, EVENING_TARGET = 1.0, 3.0, 1.0
#: The last working day of March, when a reminder of each duty comes due.
_EVENING = datetime(2026, 3, 31, 1, 30, tzinfo=UTC)
_DUTIES = 12
_MANY = 100
_TICKS = 200
_COLUMNS = (
    "programme_id", "duty", "unit_id", "subject", "period", "first", "due", "deadline", "closes",
    "owed", "history", "standing", "held", "because", "ladder", "next_at",
)  # fmt: skip


def compare(setting: Setting) -> None:
    """Processor time of an idle tick, how it grows, and of the month's last evening."""
    few, many = setting.workbooks * _MANY, setting.workbooks * _MANY * 10
    programme = read_programme(b'[programme]\nid = "city"\nstart = "2026-03"')
    with setting.fresh_database() as small, setting.fresh_database() as large:
        _fill(small, programme, few)
        _fill(large, programme, many)
        small_tick, large_tick = _idle(small, programme), _idle(large, programme)
        rounds = [
            (spent_on(small_tick)[1], spent_on(large_tick)[1]) for _ in range(setting.times * 3)
        ]
    idle = Quantiles.of([one / _TICKS * 1000 for one, _ in rounds])
    report("tick idle", f"{few} units", idle, unit=" ms", target=IDLE_TARGET)
    growth = Quantiles.of([ten / one for one, ten in rounds])
    report("tick growth", f"{many} units against {few}", growth, unit=" x", target=GROWTH_TARGET)
    evening = [_evening(setting) for _ in range(setting.times)]
    facts = f"{setting.workbooks} units x {_DUTIES} duties, letters posted"
    report("tick evening", facts, Quantiles.of(evening), unit=" s", target=EVENING_TARGET)


def _fill(engine: Engine, programme: Programme, units: int) -> None:
    """An open month of so many units, to be looked at some day later."""
    with writing(engine) as conn:
        save_state(conn, programme.id, opened=date(2026, 3, 31).isoformat())
        later = stored_instant(conn, _EVENING + timedelta(days=1))
        plain = ("", "2026-03", "2026-03-01", "2026-04-07", "2026-04-07", "2026-04-10", True, False)
        rows = [
            (programme.id, "U-01", number, *plain, "open", 0, "[]", "[]", later)
            for number in range(units)
        ]
        insert_rows(conn, obligation, _COLUMNS, rows)


def _idle(engine: Engine, programme: Programme) -> Callable[[], None]:
    def tick() -> None:
        for _ in range(_TICKS):
            with writing(engine) as conn:
                _remind(conn, programme)

    return tick


def _evening(setting: Setting) -> float:
    """Processor seconds of the one tick at which a rung of every duty of every unit has come."""
    programme = read_programme(_programme().encode())
    with setting.fresh_database() as engine:
        found_units(engine, programme, setting.workbooks, logged=False)
        with writing(engine) as conn:
            cycle = open_cycle(conn, programme.id, _EVENING)
            close_cycle(conn, programme.id, cycle, _EVENING)
        for before in (30, 1):
            with writing(engine) as conn:
                _remind(conn, programme, _EVENING - timedelta(days=before))
        return spent_on(lambda: _tick_once(engine, programme))[1]


def _tick_once(engine: Engine, programme: Programme) -> None:
    with writing(engine) as conn:
        _remind(conn, programme)


def _programme() -> str:
    """Duties that an activity of the month shows, each with a reminder on that evening."""
    known = (duty.id for duty in read_programme(b"").duties)
    off = "\n".join(f'[duties.{name}]\nforce = "off"' for name in known)
    own = "\n".join(
        f'[duties.M-{n:02d}]\ntitle_zh = "第{n}项"\ntitle_en = "number {n}"\n'
        f'force = "always"\nexcused = ["市文明办", "县区文明办"]\nladder = ["L0@end+0d"]'
        for n in range(1, _DUTIES + 1)
    )
    return f'[programme]\nid = "city"\nstart = "2026-03"\n{off}\n{own}'


def _remind(conn: Connection, programme: Programme, now: datetime = _EVENING) -> None:
    remind(conn, programme, now=now, wording_of=_wording, usable=("console",))


def _wording(locale: str | None) -> Wording:
    return load_wording("en" if locale == "en" else "zh")
