"""Checks of the rows of one unit together: what was logged twice, copied on, or filled in late."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Backfill:
    """V-05: what of late rows the office is shown."""

    days: int = 30
    batch_minutes: int = 20 * 60
    photo_minutes: int = 5 * 60
