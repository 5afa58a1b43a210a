"""batchUpdate requests about rules over cells: validation, protection, formats, names, filters."""

import itertools
import re

from tests.servers.google.answers import Json, invalid
from tests.servers.google.book import Tab
from tests.servers.google.looks import with_styles
from tests.servers.google.masks import merged, parse_mask, without_nulls
from tests.servers.google.work import Request, Work, may_edit

_NAME = re.compile(r"[^\W\d]\w*")


def _bare(span: Json) -> Json:
    """A GridRange as Google gives it back: the id of the first tab, 0, is left out."""
    span = without_nulls(span)
    return {key: value for key, value in span.items() if key != "sheetId" or value}


def set_data_validation(work: Work, given: Json) -> None:
    """Tie a rule to each cell of a range, or take it away where none is given."""
    area, rule = work.area(given.get("range")), without_nulls(given.get("rule") or {})
    if rule and "condition" not in rule:
        raise invalid("rule.condition is required")
    for row, column in itertools.product(
        range(area.top, area.bottom), range(area.left, area.right)
    ):
        cell = area.tab.grid.cell(row, column)
        more = {key: value for key, value in (cell.more or {}).items() if key != "dataValidation"}
        more |= {"dataValidation": rule} if rule else {}
        area.tab.grid.put(row, column, cell._replace(more=more or None))


def add_protected_range(work: Work, given: Json) -> Json:
    """Protect a range; who does it is among its editors from then on."""
    wanted = without_nulls(given.get("protectedRange") or {})
    span = wanted.get("range") or {}
    tab = work.book.tab(span.get("sheetId") or 0)
    item: Json = {"protectedRangeId": wanted.get("protectedRangeId") or work.new_number()}
    if any(old["protectedRangeId"] == item["protectedRangeId"] for old, _ in _protections(work)):
        raise invalid(f"A protected range with id {item['protectedRangeId']} already exists.")
    item["range"] = _bare(span)
    kept = ("namedRangeId", "description", "warningOnly", "unprotectedRanges")
    item |= {name: wanted[name] for name in kept if wanted.get(name)}
    editors = {key: value for key, value in wanted.get("editors", {}).items() if value}
    reply = item | {"requestingUserCanEdit": True, "editors": editors}
    users = [*dict.fromkeys([*editors.get("users", []), work.account, work.owner])]
    tab.listed["protectedRanges"].append(item | {"editors": editors | {"users": users}})
    return {"addProtectedRange": {"protectedRange": reply}}


def _protections(work: Work) -> list[tuple[Json, Tab]]:
    return [(item, tab) for tab in work.book.tabs for item in tab.listed["protectedRanges"]]


def _protection(work: Work, protected_id: int | None) -> tuple[Json, Tab]:
    for item, tab in _protections(work):
        if item["protectedRangeId"] == protected_id:
            if not may_edit(item, work.account, work.owner):
                raise invalid("You are trying to edit a protected cell or object.")
            return item, tab
    raise invalid(f"No protected range with ID: {protected_id}")


def update_protected_range(work: Work, given: Json) -> None:
    new = given.get("protectedRange") or {}
    item, tab = _protection(work, new.get("protectedRangeId"))
    mask = parse_mask(str(given.get("fields") or ""))
    changed = merged(item, new, mask) | {"protectedRangeId": item["protectedRangeId"]}
    changed["range"] = _bare(changed.get("range") or {})
    items = tab.listed["protectedRanges"]
    items[items.index(item)] = changed


def delete_protected_range(work: Work, given: Json) -> None:
    item, tab = _protection(work, given.get("protectedRangeId"))
    tab.listed["protectedRanges"].remove(item)


def _rules(work: Work, given: Json) -> list[Json]:
    return work.book.tab(given.get("sheetId") or 0).listed["conditionalFormats"]


def add_conditional_format_rule(work: Work, given: Json) -> None:
    rule = with_styles(without_nulls(given.get("rule") or {}))
    if not rule.get("ranges") or not ("booleanRule" in rule or "gradientRule" in rule):
        raise invalid("rule needs ranges and a booleanRule or gradientRule")
    rule["ranges"] = [_bare(span) for span in rule["ranges"]]
    first = rule["ranges"][0]
    _rules(work, first).insert(given.get("index") or 0, rule)


def update_conditional_format_rule(work: Work, given: Json) -> Json:
    rules, index = _rules(work, given), given.get("index") or 0
    if index >= len(rules):
        raise invalid(f"No conditional format on sheet at index: {index}")
    old = rules[index]
    if "newIndex" in given:
        rules.insert(given["newIndex"], rules.pop(index))
        moved = {"newRule": old, "oldIndex": index, "newIndex": given["newIndex"]}
        return {"updateConditionalFormatRule": moved}
    rule = with_styles(without_nulls(given.get("rule") or {}))
    rules[index] = rule | {"ranges": [_bare(span) for span in rule.get("ranges", [])]}
    report = {"oldRule": old, "newRule": rules[index], "newIndex": index}
    return {"updateConditionalFormatRule": report}


def delete_conditional_format_rule(work: Work, given: Json) -> Json:
    rules, index = _rules(work, given), given.get("index") or 0
    if index >= len(rules):
        raise invalid(f"No conditional format on sheet at index: {index}")
    return {"deleteConditionalFormatRule": {"rule": rules.pop(index)}}


def add_named_range(work: Work, given: Json) -> Json:
    wanted = without_nulls(given.get("namedRange") or {})
    _check_name(work, wanted.get("name"))
    work.area(wanted.get("range"))
    named = {
        "namedRangeId": wanted.get("namedRangeId") or str(work.new_number()),
        "name": wanted["name"],
        "range": _bare(wanted["range"]),
    }
    work.book.named_ranges.append(named)
    return {"addNamedRange": {"namedRange": named}}


def _check_name(work: Work, name: str | None, own: Json | None = None) -> None:
    if not name or not _NAME.fullmatch(name):
        raise invalid(f"The name of the named range is not valid: {name}")
    if any(named["name"] == name and named is not own for named in work.book.named_ranges):
        raise invalid(f"A named range with the name {name} already exists.")


def _named(work: Work, named_id: str | None) -> Json:
    for named in work.book.named_ranges:
        if named["namedRangeId"] == named_id:
            return named
    raise invalid(f"No named range with id: {named_id}")


def update_named_range(work: Work, given: Json) -> None:
    new = given.get("namedRange") or {}
    named = _named(work, new.get("namedRangeId"))
    changed = merged(named, new, parse_mask(str(given.get("fields") or "")))
    _check_name(work, changed.get("name"), named)
    named |= changed | {"range": _bare(changed["range"])}


def delete_named_range(work: Work, given: Json) -> None:
    work.book.named_ranges.remove(_named(work, given.get("namedRangeId")))


def set_basic_filter(work: Work, given: Json) -> None:
    """Filter a range of a tab, all of it where no bounds are given."""
    wanted = without_nulls(given.get("filter") or {})
    area = work.area(wanted.get("range"))
    area.tab.basic_filter = wanted | {"range": area.grid_range()}


def clear_basic_filter(work: Work, given: Json) -> None:
    work.book.tab(given.get("sheetId") or 0).basic_filter = None


REQUESTS: dict[str, Request] = {
    "setDataValidation": set_data_validation,
    "addProtectedRange": add_protected_range,
    "updateProtectedRange": update_protected_range,
    "deleteProtectedRange": delete_protected_range,
    "addConditionalFormatRule": add_conditional_format_rule,
    "updateConditionalFormatRule": update_conditional_format_rule,
    "deleteConditionalFormatRule": delete_conditional_format_rule,
    "addNamedRange": add_named_range,
    "updateNamedRange": update_named_range,
    "deleteNamedRange": delete_named_range,
    "setBasicFilter": set_basic_filter,
    "clearBasicFilter": clear_basic_filter,
}
