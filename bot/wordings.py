"""How people word what they want: an ordered list, the first wording that fits decides."""

import re

from bot.intents import Intent

_REPORT = r"(?:报|交|填|登记|上报|完成|做|搞|办|开展|补|达标|录|上传|提交|弄|写)"
_MEND = r"(?:修改|改正?|更正|订正|修正)"
_QUESTION = r"(?:[吗么嘛]|没(?!几)|不\b|[?]|了没有?|没有|是否|有没有|是不是)"
_WHO = (
    "(?:谁|哪些|哪个(?!月)|哪几(?!个?月)|哪家|哪里的?单位|多少(?:个|家)?单位"
    "|几(?:个|家)单位|有没有单位|什么单位)"
)
_NIL = r"(?:零报告?|零活动|零开展|零上报|[报是]零|空报)"
_MISSING = r"(?:没|未|缺|漏|欠|逾期|超期|迟|晚|拖|不达标|差|落后)"

_WORDINGS: tuple[tuple[Intent, str], ...] = (
    (
        Intent.HELP_REGISTER,
        (
            r"[填写报输录记传]错了?.{0,4}(?:怎么|咋|如何|怎样)"
            r"|\bhow (?:do|can|to)\b.*\b(?:fix|correct|undo)\b"
        ),
    ),
    (
        Intent.DISPUTE,
        (
            r"不归(?:我|本单位)|不由我们?负责|不是我们?(?:的(?!活动)|管|单位|负责)|不属于我|与我们?无关"
            r"|(?:申请|请求|要求|希望|想要?|能不能|可不可以|可以|可否|能|请)(?:给?我们?)?免报|^免报$"
            r"|\bnot (?:us|ours|mine|our (?:job|duty|unit))\b|\bexempt(?:ion|ed)?\b"
            r"|为(?:什么|啥|何).{0,6}没|[还却]说.{0,3}没|怎么(?:会|就)?没|没有我们?的.{0,3}(?:数据|记录)"
            "|明明|"
            "(?<!对)不对(?!外)|有误|错[了误]|[算记统数]错|不准|少[算记]|多[算记]|漏[算记]"
            "|算得?少|少了[一二两三几]?[场次个条]|漏了|申诉|投诉|异议"
            "|对不上|不符|不一致|有问题|不正确|出错"
            r"|\b(?:wrong|incorrect|mistakes?|inaccurate|not (?:right|correct)"
            "|(?:does ?n[o']?t|don'?t) (?:match|add up)"
            r"|miscounted|(?:counts?|numbers?|figures?|totals?) (?:is|are|looks?"
            r"|seems?) off|errors?|dispute)\b"
        ),
    ),
    (
        Intent.MUTE,
        (
            "(?:别|不要|不用|勿|停止|取消|关闭|关掉|不想|不需要|少)(?:再|给我|收到?|接收|一直"
            "|老|总)*(?:提醒|发|催|通知|烦|吵|推送|打扰)"
            "|取消订阅|静音|免打扰|闭嘴|退订|屏蔽|安静"
            r"|\b(?:mute|unsubscribe|(?:turn|switch) off|shut up|be quiet|silence"
            r"|stop (?:it|reminding|sending"
            r"|messag\w*|nagging|bothering|notif\w*|the reminders?)"
            r"|(?:do not|don'?t|no more) (?:remind\w*|disturb|send|message\w*|bother|notif\w*)"
            r"|opt[- ]?out)\b"
        ),
    ),
    (
        Intent.DEADLINE,
        (
            "截止|最晚|最迟|期限|限期|死线|(?:几号|哪天|哪一天|什么时候|何时|啥时候|几月几号"
            "|多久|几点)(?:之?前)?(?:要|得|该|应该|需要|必须)?.{0,4}(?:报|交|填|截|止|到期"
            "|完成|补|前|结束|提交|登记)"
            "|还[有剩](?:几|多少)天|(?:交|报|填|补)到(?:几号|什么时候|哪天)|到期"
            r"|\bdeadlines?\b|\bdue\b(?! to)|\bby when\b|\bwhen (?:do|must|should|is|are|does"
            r"|to|can)\b.*\b(?:report|due|submit|deadline|file|hand|log|send|finish|late"
            r"|end)\w*"
            r"|\bhow (?:many days|long|much time)\b.*\b(?:left|remain\w*|have)\b|\blast day\b"
            r"|\bcut ?off\b|\bdays (?:left|remaining)\b|\bhow late can\b"
        ),
    ),
    (
        Intent.SHEET_LINK,
        (
            rf"(?:哪|(?<!为)什么(?!时候)|啥|[几多]).{{0,6}}(?:要|需要?|应该|该|得|没|待){_MEND}"
            rf"|{_MEND}的?(?:哪|什么|啥)"
            r"|\b(?:what|which|where|anything)\b.*\b(?:fix(?:ed|ing)?|mend\w*|correct(?:ed|ing))\b"
            "|链接|网址|台账在|表格?的地址|表格?(?:在|是)?(?:哪|发|给|呢|地址)|(?:打开|找|看|要|发|给|进"
            "|哪|哪个|哪张|在线|共享|查看)(?:我|一下|下|个|到|不到|的|里|有|是|原始|原)*(?:表格"
            "|表(?!示|现|扬|彰)|台账|文档)|^(?:表格?|台账|文档)$"
            r"|\b(?:sheet|spreadsheet|link|url|workbook)\b(?!ed)|\bwhere (?:is|are"
            r"|can i find)\b.*\b(?:table|form|ledger|file)\b"
        ),
    ),
    (
        Intent.HELP_REGISTER,
        (
            "(?:怎么|怎样|如何|咋|怎麽|哪里|哪儿|在哪)(?:样|去|来|能|可以|才能|给|把|用|弄|办"
            rf"|做|进行|操作)*.{{0,6}}(?:{_REPORT}|记|用|传|发|操作|添加|录入)"
            "|不会[填报用登录写]|教[我程一]|使用说明|说明书|帮助|指南|^(?:登记|填报|录入"
            "|报活动|登记活动|求助)$|(?:你|月月)(?:能|会|可以)(?:做|干|帮)?(?:些)?(?:什么|啥)"
            "|怎么[办用弄]|功能|[要该需](?:要|得)?[填写](?:什么|哪些|啥)|(?:格式|填法|写法|要求|规范|模板|样式).{0,3}(?:什么|怎|要求|是)"
            r"|\bhow (?:do|to|can|should|must|would|does)\b.*\b(?:log|register|report|fill"
            r"|submit|add|enter|record|file|use|work|sign|do (?:it|this))\b|\bhelp\b"
            r"|\bwhere (?:do|can|should) (?:i|we)\b|\bwhat can you do\b|\binstructions?\b"
            r"|\bguide\b|\btutorial\b"
        ),
    ),
    (
        Intent.STARS,
        (
            r"几[颗个]?星|星级|[一二三四五\d]星|多少颗?星|评星|摘星|\bstars?\b"
            r"|\bstar[- ]?(?:rating|level)\b"
        ),
    ),
    (
        Intent.LATE_LIST,
        (
            rf"{_WHO}.*(?:{_MISSING}|{_NIL})|{_NIL}.{{0,4}}(?:单位|名单|情况)"
            r"|\b(?:which|who|how many|list)\b.*\bnil\b|\bnil (?:reports?|units?|list)$"
            "|还[有差缺欠]谁|[差缺欠剩](?:着|了|的|下)*(?:谁|哪[些几家])|差谁|谁还|(?:未报|没报|缺报|漏报|逾期|迟报|未交"
            "|没交|未完成|没完成|未达标|不达标|催报|催办|欠报|落后)的?(?:单位|名单|情况)|名单"
            "|催[报办一]|催催|黑名单|排名倒数"
            r"|\bwho(?:'s| is| are| has| have| did)?\b.*\b(?:late|missing|missed|not|n't|behind"
            r"|overdue|outstanding|yet to|still (?:ha[sv]e?|needs?) to|failed to"
            r"|skipped)\b|\bwho (?:has|have|did|is|are)n'?t\b|\bwho (?:hasn|haven"
            r"|didn|isn)'?t\b"
            r"|\b(?:which|how many) (?:units?|teams?|ones?)\b.*(?:\b(?:late|missing|not|behind"
            r"|overdue|outstanding|missed|skipped|failed|yet to|still (?:ha[sv]e?"
            r"|needs?) to)\b|n't)|\b(?:late|overdue) (?:list|units?|ones?)\b"
            r"|\blaggards?\b|\bmissing (?:units?|reports?)\b"
        ),
    ),
    (
        Intent.HOURS,
        (
            r"多少个?(?:小时|工时|钟头)|几个?(?:小时|钟头)|多少h\b"
            r"|\bhow (?:many hours|long|much time)\b"
        ),
    ),
    (Intent.ACTIVITY_COUNT, r"\bhow many (?:activit\w+|events?|times|sessions?)\b"),
    (
        Intent.VOLUNTEER_COUNT,
        r"\bhow many (?:people|volunteers?|participants?|persons?|attended|joined|took part)\b",
    ),
    (
        Intent.COMPLIANCE,
        (
            rf"(?<![不没未])达标|报上了?{_QUESTION}|差不差|过关|过了{_QUESTION}|合格(?:了|不$)?{_QUESTION}?"
            rf"|{_REPORT}了?(?:上去|齐|好|完|过"
            rf"|够)?了?{_QUESTION}|(?:有没有|是否|是不是){_REPORT}?|状态|还[差缺欠](?:什么|啥|多少"
            "|几|哪)(?!.*(?:小时|星))"
            "|够(?:了|不够|数)|合规"
            r"|\b(?:status|complian(?:t|ce)|on track|ma(?:k|d)e it|(?:was|were|is"
            r"|are)\b.*\baccepted|(?:ok(?:ay)?|fine|good) for (?:us|our unit)|met (?:the"
            r"|our)|are we (?:ok|good|done"
            "|late|overdue|behind)|am i (?:late|done|ok|behind)|(?:did|have|has) (?:we|i|they"
            r"|our unit|my unit)\b(?!.*how)(?=.*\b(?:report|submit|file|done|do|log|finish"
            r"|complete|comply|meet|pass)\w*)|\b(?:did|does|has|have)\b.*\b(?:me[e]?t"
            r"|comply|compl(?:ied|iant))\b"
            r"|how many (?:units|teams)\b.*\b(?:met|complied|compliant|done|complete)\b)"
            r"|\b(?:did|has|have) (?:report|submit|file|log|finish|complete|done)\w*\b"
            r"|\bis \w+ (?:done|late|overdue|complete)\b|\bfulfil+ed\b|\bpassed\b"
        ),
    ),
    (
        Intent.HOURS,
        (
            r"(?<![\d半一二两三四五六七八九十])(?:个)?小时|工时|时长|时数|钟头|几个钟|多久"
            "|多长时间|服务时间|总时间|志愿时间|志愿服务时"
            r"|(?<!\d )(?<!\d)\b(?:hours?|hrs?|how long|how much time|(?:volunteer\w*"
            r"|service) time|time (?:logged|served"
            r"|volunteered))\b"
        ),
    ),
    (
        Intent.ACTIVITY_COUNT,
        (
            "(?:多少|几|多少个|几个|多少项|几项)(?:个|场|次|项|回)?(?:志愿|服务|志愿服务"
            "|学雷锋)*活动|[几多]少?[场次回](?!人)|多少(?:场|次|回)(?!人)|次数|场次"
            "|活动[数总]?(?:量|数|场)|活动.{0,6}(?:多少|几|有哪些|哪些|列表|明细|清单)"
            r"|(?:哪些|什么|列出)活动|有(?:没有|无)?活动|^(?:我们|本单位|全市)?\s*活动$"
            r"|\b(?:activity|event) count\b|\b(?:number|count|list) of (?:our |my |the "
            r"|all )?(?:activities|events)\b"
            r"|^(?:our |my )?(?:activities|events)\b|\bwhat (?:activities|events)\b"
            r"|\bactivities\b"
        ),
    ),
    (
        Intent.VOLUNTEER_COUNT,
        (
            "人次|人数|(?:多少|几)(?:名|个|位)?(?:人|志愿者)|志愿者.{0,4}(?:多少|几)|参与量"
            r"|\bhead ?count\b|\battendance\b|\b(?:number|count) of (?:our |my |the "
            r"|all )?(?:people|volunteers"
            r"|participants)\b|^(?:our |my )?(?:volunteers|participants|people)\b"
            r"|\bvolunteers\b"
        ),
    ),
    (
        Intent.LATE_LIST,
        (
            rf"(?:没有?|未|还没|缺|漏|欠)(?:{_REPORT}|的单位)|逾期|过期|不达标|\b(?:late"
            r"|overdue|not (?:reported|submitted|filed))\b"
        ),
    ),
    (
        Intent.COMPLIANCE,
        r"情况|进度|进展|完成|报[告过]?了|\b(?:progress|how are we doing|doing)\b",
    ),
)
_COMPILED = tuple((intent, re.compile(wording, re.ASCII)) for intent, wording in _WORDINGS)
_THANKS = re.compile(
    "谢|辛苦|收到|(?<![你您])好[的滴呀啊哒]|知道了|明白|了解|没问题|^(?:好|行|嗯+|ok(?:ay)?|赞"
    "|棒|👌|👍|🙏)+[!。.~]*$"
    r"|\b(?:thanks?|thx|3q|thank you|cheers|got it|ok(?:ay)?|noted|great|roger|will do)\b"
    "|👍|👌|🙏",
    re.ASCII,
)
_GREETING = re.compile(
    "你好|您好|大家好|哈[喽啰罗]|^(?:早|早安|晚安|嗨|喂|嘿|在吗|在不在|在么"
    "|月月)+[啊呀!,。~]*$|[早上下晚中]午?好|在吗|有人[吗么在]|再见|拜拜"
    r"|\b(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings|yo|bye"
    r"|goodbye)\b",
    re.ASCII,
)
_VAGUE = re.compile(
    "多少|几个|(?<!等于)几$|统计|数据|汇总|总结|报表|查询|查一?下|看一?下|看看|明细"
    r"|\b(?:how (?:many|much)|report|summary|statistics?|stats|data|numbers?|figures?"
    r"|count)\b",
    re.ASCII,
)


def find_intent(text: str, *, of_one: bool) -> Intent:
    """The intent of folded text without its period and names.

    `of_one` says that one unit or person was named: its 没报 asks for its status, not for a list.
    """
    fitting = (intent for intent, wording in _COMPILED if wording.search(text))
    for intent in fitting:
        if (
            intent is Intent.LATE_LIST
            and of_one
            and not re.search(rf"{_WHO}|名单|\bwho\b|\bwhich\b", text)
        ):
            return Intent.COMPLIANCE
        return intent
    if _VAGUE.search(text):
        return Intent.CLARIFY
    if _THANKS.search(text):
        return Intent.THANKS
    return Intent.GREETING if _GREETING.search(text) else Intent.UNKNOWN
