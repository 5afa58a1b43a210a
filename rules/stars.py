"""Stars: which star's hours somebody has served; the star itself is never given here.

A star is applied for and awarded by people (mission §1): hours say only that it may be applied for.
"""

from dataclasses import dataclass

_HOUR = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class StarLadder:
    """The hours of each star, the first star's first (MCA 2012: 100, 300, 600, 1000, 1500)."""

    hours: tuple[int, ...] = (100, 300, 600, 1000, 1500)
    yearly: bool = False
    """Whether hours are counted anew each year."""
    sequential: bool = True
    """Whether a star is applied for only by those who have the one below it."""

    def reached(self, minutes: int) -> int:
        """The highest star for which so many minutes suffice; 0 for none."""
        return sum(minutes >= hours * _HOUR for hours in self.hours)

    def missing(self, minutes: int) -> int | None:
        """Minutes to the next star; None where there is none above."""
        star = self.reached(minutes)
        return None if star == len(self.hours) else self.hours[star] * _HOUR - minutes
