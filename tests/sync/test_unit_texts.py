"""The text of a unit's name: what stands around it, its signs and its words in one form."""

import pytest

from sync.unit_texts import compared_name, is_generic, plain_name, readings_of


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("图书馆", ("图书馆",)),
        (" 填报单位（盖章）：图书馆 ", ("填报单位(盖章):图书馆", "图书馆")),
        ("3、图书馆(盖章)", ("3、图书馆(盖章)", "图书馆")),
        ("图书馆 13900000000", ("图书馆 13900000000", "图书馆")),
        ("图书馆 王某 139000000001", ("图书馆 王某 139000000001",)),
        (
            "图书馆 王某某 电话0550-1234567",
            ("图书馆 王某某 电话0550-1234567", "图书馆 王某某", "图书馆"),
        ),
        ("江城大学 文学院 13900000000", ("江城大学 文学院 13900000000", "江城大学 文学院")),
        ("手机商会", ("手机商会",)),
        ("3.5学雷锋队", ("3.5学雷锋队",)),
        ("", ()),
    ],
)
def test_labels_and_contacts_are_taken_away(text: str, readings: tuple[str, ...]) -> None:
    assert readings_of(text) == readings


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("　江城市 圖書館。", "江城市图书馆"),
        ("“第１小学”", "一小学"),
        ("第12中学", "十二中学"),
        ("20中", "二十中"),
        ("第一小学(东校区)", "一小学东校区"),
        ("图书馆、文化馆", "图书馆、文化馆"),
        ("、图书馆;", "图书馆"),
        ("120急救站", "120急救站"),
        ("3.5广场", "三.五广场"),
        ("Team 1-2", "team1-2"),
        ("清河社区自愿服务对", "清河社区志愿服务队"),
        ("江北省江城市图书馆", "江城市图书馆"),
    ],
)
def test_signs_are_brought_to_one_form(text: str, plain: str) -> None:
    assert plain_name(text) == plain


@pytest.mark.parametrize(
    ("plain", "compared"),
    [
        ("江城市供水有限责任公司", "江城市供水公司"),
        ("城东街道办事处", "城东街道"),
        ("和平社区居委会", "和平社区"),
        ("上河村村委会", "上河村"),
        ("江城市十一中学", "江城市十一中"),
        ("江城市一人民医院", "江城市一院"),
        ("共青团江城市委员会", "江城市团委"),
        ("团市委", "市团委"),
        ("朝阳志愿者服务队", "朝阳志愿队"),
        ("雷锋志愿服务总队", "雷锋志愿服务总队"),
    ],
)
def test_words_are_brought_to_one_form(plain: str, compared: str) -> None:
    assert compared_name(plain) == compared


@pytest.mark.parametrize("text", ["社区", "志愿队", "青年志愿协会", "本单位", "实验小学"])
def test_words_of_any_unit_are_no_name(text: str) -> None:
    assert is_generic(text) is (text != "实验小学")
