"""Kinds of values that options take."""

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
            self.fail(f"{value!r}: 请写 2026-03 · write 2026-03", param, ctx)


MONTH = _MonthType()
