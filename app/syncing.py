"""`sync`: one look at the sheets, and what came of it."""

import sys
from collections.abc import Callable, Collection
from dataclasses import asdict

import click

from app.clock_time import read_now
from app.commands import command
from app.office import Office, Options, rehearsing
from app.printing import name_some, print_json
from app.sources import build_source
from app.tables import build_console
from config.wording import Wording, show_name
from reports.finding_table import print_lines
from reports.findings import load_lines
from store.books import load_books
from sync.run import SyncReport, synchronise


def feedback_wording(office: Office) -> Wording | None:
    """The programme's language for feedback beside books; None where it wants none."""
    programme = office.programme
    return office.wording_of(programme.locale) if programme.feedback else None


def sync_once(
    office: Office,
    *,
    dry_run: bool = False,
    accept_roster: bool = False,
    forget: Collection[str] = (),
    quiet: bool = False,
) -> SyncReport:
    """One cycle, with a progress line where somebody watches and it takes long."""
    progress = None if quiet else _progress(office)
    with rehearsing(office, dry_run=dry_run) as begin:
        return synchronise(
            begin,
            office.programme,
            build_source(office, begin),
            now=office.now,
            accept_roster=accept_roster,
            forget=_named(office, forget),
            feedback=None if dry_run else feedback_wording(office),
            filings=not dry_run,
            progress=progress,
        )


@command("sync", help="读表格 · read the sheets once")
@click.option("--dry-run", is_flag=True, help="只看会怎样,不写 · plan only")
@click.option("--accept-roster", is_flag=True, help="名册大减也照收 · believe a shrunken roster")
@click.option(
    "--forget",
    multiple=True,
    metavar="BOOK",
    help="不见了就不要了 · withdraw a vanished book",
)
@click.option("--json", "as_json", is_flag=True, help="JSON")
def sync_command(
    options: Options, *, dry_run: bool, accept_roster: bool, forget: tuple[str, ...], as_json: bool
) -> None:
    """Reads what changed and says what could not be read."""
    office = Office(options)
    if office.now > read_now():
        click.echo(office.wording.say("sync.ahead", as_of=options.as_of), err=True)
    report = sync_once(
        office, dry_run=dry_run, accept_roster=accept_roster, forget=forget, quiet=as_json
    )
    if as_json:
        print_json(
            {
                "books": [asdict(book) for book in report.books],
                "requests": report.requests,
                "seconds": round(report.seconds, 3),
            }
        )
        return
    say_report(office, report, dry_run=dry_run)
    if not dry_run:
        with office.reading() as conn:
            lines = load_lines(conn, office.programme, office.wording, today=office.today)
        print_lines(build_console(), office.wording, lines, limit=30)


def say_report(office: Office, report: SyncReport, *, dry_run: bool = False) -> None:
    """One line of what a cycle did, and one for what the office is asked."""
    say = office.wording.say
    changed = [book for book in report.books if book.changed]
    click.echo(
        say(
            "sync.planned" if dry_run else "sync.done",
            books=len(report.books),
            changed=len(changed),
            added=sum(book.added for book in changed),
            edited=sum(book.edited for book in changed),
            withdrawn=sum(book.withdrawn for book in changed),
            findings=sum(book.findings for book in report.books),
            seconds=f"{report.seconds:.1f}",
        )
    )
    if report.first is not None:
        click.echo(say("sync.first", start=report.first))
    if report.failing:
        click.echo(say("sync.failing", count=report.failing))
    if report.waiting:
        books = name_some([show_name(book) for book in report.waiting])
        click.echo(say("sync.feedback-waits", count=len(report.waiting), books=books))
    if report.unfiled:
        click.echo(say("sync.unfiled", count=len(report.unfiled)))
    if report.roster_held:
        names = name_some(report.roster_held)
        click.echo(say("sync.roster-held", count=len(report.roster_held), units=names))


def _named(office: Office, typed: Collection[str]) -> list[str]:
    """The books of these names; one that is gone may be typed as it was shown."""
    if not typed:
        return []
    with office.reading() as conn:
        books = load_books(conn, office.programme.id)
    shown: dict[str, list[str]] = {}
    for book in books:
        shown.setdefault(show_name(book), []).append(book)
    return [
        shown[name][0] if name not in books and len(shown.get(name, ())) == 1 else name
        for name in typed
    ]


def _progress(office: Office) -> Callable[[int, int], None] | None:
    """A line that counts the books, only for a terminal: nothing of it lands in a file."""
    if not sys.stderr.isatty():
        return None
    text = office.wording.say("sync.reading")

    def show(read: int, total: int) -> None:
        end = "\n" if read == total else ""
        click.echo(f"\r{text} {read}/{total}", nl=False, err=True)
        click.echo(end, nl=False, err=True)

    return show
