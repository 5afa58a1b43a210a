"""Duties and periods as the command line names them."""

import click

from app.office import Office
from rules.duties import Duty
from rules.periods import Period, parse_period


def find_duty(office: Office, text: str) -> Duty:
    """The duty of that id, in any case of letters; a usage error lists those there are."""
    duty = office.programme.duty(text)
    if duty is None:
        known = "、".join(one.id for one in office.programme.duties)
        raise click.UsageError(office.wording.say("status.duty-unknown", text=text, known=known))
    return duty


def find_period(office: Office, text: str) -> Period:
    """The period so written; a usage error shows how periods are written."""
    try:
        return parse_period(text, office.programme.calendar.nodes)
    except ValueError as error:
        raise click.UsageError(office.wording.say("usage.period", text=text)) from error
