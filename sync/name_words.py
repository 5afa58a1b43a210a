"""Words in a cell of names: which are names, which are roles, titles and groups."""

import re

from sync.surnames import DOUBLE_SURNAMES, NAME_PARTS, SINGLE_SURNAMES

_ROLES = (
    "馆长|副馆长|园长|村长|校长|副校长|院长|副院长|所长|副所长|局长|副局长|科长|处长|部长|经理|主席"
    "|组长|副组长|组员|队长|副队长|队员|成员|领队|带队|负责人|联系人|组织者|志愿者|党员|团员"
    "|预备党员|群众|书记|副书记|支部书记|主任|副主任|站长|会长|秘书长"
    "|干部|职工|员工|教师|老师|学生|家长|参加人员|参与人员|参加|参与|人员|名单|志愿者名单"
    "|人员名单|签到|分别是|分别为|包括|以及|还有|摄影|记录|司机|医生|护士"
    "|委员|领导|民警|社区|支部|单位|本单位|居民|村民|市民|退休|在职"
    "|工作人员|社区工作者|网格员|楼长|指导老师|带队老师|党员志愿者|青年志愿者|服务人员|姓名"
)
_PREFIX = re.compile(rf"^(?:{_ROLES})(?:[:是为]|)")
_ORGANISATION = re.compile(
    r"^[\u4e00-\u9fff]{2,10}(?:馆|局|社区|小学|中学|大学|学校|公司|医院|银行|中心|支部|街道"
    r"|村委会|居委会)(?=[\u4e00-\u9fff]{2,4}$)",
)
_SUFFIX = re.compile(
    r"(?:同志|老师|先生|女士|小姐|书记|副书记|主任|副主任|队长|副队长|组长|副组长|局长"
    r"|副局长|科长|处长|部长|经理|院长|校长|所长|站长|会长|教授|医生|护士|同学|师傅"
    r"|干事|委员|主席|秘书长|教练|律师|警官|大夫|馆长|园长|村长|主管|领队|带队|志愿者|党员"
    r"|团员|队员|组员|成员|干部|职工|等)$",
)
_NOT_A_PERSON = re.compile(
    r"志愿|党员|团员|群众|干部|职工|员工|学生|老师|教师|家长|居民|村民|社区|单位|全体|全部"
    r"|全员|所有|部门|支部|科室|人员|成员|队员|组员|组长|队长|青年|代表|领导|大家|本人"
    r"|自己|其他|其余|若干|部分|爱心|市民|朋友|家属|夫妇|一家|夫妻|父子|母女|团队|小组|公司"
    r"|学校|中心|街道|委员|服务|活动|参加|参与|负责|书记|主任|医护|民警|师生|同事"
    r"|同学|孩子|名单|附件|详见|同上|签到|时间|时代|迟到|早退|常委|匿名|网友|热心|文明|方队"
    r"|车队|支队"
    r"|大队|联系|电话|姓名|未知|不详|高中|初中|小学|大学|安全员|管理员|许多|万人|后勤|宣传"
    r"|司机|游客|医生|护士|平安|项目|温暖|方便|来宾|应到|实到|请假|缺席|有关|常务|班级|年级"
    r"|政府|机关|办公|党委|党组|党群|金牌|工会|妇联|共青|[馆局部厂所镇]$|.{2}[队院校科处]$"
)
#: Words that begin like a name, as 班, 周, 党 and 全 are surnames too.
_WORDS = re.compile(
    r"班子|班长|段长|[连营]长|周[一二三四五六日末]|路人|党[建校日课]|团[日课]|毕业生|解放军|武警|应[急届征]"
    r"|家人|车辆|花草|苗木|毛巾|席位|米面|平安|项目|温暖|温馨|方[便案]|安[保检全]|文[艺体化]|巡[逻防查]"
    r"|管理|施工|保[洁安]|环卫|经理|商[户家]|单身|支[教援]|卫生|常规|相[关应]|关[爱怀注心]|农[民户村]"
    r"|成[年人]|邮政|银行|金融|时[段长间代]|全[体部员校班村家市县局院所队镇程科办厂系站党组馆街区]"
)
_KIN = re.compile(
    r".(?:队|处|局|科|院|校|厂|哥|姐|叔|姨|婶|伯|爷|奶|嫂|总|工|导|某|某某|大爷|大妈|大姐"
    r"|大哥|大叔|阿姨|叔叔"
    r"|奶奶|爷爷|婆婆|师傅|老板|老师|书记|主任|先生|女士|小姐|同志|医生|护士|队长|组长|局长"
    r"|科长"
    r"|经理|校长|院长|站长|同学|教授|委员)",
)
_REMARK = re.compile(
    r"(?:副?(?:组长|队长|书记|主任|站长|会长)|组员|队员|领队|带队|负责人|联系人|摄影|记录|司机"
    r"|[男女]性?|汉族?|\d{1,2}岁|-)+",
)
_HANZI = re.compile(r"[\u3400-\u9fff〇\U00020000-\U0003ffff]+")
_DOTTED = re.compile(
    r"[\u3400-\u9fffA-Za-z]{2,10}(?:·[\u3400-\u9fffA-Za-z]{1,10}){0,3}·[\u3400-\u9fffA-Za-z]{2,10}"
)
_LATIN = re.compile(r"[A-Za-zÀ-ž][A-Za-zÀ-ž'’.-]*(?: [A-Za-zÀ-ž][A-Za-zÀ-ž'’.-]*){1,4}")
_JOINERS = re.compile(r"以及|还有|[和与及跟同暨]")
_BEFORE_GROUP = re.compile(rf"{_JOINERS.pattern}|等")
_TWO, _THREE, _FOUR, _LONGEST = 2, 3, 4, 9


def plain_name(text: str) -> str | None:
    """The full name, less roles and titles; None where the text is no certain one."""
    text = text.strip(" :.-'")
    for _ in range(3):
        if is_name(text):
            return text
        shorter = _PREFIX.sub("", _SUFFIX.sub("", text)).strip()
        if shorter == text:
            shorter = _ORGANISATION.sub("", text)
        if shorter == text:
            return None
        text = shorter
    return text if is_name(text) else None


def split_joined(text: str) -> tuple[str, ...] | None:
    """The names in 张三和李和平; None where the text has not exactly one reading."""
    whole = plain_name(text)
    if whole is not None:
        return (whole,)
    readings = set()
    for found in _JOINERS.finditer(text):
        first = plain_name(text[: found.start()])
        rest = split_joined(text[found.end() :]) if first else None
        if first and rest:
            readings.add((first, *rest))
    return readings.pop() if len(readings) == 1 else None


def name_before_group(text: str) -> str | None:
    """李四 in 李四和其他志愿者, and in 李四等党员干部."""
    for found in _BEFORE_GROUP.finditer(text):
        first = plain_name(text[: found.start()])
        if first and is_group(text[found.end() :]):
            return first
    return None


def is_remark(text: str) -> bool:
    """The text says something of the person beside it: 组长, 男, 68岁."""
    return bool(_REMARK.fullmatch(text))


def is_group(text: str) -> bool:
    """The text names people without their names: 全体党员."""
    return bool(_NOT_A_PERSON.search(text))


def is_half_named(text: str) -> bool:
    """The text names somebody without the full name, 王书记, or is a word alone: 平安."""
    return bool((_KIN.fullmatch(text) and text[0] in SINGLE_SURNAMES) or _WORDS.fullmatch(text))


def is_name(text: str) -> bool:
    """The text can only be one person's full name."""
    if _DOTTED.fullmatch(text) or _LATIN.fullmatch(text):
        return not _run_together(text.split("·"))
    if (
        not _HANZI.fullmatch(text)
        or text.endswith("等")
        or _WORDS.fullmatch(text)
        or _NOT_A_PERSON.search(text)
        or _KIN.fullmatch(text)
    ):
        return False
    if any(part in text for part in NAME_PARTS):
        return len(text) <= _LONGEST
    if text[:_TWO] in DOUBLE_SURNAMES and len(text) in {_THREE, _FOUR}:
        return True
    return text[0] in SINGLE_SURNAMES and _has_given_name(text)


def _has_given_name(text: str) -> bool:
    """One or two signs after the surname; three only where the first is the other parent's."""
    if len(text) != _FOUR:
        return len(text) in {_TWO, _THREE}
    return text[1] in SINGLE_SURNAMES and text[2] not in SINGLE_SURNAMES


def _run_together(parts: list[str]) -> bool:
    """张三·李四 is two people, not one; 买买提·吐尔逊 is one."""
    return len(parts) > 1 and all(
        len(part) <= _THREE and is_name(part) and not any(p in part for p in NAME_PARTS)
        for part in parts
    )
