"""`doctor`: tries every setting, source, sheet and contact, and says what to mend."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import click

from app.channels import usable_channels
from app.commands import command
from app.failures import explain_failure
from app.office import Office, Options
from app.printing import name_some, print_json
from app.sources import build_source
from bot.addressees import lacking
from config.settings import named_locale
from reports.findings import render_line
from rules.findings import Severity
from rules.months import Month
from rules.roster import Role
from store.books import load_titles
from store.findings import load_findings
from store.programmes import last_cycle
from store.roster import load_contacts, load_units
from sync.workbook_errors import WorkbookError

_LEAST_FREE = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing tried, whether it is well, and the sentence about it."""

    check: str
    ok: bool
    message: str


@command("doctor", help="体检 · try everything and say what to mend")
@click.option("--json", "as_json", is_flag=True, help="JSON")
def doctor_command(options: Options, *, as_json: bool) -> int:
    """Goes through everything even where something is wrong; 1 where a fault was found."""
    office = Office(options)
    found = list(_examine(office))
    faults = sum(not one.ok for one in found)
    if as_json:
        checks = [{"check": d.check, "ok": d.ok, "message": d.message} for d in found]
        print_json({"checks": checks, "faults": faults})
    else:
        for one in found:
            click.echo(f"{'✓' if one.ok else '✗'} {one.message}")
    return 1 if faults else 0


def _examine(office: Office) -> Iterator[Diagnosis]:
    yield _try("workspace", lambda: str(office.workspace), office)
    locale = office.options.locale or named_locale() or "zh"
    for check, examine in _CHECKS.items():
        try:
            yield from examine(office)
        except Exception as error:  # noqa: BLE001 - a diagnosis names every failure and goes on
            yield Diagnosis(
                check,
                ok=False,
                message=explain_failure(error, locale),
            )


def _try(check: str, value: Callable[[], str], office: Office) -> Diagnosis:
    """Raises what stops everything: without a workspace nothing else can be tried."""
    return Diagnosis(check, ok=True, message=office.wording.say(f"doctor.{check}", value=value()))


def _settings(office: Office) -> Iterator[Diagnosis]:
    programme = office.programme
    yield _try("programme", lambda: f"{programme.name} ({programme.timezone.key})", office)


def _database(office: Office) -> Iterator[Diagnosis]:
    yield _try("database", lambda: office.engine.dialect.name, office)
    with office.reading() as conn:
        cycle = last_cycle(conn, office.programme.id)
    if cycle is None:
        yield Diagnosis("sync", ok=False, message=office.wording.say("doctor.never-synced"))


def _google(office: Office) -> Iterator[Diagnosis]:
    """Each Google account, whether it may ask, and whom to share spreadsheets with."""
    for account in office.google.accounts if office.google else ():
        try:
            account.ask_drive("changes/startPageToken", {})
        except WorkbookError as error:
            message = explain_failure(error, office.locale)
            yield Diagnosis("google", ok=False, message=message)
        else:
            message = office.wording.say("doctor.google", value=account.email)
            yield Diagnosis("google", ok=True, message=message)


def _sheets(office: Office) -> Iterator[Diagnosis]:
    look = build_source(office, office.writing).changed({})
    yield _try("sheets", lambda: str(len(look.present)), office)
    with office.reading() as conn:
        found = load_findings(conn, office.programme.id, today=office.today)
        titles = load_titles(conn, office.programme.id)
    books = {one.where.book for one in found}
    wrong = [one for one in found if one.code.startswith(("workbook-", "book-", "roster-"))]
    for one in wrong:
        line = render_line(one, office.wording, titles)
        well = one.severity is Severity.NOTE
        yield Diagnosis("book", ok=well, message=f"{line.place}: {line.message}")
    if found:
        say = office.wording.say
        message = say("doctor.findings", count=len(found), books=len(books))
        yield Diagnosis("findings", ok=True, message=message)


def _contacts(office: Office) -> Iterator[Diagnosis]:
    with office.reading() as conn:
        units = load_units(conn, office.programme.id)
        contacts = load_contacts(conn, office.programme.id)
    usable = usable_channels(office)
    reached = {
        unit_id
        for unit_id, one in contacts.values()
        if one.role is not Role.VOLUNTEER and any(lacking(c, usable) is None for c in one.channels)
    }
    silent = [u.name for n, u in units.items() if n not in reached and not u.grouping]
    if silent:
        names = name_some(silent)
        message = office.wording.say("doctor.unreachable", count=len(silent), units=names)
        yield Diagnosis("contacts", ok=False, message=message)
    elif units:
        yield _try("contacts", lambda: str(len(contacts)), office)


def _telegram(office: Office) -> Iterator[Diagnosis]:
    """Asks Telegram who the bot is; nothing where none is set up."""
    if office.settings.telegram_token is None:
        return
    from app.bots import name_bot  # noqa: PLC0415 - only where there is a bot

    yield _try("telegram", lambda: f"@{name_bot(office)}", office)


def _calendar(office: Office) -> Iterator[Diagnosis]:
    year = Month.of(office.today).year
    published = office.programme.calendar.workdays.published(year)
    code = "doctor.calendar" if published else "doctor.calendar-missing"
    message = office.wording.say(code, value=year)
    yield Diagnosis("calendar", ok=published, message=message)


def _disk(office: Office) -> Iterator[Diagnosis]:
    free = shutil.disk_usage(office.workspace).free
    code = "doctor.disk" if free > _LEAST_FREE else "doctor.disk-low"
    message = office.wording.say(code, value=f"{free // 1024**2} MB")
    yield Diagnosis("disk", ok=free > _LEAST_FREE, message=message)


_CHECKS: dict[str, Callable[[Office], Iterator[Diagnosis]]] = {
    "programme": _settings,
    "database": _database,
    "google": _google,
    "sheets": _sheets,
    "contacts": _contacts,
    "telegram": _telegram,
    "calendar": _calendar,
    "disk": _disk,
}
