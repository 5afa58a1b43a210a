"""The text of a duration cell: what its words say about its figures, and what it amounts to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sync.cell_texts import UnreadableError
from sync.duration_sums import Amount, add_up, shape_of
from sync.duration_tokens import Token, TokenKind, prepare_duration, scan_tokens
from sync.duration_totals import amount_of_total, check_share, share, total_flag

_EXCLUDED = re.compile(
    r"\(?(?:不(?:含|包括|包含|计入?|算)|已?(?:扣除|去除|刨除|除去))[^()\d,;、]*\)?",
)
_DATES = re.compile(
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}[日号]|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)",
)
_WEEKDAYS = re.compile(r"\(?(?:周|星期)[一二三四五六日天]\)?")
_UPPER = re.compile(
    r"以内|之内|(?<=[时钟分])内|不足|不到|不满|(?<!不)少于|(?<!不)低于|以下|至多|最多|不超过?|不多于|顶多|封顶|上限|为限|小于|未满|[<≤]"
)
_APPROX = re.compile(
    r"大约|大概|估计?|不止|大于|(?<!不)多于|有余|出头|(?<!预)约(?!定)|左右|将近|接近|(?<!附)近|差不多|上下(?!午)|以上|超过?|逾"
    r"|至少|不少于|不低于|起码"
    r"|(?<=[时钟分头hn])[多余许]|(?<=\d)多$|about|over|[>≥]=?|≈|\+$"
    r"|(?<=\d)\+(?= ?个?(?:小时|钟头|h))",
)
_PER_PERSON = re.compile(
    r"每人次?|人均|每位|每名|平均|各(?![类种项])|均(?=\d)|每个人|/ ?[人名位](?!\d)|per person|each",
)
_TOTAL = re.compile(
    r"总(?:服务)?(?:时长|时间|工时|时数|计|共)|合计|共计?(?!同|享)|一共|累计|全[部体]|所有人|total"
    r"|(?<![汇小])总(?=\d|\)|$)",
)
_REFUSED = re.compile(
    r"路|往返|交通|途|车程|培训|会议|准备|休息|午休|吃饭|[用就午晚早]餐|另|额外"
    r"|[补扣减含或拟未没待]|包括|可能|预计|计划"
    r"|课|学时|节|[?负半几]|数[个小天]|若干|不定|不等|见|人时|人·|秒|整[个天]?[上下晚]|同"
    r"|每[周月年季]|%|度|以前|之前|截止"
    r"|有的|部分|-|~|km|公里|[(:]加",
)
_STRAY = re.compile(r"^[:=/+*×,、]|[:=/*×]$|[(:] ?加|小时人(?!均)")
_BETWEEN = re.compile(r"[-~至或]|(?<!签)到")
_LEADING = re.compile(r"^(?:一?共|总共|累计)(?:开展|进行|参加)?(?=\d{1,3} ?(?:次|场|期|回|天))")
_STARTED = re.compile(r"(?<=[\d点时半刻分])(?:起|开始)[,、; ]*(?=至|到|[-~])")
_ENDED = re.compile(r"(?<=[\d点时半刻分])(?:起|开始)[,、; ]*(?=\d[^,、;]*(?:止|结束))")
_LESS = re.compile(r"\d.*?(?:扣除?|去除|刨除|除去|减去?|休息|午休)[^\d后]*\d")
_TWO_FIGURES = re.compile(r"[一二两三四五六七八九十]{2,} ?个?(?:小时|钟|分|半)")
_DAILY = re.compile(r"每[天日]|/ ?[天日]|日均|天天")
_EACH_DAY = re.compile(r"(?:平均)?每[天日]|/ ?[天日]|日均")
_HARMLESS = re.compile(r"[半一全整]天|半日|每?一次|[上下]午|晚上|第[一二三四五]")
_LABELS = re.compile(
    r"志愿者?|活动|服务|时间|时长|工时|时数|学雷锋|本次|单次|用时|历时|持续|实际|认定|记录"
    r"|参与|参加|[计为是整足完成了():=.。!\s]",
)

_LONE = {"", "L", "S", "K"}  # 到社区服务2小时 is no range
_NUMBERS = re.compile(r"N(?:\+N)*")


@dataclass(frozen=True, slots=True)
class DurationText:
    """A duration cell's text, less what was understood from its words."""

    text: str
    tokens: tuple[Token, ...]
    words: str
    approximate: bool
    per_person: bool

    @property
    def bare_number(self) -> float | None:
        """The number, or the sum of numbers, where nothing else is said."""
        if not _NUMBERS.fullmatch(shape_of(self.tokens)) or _LABELS.sub("", self.words):
            return None
        return sum(token.amount for token in self.tokens)


def parse_duration_text(folded: str) -> DurationText:
    """The text's figures and what is said of them; UnreadableError where that is uncertain."""
    text = prepare_duration(folded)
    if _LESS.search(text):
        raise UnreadableError("duration-unreadable")
    text = _ENDED.sub("至", _STARTED.sub("", _LEADING.sub("", _EXCLUDED.sub(" ", text))))
    if _UPPER.search(text):
        raise UnreadableError("duration-range")
    if len(set(_DATES.findall(text))) > 1 or _STRAY.search(text):
        raise UnreadableError("duration-unreadable")
    text = _WEEKDAYS.sub(" ", _DATES.sub(" ", text))
    approximate, per_person = bool(_APPROX.search(text)), bool(_PER_PERSON.search(text))
    text = _PER_PERSON.sub(" ", _APPROX.sub("", text)).strip()
    tokens, words = scan_tokens(text)
    _check_words(words, tokens, text)
    return DurationText(text, tuple(tokens), words, approximate, per_person)


def without_each_day(folded: str) -> str | None:
    """The length of one day, of 每天8小时 or 8小时/天; None where it says no such thing."""
    text, count = _EACH_DAY.subn(" ", folded)
    one = count == 1 and not _DAILY.search(text) and "天" not in text
    return text.strip() if one else None


def amount_of_text(said: DurationText, unit: int | None) -> Amount:
    """What the cell says that one person served."""
    mark = re.search("=", said.text) or _TOTAL.search(said.text)
    if mark is not None:
        before, words = scan_tokens(said.text[: mark.start()])
        after, _ = scan_tokens(_TOTAL.sub(" ", said.text[mark.end() :]))
        return amount_of_total(before, after, unit, words=words, per_person=said.per_person)
    heads = [token for token in said.tokens if token.kind is TokenKind.HEADS]
    timed = [token for token in said.tokens if token.kind is not TokenKind.HEADS]
    if len(heads) == 1 and (found := _length_and_heads(said, timed, heads[0])):
        return found
    amount = add_up(timed, said.words, unit) or _stated(timed, said.words, unit)
    if amount is None:
        raise UnreadableError("duration-unreadable")
    if heads and not said.per_person:
        check_share(amount.minutes, heads)
    return amount


def _check_words(words: str, tokens: Sequence[Token], text: str) -> None:
    kinds = {token.kind for token in tokens}
    if TokenKind.INVALID in kinds:
        raise UnreadableError("duration-impossible", "invalid")
    if _DAILY.search(text) and TokenKind.DAYS not in kinds:
        raise UnreadableError("duration-unreadable")
    rest = _HARMLESS.sub("", words)
    between = _BETWEEN.search(rest) and shape_of(tokens) not in _LONE
    is_range = bool(between or _TWO_FIGURES.search(rest))
    if is_range or _REFUSED.search(rest):
        raise UnreadableError("duration-range" if is_range else "duration-unreadable")
    if TokenKind.CLOCK in kinds:
        raise UnreadableError("duration-clock-time", "clock_time")


def _length_and_heads(said: DurationText, timed: Sequence[Token], heads: Token) -> Amount | None:
    """12人×2小时 says each one's time; 24小时/12人 a total over heads."""
    shape = shape_of(said.tokens)
    if shape in {"L*C", "C*L"}:
        length = next(token.amount for token in timed if token.kind is TokenKind.LENGTH)
        return Amount(length, flags=(total_flag(length * heads.amount),))
    return share(timed[0].amount, heads.amount) if shape == "L,C" and "/" in said.text else None


def _stated(tokens: Sequence[Token], words: str, unit: int | None) -> Amount | None:
    """A length beside the clock times it is to mean: the length counts."""
    lengths = [token for token in tokens if token.kind is TokenKind.LENGTH]
    spans = [token for token in tokens if token.kind is TokenKind.SPAN]
    if len(lengths) != 1 or not spans or len(spans) + 1 != len(shape_of(tokens).replace(",", "")):
        return None
    clocked = add_up(spans, words, unit)
    return clocked and clocked.stated_as(lengths[0].amount, by_clock=True)
