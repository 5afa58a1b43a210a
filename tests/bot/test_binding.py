"""Binding: one-time links, consent of the first, and how a binding ends."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from bot.binding import ALLOW, LINK_HOLDS, REFUSE, Binder
from bot.incoming import Incoming, Kind
from bot.outgoing import Outgoing
from bot.replies import Action
from rules.roster import Channel, Roster
from store.roster import load_contacts, save_roster
from tests.bot.city import ALONE, RULES, found, person, words
from tests.telegram import NOW

SAY = words("zh").say
HEAD = 1


@pytest.fixture
def binder(conn: Connection) -> Binder:
    """The library's leader, contact 1, waits to be bound."""
    found(conn, person("馆长", channel="telegram"))
    return Binder(conn=conn, programme=RULES, wording=words("zh"), now=NOW)


def from_chat(address: str) -> Incoming:
    return Incoming(kind=Kind.TEXT, chat=address, sender=address, name="乙")


def texts(outgoing: list[Outgoing]) -> list[tuple[str, str]]:
    return [(one.chat, one.text.splitlines()[0]) for one in outgoing]


def addresses(binder: Binder) -> list[str]:
    _, contact = load_contacts(binder.conn, RULES.id)[HEAD]
    return [channel.address for channel in contact.channels]


def bind(binder: Binder, address: str, *, replaces: bool = False) -> list[Outgoing]:
    return binder.start(from_chat(address), binder.invite(HEAD, replaces=replaces))


def test_link_binds_the_chat_that_opens_it(binder: Binder) -> None:
    told = bind(binder, "81")

    assert texts(told) == [("81", SAY("bind.who", office="江城"))]
    assert told[0].menu == "unit"
    assert addresses(binder) == ["81"]


def test_link_opened_twice_by_the_same_person_tells_who_they_are(binder: Binder) -> None:
    token = binder.invite(HEAD, replaces=False)

    told = [texts(binder.start(from_chat("81"), token)) for _ in range(2)]

    assert told == [[("81", SAY("bind.who", office="江城"))]] * 2


def test_link_that_has_expired_binds_nobody(binder: Binder) -> None:
    token = binder.invite(HEAD, replaces=False)
    late = replace(binder, now=NOW + LINK_HOLDS + timedelta(seconds=1))

    assert texts(late.start(from_chat("81"), token)) == [("81", SAY("bind.link-expired"))]
    assert addresses(binder) == [""]


@pytest.mark.parametrize("token", ["x", "a" * 32, "'; drop table binding; --"])
def test_link_that_nobody_made_binds_nobody(binder: Binder, token: str) -> None:
    assert texts(binder.start(from_chat("81"), token)) == [("81", SAY("bind.link-unknown"))]


def test_link_of_somebody_who_has_left_the_roster_binds_nobody(binder: Binder) -> None:
    token = binder.invite(HEAD, replaces=False)
    save_roster(binder.conn, RULES.id, Roster(units=ALONE, contacts=()), NOW)

    assert texts(binder.start(from_chat("81"), token)) == [("81", SAY("bind.link-unknown"))]


def test_successors_link_ends_the_bindings_before(binder: Binder) -> None:
    bind(binder, "81")

    bind(binder, "82", replaces=True)

    assert addresses(binder) == ["82"]


def test_second_person_waits_until_the_first_consents(binder: Binder) -> None:
    bind(binder, "81")
    asked = bind(binder, "82")
    waiting = binder.tell_who(from_chat("82"))

    decided = binder.decide(from_chat("81"), Action(ALLOW, f"{HEAD} 82"))

    facts = {"name": "馆长", "unit": "图书馆"}
    assert texts(asked) == [
        ("82", SAY("bind.asked", **facts)),
        ("81", SAY("bind.second-asks", **facts, who="乙")),
    ]
    assert texts(waiting) == [("82", SAY("bind.waiting"))]
    assert texts(decided) == [
        ("81", SAY("bind.allowed", **facts)),
        ("82", SAY("bind.who", office="江城")),
    ]
    assert addresses(binder) == ["81", "82"]


def test_consent_counts_once_and_from_the_first_alone(binder: Binder) -> None:
    bind(binder, "81")
    bind(binder, "82")
    stranger = binder.decide(from_chat("82"), Action(ALLOW, f"{HEAD} 82"))
    binder.decide(from_chat("81"), Action(REFUSE, f"{HEAD} 82"))

    again = binder.decide(from_chat("81"), Action(ALLOW, f"{HEAD} 82"))

    assert texts(stranger) == [("82", SAY("bind.decided"))]
    assert texts(again) == [("81", SAY("bind.decided"))]
    assert addresses(binder) == ["81"]


def test_second_chat_is_written_to_once_the_first_has_left(binder: Binder) -> None:
    bind(binder, "81")
    bind(binder, "82")
    binder.decide(from_chat("81"), Action(ALLOW, f"{HEAD} 82"))

    told = binder.leave(from_chat("81"))

    assert texts(told) == [("81", SAY("bind.left").splitlines()[0])]
    assert addresses(binder) == ["82"]


def test_stranger_cannot_leave_what_they_never_joined(binder: Binder) -> None:
    assert texts(binder.leave(from_chat("99"))) == [("99", SAY("bind.nobody", number="99"))]


def test_binding_stays_when_the_roster_is_read_again(binder: Binder) -> None:
    bind(binder, "81")

    found(binder.conn, person("馆长", channel="telegram"))

    assert addresses(binder) == ["81"]


def test_number_in_the_roster_comes_before_chats_that_were_bound(conn: Connection) -> None:
    found(conn, person("馆长", channel="telegram", address="70"))
    binder = Binder(conn=conn, programme=RULES, wording=words("zh"), now=NOW)
    bind(binder, "81")

    binder.decide(from_chat("70"), Action(ALLOW, f"{HEAD} 81"))

    assert addresses(binder) == ["70", "81"]


def test_bound_chat_comes_first_where_the_roster_has_no_such_channel(conn: Connection) -> None:
    found(conn, person("馆长"))
    binder = Binder(conn=conn, programme=RULES, wording=words("zh"), now=NOW)

    bind(binder, "81")

    _, contact = load_contacts(conn, RULES.id)[HEAD]
    assert contact.channels == (Channel(kind="telegram", address="81"), Channel(kind="console"))
