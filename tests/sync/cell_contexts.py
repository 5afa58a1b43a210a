"""What stands around a cell in tests: by default the ledger of March 2024."""

from config.calendar import load_nodes
from rules.months import Month
from sync.reading import CellContext


def around(
    month: str | None = "2024-03",
    *,
    year: int | None = None,
    header: str = "",
    number_format: str = "",
) -> CellContext:
    return CellContext(
        nodes=load_nodes(),
        month=Month.parse(month) if month else None,
        year=year,
        header=header,
        number_format=number_format,
    )
