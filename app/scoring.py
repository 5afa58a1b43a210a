"""`score`: weights times standings, with the formula and the evidence."""

from fractions import Fraction
from typing import Any

import click

from app.commands import command
from app.office import Office, Options
from app.printing import print_json
from app.units import find_unit
from reports.scores import UnitScore, gather_scores, weighted
from rules.months import Month
from rules.periods import Period, month_period, parse_period
from store.entry_evidence import load_kept


@command("score", help="考核得分 · weights times standings, with the formula")
@click.option("--period", help="时段 2026-03、2026-Q1、2026 · a period")
@click.option("--unit", help="只看一个单位 · one unit")
@click.option("--json", "as_json", is_flag=True, help="JSON")
def score_command(options: Options, *, period: str | None, unit: str | None, as_json: bool) -> None:
    """Every unit's points in a period; without one the month before this one."""
    office = Office(options)
    wanted = _period(office, period)
    with office.reading() as conn:
        unit_id = find_unit(conn, office.programme, unit) if unit else None
        scores = gather_scores(conn, office.programme, wanted, now=office.now, unit_id=unit_id)
        formula = _formula(office, load_kept(conn, office.programme.id))
    if as_json:
        rows = [_document(one) for one in scores]
        print_json({"period": wanted.text, "formula": formula, "rows": rows})
        return
    _show(office, wanted, scores, formula)


def _period(office: Office, written: str | None) -> Period:
    if written is None:
        return month_period(Month.of(office.today).plus(-1))
    try:
        return parse_period(written, office.programme.calendar.nodes)
    except ValueError:
        raise click.UsageError(office.wording.say("period.wrong", text=written)) from None


def _formula(office: Office, kept: frozenset[str]) -> str:
    """What the points are made of, in words."""
    say, programme = office.wording.say, office.programme
    terms = [
        say("score.term", duty=duty.id, weight=duty.weight, deduction=duty.deduction)
        for duty in weighted(programme.in_force(kept))
    ]
    return say("score.formula", terms="; ".join(terms) or "—", late=programme.late_percent)


def _document(one: UnitScore) -> dict[str, Any]:
    return {
        "unit": one.unit.name,
        "unit_code": one.unit.code,
        "points": _points(one.score.points),
        "possible": one.score.possible,
        "duties": [
            {
                "duty": line.duty,
                "weight": line.weight,
                "obligations": line.obligations,
                "met": line.met,
                "met_late": line.late,
                "late": line.missed,
                "share": _points(line.share),
                "deducted": line.deducted,
                "points": _points(line.points),
                "because": [{"record": why.record, "mark": why.mark} for why in line.because],
            }
            for line in one.score.lines
        ],
    }


def _show(office: Office, period: Period, scores: list[UnitScore], formula: str) -> None:
    from app.tables import print_table  # noqa: PLC0415 - rich costs start-up time

    say = office.wording.say
    if not scores:
        click.echo(say("score.none", period=period))
        return
    headings = [say(f"score.{name}") for name in ("unit", "points", "possible", "parts")]
    rows = [
        (
            one.unit.name,
            f"{_points(one.score.points):g}",
            str(one.score.possible),
            "  ".join(
                f"{line.duty} {line.met + line.late}/{line.obligations} → {_points(line.points):g}"
                for line in one.score.lines
            ),
        )
        for one in scores
    ]
    print_table(headings, rows, say("score.title", period=period))
    click.echo(formula)


def _points(value: Fraction) -> float:
    return round(float(value), 2)
