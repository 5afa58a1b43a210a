"""A city in the store: its office, a district, the district's units, and who speaks for them."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection

from bot.reminders import Reminding, remind
from config.wording import Wording, load_wording
from rules.programme import Programme
from rules.records import ACTIVITY, Record
from rules.roster import Channel, Contact, Role, Roster, Unit
from store.assessment import reassess
from store.counting import settle_units
from store.grounds import start_of
from store.programmes import close_cycle, load_state, open_cycle
from store.records import Placed, add_records, load_records, withdraw_records
from store.roster import load_units, save_roster
from tests.builders import instant, programme, unit


def rules(
    *, start: str = "2026-03", close: int = 3, rungs: str = "", delivery: str = "resend"
) -> Programme:
    """The city's programme; March 2026 is due on Tuesday 7 April, and closes after the 10th."""
    ladder = f'[duties.U-01]\nladder = ["{rungs}"]' if rungs else ""
    return programme(f"""
        close_workdays = {close}
        delivery = "{delivery}"
        [programme]
        id = "city"
        name = "江城"
        start = "{start}"
        {ladder}
    """)


RULES = rules()
OFFICE, DISTRICT, LIBRARY, SCHOOL = 1, 2, 3, 4
UNITS = (
    unit("市文明办", category="市文明办"),
    unit("东城区文明办", parent="市文明办", category="县区文明办"),
    unit("图书馆", code="01", parent="东城区文明办"),
    unit("学校", parent="东城区文明办"),
)


def words(locale: str | None) -> Wording:
    return load_wording("en" if locale == "en" else "zh")


def person(
    name: str,
    unit: str = "图书馆",
    role: Role = Role.COORDINATOR,
    *,
    number: str | None = None,
    locale: str | None = None,
    address: str = "",
    channel: str = "console",
) -> Contact:
    channels = (Channel(kind=channel, address=address),)
    return Contact(
        unit=unit, name=name, role=role, volunteer_no=number, locale=locale, channels=channels
    )


#: One of each, so that a rung's addressees can be told by their names.
PEOPLE = (
    person("馆员"),
    person("副馆员", role=Role.DEPUTY),
    person("馆长", role=Role.LEADER),
    person("主管", role=Role.PARENT_OFFICE),
    person("志愿者", role=Role.VOLUNTEER),
    person("区联络员", "东城区文明办"),
    person("区领导", "东城区文明办", Role.LEADER),
    person("市联络员", "市文明办"),
    person("市志愿者", "市文明办", Role.VOLUNTEER),
)
ALONE = (*UNITS[:3],)


def found(
    conn: Connection,
    *people: Contact,
    units: tuple[Unit, ...] = ALONE,
    on: str = "2026-03-02",
    rules: Programme = RULES,
) -> None:
    """Lists the roster and judges it, as a first sync on that day does."""
    save_roster(conn, rules.id, Roster(units=units, contacts=people), instant(on))
    judge(conn, on, rules=rules)


def judge(conn: Connection, on: str, *, rules: Programme = RULES) -> None:
    """Judges all units as of that day, as a sync does."""
    start = start_of(rules, load_state(conn, rules.id).start, instant(on))
    reassess(conn, rules, load_units(conn, rules.id), start=start, now=instant(on))


def sync(conn: Connection, on: str, *, rules: Programme = RULES) -> None:
    """A cycle of that day that found nothing new."""
    number = open_cycle(conn, rules.id, instant(on))
    close_cycle(conn, rules.id, number, instant(on))


def log(
    conn: Connection,
    *records: Record,
    on: str,
    unit_id: int = LIBRARY,
    rules: Programme = RULES,
) -> None:
    """Rows of the unit's log, first seen on that day, with what a sync makes of them."""
    rows = [Placed("活动", row, unit_id, record) for row, record in enumerate(records, start=2)]
    add_records(conn, RULES.id, f"{unit_id}-{on}.xlsx", rows, instant(on))
    settle_units(conn, RULES.id, {unit_id})
    judge(conn, on, rules=rules)


def withdraw(conn: Connection, *, on: str, unit_id: int = LIBRARY) -> None:
    """The unit's activities are gone from its log, as a sync of that day finds."""
    ids = [row[0] for row in load_records(conn, RULES.id, ACTIVITY, unit_id=unit_id)]
    withdraw_records(conn, RULES.id, ACTIVITY, ids, instant(on))
    settle_units(conn, RULES.id, {unit_id})
    judge(conn, on)


def tick(
    conn: Connection,
    on: str,
    *,
    rules: Programme = RULES,
    fresh: bool = True,
    usable: Collection[str] = ("console",),
) -> Reminding:
    """What is posted then; the sheets were looked at just before, unless said otherwise."""
    if fresh:
        sync(conn, on, rules=rules)
    return remind(conn, rules, now=instant(on), wording_of=words, usable=usable)


def told(reminding: Reminding) -> Mapping[str, list[str]]:
    """What each person is written about: unit, period and rung, by the person's name."""
    return {
        posted.contact.name: [f"{i.unit} {i.period} {i.rung}" for i in posted.items]
        for posted in reminding.posted
    }


def reasons(reminding: Reminding) -> list[tuple[str, str]]:
    return [(held.unit, held.reason) for held in reminding.held]
