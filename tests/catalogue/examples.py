"""Worked examples: for each duty the sheets before and after it was shown, and the days it turns.

`shown` replaces or joins the tabs of `kept`. In each drawing the library is the unit that owes;
the school only keeps the register, so that the duty is in force.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One duty on small sheets; days are those of a sync and look."""

    duty: str
    kept: Mapping[str, str]
    shown: Mapping[str, str]
    begun: str
    """The day of the first sync."""
    open_on: str
    """The last day that is in time."""
    late_on: str
    """The first day that is late."""
    missed_on: str | None = None
    """The first day that it is closed; None where only evidence ends it."""
    unit: str = "图书馆"
    period: str = ""
    programme: str = ""
    people: Mapping[str, str] = field(default_factory=dict)
    """Who joins the roster with what is shown, by unit."""


_LOG = "日期 | 活动名称 | 人数 | 活动内容 | 照片 | 参加人员 | 状态 | 备注\n"
_STATION = (
    "单位 | 站点名称 | 建站日期 | 场所 | 标识 | 公示牌 | 队伍 | 名册 | 台账 | 开放时间 | 星级"
    " | 评定日期 | 撤销日期\n"
)
_WISH = "发布单位 | 微心愿 | 发布日期 | 认领日期 | 完成日期\n"
_ON = '[duties."{0}"]\nforce = "always"'

EXAMPLES = (
    Example(
        duty="U-01",
        kept={"活动": _LOG + "2026-02-05 | 读书会 | 9"},
        shown={"活动": _LOG + "2026-02-05 | 读书会 | 9\n2026-03-05 | 护河 | 12"},
        begun="2026-03-02",
        open_on="2026-04-07",
        late_on="2026-04-08",
        missed_on="2026-04-11",
        period="2026-03",
    ),
    Example(
        duty="U-02",
        kept={
            "月度报告": "单位 | 月份 | 报告标题 | 报送日期\n学校 | 2026-03 | 三月小结 | 2026-04-01"
        },
        shown={
            "月度报告": "单位 | 月份 | 报告标题 | 报送日期\n学校 | 2026-03 | 三月小结 | 2026-04-01"
            "\n图书馆 | 2026-03 | 三月报告 | 2026-04-02"
        },
        begun="2026-04-01",
        open_on="2026-04-09",  # the 5th is a Sunday, 清明 the 6th; two working days of grace
        late_on="2026-04-10",
        missed_on="2026-04-11",
        period="2026-03",
    ),
    Example(
        duty="U-03",
        kept={
            "活动": _LOG + "2026-03-05 | 万人植树 | 300",
            "重大活动快报": "单位 | 快报标题 | 上报日期\n学校 | 开学典礼 | 2026-03-01",
        },
        shown={
            "重大活动快报": "单位 | 快报标题 | 上报日期\n学校 | 开学典礼 | 2026-03-01"
            "\n图书馆 | 万人植树 | 2026-03-06"
        },
        begun="2026-03-05",
        open_on="2026-03-06",
        late_on="2026-03-07",
        period="2026-03-05",
    ),
    Example(
        duty="U-04",
        kept={"活动": _LOG + "2026-03-05 | 护河 | 12 | 清扫"},
        shown={"活动": _LOG + f"2026-03-05 | 护河 | 12 | {'沿河清扫垃圾' * 10} | 3张"},
        begun="2026-03-05",
        open_on="2026-03-10",
        late_on="2026-03-11",
        period="2026-03-05",
        programme=_ON.format("U-04"),
    ),
    Example(
        duty="U-05",
        kept={"活动": _LOG + "2026-03-05 | 护河 | 2"},
        shown={"活动": _LOG + "2026-03-05 | 护河 | 2 | | | 张三、李四 | 已认定"},
        begun="2026-03-05",
        open_on="2026-03-12",
        late_on="2026-03-13",
        period="2026-03-05",
        programme=_ON.format("U-05"),
    ),
    Example(
        duty="U-06",
        unit="东城区文明办",
        kept={
            "典型推荐": "单位 | 推荐对象 | 推荐类别 | 推荐日期\n晚报 | 护河队 | 集体 | 2026-03-05"
        },
        shown={
            "典型推荐": "单位 | 推荐对象 | 推荐类别 | 推荐日期\n晚报 | 护河队 | 集体 | 2026-03-05"
            "\n图书馆 | 读书会 | 项目 | 2026-03-20"  # of a unit below the district
        },
        begun="2026-03-05",
        open_on="2026-03-31",
        late_on="2026-04-01",
        missed_on="2026-04-04",
        period="2026-03",
    ),
    Example(
        duty="U-07",
        kept={"活动": _LOG + "2026-01-05 | 护河 | 9\n2026-02-05 | 护河 | 9"},
        shown={
            "活动": "日期 | 活动名称 | 活动类别\n2026-01-05 | 护河 | 环境\n2026-02-05 | 护河 | 环境"
            "\n2026-03-05 | 读书会 | 文化"
        },
        begun="2026-03-02",
        open_on="2026-03-31",
        late_on="2026-04-01",
        missed_on="2026-04-04",
        period="2026-Q1",
        programme=_ON.format("U-07") + '\n[programme]\nstart = "2026-01"',
    ),
    Example(
        duty="U-08",
        kept={"服务品牌": "单位 | 品牌名称 | 年度\n学校 | 小先生 | 2026"},
        shown={"服务品牌": "单位 | 品牌名称 | 年度\n学校 | 小先生 | 2026\n图书馆 | 书香 | 2025"},
        begun="2026-03-02",
        open_on="2026-06-30",
        late_on="2026-07-01",
        missed_on="2026-07-04",
        period="2026",
    ),
    Example(
        duty="U-09",
        kept={"活动": _LOG + "2026-01-05 | 护河 | 9"},
        shown={"活动": _LOG + "2026-01-05 | 护河 | 9\n2026-03-05 | 护河 | 9"},
        begun="2026-01-06",
        open_on="2026-04-07",
        late_on="2026-04-08",  # the day March is overdue, February before it
        period="2026-03",
        programme=_ON.format("U-09") + '\n[programme]\nstart = "2026-01"',
    ),
    Example(
        duty="U-10",
        kept={
            "四项制度": "单位 | 制度类别 | 制度名称\n学校 | 招募注册 | 招募办法\n"
            "图书馆 | 招募注册 | 招募办法\n图书馆 | 教育培训 | 培训办法"
            "\n图书馆 | 服务记录 | 记录办法"
        },
        shown={
            "四项制度": "单位 | 制度类别 | 制度名称\n学校 | 招募注册 | 招募办法\n"
            "图书馆 | 招募注册 | 招募办法\n图书馆 | 教育培训 | 培训办法"
            "\n图书馆 | 服务记录 | 记录办法"
            "\n图书馆 | 评价激励 | 激励办法"
        },
        begun="2026-01-06",
        open_on="2026-03-31",
        late_on="2026-04-01",
        missed_on="2026-04-04",
        period="2026",
    ),
    Example(
        duty="U-11",
        unit="学校",
        kept={},
        shown={},
        people={"学校": "王芳"},
        begun="2026-03-05",
        open_on="2026-03-12",
        late_on="2026-03-13",
        period="2026-03-05",
        programme=_ON.format("U-11"),
    ),
    Example(
        duty="U-12",
        kept={"活动": _LOG + "2026-03 | 本月未开展活动"},
        shown={"活动": _LOG + "2026-03 | 本月未开展活动 | | | | | | 场馆维修"},
        begun="2026-03-31",
        open_on="2026-04-09",
        late_on="2026-04-10",
        period="2026-03-01",
        programme=_ON.format("U-12"),
    ),
    Example(
        duty="N-01",
        unit="市文明办",
        kept={"节点牵头单位": "牵头单位 | 节点 | 年度\n学校 | 春节 | 2026"},
        shown={
            "节点牵头单位": "牵头单位 | 节点 | 年度\n学校 | 春节 | 2026\n图书馆 | 端午节 | 2026"
        },
        begun="2026-04-01",
        open_on="2026-04-30",  # 45 days before the window of 端午 opens on 14 June
        late_on="2026-05-01",
        missed_on="2026-05-09",
        period="duanwu-2026",
    ),
    Example(
        duty="N-02",
        kept={
            "节点牵头单位": "牵头单位 | 节点 | 年度\n图书馆 | 端午节 | 2026",
            "节点方案": "单位 | 节点 | 方案名称 | 方案报送日期\n学校 | 春节 | 年画 | 2026-01-05",
        },
        shown={
            "节点方案": "单位 | 节点 | 方案名称 | 方案报送日期\n学校 | 春节 | 年画 | 2026-01-05"
            "\n图书馆 | 端午节 | 包粽子 | 2026-05-20"
        },
        begun="2026-05-20",
        open_on="2026-05-31",
        late_on="2026-06-01",
        missed_on="2026-06-04",
        period="duanwu-2026",
    ),
    Example(
        duty="N-03",
        kept={"节点牵头单位": "牵头单位 | 节点 | 年度\n图书馆 | 端午节 | 2026"},
        shown={"活动": _LOG + "2026-06-18 | 端午包粽子 | 20"},
        begun="2026-06-08",
        open_on="2026-06-24",  # three working days after the window, which ends on the 20th
        late_on="2026-06-25",
        missed_on="2026-06-30",
        period="duanwu-2026",
    ),
    Example(
        duty="N-04",
        kept={
            "节点牵头单位": "牵头单位 | 节点 | 年度\n图书馆 | 端午节 | 2026",
            "节点小结": "单位 | 节点 | 小结名称 | 小结报送日期\n学校 | 春节 | 年画 | 2026-03-05",
        },
        shown={
            "节点小结": "单位 | 节点 | 小结名称 | 小结报送日期\n学校 | 春节 | 年画 | 2026-03-05"
            "\n图书馆 | 端午节 | 包粽子 | 2026-06-23"
        },
        begun="2026-06-14",
        open_on="2026-06-26",
        late_on="2026-06-27",
        missed_on="2026-07-02",
        period="duanwu-2026",
    ),
    Example(
        duty="N-05",
        unit="晚报",
        kept={
            "媒体宣传": "媒体 | 节点 | 稿件标题 | 刊发日期 | 链接"
            "\n学校 | 春节 | 年画 | 2026-02-05 | 有"
        },
        shown={
            "媒体宣传": "媒体 | 节点 | 稿件标题 | 刊发日期 | 链接"
            "\n学校 | 春节 | 年画 | 2026-02-05 | 有"
            "\n晚报 | 学雷锋日 | 身边雷锋 | 2026-03-05 | example.org/a"
        },
        begun="2026-03-02",
        open_on="2026-04-03",
        late_on="2026-04-04",
        missed_on="2026-04-10",
        period="leifeng-2026",
    ),
    Example(
        duty="S-01",
        kept={
            "志愿服务站": _STATION + "图书馆 | 东门站 | 2025-05-01",
            "检查记录": "所属单位 | 站点名称 | 检查日期\n学校 | 西门站 | 2026-01-05",
        },
        shown={
            "检查记录": "所属单位 | 站点名称 | 检查日期\n学校 | 西门站 | 2026-01-05"
            "\n图书馆 | 东门站 | 2026-03-05"
        },
        begun="2026-03-02",
        open_on="2026-03-31",
        late_on="2026-04-01",
        missed_on="2026-04-04",
        period="2026-Q1",
        programme='[programme]\nstart = "2026-01"',
    ),
    Example(
        duty="S-02",
        kept={"志愿服务站": _STATION + "图书馆 | 东门站 | 2026-03-05"},
        shown={"活动": _LOG + "2026-05-10 | 东门站便民服务 | 9"},
        begun="2026-03-05",
        open_on="2026-05-19",  # sixty days, and fifteen of grace
        late_on="2026-05-20",
        period="2026-03-05",
    ),
    Example(
        duty="S-03",
        kept={
            "志愿服务站": _STATION
            + "图书馆 | 东门站 | 2026-03-01 | 有 | 有 | 无 | 有 | 有 | 有 | 9-17"
        },
        shown={
            "志愿服务站": _STATION
            + "图书馆 | 东门站 | 2026-03-01 | 有 | 有 | 有 | 有 | 有 | 有 | 9-17"
        },
        begun="2026-03-05",
        open_on="2026-04-04",
        late_on="2026-04-05",
        period="2026-03-05",
    ),
    Example(
        duty="S-04",
        kept={
            "整改台账": "单位 | 整改事项 | 发现日期 | 整改期限"
            "\n图书馆 | 无公示牌 | 2026-03-05 | 2026-03-12"
        },
        shown={
            "整改台账": "单位 | 整改事项 | 发现日期 | 整改期限 | 整改完成日期"
            "\n图书馆 | 无公示牌 | 2026-03-05 | 2026-03-12 | 2026-03-10"
        },
        begun="2026-03-05",
        open_on="2026-03-12",
        late_on="2026-03-13",
        period="2026-03-05",
    ),
    Example(
        duty="S-05",
        unit="东城区文明办",
        kept={"社区广场": "县区 | 社区 | 广场\n东城区文明办 | 东街 | 是\n图书馆 | 西街 | 否"},
        shown={"社区广场": "县区 | 社区 | 广场\n东城区文明办 | 东街 | 是\n图书馆 | 西街 | 是"},
        begun="2026-04-02",
        open_on="2026-06-30",
        late_on="2026-07-01",
        missed_on="2026-07-04",
        period="2026-Q2",
    ),
    Example(
        duty="S-06",
        kept={
            "志愿服务站": _STATION + "图书馆 | 东门站 | 2023-03-01 | | | | | | | | 3 | 2025-03-05"
        },
        shown={
            "志愿服务站": _STATION
            + "图书馆 | 东门站 | 2023-03-01 | | | | | | | | 3 | 2025-03-05 | 2026-03-01"
        },
        begun="2025-03-05",
        open_on="2026-04-04",  # a year, and thirty days of grace
        late_on="2026-04-05",
        period="2025-03-05",
        programme='[programme]\nstart = "2025-01"',
    ),
    Example(
        duty="V-09",
        kept={
            "党员双注册": "单位 | 党员编号 | 单位所在社区 | 居住地社区"
            "\n图书馆 | A1 | 东街 | 西街\n图书馆 | A2 | 东街 |"
        },
        shown={
            "党员双注册": "单位 | 党员编号 | 单位所在社区 | 居住地社区"
            "\n图书馆 | A1 | 东街 | 西街\n图书馆 | A2 | 东街 | 南街"
        },
        begun="2026-04-02",
        open_on="2026-06-30",
        late_on="2026-07-01",
        missed_on="2026-07-04",
        period="2026-Q2",
    ),
    Example(
        duty="V-10",
        kept={
            "申请登记": "受理单位 | 申请类型 | 申请编号 | 申请日期\n图书馆 | 更正 | G1 | 2026-03-05"
        },
        shown={
            "申请登记": "受理单位 | 申请类型 | 申请编号 | 申请日期 | 答复日期"
            "\n图书馆 | 更正 | G1 | 2026-03-05 | 2026-03-09"
        },
        begun="2026-03-05",
        open_on="2026-03-12",
        late_on="2026-03-13",
        period="2026-03-05",
    ),
    Example(
        duty="V-11",
        kept={
            "申请登记": "受理单位 | 申请类型 | 申请编号 | 申请日期\n图书馆 | 证明 | Z1 | 2026-03-05"
        },
        shown={
            "申请登记": "受理单位 | 申请类型 | 申请编号 | 申请日期 | 答复日期"
            "\n图书馆 | 证明 | Z1 | 2026-03-05 | 2026-03-09"
        },
        begun="2026-03-05",
        open_on="2026-03-12",
        late_on="2026-03-13",
        period="2026-03-05",
    ),
    Example(
        duty="P-01",
        kept={
            "结对帮扶": "结对单位 | 户编号 | 结对日期\n图书馆 | H01 | 2026-03-05",
            "结对走访": "走访单位 | 户编号 | 走访日期\n学校 | H09 | 2026-01-05",
        },
        shown={
            "结对走访": "走访单位 | 户编号 | 走访日期\n学校 | H09 | 2026-01-05"
            "\n图书馆 | H01 | 2026-06-10"
        },
        begun="2026-03-05",
        open_on="2026-06-17",  # ninety days, and fourteen of grace
        late_on="2026-06-18",
        period="2026-03-05",
    ),
    Example(
        duty="D-01",
        kept={"微心愿": _WISH + "图书馆 | 一副老花镜 | 2026-03-05 | 2026-03-09"},
        shown={"微心愿": _WISH + "图书馆 | 一副老花镜 | 2026-03-05 | 2026-03-09 | 2026-04-02"},
        begun="2026-03-09",
        open_on="2026-04-07",  # thirty days to be done, and three of grace
        late_on="2026-04-08",
        period="2026-03-05",
    ),
    Example(
        duty="D-02",
        kept={"群众需求": "承办单位 | 需求 | 提出日期\n图书馆 | 修路灯 | 2026-03-05"},
        shown={
            "群众需求": "承办单位 | 需求 | 提出日期 | 答复日期"
            "\n图书馆 | 修路灯 | 2026-03-05 | 2026-03-10"
        },
        begun="2026-03-05",
        open_on="2026-03-12",
        late_on="2026-03-13",
        period="2026-03-05",
    ),
    Example(
        duty="C-01",
        kept={"征集作品": "报送单位 | 征集名称 | 作品名称\n学校 | 随手拍 | 晨光"},
        shown={
            "征集作品": "报送单位 | 征集名称 | 作品名称 | 报送日期\n学校 | 随手拍 | 晨光"
            "\n图书馆 | 随手拍 | 灯下 | 2026-05-10"
        },
        begun="2026-05-06",
        open_on="2026-05-31",
        late_on="2026-06-01",
        missed_on="2026-06-04",
        period="snapshots-2026",
        programme=_ON.format("C-01")
        + '\nnodes = ["snapshots"]\n[nodes.snapshots]\nzh = "随手拍"\nen = "snapshots"'
        "\ndates = [2026-05-31]\nbefore = 30",
    ),
)
