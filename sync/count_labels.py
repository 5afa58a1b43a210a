"""Labels of a head-count cell's figures: who is counted, those who serve or those served."""

import re
from enum import StrEnum


class Role(StrEnum):
    """What a label makes of its figure."""

    PRESENT = "present"  # 签到, 实到
    PHOTO = "photo"  # 合影
    PLANNED = "planned"  # 应到, 报名
    SERVED = "served"  # 服务群众
    VOLUNTEER = "volunteer"
    PART = "part"  # 党员, 女, a unit's name
    NONE = "none"


_SERVING = re.compile(r"志愿服务(?:者|人员|队)?|服务(?:队员?|人员|者)")
_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        Role.PLANNED,
        re.compile(r"应到|报名|计划|预计|拟|邀请|请假|缺席|缺勤|未到|招募|通知|招收|需要|名额"),
    ),
    (Role.PRESENT, re.compile(r"签到|实到|到场|到岗|出席|实际|打卡")),
    (Role.PHOTO, re.compile(r"合影|照片|拍照|留影")),
    (
        Role.SERVED,
        re.compile(
            r"服务(?!.*(?:志愿者|义工))|受益|惠及|慰问|帮扶|走访|覆盖|对象|观众|接受|辐射"
            r"|救助|帮助|宣传|义诊|体检|受众|探望|看望|关爱|资助"
            r"|发放|惠民|理发|咨询|接待|引导|劝导|老人|老年|儿童|孤寡|困难|残疾|患者|病人"
            r"|围观|游客|留守|空巢|孩子|行人|乘客|考生",
        ),
    ),
    (Role.VOLUNTEER, re.compile(r"志愿者|义工|志愿服务")),
    (
        Role.PART,
        re.compile(
            r"党员|团员|群众|队员|组员|成员|干部|职工|员工|教师|老师|学生|师生|家长|组长"
            r"|队长|领队|带队|工作人员|人员|领导|居民|村民|青年|少先队"
            r"|男|女|大人|小孩|成人|负责人|书记|医生|护士|医护|民警|教职工|骨干|代表|其他|新"
            r"|[a-z]组"
            r"|(?:馆|局|校|院|社区|村|队|组|部|科|办|委|公司|中心|支部|班|系|处|站|所|街道"
            r"|镇|乡|单位|银行|学|会|团|厂|店|批)(?:[:,、;\s+]*)$",
        ),
    ),
)
_TIMES = re.compile(r"上午|下午|晚上|中午|早上|第.{1,3}[次场天日轮]|[一二三]次|场$|周|星期")

_PUBLIC = re.compile(r"群众|居民|村民|市民|百姓|民众")
_ABSENT = re.compile(r"(?<!无)(?:请假|缺席|缺勤|未到)|没来|缺 ?\d")
_EXPECTED = re.compile(r"应到|报名|计划|预计|拟(?!定)|招募|名额")
_BYSTANDER = re.compile(r"\W*[个名]?(?:孩子|小孩|儿童|老人)\W*")
_SERVED_HEADER = re.compile(r"受益|服务对象|服务人[数次]|服务群众|惠及|受众|覆盖")


def role_of(label: str) -> Role:
    """What the label says of its figure."""
    text = _SERVING.sub("志愿者", label)
    return next((role for role, words in _ROLES if words.search(text)), Role.NONE)


def is_time(label: str) -> bool:
    """The label names a time or session: its people may be the same as the next one's."""
    return bool(_TIMES.search(label))


def is_public(label: str) -> bool:
    """The label names those whom volunteers beside them serve."""
    return bool(_PUBLIC.search(label))


def is_absent(text: str) -> bool:
    """The text speaks of people who did not come."""
    return bool(_ABSENT.search(text))


def is_expected(text: str) -> bool:
    """The text speaks of people who were to come."""
    return bool(_EXPECTED.search(text))


def is_bystander(label: str) -> bool:
    """The label names people who may have taken part or have been served: 孩子."""
    return bool(_BYSTANDER.fullmatch(label))


def asks_for_served(header: str) -> bool:
    """The header asks for those served, not for those who serve."""
    return bool(_SERVED_HEADER.search(header))
