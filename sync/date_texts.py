"""A date cell's text made plain: figures for numerals, no English months, no times of day."""

import re

from sync.numerals import NUMERAL_SIGNS, spelled

_N = f"[{NUMERAL_SIGNS}OoＯ]"
_NUMERALS = re.compile(
    rf"{_N}+(?= ?(?:[年月点时]|[日号](?!\w)))|(?<=月){_N}+|(?<=月 ){_N}+(?=[日号])"
    rf"|(?:(?<=^)"
    rf"|(?<=[、,;和及与至到~\- \n]))(?!一 ?日[^上下早晚中至到和及、,]){_N}+(?= ?[日号])"
    rf"|(?<=[点时]){_N}+(?=分)",
)
_LETTER_O = str.maketrans("Oo", "〇〇")
_ENGLISH = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAMED = rf"(?<![a-z])(?P<name>{'|'.join(_ENGLISH)})[a-z]*\.?"
_MONTH_YEAR = re.compile(rf"{_NAMED}[ ,-]*(?P<year>\d{{4}})")
_MONTH_DAY = re.compile(
    rf"{_NAMED}[ -]?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:[ ,-]+(?P<year>\d{{4}})(?!\d))?",
)
_DAY_MONTH = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -]?(?:of )?{_NAMED}(?:[ ,-]*(?P<year>\d{{4}}"
    rf"|\d{{2}})(?![\d:]))?",
)

_PART = r"(?:上午|下午|中午|早上|早晨|晚上|晚间|傍晚|凌晨|清晨|夜间|夜晚|午后|早|晚|am|pm) ?"
_CLOCK = (
    rf"(?:{_PART})?(?:t?\d{{1,2}} ?:\d{{2}}(?::\d{{2}}(?:\.\d+)?(?:z|[+-]\d{{2}}:?\d{{2}})?)?z?"
    r"|\d{1,2} ?[点时](?:[钟整半]|一刻|三刻|\d{1,2}分?)?)(?: ?(?:am|pm)(?![a-z]))?"
)
_CLOCK_SPAN = re.compile(
    rf"(?:{_CLOCK}|(?<![\d.月/·-])(?:{_PART})?\d{{1,2}}) ?(?:[-~至到]|to) ?(?:次日|翌日"
    rf"|第二天|当日|当天)?{_CLOCK}"
    r"|(?<=[ 日号])\d{1,2}\.(?:(?:00|3[2-9]|[45]\d)[-~至到]\d{1,2}\.\d\d"
    r"|\d\d[-~至到]\d{1,2}\.(?:00|3[2-9]|[45]\d))(?!\d)",
)
_ONE_CLOCK = re.compile(_CLOCK)
_PARTS = re.compile(
    r"(?:至|到|-|~)(?:次日|第二天|翌日)(?:凌晨|早[上晨]?|清晨)(?=[ )]|$)|上、?下午"
    r"|[上下中]午|早[上晨]|晚[上间]|傍晚|凌晨|清晨|夜[间晚]|午后|午间|全天|整天|当天|当日"
    r"|(?<![a-z])[ap]\.?m\.?(?![a-z])"
    r"|(?<=[日号\d])[早晚]",
)


def prepare_date(text: str) -> str:
    """The folded text with figures for numerals and without times of day."""
    text = _NUMERALS.sub(_figures, text.replace('"', "")).lower()
    for pattern in (_DAY_MONTH, _MONTH_YEAR, _MONTH_DAY):
        text = pattern.sub(_turned, text)
    return _PARTS.sub(" ", _ONE_CLOCK.sub(" ", _CLOCK_SPAN.sub(" ", text)))


def _figures(found: re.Match[str]) -> str:
    return spelled(found[0].translate(_LETTER_O)) if found[0] not in {"O", "o"} else found[0]


def _turned(found: re.Match[str]) -> str:
    named = found.groupdict()
    year = f"{named['year']}年" if named.get("year") else ""
    day = f"{named['day']}日" if named.get("day") else ""
    return f"{year}{_ENGLISH.index(named['name']) + 1}月{day} "
