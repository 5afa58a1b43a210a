"""The one place where the clock is read, and where `--as-of` replaces it."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

#: What a programme can reckon with.
_YEARS = (2000, 2999)


class AsOfWrong(Exception):
    """`--as-of` is no date."""

    code = "as-of-wrong"

    def __init__(self, text: str) -> None:
        self.values = {"text": text}
        super().__init__(f"--as-of {text}: write 2026-04-12 or 2026-04-12T09:30")


def read_clock(as_of: str | None, *, timezone: ZoneInfo, send_at: time) -> datetime:
    """Now in UTC; as-of is the programme's local time, a date alone its send time."""
    if as_of is None:
        return datetime.now(UTC)
    try:
        if len(as_of.strip()) == len("2026-04-12"):
            local = datetime.combine(date.fromisoformat(as_of.strip()), send_at)
        else:
            local = datetime.fromisoformat(as_of.strip())
    except ValueError as error:
        raise AsOfWrong(as_of) from error
    if not _YEARS[0] <= local.year <= _YEARS[1]:
        raise AsOfWrong(as_of)
    aware = local.replace(tzinfo=timezone) if local.tzinfo is None else local
    return aware.astimezone(UTC)


def read_now() -> datetime:
    """The clock's instant, whatever as-of says."""
    return datetime.now(UTC)


def name_moment() -> str:
    """The machine's local time as part of a file name."""
    return datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
