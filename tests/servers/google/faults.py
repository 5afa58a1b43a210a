"""Things that go wrong on demand, before the work is done or after."""

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

How = Literal["status", "html", "reset", "delay", "half", "lost"]


@dataclass(slots=True, kw_only=True)
class Fault:
    """One way to fail, for calls whose name the pattern finds (`sheets.values.batchGet`, `token`).

    status: answer with `status` (and `body`, `headers`) and do nothing.
    html: the same with a page of HTML. reset: cut the connection, nothing done.
    delay: do the work after `seconds`, which every fault waits first.
    half: do the work, send half the answer, cut. lost: do the work, send nothing, cut.
    """

    how: How = "status"
    calls: str = ""
    status: int = 503
    body: str | None = None
    reason: str = ""
    """Drive's word for it, `rateLimitExceeded`; "" is `backendError`."""
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    times: int | None = 1
    """How often it strikes; None is for ever."""
    chance: float = 1.0
    account: str = ""
    """Only for this account; "" is anybody."""


class Faults:
    """The faults that wait for their call, in the order they were set."""

    def __init__(self, waiting: Iterable[Fault] = (), seed: int = 1) -> None:
        self.waiting = list(waiting)
        self._random = random.Random(seed)  # noqa: S311  chance of a test, repeatable

    def strike(self, call: str, account: str) -> Fault | None:
        """The fault that hits this call, if one does."""
        for fault in self.waiting:
            if not re.search(fault.calls, call) or fault.account not in ("", account):
                continue
            if self._random.random() >= fault.chance:
                continue
            if fault.times is not None:
                fault.times -= 1
                if fault.times <= 0:
                    self.waiting.remove(fault)
            return fault
        return None
