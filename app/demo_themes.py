"""The sample city's themes: what units of each kind do, and what at the nodes of the year."""

from collections.abc import Mapping
from random import Random
from typing import NamedTuple

from app.demo_units import AGENCY, COMMUNITY, COUNTER, SCHOOL, TEAM


class Theme(NamedTuple):
    """What is done and where."""

    title: str
    place: str
    node: bool = False
    """At a node of the year."""


#: Themes and places that suit every unit.
_EVERYWHERE = (
    ("文明劝导志愿服务", "中心路口"),
    ("河道清扫", "清水河沿岸"),
    ("邻里守望走访慰问", "辖区内"),
    ("微心愿认领", "社区服务站"),
    ("无偿献血宣传", "人民广场"),
    ("垃圾分类入户宣传", "辖区小区"),
    ("关爱空巢老人", "老年公寓"),
    ("创城志愿服务日", "主次干道"),
)
_OF_KIND = {
    COMMUNITY: (
        ("便民义诊进社区", "社区广场"),
        ("反诈宣传入户", "辖区小区"),
        ("楼道清洁行动", "3号楼、5号楼"),
        ("四点半课堂", "社区活动室"),
    ),
    TEAM: (
        ("助学结对走访", "云溪县乡村小学"),
        ("环保骑行护河", "滨江绿道"),
        ("助残日陪伴", "残疾人之家"),
        ("旧衣捐赠整理", "爱心仓库"),
    ),
    SCHOOL: (
        ("校园护学岗", "学校东门"),
        ("学业辅导结对", "社区活动室"),
        ("经典诵读进养老院", "夕阳红养老院"),
        ("文明礼仪宣讲", "报告厅"),
    ),
    AGENCY: (
        ("全民阅读推广", "一楼大厅"),
        ("双报到社区服务", "共建社区"),
        ("法律咨询进乡村", "文化礼堂"),
        ("科普讲解", "展厅"),
    ),
    COUNTER: (
        ("雷锋岗便民服务", "营业大厅"),
        ("上门为老服务", "辖区内"),
        ("安全用电宣传", "农贸市场"),
        ("爱心驿站值守", "车站广场"),
    ),
}
NODE_THEMES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "chunjie": (("迎新春送春联", "社区广场"), ("春节慰问困难家庭", "辖区内")),
    "yuanxiao": (("元宵送温暖", "敬老院"), ("元宵猜灯谜", "社区广场")),
    "leifeng": (("学雷锋便民服务集市", "人民广场"), ("学雷锋清洁家园", "辖区内")),
    "qingming": (("清明文明祭祀宣传", "烈士陵园"), ("清明祭英烈", "烈士陵园")),
    "duanwu": (("端午包粽子慰问老人", "敬老院"), ("端午香囊赠环卫", "环卫驿站")),
    "gaokao": (("爱心护考", "第二中学考点"), ("高考送水服务点", "实验中学考点")),
    "zhongqiu": (("中秋邻里联欢", "社区广场"), ("中秋慰问独居老人", "辖区内")),
    "chongyang": (("重阳敬老义诊", "老年公寓"), ("重阳陪老人登高", "青山公园")),
    "ivd": (("国际志愿者日主题活动", "人民广场"), ("志愿者日表彰暨便民服务", "文化中心")),
}


def choose_themes(category: str, number: int, rng: Random) -> list[Theme]:
    """So many different themes with their places, as units of the category choose."""
    known = (*_EVERYWHERE, *_OF_KIND[category], *_OF_KIND[category])
    return [Theme(*chosen) for chosen in rng.sample(known, number)]


def choose_node_theme(node: str, rng: Random) -> Theme:
    """One of a node's themes with its place."""
    return Theme(*rng.choice(NODE_THEMES[node]), node=True)
