"""`alias`: what the office explains once is remembered, and can be taken back."""

import pytest

from tests.app.desk import Desk

DAY = ("--as-of", "2026-04-08")
_HEADER = ["单位", "日期", "活动"]


@pytest.fixture
def doubtful_city(desk: Desk) -> Desk:
    """A city whose library writes itself as nobody can know, beside two certain books."""
    desk.roster([["U1", "江城市图书馆", "市图"], ["U2", "江城市文化馆"], ["U3", "清河社区"]])
    desk.book("书院.xlsx", 三月=[_HEADER, ["书院", "2026-03-05", "读书会"]])
    desk.book("文化馆.xlsx", 三月=[_HEADER, ["江城市文化馆", "2026-03-06", "送春联"]])
    desk.book("老年队.xlsx", 三月=[["日期", "活动"], ["2026-03-07", "护河"]])
    desk.json("sync", *DAY)
    return desk


def changed(desk: Desk) -> list[str]:
    """The books whose rows the next sync read otherwise."""
    return [book["book"] for book in desk.json("sync", *DAY)["books"] if book["edited"]]


def counting(desk: Desk) -> dict[str, bool]:
    """Whether each row of the city counts, by its title."""
    records = desk.json("records", *DAY)["records"]
    return {one["fields"]["title"]: one["counts"] for one in records}


def test_explained_name_counts_from_the_next_sync(doubtful_city: Desk) -> None:
    before = counting(doubtful_city)

    ran = doubtful_city.run("alias", "add", " 书 院", "U1", *DAY)

    assert ran.out == (
        "记住了:「书 院」就是 江城市图书馆。写着它的 1 本工作簿下次 yueyue sync 时重读。\n"
    )
    assert before == {"读书会": False, "送春联": True, "护河": False}
    assert changed(doubtful_city) == ["书院.xlsx"]
    assert counting(doubtful_city) == {"读书会": True, "送春联": True, "护河": False}


def test_name_of_a_file_is_explained_too(doubtful_city: Desk) -> None:
    doubtful_city.run("alias", "add", "老年队", "清河社区", *DAY)

    assert changed(doubtful_city) == ["老年队.xlsx"]
    assert counting(doubtful_city)["护河"] is True


def test_removed_name_counts_no_longer(doubtful_city: Desk) -> None:
    doubtful_city.run("alias", "add", "书院", "江城市图书馆", *DAY)
    doubtful_city.json("sync", *DAY)

    ran = doubtful_city.run("--locale", "en", "alias", "remove", "书 院", *DAY)

    assert ran.out == (
        "'书院' (江城市图书馆) is forgotten. "
        "The 1 workbook(s) that write it are read again by the next yueyue sync.\n"
    )
    assert changed(doubtful_city) == ["书院.xlsx"]
    assert counting(doubtful_city)["读书会"] is False


def test_adding_twice_changes_nothing(doubtful_city: Desk) -> None:
    doubtful_city.run("alias", "add", "书院", "U1", *DAY)
    doubtful_city.json("sync", *DAY)

    again = doubtful_city.run("alias", "add", "书院", "市图", *DAY)

    assert (again.status, again.out) == (0, "「书院」本来就是 江城市图书馆,没有变化。\n")
    assert changed(doubtful_city) == []


def test_list_tells_what_is_remembered(doubtful_city: Desk) -> None:
    nothing = doubtful_city.run("alias", "list")
    doubtful_city.run("alias", "add", "书院", "U1", *DAY)

    listed = doubtful_city.run("alias", "list")
    document = doubtful_city.json("alias", "list")

    assert nothing.out == "还没有记住别的叫法;用 yueyue alias add 叫法 单位 加上。\n"
    assert listed.out == "书院 → 江城市图书馆\n"
    assert document == {
        "aliases": [
            {
                "text": "书院",
                "unit": "江城市图书馆",
                "unit_code": "U1",
                "added_at": "2026-04-08T09:30:00+08:00",
                "in_force": True,
            }
        ]
    }


def test_withdrawn_units_name_is_without_effect(doubtful_city: Desk) -> None:
    doubtful_city.run("alias", "add", "书院", "U1", *DAY)
    doubtful_city.roster([["U2", "江城市文化馆"], ["U3", "清河社区"]])
    doubtful_city.json("sync", "--accept-roster", *DAY)

    listed = doubtful_city.run("alias", "list")
    taken = doubtful_city.run("alias", "add", "书院", "U3", *DAY)
    doubtful_city.json("sync", *DAY)

    assert listed.out == "书院 → 江城市图书馆(单位已不在名册里,暂不起作用)\n"
    assert taken.out.startswith("记住了:「书院」就是 清河社区。")
    assert counting(doubtful_city)["读书会"] is True


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "江城市 文化馆", "U1"], "「江城市 文化馆」已是单位「江城市文化馆」的名称"),
        (["add", "u2", "U1"], "「u2」已是单位「江城市文化馆」的名称、编号或别名"),
        (["add", "书院", "U2"], "「书院」已记作「江城市图书馆」;要改指别的单位,请先运行"),
        (["add", "。", "U1"], "「。」里没有字"),
        (["add", "书社", "图书官"], "名册里没有「图书官」这个单位;相近的有:江城市图书馆"),
        (["remove", "书社"], "没有记住过「书社」"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    doubtful_city: Desk, arguments: list[str], said: str
) -> None:
    doubtful_city.run("alias", "add", "书院", "U1", *DAY)

    ran = doubtful_city.run("alias", *arguments)

    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(said)


def test_explained_name_is_known_in_commands_and_questions(doubtful_city: Desk) -> None:
    doubtful_city.run("alias", "add", "书院", "U1", *DAY)

    rows = doubtful_city.json("status", "--unit", "书院", "--month", "2026-03", *DAY)["rows"]
    asked = doubtful_city.json("ask", "书院三月多少小时", *DAY)

    assert [row["unit"] for row in rows] == ["江城市图书馆"]
    assert asked["scope"] == "unit:江城市图书馆"


def test_global_options_stand_anywhere(doubtful_city: Desk) -> None:
    place = str(doubtful_city.place)

    ran = doubtful_city.run("alias", "--locale", "en", "list", "--workspace", place)

    assert ran.out.startswith("Nothing is remembered yet")
