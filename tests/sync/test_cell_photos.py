"""Photo cells as coordinators write them."""

from datetime import date

import pytest

from sync.cells import read_photos
from sync.reading import RawCell
from tests.sync.cell_contexts import around


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        *(
            (raw, 1)
            for raw in ("图1", "有合影", "√", "有", "已上传", "a.jpg", "[图片]", "多张", True, 1.0)
        ),
        *(
            (raw, 3)
            for raw in (
                "3",
                "三张",
                "照片3张",
                "照片3张,视频1个",
                "3p",
                "3+",
                "照片(3)",
                "3张(缺1张)",
                "图1、图2、图3",
                "1.jpg 2.jpg 3.png",
            )
        ),
        *((raw, 5) for raw in ("现场3张、合影2张", "3+2", "现场3张,合影2张,共5张", "约5张")),
        *(
            (raw, 2)
            for raw in ("https://a.cn/1 https://a.cn/2", '=DISPIMG("ID_1",1)=DISPIMG("ID_2",1)')
        ),
        *(
            (raw, 0)
            for raw in (
                "未提交",
                "稍后上传",
                "未上传",
                "无照片",
                "×",
                "暂缺",
                "待补充",
                "0张",
                False,
            )
        ),
    ],
)
def test_photos_that_can_be_said_to_exist_are_counted(raw: RawCell, number: int) -> None:
    assert read_photos(raw, around()).value == number


@pytest.mark.parametrize(
    "raw",
    [
        *(
            "见附件",
            "已发群",
            "有,见附件",
            "3-5张",
            "3、5张",
            "缺2张",
            "IMG_001~IMG_003",
            "https://pan.baidu.com/s/1",
            "照片",
            "视频1个",
            "1000",
            "1000张",
            "2024-03-05",
            "-3",
        ),
        *(2.5, 501.0, date(2024, 3, 5), "√" * 3000),
    ],
)
def test_photos_that_cannot_be_told_here_are_never_a_value(raw: RawCell) -> None:
    reading = read_photos(raw, around())

    assert (reading.value, reading.fault) == (None, "photo-unreadable")
