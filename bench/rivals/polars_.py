"""polars: expressions over one frame of texts."""

import polars as pl

from bench.rivals.records import DAY, HEADER, LENGTH, SHEET_ROWS, TODAY, UNIT, UNITS, Sheets


def judge(sheets: Sheets) -> tuple[object, list[tuple[int, int, int]]]:
    """A frame with days and minutes, and (sheet, row, column) of each bad cell."""
    rows = [row for sheet in sheets for row in sheet]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(HEADER, pl.String), orient="row").with_columns(
        _day(), _minutes()
    )
    judged = frame.select(
        (pl.col("day").is_null() | (pl.col("day") > TODAY)).alias(str(DAY)),
        pl.col("minutes").is_between(1, 24 * 60).fill_null(value=False).not_()
        .alias(str(LENGTH)),
        pl.col(HEADER[UNIT]).is_in(UNITS).not_().alias(str(UNIT)),
    )  # fmt: skip
    bad = [
        (number // SHEET_ROWS, number % SHEET_ROWS, column)
        for column in (DAY, LENGTH, UNIT)
        for number in judged[str(column)].arg_true().to_list()
    ]
    return frame, bad


def _day() -> pl.Expr:
    written = pl.col(HEADER[DAY]).str.replace_all("[年月.]", "-").str.strip_suffix("日")
    return written.str.to_date("%Y-%m-%d", strict=False).alias("day")


def _minutes() -> pl.Expr:
    parts = pl.col(HEADER[LENGTH]).str.extract_groups(r"^(\d+(?:\.\d+)?)(小时|分钟)$")
    number = parts.struct.field("1").cast(pl.Float64)
    unit = pl.when(parts.struct.field("2") == "小时").then(60).otherwise(1)
    return (number * unit).round().cast(pl.Int64).alias("minutes")
