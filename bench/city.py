"""The city that is measured: a roster and workbooks of logs, made once and kept."""

import json
import math
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random

from sync.workbook import write_workbook

#: Raised when the cells below change, so that kept data is made anew.
_SHAPE = 2
_LAST_DAY = date(2026, 3, 31)
_MONTHS = (12, 24, 36)
_BAD_CELLS = 0.01
#: A twentieth of the books is edited, in each of them a fifth of the rows: a hundredth of all.
EDITED_BOOKS, EDITED_ROWS = 20, 5

_HEADER = (
    "序号", "日期", "活动名称", "类别", "地点", "人数", "时长(小时)", "参加人员", "照片", "备注",
)  # fmt: skip
_UNITS = ["单位编号", "单位名称", "上级单位", "类别"]
_DISTRICTS = ("清河", "东山", "南浦", "西塘", "北郊", "江湾")
_KINDS = ("图书馆", "社区居委会", "中心小学", "街道办事处", "人民医院", "公交公司")
_CATEGORIES = ("环境保护", "扶老助残", "文明交通", "文化宣传", "应急救助")
_PLACES = ("人民广场", "河滨公园", "敬老院", "汽车站", "文化馆", "社区广场", "中心小学")
_DOINGS = ("清河护绿", "文明劝导", "敬老慰问", "义诊服务", "图书整理", "交通引导", "垃圾分类宣传")
_REMARKS = ("", "", "", "", "", "联合开展", "雨天改期", "有媒体报道")
_SPELLINGS = ("{0:%Y-%m-%d}", "{0.year}年{0.month}月{0.day}日", "{0.year}.{0.month}.{0.day}")
_BAD = {1: "三月初五前后", 5: "若干", 6: "很久"}
_GIVEN = ("伟", "芳", "秀英", "敏", "建国", "静", "丽", "强")
_PEOPLE = [family + given for family in "王李张刘陈杨赵黄周吴徐孙" for given in _GIVEN]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitySize:
    """How large a city is; `names` are people listed in each row."""

    workbooks: int
    tabs: int = 3
    rows: int = 200
    names: int = 0

    @property
    def edited_books(self) -> int:
        """How many books there are in an edited state too."""
        return max(1, self.workbooks // EDITED_BOOKS)

    @property
    def edited_rows(self) -> int:
        """The rows that differ in them."""
        return self.edited_books * math.ceil(self.tabs * self.rows / EDITED_ROWS)


def make_city(folder: Path, size: CitySize) -> Path:
    """The folder with `sheets/` and `edited/`; made where it is missing or of another size."""
    wanted = {"shape": _SHAPE, **asdict(size)}
    made = folder / "made.json"
    if made.exists() and json.loads(made.read_text(encoding="utf-8")) == wanted:
        return folder
    print(f"making {size.workbooks} workbooks in {folder} …", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    for part in ("sheets", "edited"):
        (folder / part).mkdir(parents=True)
    units = [_unit(number) for number in range(size.workbooks)]
    write_workbook(folder / "sheets" / "名册.xlsx", [("单位", [_UNITS, *units])])
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(partial(_make_book, folder / "sheets", size), range(size.workbooks)))
        list(pool.map(partial(_edit_book, folder / "edited", size), range(size.edited_books)))
    made.write_text(json.dumps(wanted), encoding="utf-8")
    return folder


def book_paths(folder: Path) -> list[Path]:
    """The logs of the city or of its edited part, without the roster."""
    logs = (path for path in folder.iterdir() if not path.name.startswith(("名册", "反馈_")))
    return sorted(logs)


def clear_feedback(folder: Path) -> None:
    """Takes away what an earlier sync wrote beside the logs, so that it is written again."""
    for path in folder.glob("反馈_*"):
        path.unlink()


def _unit(number: int) -> list[str]:
    district = _DISTRICTS[number % len(_DISTRICTS)]
    kind = _KINDS[number // len(_DISTRICTS) % len(_KINDS)]
    return [f"U{number:04d}", f"{district}区第{number + 1}{kind}", f"{district}区文明办", "社区"]


def _make_book(folder: Path, size: CitySize, number: int) -> None:
    rows = list(_rows(size, Random(f"book {number}")))
    _write(folder, size, number, rows)


def _edit_book(folder: Path, size: CitySize, number: int) -> None:
    """The same book, every fifth row with other remarks."""
    rows = list(_rows(size, Random(f"book {number}")))
    for row in rows[::EDITED_ROWS]:
        row[-1] = f"{row[-1]}已核对"
    _write(folder, size, number, rows)


def _write(folder: Path, size: CitySize, number: int, rows: list[list[object]]) -> None:
    tabs = [
        (f"台账{tab + 1}", [_HEADER, *rows[tab * size.rows : (tab + 1) * size.rows]])
        for tab in range(size.tabs)
    ]
    write_workbook(folder / f"{_unit(number)[1]}.xlsx", tabs)


def _rows(size: CitySize, chance: Random) -> Iterator[list[object]]:
    """A unit's rows in the order of their days, one in a hundred with a cell nobody can read."""
    spread = chance.choice(_MONTHS) * 30
    ages = (chance.randrange(spread) for _ in range(size.tabs * size.rows))
    for number, age in enumerate(sorted(ages, reverse=True)):
        row: list[object] = [
            number % size.rows + 1,
            chance.choice(_SPELLINGS).format(_LAST_DAY - timedelta(days=age)),
            f"{chance.choice(_PLACES)}{chance.choice(_DOINGS)}",
            chance.choice(_CATEGORIES),
            chance.choice(_PLACES),
            chance.randrange(max(3, size.names), 60 + size.names),
            chance.choice((1, 1.5, 2, 2.5, 3, 4)),
            "、".join(_people(size.names, chance)),
            f"{chance.randrange(1, 9)}张",
            chance.choice(_REMARKS),
        ]
        if chance.random() < _BAD_CELLS:
            column = chance.choice(tuple(_BAD))
            row[column] = _BAD[column]
        yield row


def _people(count: int, chance: Random) -> list[str]:
    """Different ones, as a list that names a person twice is a fault."""
    return chance.sample(_PEOPLE, count)
