"""Private numbers, as people type them into cells."""

import pytest

from rules.private import Private, find_private, is_id_number, mask_private

_ID = "340102199003071234"
_CHILD = "11010520150305008X"


@pytest.mark.parametrize(
    "text",
    [
        _ID,
        "张伟340102199003071234",
        "身份证:34010219900307123X,请核对",
        "340102 19900307 1234",
        "３４０１０２１９９００３０７１２３４",
        "340102900307123",
        f"13800138000 {_ID}",
        "1101011990-0307-7758",
        "110101 1990 0307 7758",
        "110101.19900307.7758",
        "110101－1990－0307－7758",
        "110101 – 19900307 – 7758",
        "110105 2015 0305 008X",
    ],
)
def test_id_number_is_found_wherever_it_stands(text: str) -> None:
    assert find_private(text) is Private.ID


@pytest.mark.parametrize(
    "text",
    [
        "13800138000",
        "联系张三138 0013 8000",
        "138-0013-8000",
        "+86 13800138000",
        "１３８００１３８０００",
        "138 - 0013 - 8000",
        "138．0013．8000",
        "138—0013—8000",
    ],
)
def test_mobile_number_is_found_wherever_it_stands(text: str) -> None:
    assert find_private(text) is Private.PHONE


@pytest.mark.parametrize(
    "text",
    [
        "",
        "清河护绿",
        "2026-03-05 13:30:00",
        "2026030520260306",
        "0551-62345678",
        "340102199013071234",
        "志愿者编号 3401021234567890123",
        "138001380001",
        "订单 330102-2026-0305-0012",
        "2026.03.05-2026.03.07",
        "2019-03-05 13:30-2026-03-06",
        "12 15 18 30 1380",
    ],
)
def test_other_figures_are_nobodys_numbers(text: str) -> None:
    assert find_private(text) is None


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("清河护绿", "清河护绿"),
        ("张三(138 0013 8000)带队,共12人", "张三(138**********)带队,共12人"),
        (f"{_ID}、１３８００１３８０００", "340***************、１３８********"),
    ],
)
def test_mask_keeps_all_but_the_number(text: str, masked: str) -> None:
    assert mask_private(text) == masked


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (_ID, True),
        (_CHILD, True),
        (_CHILD.lower(), True),
        ("110105 20150305 008X", True),
        ("110105201503050011", False),
        ("V001", False),
    ],
)
def test_birth_or_check_sign_tells_an_id_number_from_another(text: str, *, right: bool) -> None:
    assert is_id_number(text) is right


def test_eighteen_signs_that_are_no_day_of_birth_are_no_id_number() -> None:
    assert not is_id_number("110105194913310029")
