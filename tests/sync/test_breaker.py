"""What fails again and again rests, longer each time, and is held nothing against once it works."""

from sync.breaker import Breaker


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> float:
        return self.seconds


def test_third_failure_in_a_row_opens_the_circuit_for_five_minutes() -> None:
    clock = Clock()
    breaker = Breaker(clock.now)
    states = []
    for _ in range(3):
        breaker.fail("a")
        states.append(breaker.is_resting("a"))
    clock.seconds = 299
    states.append(breaker.is_resting("a"))
    clock.seconds = 300

    states.append(breaker.is_resting("a"))

    assert states == [False, False, True, True, False]


def test_each_rest_is_twice_as_long_up_to_an_hour() -> None:
    clock = Clock()
    breaker = Breaker(clock.now)
    rests = []
    for _ in range(9):
        breaker.fail("a")
        began = clock.seconds
        while breaker.is_resting("a"):
            clock.seconds += 100
        rests.append(clock.seconds - began)

    assert rests == [0, 0, 300, 600, 1200, 2400, 3600, 3600, 3600]


def test_success_closes_the_circuit_and_others_were_never_open() -> None:
    breaker = Breaker(Clock().now)
    for _ in range(3):
        breaker.fail("a")

    breaker.succeed("a")

    assert (breaker.is_resting("a"), breaker.is_resting("b")) == (False, False)
