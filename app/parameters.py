"""Kinds of values that options take."""

from datetime import date

import click

from rules.months import Month


class _MonthType(click.ParamType[Month]):
    name = "YYYY-MM"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Month:
        """A month of the command line."""
        if isinstance(value, Month):
            return value
        try:
            return Month.parse(str(value))
        except ValueError:
            self.fail("2026-03", param, ctx)


class _DayType(click.ParamType[date]):
    name = "YYYY-MM-DD"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """A day of the command line."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail("2026-03-01", param, ctx)


MONTH = _MonthType()
DAY = _DayType()
