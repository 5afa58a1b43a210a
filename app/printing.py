"""What commands print: one JSON document, or text and tables for people."""

import json
from collections.abc import Iterable, Sequence

import click
from rich.console import Console
from rich.table import Table


def print_json(document: object) -> None:
    """One JSON document on stdout and nothing else."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2, default=str))


def build_console() -> Console:
    """A console as wide as the terminal; wide and plain where it is none."""
    console = Console(highlight=False, emoji=False)
    return console if console.is_terminal else Console(highlight=False, emoji=False, width=120)


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]], title: str = "") -> None:
    """A table whose cells are plain text: nothing in them is markup."""
    from rich.text import Text  # noqa: PLC0415 - only where a table is printed

    table = Table(title=title or None, title_justify="left", header_style="bold", box=None)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    build_console().print(table)
