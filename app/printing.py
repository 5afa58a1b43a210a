"""What commands print for machines: one JSON document."""

import json
from collections.abc import Sequence

import click


def print_json(document: object) -> None:
    """One JSON document on stdout and nothing else."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2, default=str))


def name_some(names: Sequence[str], most: int = 5) -> str:
    """The first names, and a sign where there are more."""
    return "、".join(names[:most]) + ("……" if len(names) > most else "")
