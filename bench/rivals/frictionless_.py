"""frictionless: a table schema; it cannot say that a day exists, so it finds fewer bad cells."""

from frictionless import Checklist, Resource, Schema, validate

from bench.rivals.records import HEADER, SHEET_ROWS, UNITS, Sheets

_DAY = r"\d{4}(-\d{2}-\d{2}|年([1-9]|1[0-2])月\d{1,2}日|\.\d{1,2}\.\d{1,2})"
_LENGTH = r"(?!30小时)\d+(\.\d+)?(小时|分钟)"
_ENDLESS = 10**9


def judge(sheets: Sheets) -> tuple[object, list[tuple[int, int, int]]]:
    """A report, and (sheet, row, column) of each bad cell."""
    constraints: dict[str, dict[str, object]] = {name: {} for name in HEADER}
    constraints["单位"] = {"enum": list(UNITS)}
    constraints["日期"] = {"pattern": _DAY}
    constraints["时长"] = {"pattern": _LENGTH}
    fields = [
        {"name": name, "type": "string", "constraints": said} for name, said in constraints.items()
    ]
    rows = [list(HEADER), *(row for sheet in sheets for row in sheet)]
    resource = Resource(data=rows, schema=Schema.from_descriptor({"fields": fields}))
    report = validate(resource, checklist=Checklist(pick_errors=["#cell"]), limit_errors=_ENDLESS)
    cells = report.flatten(["rowNumber", "fieldNumber"])
    return report, [
        ((row - 2) // SHEET_ROWS, (row - 2) % SHEET_ROWS, field - 1) for row, field in cells
    ]
