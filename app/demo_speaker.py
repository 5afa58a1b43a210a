"""Whom the demo lets ask: a coordinator of a unit that kept its month and its service records."""

from app.office import Office
from rules.roster import Role
from store.records import load_records
from store.roster import load_contacts


def find_speaker(office: Office) -> str | None:
    """unit/name of the first such coordinator; None where the city has none."""
    with office.reading() as conn:
        contacts = load_contacts(conn, office.programme.id)
        for _, (unit_id, contact) in sorted(contacts.items()):
            if (
                contact.role is Role.COORDINATOR
                and contact.locale != "en"
                and load_records(conn, office.programme.id, "service_record", unit_id=unit_id)
            ):
                return f"{contact.unit}/{contact.name}"
    return None
