"""pandera: the frame that pandas parses, checked by a schema, all faults at once."""

import pandas as pd
import pandera.pandas as pandera

from bench.rivals.pandas_ import parse
from bench.rivals.records import DAY, HEADER, LENGTH, SHEET_ROWS, TODAY, UNIT, UNITS, Sheets

_SCHEMA = pandera.DataFrameSchema(
    {
        "day": pandera.Column(
            "datetime64[us]", pandera.Check.le(pd.Timestamp(TODAY)), nullable=False, coerce=True
        ),
        "minutes": pandera.Column(float, pandera.Check.in_range(1, 24 * 60), nullable=False),
        HEADER[UNIT]: pandera.Column(None, pandera.Check.isin(UNITS), nullable=False),
    }
)
_COLUMNS = {"day": DAY, "minutes": LENGTH, HEADER[UNIT]: UNIT}


def judge(sheets: Sheets) -> tuple[object, list[tuple[int, int, int]]]:
    """A frame with days and minutes, and (sheet, row, column) of each bad cell."""
    frame = parse(sheets)
    try:
        return _SCHEMA.validate(frame, lazy=True), []
    except pandera.errors.SchemaErrors as error:
        cases = error.failure_cases
    return frame, [
        (int(number) // SHEET_ROWS, int(number) % SHEET_ROWS, _COLUMNS[column])
        for column, number in zip(cases["column"], cases["index"], strict=True)
    ]
