"""Head-count cells: how many people were present, not how many were served."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sync.cell_texts import UnreadableError, fold
from sync.count_labels import (
    Role,
    asks_for_served,
    is_absent,
    is_bystander,
    is_expected,
    is_public,
    is_time,
    role_of,
)
from sync.count_products import product_of
from sync.count_tokens import CountText, Figure, figures_in, parse_count_text
from sync.duration_headers import unit_of_format
from sync.reading import CellContext, RawCell, Reading

_LONGEST_TEXT = 400
_YEARS = frozenset(range(2011, 2040)) - {2020, 2030}  # a year in the wrong column
_MOST_PEOPLE, _MOST_BARE = 100_000, 10_000

_DOUBTS = re.compile(
    r"[?]|各 ?\d|待|不详|不清|未知|未统计|可能|或|负|^ ?[-~]|[|\\]|每(?! ?人)|^=|=$"
    r"|/ ?(?:[天日周月场组队班户家]|小组)|[封上][顶限]|为限"
)
_TIMED = re.compile(r"[人名位] ?[×x*✕] ?[\d.]+ ?个?(?:小时|h|分)")
_TIMES_SIGN = re.compile(r"[×*✕]|(?<=[\d人名位组场次]) ?x(?= ?\d)")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_SUBSET = re.compile(r"(?:其中|包含|包括|内有|含|以及其他).*", re.DOTALL)
_TOTAL = re.compile(r"(?:一|总)?共(?:计|有)?|合计|总计|总人数|总数|计(?=\d)|等 ?(?=\d)|=")
_BARE_WORDS = re.compile(
    r"(?:志愿者?|活动|服务队?|人数|总数|人员|参[与加]|实到|实际|签到|到场|出席|总|共|计|有|合|约"
    r"|为|是|[男女:。.,;、!\s()=])*",
)
_NOUN_LABEL = re.compile(
    r"^(?:党员|团员|队员|干部|职工|员工|教师|学生|师生|青年)(?:志愿者)?(?=[: ]*$)"
)


@dataclass(frozen=True, slots=True)
class _Total:
    """What the cell amounts to."""

    number: int
    flags: tuple[str, ...] = ()
    is_person: bool = True
    is_times: bool = False


def parse_count(raw: RawCell, context: CellContext) -> Reading[int]:
    """Heads, or person-times with their flag; UnreadableError where nobody can know."""
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return _parse_number(raw, context)
    if not isinstance(raw, str) or len(raw) > _LONGEST_TEXT:
        raise UnreadableError("count-unreadable")
    said = parse_count_text(fold(raw).strip("\"' "))
    _check_came(said)
    total = _served(said.figures) if asks_for_served(context.header) else None
    total = total or _product(said)
    if total is None and _DOUBTS.search(said.text):
        raise UnreadableError("count-unreadable")
    total = total or _amount(_without_hours(said))
    approximate = said.approximate or any(f.approximate for f in said.figures)
    flags = (*(("approx",) if approximate else ()), *total.flags)
    return _finished(total, flags, context)


def _check_came(said: CountText) -> None:
    """Nothing, unless some were only expected or stayed away and nobody says how many came."""
    roles = {role_of(figure.label) for figure in said.figures}
    expected = is_expected(said.text) and Role.PLANNED not in roles
    if Role.PRESENT not in roles and (expected or is_absent(said.text)):
        raise UnreadableError("count-unreadable")


def _served(figures: Sequence[Figure]) -> _Total | None:
    """Under a header that asks for those served, they are the ones to count."""
    served = [figure for figure in figures if role_of(figure.label) is Role.SERVED]
    if len({figure.label for figure in served}) < len(served):
        raise UnreadableError("count-unreadable")
    if not served:
        return None
    times = all(figure.is_times for figure in served)
    return _Total(sum(figure.number for figure in served), is_times=times)


def _without_hours(said: CountText) -> CountText:
    """The text less 12人×2小时; any other product says no certain number."""
    text = _TIMED.sub("人 ", said.text)
    if _TIMES_SIGN.search(text):
        raise UnreadableError("count-unreadable")
    return CountText(text, said.figures, said.approximate)


def _parse_number(number: float, context: CellContext) -> Reading[int]:
    if not math.isfinite(number) or number < 0 or number % 1:
        raise UnreadableError("count-unreadable")
    if unit_of_format(context.number_format) in {"date", "clock", "length"}:
        raise UnreadableError("count-unreadable")
    return _finished(_Total(int(number), is_person=False), (), context)


def _finished(total: _Total, flags: tuple[str, ...], context: CellContext) -> Reading[int]:
    counted = total.is_person or total.is_times
    most = _MOST_PEOPLE if counted else _MOST_BARE
    if total.number >= most or (not counted and total.number in _YEARS):
        raise UnreadableError("count-implausible", "implausible")
    if total.number >= _MOST_BARE:
        flags = (*flags, "implausible")
    if total.is_times or (not total.is_person and "人次" in context.header):
        flags = (*flags, "unit=人次")
    return Reading(total.number, flags if total.number else (*flags, "zero"))


def _product(said: CountText) -> _Total | None:
    """6组×2人, alone or with what it comes to."""
    found = product_of(said.text)
    if found is None:
        return None
    product, stated = found
    return _Total(stated, () if stated == product else ("mismatch",))


def _amount(said: CountText) -> _Total:
    """What the figures outside brackets and subsets amount to."""
    outside = _SUBSET.sub("", _BRACKETS.sub(_kept_unit, said.text))
    figures = figures_in(outside)
    if not figures:
        outside = re.sub(r"[()]", " ", said.text)
        figures = figures_in(outside)
    total = _settled(figures, outside)
    inside = [f for text in _BRACKETS.findall(said.text) for f in figures_in(_SUBSET.sub("", text))]
    if len(figures) == len(said.figures):
        return total
    if total.is_times and len(inside) == 1 and not inside[0].is_times:
        return _single(inside, "") if inside[0].is_person else total
    return _compared(total, inside)


def _kept_unit(found: re.Match[str]) -> str:
    return found[1] if found[1] in {"人", "名", "人次"} else " "


def _compared(total: _Total, inside: Sequence[Figure]) -> _Total:
    """The total beside its parts in brackets, which are never added to it."""
    parts = [figure for figure in inside if not figure.is_times]
    roles = [role_of(figure.label) for figure in parts]
    if len(parts) == 1 and roles[0] is Role.NONE and parts[0].number > total.number:
        raise UnreadableError("count-unreadable")
    labelled = len(parts) > 1 and all(role in {Role.PART, Role.VOLUNTEER} for role in roles)
    if labelled and sum(figure.number for figure in parts) != total.number:
        return replace(total, flags=(*total.flags, "mismatch"))
    return total


def _settled(figures: Sequence[Figure], text: str) -> _Total:
    if not figures:
        raise UnreadableError("count-unreadable")
    heads = [figure for figure in figures if not figure.is_times]
    if not heads:
        return _single(figures, text)
    totals = [f for f in heads if _TOTAL.search(f.label) and role_of(f.label) is not Role.SERVED]
    if len(totals) == 1 and len(heads) > 1 and heads[-1] is totals[0]:
        return _with_parts(totals[0], heads[:-1])
    if len(totals) == 1 and len(heads) > 1 and heads[0] is totals[0]:
        return _with_parts(totals[0], heads[1:])
    return _by_role(heads, text)


def _with_parts(total: Figure, parts: Sequence[Figure]) -> _Total:
    """A stated total beats the sum of its parts; a difference is flagged."""
    if any(role_of(part.label) in {Role.SERVED, Role.PLANNED} for part in parts):
        return _Total(total.number)
    if "=" in total.label and not all(part.label.lstrip().startswith("+") for part in parts[1:]):
        raise UnreadableError("count-unreadable")
    fits = sum(part.number for part in parts) == total.number
    if not fits and len(parts) == 1:
        labelled = role_of(parts[0].label) in {Role.PART, Role.VOLUNTEER}
        if not labelled or parts[0].number > total.number:
            raise UnreadableError("count-unreadable")
        return _Total(total.number)
    return _Total(total.number, () if fits else ("mismatch",))


def _by_role(heads: Sequence[Figure], text: str) -> _Total:
    roles = {id(figure): role_of(figure.label) for figure in heads}
    present = [f for f in heads if roles[id(f)] is Role.PRESENT]
    if present:
        photos = [f for f in heads if roles[id(f)] is Role.PHOTO]
        total = _agreed(present)
        differs = any(photo.number != total.number for photo in photos)
        return _Total(total.number, ("mismatch",) if differs else ())
    counted = [f for f in heads if roles[id(f)] in {Role.VOLUNTEER, Role.PART, Role.NONE}]
    parts_only = all(roles[id(f)] is Role.PART for f in counted)
    if not counted or (parts_only and any(is_bystander(f.label) for f in heads)):
        raise UnreadableError("count-unreadable")
    if len(counted) == 1:
        return _single(counted, text)
    return _parts(counted)


def _agreed(present: Sequence[Figure]) -> _Total:
    if len({figure.number for figure in present}) > 1:
        raise UnreadableError("count-unreadable")
    return _Total(present[0].number)


def _single(figures: Sequence[Figure], text: str) -> _Total:
    """One figure: of people in any words, bare only where nothing else stands."""
    figure = figures[0]
    if len(figures) > 1 or role_of(figure.label) in {Role.SERVED, Role.PLANNED, Role.PHOTO}:
        raise UnreadableError("count-unreadable")
    behind = text[figure.end :]
    if re.search(r"\d", behind):  # a figure of something else
        behind = re.split(r"[,、; \n]", behind)[0]
    said = _NOUN_LABEL.sub("", text[: figure.start]) + behind
    if not figure.is_person and not _BARE_WORDS.fullmatch(said):
        raise UnreadableError("count-unreadable")
    return _Total(figure.number, is_person=figure.is_person, is_times=figure.is_times)


def _parts(figures: Sequence[Figure]) -> _Total:
    """Figures that add up: joined by +, or each with a label of its own."""
    if all(figure.label.lstrip().startswith("+") for figure in figures[1:]):
        return _Total(sum(figure.number for figure in figures))
    volunteers = [f for f in figures if role_of(f.label) is Role.VOLUNTEER]
    labels = [re.sub(r"[\s,、;:+和及与。/]", "", figure.label) for figure in figures]
    if any(not label or is_time(label) for label in labels) or len(set(labels)) < len(labels):
        raise UnreadableError("count-unreadable")
    if len(volunteers) in {0, len(figures)} and all(
        role_of(label) is not Role.NONE for label in labels
    ):
        return _Total(sum(figure.number for figure in figures))
    if len(volunteers) == 1 and all(is_public(f.label) for f in figures if f not in volunteers):
        return _Total(volunteers[0].number)
    raise UnreadableError("count-unreadable")
