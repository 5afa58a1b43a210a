from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine

from bot.delivery import deliver
from bot.post_office import Begin, Post
from bot.senders import ConsoleSender, Outcome, Parcel
from config.wording import Wording
from rules.programme import Programme
from rules.roster import Channel, Contact
from store.database import writing
from store.leases import change_letter, claim_letters
from store.letters import Letter, load_letters
from store.roster import load_units
from tests.bot.city import ALONE, RULES, SCHOOL, UNITS, found, log, person, rules, tick, words
from tests.builders import activity, instant, unit
from tests.fakes import FakeSender, Killed

CLERK = person("馆员")
HOLD = rules(delivery="hold")


@pytest.fixture
def city(engine: Engine) -> Engine:
    """A city whose library has a letter planned for 8 April at 9:30."""
    with engine.begin() as conn:
        found(conn, CLERK)
        tick(conn, "2026-04-08")
    return engine


def run(
    engine: Engine,
    sender: FakeSender | ConsoleSender,
    on: str = "2026-04-08",
    *,
    programme: Programme = RULES,
    owner: str = "one",
    begin: Begin | None = None,
) -> list[Letter]:
    """One delivery of that time."""
    return deliver(
        Post(
            begin=begin or (lambda: writing(engine)),
            programme=programme,
            senders={"console": sender},
            wording_of=words,
            owner=owner,
            clock=lambda: instant(on),
        )
    )


def letters(engine: Engine) -> list[tuple[str, int]]:
    """State and copies of each letter."""
    with engine.begin() as conn:
        return [(one.state, one.sends_started) for one in load_letters(conn, "city")]


def claim(conn: Connection, owner: str) -> list[Letter]:
    """What that owner has claimed on 8 April."""
    return claim_letters(conn, "city", owner, instant("2026-04-08"), ["console"], most=9)


def killed_at(engine: Engine, number: int) -> Begin:
    """Transactions of which the n-th is killed just before it would commit."""
    begun = iter(range(1, number + 1))

    @contextmanager
    def begin() -> Iterator[Connection]:
        last = next(begun) == number
        with writing(engine) as conn:
            yield conn
            if last:
                raise Killed

    return begin


def test_letter_is_sent_once(city: Engine) -> None:
    sender = FakeSender()

    first, again = run(city, sender), run(city, sender, "2026-04-08T09:40")

    assert ([one.state for one in first], again) == (["sent"], [])
    assert (len(sender.arrived), letters(city)) == (1, [("sent", 1)])


def test_every_letter_whose_time_has_come_is_sent(engine: Engine) -> None:
    with engine.begin() as conn:
        found(conn, CLERK, person("老师", "学校"), units=UNITS)
        tick(conn, "2026-04-08")
    sender = FakeSender()

    run(engine, sender)

    assert [parcel.name for parcel in sender.arrived] == ["馆员", "老师"]


def test_delivery_stops_between_two_letters(engine: Engine) -> None:
    with engine.begin() as conn:
        found(conn, CLERK, person("老师", "学校"), units=UNITS)
        tick(conn, "2026-04-08")
    sender = FakeSender()
    post = Post(
        begin=lambda: writing(engine),
        programme=RULES,
        senders={"console": sender},
        wording_of=words,
        owner="one",
        clock=lambda: instant("2026-04-08"),
    )

    deliver(post, stop=lambda: bool(sender.arrived))

    assert letters(engine) == [("sent", 1), ("planned", 0)]


def test_console_letter_lies_in_its_day_s_file_once_though_its_sender_was_killed(
    city: Engine, tmp_path: Path
) -> None:
    console = ConsoleSender(tmp_path)
    with pytest.raises(Killed):
        run(city, console, begin=killed_at(city, 4))

    run(city, console, "2026-04-08T11:00")

    [file] = (console.folder / "2026-04-08").iterdir()
    assert file.read_text(encoding="utf-8").count("# ") == 1
    assert letters(city) == [("sent", 1)]


@pytest.mark.parametrize("on", ["2026-04-08T08:59", "2026-04-08T17:31", "2026-04-11T10:00"])
def test_outside_the_send_window_nothing_goes(city: Engine, on: str) -> None:
    sender = FakeSender()

    run(city, sender, on)

    assert (sender.arrived, letters(city)) == ([], [("planned", 0)])


def test_letter_waits_for_its_time(engine: Engine) -> None:
    with engine.begin() as conn:
        found(conn, CLERK)
        tick(conn, "2026-04-07T18:00")
    sender = FakeSender()

    run(engine, sender, "2026-04-08T09:10")
    run(engine, sender, "2026-04-08T09:30")

    assert [parcel.day.isoformat() for parcel in sender.arrived] == ["2026-04-08"]


def test_letter_whose_channel_is_not_set_up_waits(engine: Engine) -> None:
    with engine.begin() as conn:
        found(conn, person("馆员", channel="telegram", address="7"))
        tick(conn, "2026-04-08")

    handled = run(engine, FakeSender(), "2026-04-09")

    assert (handled, letters(engine)) == ([], [("planned", 0)])


def test_waiting_letter_takes_the_way_that_the_roster_names_now(engine: Engine) -> None:
    channels = (Channel(kind="telegram", address="7"), Channel(kind="console"))
    with engine.begin() as conn:
        found(conn, person("馆员", channel="telegram", address="7"))
        tick(conn, "2026-04-08")
        found(conn, Contact(unit="图书馆", name="馆员", channels=channels), on="2026-04-08")

    assert [one.channel for one in run(engine, FakeSender())] == ["console"]


def test_waiting_letter_goes_to_the_address_that_was_mended(engine: Engine) -> None:
    sender = FakeSender()
    with engine.begin() as conn:
        found(conn, person("馆员", address="7"))
        tick(conn, "2026-04-08")
        found(conn, person("馆员", address="8"), on="2026-04-08")

    run(engine, sender)

    assert [parcel.address for parcel in sender.arrived] == ["8"]


@pytest.mark.parametrize("days", ["2026-03-28", "2026-03-31"])
def test_letter_that_was_answered_meanwhile_expires(city: Engine, days: str) -> None:
    sender = FakeSender()
    with city.begin() as conn:
        log(conn, activity(days=days), on="2026-04-08T09:00")

    [letter] = run(city, sender)

    assert (letter.state, sender.arrived) == ("expired", [])


def test_letter_about_a_month_whose_activity_is_announced_expires(engine: Engine) -> None:
    with engine.begin() as conn:
        found(conn, CLERK)
        tick(conn, "2026-03-27T18:00")
        log(conn, activity(days="2026-03-31"), on="2026-03-28")

    assert [one.state for one in run(engine, FakeSender(), "2026-03-30")] == ["expired"]


def test_letter_about_a_unit_that_left_expires(city: Engine) -> None:
    with city.begin() as conn:
        left = unit("图书馆", left="2026-03-30")
        found(conn, CLERK, units=(*ALONE[:2], left), on="2026-04-08")

    assert [one.state for one in run(city, FakeSender())] == ["expired"]


def test_letter_to_a_contact_who_is_gone_expires(city: Engine) -> None:
    with city.begin() as conn:
        found(conn, person("新馆员"), on="2026-04-08")

    assert [one.state for one in run(city, FakeSender())] == ["expired"]


def test_letter_speaks_of_what_is_left_on_the_day_it_goes(engine: Engine) -> None:
    sender = FakeSender()
    people = (person("王芳", address="7"), person("王芳", "学校", address="7"))
    with engine.begin() as conn:
        found(conn, *people, units=UNITS)
        tick(conn, "2026-04-08")
        log(conn, activity(), on="2026-04-08T10:00", unit_id=SCHOOL)

    run(engine, sender, "2026-04-10")

    [parcel] = sender.arrived
    lines = parcel.text.splitlines()
    assert [line[2:5] for line in lines if line.startswith("·")] == ["图书馆"]
    assert "截止日 2026-04-07 已过 3 天" in parcel.text


@pytest.mark.parametrize(
    ("outcome", "ended"),
    [
        (Outcome("failed", "chat not found"), ("failed", 1)),
        (Outcome("unknown", "time-out"), ("unknown", 1)),
        (Outcome("retry_at", "too many requests"), ("planned", 0)),
    ],
)
def test_outcome_is_kept_with_its_reason(
    city: Engine, outcome: Outcome, ended: tuple[str, int]
) -> None:
    [letter] = run(city, FakeSender(outcome))

    assert ((letter.state, letter.sends_started), letter.reason) == (ended, outcome.reason)
    assert letters(city) == [ended]


@pytest.mark.parametrize("outcome", [Outcome("failed", "chat not found"), Outcome("sent")])
def test_letter_that_ended_is_not_sent_again(city: Engine, outcome: Outcome) -> None:
    sender = FakeSender(outcome)
    run(city, sender)

    assert run(city, sender, "2026-04-09") == []


def test_letter_that_could_not_leave_is_tried_again_after_a_while(city: Engine) -> None:
    sender = FakeSender(Outcome("retry_at", "too many requests"))

    tries = [run(city, sender, f"2026-04-08T09:{minute}") for minute in (30, 34, 35)]

    assert [[one.state for one in handled] for handled in tries] == [["planned"], [], ["sent"]]
    assert sender.arrived[0].text.startswith("【江城】")


def test_letter_that_is_claimed_is_left_to_its_owner(city: Engine) -> None:
    with city.begin() as conn:
        claim(conn, "other")

    assert run(city, FakeSender()) == []


def test_claim_whose_owner_is_gone_is_free_again(city: Engine) -> None:
    with city.begin() as conn:
        claim(conn, "other")

    run(city, sender := FakeSender(), "2026-04-08T09:32")

    assert (len(sender.arrived), letters(city)) == (1, [("sent", 1)])


def test_letter_is_claimed_by_one_owner_alone(city: Engine) -> None:
    with city.begin() as conn:
        claims = [claim(conn, owner) for owner in ("one", "other")]

    assert [len(claimed) for claimed in claims] == [1, 0]


def test_letter_is_closed_by_its_owner_alone(city: Engine) -> None:
    with city.begin() as conn:
        [claimed] = claim(conn, "one")
        changes = [
            change_letter(conn, "city", claimed.key, "claimed", held_by=owner, state="sending")
            for owner in ("other", "one", "one")
        ]

    assert changes == [False, True, False]


#: Where a process may be killed, and how: by its sender, or in its n-th transaction.
KILLS: dict[str, tuple[Callable[..., FakeSender], int]] = {
    "while claiming": (FakeSender, 2),
    "while marking": (FakeSender, 3),
    "before the request": (lambda **known: FakeSender("before", **known), 0),
    "after the request": (lambda **known: FakeSender("after", **known), 0),
    "before closing": (FakeSender, 4),
}
RESTARTS = ("2026-04-08T09:32", "2026-04-08T09:50", "2026-04-08T10:10", "2026-04-09T09:30")


@pytest.mark.parametrize("programme", [RULES, HOLD], ids=["resend", "hold"])
@pytest.mark.parametrize("point", KILLS)
def test_kill_loses_no_letter_in_silence_and_bounds_its_copies(
    city: Engine, point: str, programme: Programme
) -> None:
    make, transaction = KILLS[point]
    sender = make()
    begin = killed_at(city, transaction) if transaction else None
    with pytest.raises(Killed):
        run(city, sender, programme=programme, begin=begin)

    for on in RESTARTS:
        run(city, sender, on, programme=programme, owner="restarted")

    [(state, started)] = letters(city)
    copies, most = len(sender.arrived), 2 if programme is RULES else 1
    assert copies <= started <= most
    assert state == "unknown" if copies == 0 else state in {"sent", "unknown"}
    assert all("可能重复" in parcel.text for parcel in sender.arrived[1:])


@pytest.mark.parametrize(
    ("point", "ended", "copies"),
    [
        ("while claiming", ("sent", 1), 1),
        ("while marking", ("sent", 1), 1),
        ("before the request", ("sent", 2), 1),
        ("after the request", ("sent", 2), 2),
        ("before closing", ("sent", 2), 2),
    ],
)
def test_letter_of_a_killed_sender_is_sent_once_more(
    city: Engine, point: str, ended: tuple[str, int], copies: int
) -> None:
    make, transaction = KILLS[point]
    sender = make()
    with pytest.raises(Killed):
        run(city, sender, begin=killed_at(city, transaction) if transaction else None)

    for on in RESTARTS:
        run(city, sender, on, owner="restarted")

    assert (letters(city), len(sender.arrived)) == ([ended], copies)


@pytest.mark.parametrize("programme", [RULES, HOLD], ids=["resend", "hold"])
@pytest.mark.parametrize("point", KILLS)
def test_kill_costs_nothing_where_the_channel_knows_what_arrived(
    city: Engine, point: str, programme: Programme
) -> None:
    make, transaction = KILLS[point]
    sender = make(knows=True)
    begin = killed_at(city, transaction) if transaction else None
    with pytest.raises(Killed):
        run(city, sender, programme=programme, begin=begin)

    run(city, sender, RESTARTS[0], programme=programme, owner="restarted")

    assert (letters(city), len(sender.arrived)) == ([("sent", 1)], 1)
    assert "可能重复" not in sender.arrived[0].text


def test_unknown_letter_rests_before_it_is_sent_once_more(city: Engine) -> None:
    sender = FakeSender(Outcome("unknown", "time-out"))
    times = ("09:30", "09:40", "09:42")

    ended = [[one.state for one in run(city, sender, f"2026-04-08T{at}")] for at in times]

    assert ended == [["unknown"], [], ["sent"]]
    assert sender.arrived[1].text.startswith("[可能重复] 【江城】")


def test_letter_that_is_unknown_twice_stays_for_a_person(city: Engine) -> None:
    sender = FakeSender(Outcome("unknown"), Outcome("unknown"))

    for on in ("2026-04-08T09:30", "2026-04-08T10:00", "2026-04-08T11:00", "2026-04-09T09:30"):
        run(city, sender, on)

    assert (letters(city), len(sender.arrived)) == ([("unknown", 2)], 2)


def test_letter_that_may_have_arrived_says_so_though_it_had_to_be_tried_again(
    city: Engine,
) -> None:
    sender = FakeSender(Outcome("unknown"), Outcome("retry_at", "too many requests"))

    for on in ("2026-04-08T09:30", "2026-04-08T10:00", "2026-04-08T10:10"):
        run(city, sender, on)

    assert sender.arrived[1].text.startswith("[可能重复] ")


def test_unknown_letter_that_was_answered_is_not_sent_again(city: Engine) -> None:
    sender = FakeSender(Outcome("unknown"))
    run(city, sender)
    with city.begin() as conn:
        log(conn, activity(days="2026-03-28"), on="2026-04-08T09:45")

    run(city, sender, "2026-04-08T10:00")

    assert (letters(city), len(sender.arrived)) == ([("expired", 1)], 1)


def test_late_word_of_the_owner_still_turns_unknown_into_sent(city: Engine) -> None:
    class Slow(FakeSender):
        def send(self, parcel: Parcel) -> Outcome:
            del parcel
            run(city, FakeSender(), "2026-04-08T09:33", programme=HOLD, owner="other")
            states.append(letters(city))
            return Outcome("sent")

    states: list[list[tuple[str, int]]] = []
    run(city, Slow(), programme=HOLD)

    assert (states, letters(city)) == ([[("unknown", 1)]], [("sent", 1)])


class Ticking(FakeSender):
    """A clock that a sender moves on, and a sender that takes its time."""

    def __init__(self, on: str, *, seconds: int) -> None:
        super().__init__()
        self.now = instant(on)
        self.each = timedelta(seconds=seconds)
        self.meanwhile: Callable[[], object] = list

    def send(self, parcel: Parcel) -> Outcome:
        """Sends after so many seconds, in which something else may happen."""
        self.now += self.each
        self.meanwhile()
        self.arrived.append(parcel)
        return Outcome("sent")

    def delivered(self, parcel: Parcel) -> bool | None:
        """Whether it has arrived."""
        return parcel in self.arrived


@pytest.fixture
def six(engine: Engine) -> Engine:
    """A city with six teams, each with a letter planned for 8 April at 9:30."""
    with engine.begin() as conn:
        teams = [f"{number}队" for number in range(6)]
        people = [person(f"{team}长", team) for team in teams]
        found(conn, *people, units=tuple(unit(team) for team in teams))
        tick(conn, "2026-04-08")
    return engine


def run_ticking(engine: Engine, slow: Ticking, owner: str = "slow") -> list[Letter]:
    """One delivery by a sender that moves the clock."""
    post = Post(
        begin=lambda: writing(engine),
        programme=RULES,
        senders={"console": slow},
        wording_of=words,
        owner=owner,
        clock=lambda: slow.now,
    )
    return deliver(post)


def test_run_longer_than_its_lease_is_not_taken_for_dead(six: Engine) -> None:
    slow, other = Ticking("2026-04-08T09:30", seconds=25), FakeSender()
    slow.meanwhile = lambda: deliver(
        Post(
            begin=lambda: writing(six),
            programme=RULES,
            senders={"console": other},
            wording_of=words,
            owner="other",
            clock=lambda: slow.now,
        )
    )

    run_ticking(six, slow)

    assert letters(six) == [("sent", 1)] * 6
    assert len({parcel.key for parcel in (*slow.arrived, *other.arrived)}) == 6
    assert len(slow.arrived) + len(other.arrived) == 6


def test_letters_that_a_slow_run_had_claimed_are_worded_anew_before_they_go(six: Engine) -> None:
    slow = Ticking("2026-04-08T09:30", seconds=40)

    def answer() -> None:
        with six.begin() as conn:
            for unit_id in load_units(conn, "city"):
                log(conn, activity(), on="2026-04-08T09:31", unit_id=unit_id)

    slow.meanwhile = answer

    ended = run_ticking(six, slow)

    assert [one.state for one in ended] == ["sent", *["expired"] * 5]


def test_run_that_lasts_into_the_evening_stops_at_the_end_of_the_send_window(six: Engine) -> None:
    slow = Ticking("2026-04-08T17:29", seconds=50)

    run_ticking(six, slow)

    assert letters(six) == [*[("sent", 1)] * 2, *[("planned", 0)] * 4]


def test_letter_that_cannot_be_worded_stops_no_other_and_is_tried_again(
    engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    with engine.begin() as conn:
        found(conn, person("馆员", locale="en"), person("老师", "学校"), units=UNITS)
        tick(conn, "2026-04-08")
    sender = FakeSender()

    def wording_of(locale: str | None) -> Wording:
        if locale == "en":
            raise KeyError(locale)
        return words(locale)

    post = Post(
        begin=lambda: writing(engine),
        programme=RULES,
        senders={"console": sender},
        wording_of=wording_of,
        owner="one",
        clock=lambda: instant("2026-04-08"),
    )
    ended = deliver(post)
    again = run(engine, sender, "2026-04-08T09:35")

    assert [(one.state, one.reason) for one in ended] == [("planned", "faulty"), ("sent", None)]
    assert [one.state for one in again] == ["sent"]
    assert [record.message for record in caplog.records] == ["letter_unforeseen"]
