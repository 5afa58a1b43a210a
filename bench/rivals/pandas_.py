"""pandas: vectorised string methods over one frame."""

import pandas as pd

from bench.rivals.records import DAY, HEADER, LENGTH, SHEET_ROWS, TODAY, UNIT, UNITS, Sheets


def judge(sheets: Sheets) -> tuple[object, list[tuple[int, int, int]]]:
    """A frame with days and minutes, and (sheet, row, column) of each bad cell."""
    frame = parse(sheets)
    judged = {
        DAY: frame["day"].isna() | (frame["day"] > pd.Timestamp(TODAY)),
        LENGTH: ~frame["minutes"].between(1, 24 * 60),
        UNIT: ~frame[HEADER[UNIT]].isin(UNITS),
    }
    return frame, [
        (number // SHEET_ROWS, number % SHEET_ROWS, column)
        for column, wrong in judged.items()
        for number in frame.index[wrong].tolist()
    ]


def parse(sheets: Sheets) -> pd.DataFrame:
    """The rows in a frame of texts, with columns of days and minutes."""
    frame = pd.DataFrame([row for sheet in sheets for row in sheet], columns=list(HEADER))
    written = frame[HEADER[DAY]].str.replace("[年月.]", "-", regex=True).str.removesuffix("日")
    frame["day"] = pd.to_datetime(written, format="%Y-%m-%d", errors="coerce")
    parts = frame[HEADER[LENGTH]].str.extract(r"^(\d+(?:\.\d+)?)(小时|分钟)$")
    frame["minutes"] = parts[0].astype("float64") * parts[1].map({"小时": 60, "分钟": 1})
    return frame
