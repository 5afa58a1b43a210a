"""What commands print for machines: one JSON document."""

import json

import click


def print_json(document: object) -> None:
    """One JSON document on stdout and nothing else."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2, default=str))
