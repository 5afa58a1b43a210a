"""A small city and the question of a message in it, on 12 April 2026, a Sunday."""

from datetime import date

from bot.questions import Question, UnitNames, understand
from rules.nodes import NodeTable

TODAY = date(2026, 4, 12)
NODES = NodeTable(days={("leifeng", 2026): date(2026, 3, 5)})
UNITS = (
    UnitNames(name="城关镇志愿服务队", aliases=("城关镇", "城关队")),
    UnitNames(name="颍州区图书馆", aliases=("区图书馆",)),
    UnitNames(name="颍东区图书馆"),
    UnitNames(name="市图书馆"),
    UnitNames(name="西湖社区", aliases=("西湖", "U012")),
    UnitNames(name="八一社区"),
    UnitNames(name="Riverside Library", aliases=("riverside",)),
)


def ask(text: str, *units: UnitNames) -> Question:
    """The question of the text, asked in the small city or of these units."""
    return understand(
        text,
        today=TODAY,
        nodes=NODES,
        units=units or UNITS,
        people=("王小明", "赵六"),
        districts=("颍州区", "颍东区"),
    )
