"""`status` and `records`: what the store says, at the instant asked for."""

from pathlib import Path
from typing import Any

import click

from app.commands import command
from app.office import Office, Options
from app.parameters import MONTH
from app.periods import find_duty
from app.printing import print_json
from app.units import find_unit
from reports.findings import finding_document, load_lines
from reports.records import record_document
from reports.status import StatusRow, count_standings, gather_status
from rules.months import Month, months_between
from rules.records import ACTIVITY, SERVICE_RECORD
from store.evidence import first_month
from store.records import load_records
from store.roster import load_units


@command("status", help="谁完成了、谁没有 · who has held their activity and who has not")
@click.option("--month", type=MONTH, help="月份 2026-03")
@click.option("--year", type=click.IntRange(2000, 2100), help="全年 2026")
@click.option("--unit", help="只看一个单位 · one unit")
@click.option("--duty", help="只看一项职责 · one duty, e.g. U-01")
@click.option("--out", type=click.Path(path_type=Path), help="另存为 xlsx · also as a workbook")
@click.option("--json", "as_json", is_flag=True, help="JSON")
def status_command(
    options: Options,
    *,
    month: Month | None,
    year: int | None,
    unit: str | None,
    duty: str | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """A month as a table by district, a year as a map of units and months."""
    office = Office(options)
    if month is not None and year is not None:
        raise click.UsageError(office.wording.say("status.month-or-year"))
    if out is not None:
        _check_place(office, out)
    wanted = _months(office, month, year)
    with office.reading() as conn:
        unit_ids = {find_unit(conn, office.programme, unit)} if unit else None
        duty_id = find_duty(office, duty).id if duty else None
        rows = gather_status(
            conn, office.programme, wanted, now=office.now, unit_ids=unit_ids, duty_id=duty_id
        )
        has_records = first_month(conn, office.programme.id) is not None
    if out is not None:
        from reports.workbook import write_status  # noqa: PLC0415 - pandas costs start-up time

        write_status(out, rows, office.wording)
    if as_json:
        print_json(_status_document(rows, None if year else str(wanted[0])))
        return
    if rows or duty_id is None:
        show_status(office, rows, wanted, has_records=has_records)
    else:
        click.echo(office.wording.say("status.duty-not-owed", duty=duty_id, month=wanted[0]))
    if out is not None:
        click.echo(office.wording.say("status.written", file=out))


def show_status(
    office: Office, rows: list[StatusRow], months: list[Month], *, has_records: bool = True
) -> None:
    """The table of a month or the map of a year, for people."""
    from app.tables import build_console  # noqa: PLC0415 - rich costs start-up time
    from reports.status_table import (  # noqa: PLC0415 - the same
        print_month,
        print_periods,
        print_year,
    )

    console = build_console()
    if not rows:
        code = "status.nothing-owed" if has_records else "status.no-records"
        click.echo(office.wording.say(code, month=months[0]))
    listed = [duty.id for duty in office.programme.duties]
    for duty_id, mine in sorted(_by_duty(rows).items(), key=lambda one: listed.index(one[0])):
        duty = office.programme.duty(duty_id)
        title = duty.title(office.wording.locale) if duty else duty_id
        if len(months) == 1:
            print_month(console, office.wording, mine, months[0], title)
        elif duty is not None and duty.period == "month":
            print_year(console, office.wording, mine, months, title)
        else:
            print_periods(console, office.wording, mine, title)


def _by_duty(rows: list[StatusRow]) -> dict[str, list[StatusRow]]:
    grouped: dict[str, list[StatusRow]] = {}
    for row in rows:
        grouped.setdefault(row.duty, []).append(row)
    return grouped


@command("records", help="存下了什么 · what is stored and counts")
@click.option("--register", help="只看一种台账 · one register, e.g. station")
@click.option("--unit", help="只看一个单位 · one unit")
@click.option("--month", type=MONTH, help="月份 2026-03")
@click.option("--json", "as_json", is_flag=True, help="JSON")
def records_command(
    options: Options,
    *,
    register: str | None,
    unit: str | None,
    month: Month | None,
    as_json: bool,
) -> None:
    """The rows that stand in sheets now, with their id and whether they count."""
    office = Office(options)
    days = (month.first.isoformat(), month.last.isoformat()) if month else None
    documents: list[dict[str, Any]] = []
    with office.reading() as conn:
        unit_id = find_unit(conn, office.programme, unit) if unit else None
        names = {number: one.name for number, one in load_units(conn, office.programme.id).items()}
        for name in _registers(office, register):
            for number, book, placed, counts in load_records(
                conn, office.programme.id, name, unit_id=unit_id, days=days
            ):
                document = record_document(
                    placed.record,
                    book=book,
                    sheet=placed.sheet,
                    row=placed.row,
                    unit=names.get(placed.unit_id or 0),
                )
                documents.append({"id": number, "counts": counts, **document})
    if as_json:
        print_json({"records": documents, "findings": _findings(office)})
        return
    _print_records(office, documents)


def _registers(office: Office, wanted: str | None) -> list[str]:
    """The registers asked for: that one, or all of them."""
    known = [ACTIVITY, SERVICE_RECORD, *(one.name for one in office.programme.registers)]
    if wanted is not None and wanted not in known:
        say = office.wording.say
        raise click.UsageError(say("records.register-unknown", text=wanted, known="、".join(known)))
    return known if wanted is None else [wanted]


def _check_place(office: Office, out: Path) -> None:
    """Refuses what is no workbook's name, and the folder of the units' own workbooks."""
    say = office.wording.say
    if out.suffix.lower() != ".xlsx" or not out.parent.is_dir():
        raise click.UsageError(say("status.out-wrong", file=out))
    if out.resolve().is_relative_to(office.sheets.resolve()):
        instead = office.workspace / out.name
        raise click.UsageError(say("status.out-in-sheets", file=out, instead=instead))


def _months(office: Office, month: Month | None, year: int | None) -> list[Month]:
    if year is not None:
        return list(months_between(Month(year, 1), Month(year, 12)))
    return [month or Month.of(office.today)]


def _status_document(rows: list[StatusRow], month: str | None) -> dict[str, Any]:
    return {
        "month": month,
        "rows": [
            {
                "unit": row.unit,
                "unit_code": row.unit_code,
                "duty": row.duty,
                "subject": row.subject,
                "period": row.period,
                "standing": row.standing.value,
                "due": row.due,
                "held": row.held,
                "because": [{"record": one.record, "mark": one.mark} for one in row.because],
            }
            for row in rows
        ],
        "totals": count_standings(rows),
    }


def _findings(office: Office) -> list[dict[str, Any]]:
    with office.reading() as conn:
        lines = load_lines(conn, office.programme, office.wording, today=office.today)
    return [finding_document(line.finding, line.message) for line in lines]


def _print_records(office: Office, documents: list[dict[str, Any]]) -> None:
    from app.tables import print_table  # noqa: PLC0415 - rich costs start-up time

    say = office.wording.say
    headings = [
        say(f"records.{name}") for name in ("id", "unit", "date", "title-of", "people", "counts")
    ]
    rows = [
        (
            str(one["id"]),
            str(one["fields"].get("unit") or ""),
            _joined(one["fields"].get("date") or one["fields"].get("month")),
            str(one["fields"].get("title") or one["fields"].get("node") or ""),
            str(one["fields"].get("headcount") or one["fields"].get("volunteer") or ""),
            say("word.yes") if one["counts"] else say("word.no"),
        )
        for one in documents
    ]
    print_table(headings, rows, say("records.title", count=len(documents)))


def _joined(written: str | list[str] | None) -> str:
    return " ".join(written) if isinstance(written, list) else written or ""
