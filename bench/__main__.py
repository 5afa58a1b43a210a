"""`python -m bench [NAME …]`: makes its data in bench-data/ and prints ratios."""

from pathlib import Path

import click

from bench import first_sync, questions, resync, rows, simulate, startup, ticks, unchanged
from bench.setting import Setting

COMPARISONS = {
    "first_sync": first_sync.compare,
    "unchanged": unchanged.compare,
    "resync": resync.compare,
    "rows": rows.compare,
    "startup": startup.compare,
    "simulate": simulate.compare,
    "ticks": ticks.compare,
    "questions": questions.compare,
}
_DATA = Path(__file__).parent.parent / "bench-data"
_FAST = {"rows": 20, "times": 1, "starts": 1}
_FULL = {"rows": 200, "times": 3, "starts": 9}


@click.command("bench")
@click.argument("names", nargs=-1, type=click.Choice(list(COMPARISONS)), metavar="[NAME …]")
@click.option("--workbooks", type=click.IntRange(1), help="1000, with --fast 4")
@click.option("--fast", is_flag=True, help="tiny data, once: only whether it runs")
@click.option("--data", type=click.Path(path_type=Path), default=_DATA, help="where data is made")
def main(names: tuple[str, ...], workbooks: int | None, data: Path, *, fast: bool) -> None:
    """Compares what Yueyue does with the bare work, side by side in one run."""
    setting = Setting(
        folder=data / ("fast" if fast else "full"),
        workbooks=workbooks or (4 if fast else 1000),
        **(_FAST if fast else _FULL),
    )
    if fast:
        click.echo("tiny data: these figures say only that the comparisons run")
    for name in names or COMPARISONS:
        COMPARISONS[name](setting)


if __name__ == "__main__":
    main()
