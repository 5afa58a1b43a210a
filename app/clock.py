"""The clock: the one scheduler, which only wakes work; what was missed is found in the database."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

Work = Callable[[], None]


def build_clock(
    *, sync: Work, tick: Work, sync_minutes: int, tick_seconds: int
) -> BackgroundScheduler:
    """A clock that calls both at once and then at their intervals, never two at a time."""
    clock = BackgroundScheduler(
        timezone=UTC,
        executors={"default": ThreadPoolExecutor(1)},
        job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
    )
    now = datetime.now(UTC)
    clock.add_job(sync, "interval", minutes=sync_minutes, next_run_time=now)
    later = now + timedelta(seconds=1)
    clock.add_job(tick, "interval", seconds=tick_seconds, next_run_time=later)
    return clock
