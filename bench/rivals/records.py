"""The rows that all contenders judge: service records, one in a hundred with a bad cell."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from sync.reading import RawCell

#: The cells of sheets, row by row.
Sheets = list[list[list[RawCell]]]
#: Raised when the rows below change, so that kept data is made anew.
_SHAPE = 2
HEADER = ("志愿者姓名", "志愿者编号", "单位", "日期", "活动", "时长", "状态")
UNIT, DAY, LENGTH = 2, 3, 5
TODAY = date(2026, 4, 1)
UNITS = tuple(f"第{number}志愿服务队" for number in range(1, 1001))
SHEET_ROWS = 1000

_FAMILY = "王李张刘陈杨赵黄周吴徐孙"
_GIVEN = "伟芳秀英敏建国静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉玲红梅"
_SPELLINGS = ("{0:%Y-%m-%d}", "{0.year}年{0.month}月{0.day}日", "{0.year}.{0.month}.{0.day}")
_LENGTHS = ("2小时", "1.5小时", "90分钟", "3小时", "120分钟", "2.5小时", "45分钟")
_TITLES = ("清河护绿", "文明劝导", "敬老慰问", "义诊服务", "图书整理", "交通引导", "垃圾分类宣传")
_STATES = ("已认定", "待认定", "")
_BAD = {
    UNIT: ("清河区文化馆服务队", "第1001志愿服务队", "某单位"),
    DAY: ("三月上旬", "2026-02-30", "2025年13月5日", "待定", "2026.6.31"),
    LENGTH: ("半天", "若干", "很久", "几个小时", "30小时"),
}
_BAD_ROWS = 0.01


def make_records(path: Path, count: int) -> Path:
    """A file with a sheet of rows on each line, as lists of texts; made where it is missing."""
    made = path / f"{count}-{_SHAPE}.jsonl"
    if not made.exists():
        path.mkdir(parents=True, exist_ok=True)
        begun = made.with_suffix(".part")
        with begun.open("w", encoding="utf-8") as file:
            for first in range(0, count, SHEET_ROWS):
                rows = list(_rows(min(SHEET_ROWS, count - first), Random(f"sheet {first}")))
                file.write(json.dumps(rows, ensure_ascii=False) + "\n")
        begun.replace(made)
    return made


def load_records(path: Path) -> Sheets:
    """Sheets of rows, every cell a text of its own as a reader of workbooks gives it."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _rows(count: int, chance: Random) -> Iterator[list[str]]:
    for _ in range(count):
        day = TODAY - timedelta(days=chance.randrange(1, 3 * 365))
        row = [
            f"{chance.choice(_FAMILY)}{chance.choice(_GIVEN)}{chance.choice(_GIVEN)}",
            f"V{chance.randrange(300_000):06d}",
            chance.choice(UNITS),
            chance.choice(_SPELLINGS).format(day),
            chance.choice(_TITLES),
            chance.choice(_LENGTHS),
            chance.choice(_STATES),
        ]
        if chance.random() < _BAD_ROWS:
            column = chance.choice(tuple(_BAD))
            row[column] = chance.choice(_BAD[column])
        yield row
