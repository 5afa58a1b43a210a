"""Header fields: what the columns under a header of several levels mean, and which add up."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sync.header_levels import Knows, is_unit_word
from sync.header_texts import fold_header

_SERVED = re.compile(r"群众|居民|村民|受益|受众|惠及|帮扶|被服务|服务对象|受助|老人|儿童")
_OURS = re.compile(r"志愿者|党员|队员")
_WHOLE = re.compile(r"(?:合计|小计|总计|总数|总人数|共计)(?:人数|数)?")
_COUNTING = re.compile(r"人[数次]")
#: What stands above hours that are of all people of their group together.
_TOTALS = re.compile(r"人[数次].*(?:时长|工时|小时|时数|时间).*统计|总(?![体结])|合计|累计|共计")
_EACH = re.compile(r"人均|每人|平均|/人|单次")
_COUNTS = frozenset({"headcount", "person_times", "beneficiaries"})
_HOURS = frozenset({"duration", "total_hours"})
_MEASURES = {"人": _COUNTS, "名": _COUNTS, "张": {"photo"}, "份": {"photo"}, "个": _COUNTS}
_TIMES = _HOURS | {"undecided"}
#: 大学生, or a word that means people elsewhere.
_PEOPLE = frozenset({None, "participants", "target", "volunteer"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What one column means, the words that say so, and the words of its group.

    `whole` is a column that states the sum of its neighbours.
    """

    field: str | None
    text: str
    group: str = ""
    whole: bool = False


@dataclass(slots=True, kw_only=True)
class Placed:
    """The column of each field, and the columns that add up to one.

    `sums` holds columns, or pairs of columns to be multiplied, by field; `parts` the field that
    each of them is read as. `undecided` are hours that may be each one's or all people's.
    """

    fields: dict[str, int] = field(default_factory=dict)
    sums: dict[str, tuple[tuple[int, ...], ...]] = field(default_factory=dict)
    parts: dict[int, str] = field(default_factory=dict)
    repeated: list[int] = field(default_factory=list)
    undecided: list[int] = field(default_factory=list)


def name_column(path: Sequence[str], knows: Knows) -> Named:
    """What a column means by its own words, or by these and the words above."""
    leaf, group = path[-1], "".join(path[:-1])
    own = knows(leaf)
    if not group:
        return Named(field=own, text=leaf)
    above, whole = path[-2], any(map(_WHOLE.fullmatch, path))
    measured = knows(above)
    if is_unit_word(leaf) and measured in _MEASURES.get(leaf.strip("()（）"), _TIMES):
        text = f"{above}({leaf.strip('()（）')})"
        return Named(field=knows(text), text=text, group="".join(path[:-2]), whole=whole)
    if own is None and _WHOLE.fullmatch(leaf):
        return Named(field=_served(measured, group), text=above, group=group, whole=True)
    if own is None and (joined := knows(fold_header(above) + fold_header(leaf))):
        return Named(field=_served(joined, group + leaf), text=above + leaf, group=group)
    if own in _PEOPLE and (measured in _COUNTS or _COUNTING.search(above)):
        text = f"{leaf}人数"
        return Named(field=_served("headcount", group + leaf), text=text, group=group, whole=whole)
    return Named(field=_served(own, group + leaf), text=leaf, group=group, whole=whole)


def place_fields(named: Mapping[int, Named]) -> Placed:
    """Which column is which field: of groups that count people all, else the first."""
    columns: dict[str, list[int]] = {}
    for column, one in sorted(named.items()):
        if one.field is not None:
            columns.setdefault(one.field, []).append(column)
    placed = Placed()
    for name, found in columns.items():
        chosen = [c for c in found if named[c].whole] or [c for c in found if not named[c].group]
        several = len(found) > 1 and all(named[c].group for c in found)
        if name in _HOURS:
            continue
        if name in _COUNTS and several and not chosen:
            placed.sums[name] = tuple((column,) for column in found)
            placed.parts |= dict.fromkeys(found, name)
            continue
        placed.fields[name] = (chosen or found)[0]
        if not (name in _COUNTS and any(named[c].group for c in found)):
            placed.repeated += [c for c in found if c != placed.fields[name]]
    _place_hours(placed, named, columns)
    return placed


def _place_hours(
    placed: Placed, named: Mapping[int, Named], columns: Mapping[str, list[int]]
) -> None:
    """Hours of several groups are totals or each one's, or nobody can know."""
    totals, each = list(columns.get("total_hours", ())), list(columns.get("duration", ()))
    summed = [c for c in each if _is_total(named[c])]
    if len(totals + each) <= 1 or not all(named[c].group for c in totals + each):
        for name, found in (("total_hours", totals), ("duration", each)):
            _place_first(placed, "total_hours" if found and found == summed else name, found)
        return
    wholes = [c for c in totals + each if named[c].whole]
    if wholes:
        placed.fields["total_hours"] = wholes[0]
    elif totals + summed:
        _sum(placed, totals + summed)
    else:
        _multiply(placed, named, each)


def _place_first(placed: Placed, name: str, found: Sequence[int]) -> None:
    if found:
        placed.fields[name] = found[0]
        placed.repeated += found[1:]


def _sum(placed: Placed, columns: Sequence[int]) -> None:
    if len(columns) == 1:
        placed.fields["total_hours"] = columns[0]
        return
    placed.sums["total_hours"] = tuple((column,) for column in columns)
    placed.parts |= dict.fromkeys(columns, "total_hours")


def _multiply(placed: Placed, named: Mapping[int, Named], columns: Sequence[int]) -> None:
    """Hours of each one, times the people of the group; without such words nobody can know."""
    heads = {named[c].group: c for c, name in placed.parts.items() if name == "headcount"}
    groups = [named[c].group for c in columns]
    if all(map(_is_each, (named[c] for c in columns))) and heads.keys() >= set(groups):
        pairs = zip((heads[group] for group in groups), columns, strict=True)
        placed.sums["total_hours"] = tuple(pairs)
        placed.parts |= dict.fromkeys(columns, "duration")
    else:
        placed.undecided += columns


def _is_total(one: Named) -> bool:
    return bool(_TOTALS.search(one.group)) and not _is_each(one)


def _is_each(one: Named) -> bool:
    return bool(_EACH.search(one.group + one.text))


def _served(name: str | None, words: str) -> str | None:
    """People who were served are no head-count, unless the words speak of volunteers too."""
    served = _SERVED.search(words) and not _OURS.search(words)
    return "beneficiaries" if served and name in {"headcount", "person_times"} else name
