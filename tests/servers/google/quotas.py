"""How often an account and the project may ask within a minute, as Google limits it."""

from collections import deque
from dataclasses import dataclass
from typing import Literal

from tests.servers.google.accounts import PROJECT
from tests.servers.google.answers import drive_error, sheets_error
from tests.servers.google.clock import Clock

Kind = Literal["read", "write", "drive", "free"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotas:
    """Requests per window; None is no limit. Reads and writes are Sheets', counted apart."""

    reads_per_account: int | None = 60
    reads_per_project: int | None = 300
    writes_per_account: int | None = 60
    writes_per_project: int | None = 300
    drive_per_account: int | None = None
    window: Literal["sliding", "fixed"] = "sliding"
    seconds: float = 60


#: Google's figures for a project.
GOOGLE_QUOTAS = Quotas()
UNLIMITED = Quotas(
    reads_per_account=None, reads_per_project=None, writes_per_account=None, writes_per_project=None
)
_ALL = ""


class Meter:
    """Counts the requests that were let through; what is over a limit is refused, not counted."""

    def __init__(self, quotas: Quotas, clock: Clock) -> None:
        self.quotas = quotas
        self._clock = clock
        self._let_through: dict[tuple[Kind, str], deque[float]] = {}

    def take(self, kind: Kind, account: str) -> None:
        """Count one request; 429 where it is one too many for its account or the project."""
        limits = {"read": ("reads", account, _ALL), "write": ("writes", account, _ALL)}
        if kind == "free":
            return
        name, *owners = limits.get(kind, ("drive", account))
        now = self._clock.now()
        for owner in owners:
            who = "account" if owner else "project"
            limit: int | None = getattr(self.quotas, f"{name}_per_{who}")
            if limit is not None and self._used(kind, owner, now) >= limit:
                raise _refusal(kind, who)
        for owner in owners:
            self._let_through.setdefault((kind, owner), deque()).append(now)

    def _used(self, kind: Kind, owner: str, now: float) -> int:
        times = self._let_through.setdefault((kind, owner), deque())
        seconds = self.quotas.seconds
        start = now - seconds if self.quotas.window == "sliding" else now - now % seconds
        while times and (
            times[0] <= start if self.quotas.window == "sliding" else times[0] < start
        ):
            times.popleft()
        return len(times)


def _refusal(kind: Kind, who: str) -> Exception:
    if kind == "drive":
        return drive_error(403, "userRateLimitExceeded", "User Rate Limit Exceeded.")
    per = " per user" if who == "account" else ""
    title = f"{kind.title()} requests"
    message = (
        f"Quota exceeded for quota metric '{title}' and limit '{title} per minute{per}' "
        f"of service 'sheets.googleapis.com' for consumer 'project_number:{PROJECT}'."
    )
    reason = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "RATE_LIMIT_EXCEEDED",
        "domain": "googleapis.com",
    }
    return sheets_error(429, message, [reason])
