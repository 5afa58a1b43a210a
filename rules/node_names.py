"""Node names: which node a word means, 端午, 2026年端午节 or duanwu."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from rules.nodes import NODES, Node, NodeTable
from rules.records import title_key

#: How each node is written in running text; the first that is found is meant.
NODE_PATTERNS: tuple[tuple[str, str], ...] = (
    ("chuxi", r"除夕|大年三十|年三十|大年夜"),
    ("yuanxiao", r"元宵|上元节|lantern"),
    ("chunjie", r"春节|大年初一|农历新年|spring festival|chinese new year"),
    ("leifeng", r"学?雷锋(?:纪念|志愿(?:者)?服务|活动)?日|lei ?feng day"),
    ("qingming", r"清明|qingming|tomb.sweeping"),
    ("duanwu", r"端午|dragon boat"),
    ("gaokao", r"高考"),
    ("qixi", r"七夕"),
    ("zhongqiu", r"中秋|mid-autumn"),
    ("chongyang", r"重阳|double ninth"),
    ("ivd", r"国际志愿(?:者|人员)?(?:服务)?日|(?:international )?volunteers? day"),
)
#: What is clear only where a node is asked for.
_SHORT = (
    ("leifeng", r"雷锋|(?<![\d.])3[.·]0?5(?!\d)"),
    ("ivd", r"志愿者日|(?<![\d.])12[.·]0?5(?!\d)"),
)
_PATTERNS = tuple(
    (node, re.compile(rf"\b{node}\b|{names}")) for node, names in NODE_PATTERNS
) + tuple((node, re.compile(names)) for node, names in _SHORT)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d) ?年?度?")
_HALF_A_YEAR = 183


class NodeName(NamedTuple):
    """A node as it is written, with its year where that is written too.

    An event that the office typed in goes by its title's letters and figures; `known` is then
    False.
    """

    node: str
    year: int | None
    known: bool


def read_node(text: str, nodes: Sequence[Node] = NODES) -> NodeName | None:
    """The node that a text means; None where it says nothing."""
    plain = text.casefold()
    written = _YEAR.search(plain)
    year = int(written[1]) if written else None
    for node, names in _PATTERNS:
        if names.search(plain):
            return NodeName(node, year, known=True)
    for own in nodes:
        if any(name.casefold() in plain for name in (own.id, own.zh, own.en)):
            return NodeName(own.id, year, known=True)
    event = title_key(_YEAR.sub("", plain))
    return NodeName(event, year, known=False) if event else None


def nearest_year(node: str, day: date, nodes: NodeTable) -> int:
    """The year of the node that a day belongs to: a plan of December is for next year's 春节."""
    return min(_years_around(day), key=lambda year: _distance(node, year, day, nodes))


def _years_around(day: date) -> Iterable[int]:
    return day.year, day.year + 1, day.year - 1


def _distance(node: str, year: int, day: date, nodes: NodeTable) -> int:
    first = nodes.day(node, year)
    return _HALF_A_YEAR * abs(year - day.year) if first is None else abs((first - day).days)
