"""Nil months: the month of which a row says that nothing was held."""

from collections.abc import Iterator, Sequence

from rules.months import Month
from sync.columns import Columns
from sync.date_columns import month_beside
from sync.months import find_month, month_in_year
from sync.reading import RawCell
from sync.row_signs import is_nil, is_not_held, plain_cell
from sync.row_words import says_nothing

_HALF_YEAR = 6


def nil_month(
    row: Sequence[RawCell],
    columns: Columns,
    *,
    sheet: Month | None,
    year: int | None,
    today: Month,
) -> Month | None:
    """The month that the row's date, its month column or its report names; else the sheet's."""
    named_year, number = find_month(_texts(row, columns))
    if number is None:
        return sheet
    if named_year or (sheet is None and year):
        return Month(named_year or year or today.year, number)
    return month_in_year(number, today) if sheet is None else _nearest(number, sheet)


def _texts(row: Sequence[RawCell], columns: Columns) -> Iterator[str]:
    date = columns.fields.get("date")
    if date is not None and isinstance(row[date], str):
        yield str(row[date])
    yield month_beside(row, columns)
    for cell in row:
        plain = plain_cell(cell) if isinstance(cell, str) else ""
        if plain and (is_nil(plain) or is_not_held(plain) or says_nothing(cell)):
            yield plain


def _nearest(number: int, sheet: Month) -> Month:
    """The month so numbered that is nearest to the sheet's: 12月 in a sheet of January."""
    away = number - sheet.month
    return Month(sheet.year - (away > _HALF_YEAR) + (away < -_HALF_YEAR), number)
