"""People: the roster as reminding and delivery need it, read at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from bot.addressees import Directory, build_directory
from rules.roster import Contact, Unit
from store.roster import load_contacts, load_units


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The units, the contacts by their ids, and who speaks for whom."""

    units: Mapping[int, Unit]
    contacts: Mapping[int, Contact]
    directory: Directory


def load_people(conn: Connection, programme_id: str) -> People:
    """The people of the roster in force."""
    units, contacts = load_units(conn, programme_id), load_contacts(conn, programme_id)
    return People(
        units=units,
        contacts={number: contact for number, (_, contact) in contacts.items()},
        directory=build_directory(units, contacts),
    )
