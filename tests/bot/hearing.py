"""What people of a small city hear in answer, on 12 April 2026."""

from sqlalchemy import Connection

from bot.actors import identify
from bot.conversation import Answer, ask
from rules.roster import Role
from store.roster import load_contacts, load_units
from tests.bot.city import PEOPLE, RULES, SCHOOL, UNITS, found, log, person, sync, words
from tests.builders import activity, instant, service_record

NOW = "2026-04-12"
VOLUNTEERS = (
    person("张伟", role=Role.VOLUNTEER, number="V01"),
    person("李娜", "学校", Role.VOLUNTEER),
)


def found_city(conn: Connection) -> Connection:
    """March in the library, in the school nothing; each named two volunteers."""
    found(conn, *PEOPLE, person("老师", "学校"), *VOLUNTEERS, units=UNITS)
    read = activity(
        days="2026-03-05", title="读书会", headcount=12, duration=120, names="张伟|王芳"
    )
    seen = "2026-03-06"
    log(conn, read, service_record("张伟", title="值班", volunteer_no="V01"), on=seen)
    log(conn, activity(days="2026-04-02", duration=60, names="李娜|王芳"), on=NOW, unit_id=SCHOOL)
    sync(conn, "2026-04-12T09:20")
    return conn


def hear(
    conn: Connection, text: str, by: str | None = "馆员", *, locale: str = "zh", on: str = NOW
) -> Answer:
    """What that contact hears in answer."""
    actor = identify(by, load_units(conn, "city"), load_contacts(conn, "city"))
    return ask(conn, RULES, actor, text, now=instant(on), wording=words(locale))
