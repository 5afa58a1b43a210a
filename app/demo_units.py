"""The sample city's units: six districts, and names such as a Chinese city has, all different."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import count, product
from random import Random

CITY_OFFICE = "江城市文明办"
CITY_CATEGORY, DISTRICT_CATEGORY = "市文明办", "县区文明办"
#: Districts by the letters their units' numbers begin with.
DISTRICTS = {
    "QS": "青山区",
    "JB": "江北区",
    "NH": "南湖区",
    "GX": "高新区",
    "YX": "云溪县",
    "LH": "柳河县",
}
UNIT_HEADER = (
    "单位编号", "单位名称", "别名", "上级单位", "类别", "在册人数", "加入日期", "停用日期",
)  # fmt: skip
COMMUNITY, TEAM, SCHOOL, AGENCY, COUNTER = (
    "社区",
    "志愿服务组织",
    "学校",
    "文明单位",
    "窗口单位",
)

_MIX = (COMMUNITY, TEAM, AGENCY, COMMUNITY, SCHOOL, TEAM, COUNTER, COMMUNITY, AGENCY, TEAM)
_KNOWN = {
    COMMUNITY: ("青石桥社区", "柳荫街社区", "望江楼社区", "槐树巷社区", "南湖里社区", "东门社区"),
    TEAM: ("城关镇志愿服务队", "春晖公益协会", "萤火助学志愿者协会", "江城蓝天救援队"),
    SCHOOL: ("第二中学", "实验小学", "第五中学", "师范学院青年志愿者协会", "职业技术学院"),
    AGENCY: ("市图书馆", "市博物馆", "市气象局", "市文化馆", "市科技馆", "市档案馆"),
    COUNTER: ("供电公司共产党员服务队", "市政务服务中心", "市人民医院", "公交公司雷锋车队"),
}
_ENDINGS = {
    COMMUNITY: ("社区",),
    TEAM: ("镇志愿服务队", "街道志愿服务队"),
    SCHOOL: ("小学", "中学"),
    AGENCY: ("街道办事处", "司法所"),
    COUNTER: ("卫生院", "供电所", "邮政支局"),
}
_PLACES = tuple(
    first + second
    for first, second in product(
        "青白金石杨松梅竹兰桂荷云龙凤鹤泉清福安和永新长平", "桥溪塘岭湾坪岗洲渡浦园亭泉坝关井"
    )
    if first != second
)
#: How the end of a name is shortened by those who write it often.
_SHORT = {
    "共产党员服务队": "党员服务队",
    "青年志愿者协会": "青协",
    "街道志愿服务队": "街道志愿队",
    "镇志愿服务队": "镇志愿队",
    "志愿者协会": "协会",
    "公益协会": "公益",
    "街道办事处": "街道办",
    "政务服务中心": "政务大厅",
    "职业技术学院": "职院",
    "实验小学": "实小",
    "第二中学": "二中",
    "第五中学": "五中",
    "邮政支局": "邮局",
    "雷锋车队": "车队",
    "社区": "居委会",
}
_MEMBERS = (24, 420)
_ALIASED = 0.75
_OLD_JOINS = (2016, 2020)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoUnit:
    """One unit that owes activities, as its line of the roster says."""

    code: str
    name: str
    district: str
    category: str
    aliases: tuple[str, ...] = ()
    members: int | None = None
    joined: date | None = None
    left: date | None = None

    @property
    def book(self) -> str:
        """The path of its workbook under sheets/."""
        return f"{self.district}/{self.name}.xlsx"

    @property
    def line(self) -> tuple[object, ...]:
        """Its line of the roster."""
        return (
            self.code, self.name, "、".join(self.aliases), office_of(self.district),
            self.category, self.members, self.joined, self.left,
        )  # fmt: skip


def build_units(units: int, rng: Random) -> tuple[DemoUnit, ...]:
    """So many units, dealt to the districts in turn."""
    names = {category: _names(category, rng) for category in _ENDINGS}
    codes = list(DISTRICTS)
    taken: set[str] = set()
    built = []
    for number in range(units):
        category, code = _MIX[number % len(_MIX)], codes[number % len(codes)]
        unit = DemoUnit(
            code=f"{code}{number // len(codes) + 1:03d}",
            name=next(names[category]),
            district=DISTRICTS[code],
            category=category,
            members=rng.randint(*_MEMBERS),
            joined=date(rng.randint(*_OLD_JOINS), rng.randint(1, 12), 1),
        )
        built.append(replace(unit, aliases=_aliases(unit.name, taken, rng)))
    return tuple(built)


def office_of(district: str) -> str:
    """The name of a district's office."""
    return f"{district}文明办"


def office_lines() -> list[tuple[object, ...]]:
    """The roster's lines of the city office and the districts' offices."""
    root = ("JC000", CITY_OFFICE, "市文明办", None, CITY_CATEGORY, None, None, None)
    return [
        root,
        *(
            (
                f"{code}000", office_of(district), f"{district[:-1]}文明办", CITY_OFFICE,
                DISTRICT_CATEGORY, None, None, None,
            )
            for code, district in DISTRICTS.items()
        ),
    ]  # fmt: skip


def _names(category: str, rng: Random) -> Iterator[str]:
    """Names of one category without end: the known ones, then places, then numbers."""
    yield from rng.sample(_KNOWN[category], len(_KNOWN[category]))
    made = [place + ending for place, ending in product(_PLACES, _ENDINGS[category])]
    yield from rng.sample(made, len(made))
    for number in count(1):
        yield f"{rng.choice(_PLACES)}{_ENDINGS[category][0]}第{number}服务队"


def _aliases(name: str, taken: set[str], rng: Random) -> tuple[str, ...]:
    """What else the unit is called; nothing that another unit is called too."""
    short = {name.removesuffix(end) + word for end, word in _SHORT.items() if name.endswith(end)}
    if name.startswith("市"):
        short.add(name.removeprefix("市"))
    if rng.random() > _ALIASED:
        return ()
    found = tuple(sorted(short - taken, key=lambda alias: (len(alias), alias))[:1])
    taken.update(found)
    return found
