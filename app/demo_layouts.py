"""The sample city's layouts: how each unit draws up its log, and by what taste it writes."""

from dataclasses import dataclass
from enum import StrEnum
from random import Random


class Tabs(StrEnum):
    """What one tab of a log covers."""

    YEAR = "year"
    MONTH = "month"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A form: what its tabs cover, its columns as header and field, and what stands around."""

    tabs: Tabs
    columns: tuple[tuple[str, str], ...]
    tab_name: str
    """With {year} and {month}."""
    title: str = ""
    """The line above the table, with {year} and {month}."""
    states_unit: bool = False
    example: bool = False
    total: bool = False
    numbered: int = 0
    """Rows whose numbers are printed before anything is filled in."""

    @property
    def fields(self) -> frozenset[str]:
        """The fields it has columns for."""
        return frozenset(field for _, field in self.columns)

    @property
    def says_hours(self) -> bool:
        """Whether the header of the durations names their unit."""
        return any("小时" in header for header, field in self.columns if field == "hours")


LAYOUTS = (
    Layout(
        tabs=Tabs.YEAR,
        tab_name="{year}年",
        title="{year}年志愿服务活动登记表",
        states_unit=True,
        total=True,
        columns=(
            ("序号", "seq"), ("活动日期", "date"), ("活动名称", "title"), ("活动地点", "place"),
            ("参加人数", "count"), ("服务时长(小时)", "hours"), ("参加人员", "names"),
            ("活动照片", "photo"), ("备注", "remark"),
        ),
    ),
    Layout(
        tabs=Tabs.ALL,
        tab_name="活动台账",
        columns=(
            ("日期", "date"), ("活动主题", "title"), ("地点", "place"), ("人数", "count"),
            ("时长", "hours"), ("备注", "remark"),
        ),
    ),
    Layout(
        tabs=Tabs.MONTH,
        tab_name="{year}年{month}月",
        title="{year}年{month}月志愿服务活动统计表",
        example=True,
        numbered=6,
        columns=(
            ("序号", "seq"), ("时间", "date"), ("活动名称", "title"), ("活动地点", "place"),
            ("人数", "count"), ("时长(小时)", "hours"), ("照片", "photo"),
        ),
    ),
    Layout(
        tabs=Tabs.YEAR,
        tab_name="{year}",
        columns=(
            ("日期", "date"), ("活动名称", "title"), ("参加人数", "count"), ("服务时长", "hours"),
            ("参加人员", "names"), ("活动地点", "place"),
        ),
    ),
    Layout(
        tabs=Tabs.ALL,
        tab_name="Sheet1",
        columns=(
            ("序号", "seq"), ("单位", "unit"), ("活动日期", "date"), ("活动名称", "title"),
            ("活动地点", "place"), ("人数", "count"), ("时长(小时)", "hours"), ("备注", "remark"),
        ),
    ),
    Layout(
        tabs=Tabs.YEAR,
        tab_name="{year}年台账",
        title="学雷锋志愿服务活动台账（{year}年）",
        states_unit=True,
        numbered=20,
        columns=(
            ("序号", "seq"), ("活动时间", "date"), ("活动主题", "title"), ("活动地点", "place"),
            ("参加人数\n（人）", "count"), ("服务时长", "hours"), ("活动照片", "photo"),
        ),
    ),
)  # fmt: skip
#: The workbook that several units fill together.
SHARED = Layout(
    tabs=Tabs.YEAR,
    tab_name="{year}年",
    title="{year}年节点主题志愿服务活动汇总表",
    columns=(
        ("序号", "seq"), ("单位", "unit"), ("活动名称", "title"), ("活动日期", "date"),
        ("活动地点", "place"), ("参加人数", "count"), ("服务时长(小时)", "hours"),
        ("备注", "remark"),
    ),
)  # fmt: skip

_POPULARITY = (4, 4, 1, 3, 3, 3)  # as LAYOUTS stand
_KEEPS_RECORDS, _SHARES_NODES = 0.25, 0.3
_DATE_STYLES = {
    Tabs.YEAR: ("stored", "stored", "short", "worded"),
    Tabs.MONTH: ("stored", "short", "worded"),
    Tabs.ALL: ("stored", "stored", "dotted", "full"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Taste:
    """How one unit writes: its form, its dates and hours, and what else it keeps."""

    layout: Layout
    dates: str = "stored"
    worded_hours: bool = False
    keeps_records: bool = False
    """Whether it keeps a tab of service records."""
    shares_nodes: bool = False
    """Whether it logs what it held at nodes in the shared workbook only."""


def choose_taste(rng: Random) -> Taste:
    """A unit's taste, by lot."""
    (layout,) = rng.choices(LAYOUTS, _POPULARITY)
    roll = rng.random()
    return Taste(
        layout=layout,
        dates=rng.choice(_DATE_STYLES[layout.tabs]),
        worded_hours=not layout.says_hours and rng.random() < 0.5,  # noqa: PLR2004 - every other
        keeps_records=roll < _KEEPS_RECORDS,
        shares_nodes=roll > 1 - _SHARES_NODES,
    )
