"""The text of a unit's name: what stands around it, its signs and its words in one form."""

import re
import unicodedata
from functools import lru_cache

from config.unit_words import load_unit_words
from sync.surnames import DOUBLE_SURNAMES, SINGLE_SURNAMES

_LABEL = re.compile(
    r"^(?:填报|报送|上报|填表|开展|组织)?(?:单位|部门|团队|服务队)(?:名称)?(?:\(盖章\))?[:\s]\s*"
)
_NUMBERING = re.compile(r"^\(?\d{1,3}(?:[.、)])\s*(?=\D)")
_CONTACT_WORDS = "(?:(?:联系|联络|负责|填报)人|(?:联系)?电话|手机)"
#: A phone number or the word for one, and whatever follows.
_CONTACT = re.compile(
    rf"[,;(\s]+{_CONTACT_WORDS}|{_CONTACT_WORDS}[:\s]"
    r"|[,;(\s]*(?<!\d)(?:1\d{10}|0\d{2,3}-?\d{7,8})(?!\d)"
)
#: No person is called so; 文学院 is none.
_NO_PERSONS = tuple("院部系处队站所科室区村组会班馆局校店厂司园镇乡社团")
_PROVINCE = re.compile(r"^[一-鿿]{2,3}省(?=[一-鿿]{2,3}市)")
_SEAL = re.compile(r"\((?:盖章|公章|签章|盖公章|章|签字)\)$")
#: Signs that say nothing in a name; between figures a stop or stroke does.
_SILENT = re.compile(r"[\"'“”‘’《》〈〉「」『』【】\[\]()<>·•・_*#~—–。!]|(?<!\d)[.:-]|[.:-](?!\d)")
_ENDS = "、,;/|&+"
_FIGURES = re.compile(r"(?<!\d)0{0,2}(\d{1,2})(?!\d)")
_ORDINAL = re.compile("第(?=[一二三四五六七八九十])")
_CHINESE = re.compile(r"[一-鿿]")
_DIGITS = "零一二三四五六七八九"
_YOUTH_LEAGUE = (
    (re.compile("^共青团(.+?)委(?:员会)?$"), r"\1团委"),
    (re.compile("^((?:[一-鿿]{2}市)?)团([市区县])委$"), r"\1\2团委"),
)
#: 一中 is 第一中学, wherever it is written.
_NUMBERED = (
    (re.compile("(?<=[一二三四五六七八九十])([中小])学(?!校)"), r"\1"),
    (re.compile("(?<=[一二三四五六七八九十])人民医院"), "院"),
)


def fold_name(text: str) -> str:
    """A name without spaces, width and case of letters."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def readings_of(text: str) -> tuple[str, ...]:
    """The text, and what is left of it without labels before and contacts behind it."""
    whole = unicodedata.normalize("NFKC", text).strip()
    bare = _SEAL.sub("", _NUMBERING.sub("", _LABEL.sub("", whole)))
    readings = [whole, bare]
    if contact := _CONTACT.search(bare):
        before = bare[: contact.start()].rstrip()
        readings += [before, _without_person(before)]
    return tuple(dict.fromkeys(one for one in readings if one))


@lru_cache(maxsize=16384)
def plain_name(text: str) -> str:
    """The name in simplified signs and Chinese numerals, without punctuation and known slips."""
    words = load_unit_words()
    name = _SEAL.sub("", fold_name(text).strip(_ENDS)).translate(words.simplified)
    name = _SILENT.sub("", name).strip(_ENDS)
    if not _CHINESE.search(name):
        return name
    name = _ORDINAL.sub("", _FIGURES.sub(_numeral, name))
    for slip, meant in words.slips.items():
        name = re.sub(slip, meant, name)
    return _PROVINCE.sub("", name)


@lru_cache(maxsize=65536)
def compared_name(plain: str) -> str:
    """The plain name with each word of administrations in the one form that is compared by."""
    for pattern, form in (*_YOUTH_LEAGUE, *_NUMBERED):
        plain = pattern.sub(form, plain)
    for longer, form in load_unit_words().same.items():
        if longer in plain:
            plain = plain.replace(longer, form)
    return plain


def is_generic(compared: str) -> bool:
    """Whether the name is made of words alone that any unit could be called by."""
    return re.fullmatch(_generic(), compared) is not None


@lru_cache(maxsize=1)
def _generic() -> str:
    words = {compared_name(word) for word in load_unit_words().generic}
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")+"


def _without_person(text: str) -> str:
    """The text without the name of a person, two or three signs apart from what is before it."""
    before, _, last = text.rpartition(" ")
    surname = last[:1] in SINGLE_SURNAMES or last[:2] in DOUBLE_SURNAMES
    person = surname and len(last) in {2, 3} and not last.endswith(_NO_PERSONS)
    return before if person else text


def _numeral(found: re.Match[str]) -> str:
    tens, ones = divmod(int(found[1]), 10)
    if not tens:
        return _DIGITS[ones]
    return (_DIGITS[tens] if tens > 1 else "") + "十" + (_DIGITS[ones] if ones else "")
