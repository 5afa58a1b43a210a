"""`demo`: a sample city, one whole round on it, and how to go on."""

from datetime import date
from pathlib import Path

import click

from app.clock_time import name_moment, read_clock
from app.commands import command
from app.delivering import deliver_once, say_delivery
from app.demo_city import PROGRAMME, City, build_city, round_day
from app.office import Office, Options
from app.reminding import remind_once, say_reminding
from app.showing import show_status
from app.syncing import say_report, sync_once
from app.tables import build_console
from app.talking import answer_one, say_answer
from config.programme_file import FILE_NAME, load_programme, read_programme
from reports.finding_table import print_lines
from reports.findings import load_lines
from reports.status import gather_status
from rules.months import Month, months_between
from store.letters import WAITING, load_letters
from sync.workbook import write_workbook

_SHOWN_FINDINGS = 20


@command("demo", help="示例城市 · a sample city and one whole round on it")
@click.option("--dir", "folder", type=click.Path(path_type=Path), help="放在哪里 · where")
@click.option("--units", type=click.IntRange(1, 5000), default=40, show_default=True)
@click.option("--years", type=click.IntRange(1, 10), default=3, show_default=True)
@click.option("--seed", type=int, default=7, show_default=True)
@click.option("--fresh", is_flag=True, help="旧的挪开,重新来 · move the old city aside")
def demo_command(
    options: Options, *, folder: Path | None, units: int, years: int, seed: int, fresh: bool
) -> None:
    """Makes the city where there is none yet; again it keeps books and database."""
    place = (folder or options.workspace or Path("demo-city")).resolve()
    as_of = options.as_of or _round_day().isoformat()
    office = Office(Options(workspace=place, as_of=as_of, locale=options.locale))
    if fresh and place.exists():
        aside = place.with_name(f"{place.name}-{name_moment()}")
        place.rename(aside)
        click.echo(f"{place.name} → {aside.name}")
    _keep_off_real_cities(place)
    if not (place / FILE_NAME).exists():
        _found_city(office, place, units=units, years=years, seed=seed)
    _round(office)


class NoSampleCity(Exception):
    """The folder is somebody's own workspace: no round is played in it."""

    code = "demo-elsewhere"

    def __init__(self, place: Path) -> None:
        self.values = {"place": str(place)}
        super().__init__(f"{place} is no sample city")


def _keep_off_real_cities(place: Path) -> None:
    file = place / FILE_NAME
    if file.exists() and load_programme(place).id != read_programme(PROGRAMME.encode()).id:
        raise NoSampleCity(place)


def _round_day() -> date:
    """The second working day after the latest due day, by the clock's date."""
    programme = read_programme(b"")
    now = read_clock(None, timezone=programme.timezone, send_at=programme.hours.send_at)
    return round_day(now.astimezone(programme.timezone).date())


def _found_city(office: Office, place: Path, *, units: int, years: int, seed: int) -> None:
    """Writes the books as they stood before the due day, syncs once, then as they stand now."""
    day = _day_of(office)
    (place / "sheets").mkdir(parents=True, exist_ok=True)
    due = read_programme(b"").due(Month.of(day).plus(-1))
    before = build_city(units=units, years=years, seed=seed, day=day, seen=due)
    (place / FILE_NAME).write_text(before.programme, encoding="utf-8")
    say = office.wording.say
    click.echo(say("demo.founding", units=units, years=years, place=place))
    _write_books(place, before, City(books={}, programme="", facts=before.facts))
    quiet = Office(Options(workspace=place, as_of=due.isoformat(), locale=office.locale))
    _heading(say("demo.first-sync", day=due))
    say_report(quiet, sync_once(quiet, quiet=True))
    quiet.engine.dispose()
    now = build_city(units=units, years=years, seed=seed, day=day)
    _write_books(place, now, before)


def _day_of(office: Office) -> date:
    """The local day of the round."""
    programme = read_programme(b"")
    now = read_clock(
        office.options.as_of, timezone=programme.timezone, send_at=programme.hours.send_at
    )
    return now.astimezone(programme.timezone).date()


def _write_books(place: Path, city: City, before: City) -> None:
    for book, tabs in city.books.items():
        if before.books.get(book) != tabs:
            path = place / "sheets" / book
            path.parent.mkdir(parents=True, exist_ok=True)
            write_workbook(path, tabs)


def _round(office: Office) -> None:
    """Syncs, shows the month and the year, reminds, delivers, asks, and says how to go on."""
    say, month = office.wording.say, Month.of(office.today).plus(-1)
    _heading(say("demo.sync", day=office.today))
    report = sync_once(office, quiet=True)
    say_report(office, report)
    with office.reading() as conn:
        lines = load_lines(conn, office.programme, office.wording, today=office.today)
    print_lines(build_console(), office.wording, lines, limit=_SHOWN_FINDINGS)
    _heading(say("demo.status"))
    year = list(months_between(Month(month.year, 1), Month(month.year, 12)))
    for months in ([month], year):
        with office.reading() as conn:
            rows = gather_status(conn, office.programme, months, now=office.now)
        show_status(office, rows, months)
    _heading(say("demo.letters"))
    reminding = remind_once(office, office.writing)
    say_reminding(office, reminding)
    handled = deliver_once(office)
    with office.reading() as conn:
        waiting = load_letters(conn, office.programme.id, [*WAITING, "unknown"])
    say_delivery(office, handled, waiting)
    if reminding.posted:
        click.echo()
        click.echo(reminding.posted[0].letter.text)
    _ask(office, month)
    _go_on(office)


def _ask(office: Office, month: Month) -> None:
    """One question, asked by the first coordinator whose unit keeps service records."""
    from app.demo_speaker import find_speaker  # noqa: PLC0415 - only the demo's end needs it

    speaker = find_speaker(office)
    if speaker is None:
        return
    english = office.locale == "en"
    question = f"how many hours in {month}" if english else f"我们单位{month.month}月多少小时"
    _heading(office.wording.say("demo.ask", speaker=speaker))
    click.echo(f"> {question}")
    say_answer(answer_one(office, speaker, question))


def _go_on(office: Office) -> None:
    place = office.workspace
    _heading(office.wording.say("demo.next"))
    click.echo(office.wording.say("demo.how", place=place, day=office.today))


def _heading(text: str) -> None:
    click.echo()
    click.echo(f"━━ {text}")
