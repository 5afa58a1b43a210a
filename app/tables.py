"""What commands print for people: tables in a terminal."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text


def build_console() -> Console:
    """A console as wide as the terminal; wide and plain where it is none."""
    console = Console(highlight=False, emoji=False)
    return console if console.is_terminal else Console(highlight=False, emoji=False, width=120)


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]], title: str = "") -> None:
    """A table whose cells are plain text: nothing in them is markup."""
    table = Table(title=title or None, title_justify="left", header_style="bold", box=None)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    build_console().print(table)
