"""`alias`: names of units that the office explains once, and that are remembered."""

from typing import Any

import click

from app.commands import command, merge_options, with_global_options
from app.office import Office, Options
from app.printing import print_json
from app.units import find_unit
from store.aliases import Alias, load_aliases
from store.office import forget_alias, remember_alias
from store.roster import load_units
from sync.aliases import AliasRefused, books_writing, find_alias, is_alias_new
from sync.unit_texts import fold_name


@click.group("alias", help="记住单位的别的叫法 · remember what units are also called")
@with_global_options
@click.pass_context
def alias_command(ctx: click.Context, /, **given: Any) -> None:  # noqa: ANN401 - click's own
    """Names of units that the office explains once."""
    ctx.obj = merge_options(ctx, given)


@command("add", help="TEXT 就是 UNIT · TEXT means UNIT")
@click.argument("text")
@click.argument("unit")
def add_command(options: Options, *, text: str, unit: str) -> None:
    """Remembers what a name means; what is remembered already stays."""
    office = Office(options)
    programme_id = office.programme.id
    with office.writing() as conn:
        units, unit_id = load_units(conn, programme_id), find_unit(conn, office.programme, unit)
        name, known = units[unit_id].name, find_alias(conn, programme_id, text)
        if not is_alias_new(text, unit_id, units, known):
            click.echo(office.wording.say("alias.known", text=text, unit=name))
            return
        books = books_writing(conn, programme_id, text)
        remember_alias(
            conn,
            programme_id,
            text=text.strip(),
            folded=fold_name(text),
            unit_id=unit_id,
            books=books,
            now=office.now,
        )
    click.echo(office.wording.say("alias.added", text=text.strip(), unit=name, books=len(books)))


@command("remove", help="不再记住 TEXT · forget TEXT")
@click.argument("text")
def remove_command(options: Options, *, text: str) -> None:
    """Forgets a name; the rows that were counted by it are read anew."""
    office = Office(options)
    programme_id = office.programme.id
    with office.writing() as conn:
        known = find_alias(conn, programme_id, text)
        if known is None:
            raise AliasRefused("alias-unknown", text=text)
        books = books_writing(conn, programme_id, text)
        forget_alias(conn, programme_id, known.folded, books=books)
    click.echo(
        office.wording.say("alias.removed", text=known.text, unit=known.unit, books=len(books))
    )


@command("list", help="记住了哪些 · what is remembered")
@click.option("--json", "as_json", is_flag=True, help="JSON")
def list_command(options: Options, *, as_json: bool) -> None:
    """Every name that is remembered, with its unit."""
    office = Office(options)
    with office.reading() as conn:
        aliases = load_aliases(conn, office.programme.id)
    if as_json:
        print_json({"aliases": [_document(one, office) for one in aliases]})
        return
    if not aliases:
        click.echo(office.wording.say("alias.none"))
    for one in aliases:
        code = "alias.line" if one.in_force else "alias.line-withdrawn"
        click.echo(office.wording.say(code, text=one.text, unit=one.unit))


def _document(one: Alias, office: Office) -> dict[str, object]:
    return {
        "text": one.text,
        "unit": one.unit,
        "unit_code": one.code,
        "added_at": one.added_at.astimezone(office.programme.timezone).isoformat(),
        "in_force": one.in_force,
    }


for _one in (add_command, list_command, remove_command):
    alias_command.add_command(_one)
