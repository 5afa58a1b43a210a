"""`check`: reads files without storing anything, and without a workspace."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from app.clock_time import read_clock
from app.commands import command
from app.office import Options
from app.parameters import MONTH
from app.printing import print_json
from app.tables import build_console
from config.programme_file import load_programme, read_programme
from config.registers import load_registers
from config.settings import WorkspaceMissing, find_workspace, named_locale
from config.wording import Wording, load_wording
from reports.finding_table import print_lines
from reports.findings import finding_document, order_findings, render_line
from reports.records import record_document
from rules.findings import CellRef, Finding, Severity
from rules.months import Month
from rules.programme import Programme
from store.records import Placed
from sync.reader import read_book
from sync.roster_book import is_roster, read_roster
from sync.sources import Book, BookRef
from sync.surroundings import BookContext
from sync.workbook import WorkbookError, read_workbook


@command("check", help="只看文件,不存 · read files, store nothing")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--month", type=MONTH, help="表里没写年月时当作这个月 · the month where none is named"
)
@click.option("--json", "as_json", is_flag=True, help="JSON")
def check_command(
    options: Options, *, files: tuple[Path, ...], month: Month | None, as_json: bool
) -> int:
    """Shows what would be read and what is wrong; 1 where a breach was found."""
    programme = _programme(options)
    locale = options.locale or named_locale() or ("en" if programme.locale == "en" else "zh")
    wording = load_wording(locale, programme.wording.get(locale, {}))
    now = read_clock(options.as_of, timezone=programme.timezone, send_at=programme.hours.send_at)
    today = now.astimezone(programme.timezone).date()
    records: list[tuple[str, Placed]] = []
    findings: list[Finding] = []
    for path in files:
        if not path.is_file():
            raise click.UsageError(wording.say("check.file-missing", file=path))
    for path in files:
        rows, found = _read(path, programme, today=today, month=month)
        records += [(path.name, row) for row in rows]
        findings += found
    lines = [render_line(one, wording) for one in order_findings(findings)]
    if as_json:
        documents = [
            record_document(row.record, book=book, sheet=row.sheet, row=row.row)
            for book, row in records
        ]
        findings_json = [finding_document(line.finding, line.message) for line in lines]
        print_json({"records": documents, "findings": findings_json})
    else:
        _say(wording, len(files), len(records), len(lines))
        print_lines(build_console(), wording, lines, limit=200)
    return 1 if any(one.severity is Severity.BREACH for one in findings) else 0


def _programme(options: Options) -> Programme:
    """The workspace's, where the command runs in one or names one; else the shipped one."""
    try:
        return load_programme(find_workspace(options.workspace, start=Path.cwd()))
    except WorkspaceMissing:
        if options.workspace is not None:
            raise
        return read_programme(b"")


def _read(
    path: Path, programme: Programme, *, today: date, month: Month | None
) -> tuple[Sequence[Placed], list[Finding]]:
    context = BookContext(
        book=path.name,
        nodes=programme.calendar.nodes,
        today=today,
        today_text=today.isoformat(),
        month=month,
        confirmed=load_registers().confirmed,
        registers=programme.registers,
    )
    try:
        tabs = read_workbook(path)
    except WorkbookError as error:
        where = CellRef(path.name)
        return [], [Finding(code=error.code, where=where, values=dict(error.values))]
    book = Book(BookRef(path.name, ""), "", tabs)
    if is_roster(path.name):
        return [], read_roster(book, context.nodes).findings
    rows, findings, _ = read_book(book, context)
    return rows, findings


def _say(wording: Wording, files: int, records: int, findings: int) -> None:
    code = "check.clean" if not findings else "check.done"
    click.echo(wording.say(code, files=files, records=records, findings=findings))
