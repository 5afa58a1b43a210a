"""`duties`: the catalogue of what is owed, and what of it is in force."""

from typing import Any

import click

from app.commands import command
from app.office import Office, Options
from app.printing import print_json
from rules.duties import Duty
from store.entry_evidence import load_kept


@command("duties", help="职责一览 · the catalogue of duties in force")
@click.option("--all", "everything", is_flag=True, help="连未生效的 · those not in force too")
@click.option("--json", "as_json", is_flag=True, help="JSON")
def duties_command(options: Options, *, everything: bool, as_json: bool) -> None:
    """What the programme asks of whom, until when, and who is told."""
    office = Office(options)
    with office.reading() as conn:
        kept = load_kept(conn, office.programme.id)
    binding = {duty.id for duty in office.programme.in_force(kept)}
    duties = [duty for duty in office.programme.duties if everything or duty.id in binding]
    if as_json:
        print_json({"duties": [_document(duty, in_force=duty.id in binding) for duty in duties]})
        return
    _show(office, duties, binding)


def _document(duty: Duty, *, in_force: bool) -> dict[str, Any]:
    return {
        "id": duty.id,
        "title_zh": duty.title_zh,
        "title_en": duty.title_en,
        "in_force": in_force,
        "force": duty.force.value,
        "subject": duty.subject,
        "period": duty.period,
        "registers": sorted(duty.registers),
        "due": str(duty.due),
        "grace": str(duty.grace),
        "ladder": [str(rung) for rung in duty.ladder],
        "severity": duty.severity,
        "weight": duty.weight,
        "deduction": duty.deduction,
        "source": duty.source,
    }


def _show(office: Office, duties: list[Duty], binding: set[str]) -> None:
    from app.tables import print_table  # noqa: PLC0415 - rich costs start-up time

    say = office.wording.say
    headings = [say(f"duties.{n}") for n in ("id", "title", "force", "due", "ladder", "source")]
    rows = [
        (
            duty.id,
            duty.title(office.wording.locale),
            say("word.yes") if duty.id in binding else say(f"duties.force-{duty.force.value}"),
            str(duty.due),
            " ".join(str(rung) for rung in duty.ladder),
            duty.source,
        )
        for duty in duties
    ]
    print_table(headings, rows, say("duties.heading", count=len(binding)))
