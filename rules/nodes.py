"""Nodes: the dated themes of the year, looked up in a table that is data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A dated theme with its names and its window, in days before and after its first day."""

    id: str
    zh: str
    en: str
    before: int = 0
    after: int = 0

    def window(self, first: date) -> tuple[date, date]:
        """The days in which activities answer to the theme, both ends included."""
        return first - timedelta(self.before), first + timedelta(self.after)


_LONGEST_MONTH = 30  # days of a lunar month

#: The nodes every programme starts from; a city overrides windows and adds its own.
NODES: tuple[Node, ...] = (
    Node(id="chuxi", zh="除夕", en="New Year's Eve"),
    Node(id="chunjie", zh="春节", en="Spring Festival", before=15, after=7),
    Node(id="yuanxiao", zh="元宵节", en="Lantern Festival", before=5, after=1),
    Node(id="leifeng", zh="学雷锋日", en="Learn from Lei Feng Day", before=4, after=26),
    Node(id="qingming", zh="清明节", en="Qingming Festival", before=10, after=1),
    Node(id="duanwu", zh="端午节", en="Dragon Boat Festival", before=5, after=1),
    Node(id="gaokao", zh="高考", en="College Entrance Examination", before=1, after=3),
    Node(id="qixi", zh="七夕节", en="Qixi Festival"),
    Node(id="zhongqiu", zh="中秋节", en="Mid-Autumn Festival", before=5, after=1),
    Node(id="chongyang", zh="重阳节", en="Double Ninth Festival", before=5, after=2),
    Node(id="ivd", zh="国际志愿者日", en="International Volunteer Day", before=4, after=2),
)


@dataclass(frozen=True, slots=True)
class NodeTable:
    """First days of nodes by (node id, year), and of lunar months by (year, month, leap)."""

    days: Mapping[tuple[str, int], date]
    months: Mapping[tuple[int, int, bool], date] = field(default_factory=dict)
    nodes: tuple[Node, ...] = NODES
    """What each id means: the shipped nodes, as the city changed them, and its own."""

    def node(self, node_id: str) -> Node | None:
        """The node of that id."""
        return next((node for node in self.nodes if node.id == node_id), None)

    def window(self, node_id: str, year: int) -> tuple[date, date] | None:
        """The days in which activities answer to the node; None where its day is not known."""
        node, first = self.node(node_id), self.days.get((node_id, year))
        return node.window(first) if node is not None and first is not None else None

    @property
    def windowed(self) -> tuple[str, ...]:
        """The ids of the nodes that are more than a single day."""
        return tuple(node.id for node in self.nodes if node.before or node.after)

    def day(self, node: str, year: int) -> date | None:
        """The first day of the node in that year; None where the table does not know."""
        return self.days.get((node, year))

    def lunar_day(self, year: int, month: int, day: int, *, leap: bool = False) -> date | None:
        """The day a lunar date falls on; None where there is none, or the table does not know."""
        first = self.months.get((year, month, leap))
        end = self._first_after(year, month, leap=leap)
        if first is None or end is None or not 1 <= day <= _LONGEST_MONTH:
            return None
        found = first + timedelta(day - 1)
        return found if found < end else None

    def _first_after(self, year: int, month: int, *, leap: bool) -> date | None:
        """The first day of the lunar month that follows: its leap month, the next, the new year."""
        following = [] if leap else [(year, month, True)]
        following += [(year, month + 1, False), (year + 1, 1, False)]
        return next((self.months[key] for key in following if key in self.months), None)
