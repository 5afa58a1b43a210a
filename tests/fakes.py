"""Stand-ins for what lies outside, each held to the contract of the real thing."""

from collections.abc import Sequence

from bot.senders import Outcome, Parcel, Sender

SENT = Outcome("sent")


class Killed(Exception):
    """The process ended here."""


class FakeSender(Sender):
    """A channel that keeps what it was given; `knows` whether it can tell what has arrived.

    Its outcomes come in turn, and then it sends. At the word "before" it is killed before the
    request, at "after" when the letter has arrived.
    """

    def __init__(self, *outcomes: Outcome | str, knows: bool = False) -> None:
        self.outcomes: Sequence[Outcome | str] = outcomes
        self.knows = knows
        self.arrived: list[Parcel] = []

    def send(self, parcel: Parcel) -> Outcome:
        """What the next outcome says; each that is sent or unknown has arrived."""
        outcome, self.outcomes = (*self.outcomes, SENT)[0], self.outcomes[1:]
        if outcome == "before":
            raise Killed
        if isinstance(outcome, str) or outcome.state in {"sent", "unknown"}:
            self.arrived.append(parcel)
        if isinstance(outcome, str):
            raise Killed
        return outcome

    def delivered(self, parcel: Parcel) -> bool | None:
        """Whether it has arrived, where the channel can tell."""
        return any(one.key == parcel.key for one in self.arrived) if self.knows else None
