"""Measuring: two things side by side, in turn, and what their ratio comes to."""

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Quantiles:
    """The least, the middle and the largest of some measurements."""

    least: float
    middle: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Quantiles":
        """The quantiles of at least one value."""
        return cls(min(values), median(values), max(values))

    def __str__(self) -> str:
        return f"{self.middle:.3g} ({self.least:.3g} to {self.most:.3g})"


def spent_on(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the work and of all cores, with nothing of before left to be collected."""
    gc.collect()
    began, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - began, time.process_time() - cpu


def in_turn(works: Sequence[Callable[[], object]], *, times: int) -> tuple[tuple[float, ...], ...]:
    """The seconds of each work, measured in turn so that a busy moment meets them all."""
    rounds = [[spent_on(work)[0] for work in works] for _ in range(times)]
    return tuple(zip(*rounds, strict=True))


def report(
    name: str, facts: str, measured: Quantiles, *, unit: str, target: float, at_least: bool = False
) -> None:
    """One line: what was measured, its quantiles, and whether the target holds by the median."""
    holds = measured.middle >= target if at_least else measured.middle <= target
    wanted = f"target {'≥ ' if at_least else ''}{target:g}{unit}"
    word = "holds" if holds else "MISSED"
    print(f"{name:18} {measured}{unit}, {wanted} {word} · {facts}", flush=True)
