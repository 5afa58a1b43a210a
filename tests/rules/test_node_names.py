from datetime import date

import pytest

from rules.node_names import NodeName, nearest_year, read_node
from rules.nodes import NODES, Node, NodeTable

TABLE = NodeTable(days={("chunjie", 2025): date(2025, 1, 29), ("chunjie", 2026): date(2026, 2, 17)})


@pytest.mark.parametrize(
    ("written", "node", "year"),
    [
        ("端午", "duanwu", None),
        ("端午节", "duanwu", None),
        ("2026年端午节", "duanwu", 2026),
        ("duanwu", "duanwu", None),
        ("Duanwu 2026", "duanwu", 2026),
        ("Dragon Boat Festival", "duanwu", None),
        ("学雷锋日", "leifeng", None),
        ("学雷锋月", "leifeng", None),
        ("3.5学雷锋活动日", "leifeng", None),
        ("3·5", "leifeng", None),
        ("12.5", "ivd", None),
        ("国际志愿者日", "ivd", None),
        ("2026年度高考", "gaokao", 2026),
        ("除夕", "chuxi", None),
        ("春节前", "chunjie", None),
    ],
)
def test_node_is_known_however_it_is_written(written: str, node: str, year: int | None) -> None:
    assert read_node(written) == NodeName(node, year, known=True)


@pytest.mark.parametrize("written", ["江城马拉松", "2026江城马拉松", "marathon", "Jiang Marathon"])
def test_node_of_the_city_is_known_by_its_names_and_id(written: str) -> None:
    own = Node(id="marathon", zh="江城马拉松", en="Jiang Marathon")

    named = read_node(written, (*NODES, own))

    assert named is not None
    assert (named.node, named.known) == ("marathon", True)


@pytest.mark.parametrize("written", ["第十届艺术节", "2026年 第十届“艺术节”"])
def test_event_goes_by_its_title_without_year_and_signs(written: str) -> None:
    named = read_node(written)

    assert named is not None
    assert (named.node, named.known) == ("第十届艺术节", False)


@pytest.mark.parametrize("written", ["", "——", "2026年"])
def test_text_that_names_nothing_is_no_node(written: str) -> None:
    assert read_node(written) is None


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2025, 12, 20), 2026),
        (date(2026, 3, 2), 2026),
        (date(2025, 2, 10), 2025),
    ],
)
def test_day_belongs_to_the_node_that_is_nearest(day: date, year: int) -> None:
    assert nearest_year("chunjie", day, TABLE) == year


def test_day_of_a_node_without_dates_belongs_to_its_own_year() -> None:
    assert nearest_year("第十届艺术节", date(2026, 12, 30), TABLE) == 2026
