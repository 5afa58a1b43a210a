"""Photo cells: how many photos can be said to exist."""

import re

from sync.cell_texts import UnreadableError, fold
from sync.numerals import NUMERAL_SIGNS, spelled
from sync.reading import CellContext, RawCell, Reading

_LONGEST_TEXT = 2000
_MOST_PHOTOS = 500

_N = f"[{NUMERAL_SIGNS}]"
_ALBUMS = re.compile(r"pan\.|mp\.weixin|docs?\.|kdocs|drive|meipian|quark|yun\.", re.IGNORECASE)
_EMBEDDED = re.compile(r"=?_?(?:xlfn\.)?dispimg\([^)]*\)?|\((?:图片|照片|image|img)\)")
_FILE = re.compile(r"[^\s,、;|\n]+?\.(?:jpe?g|png|heic|gif|bmp|webp|tiff?)(?![a-z])", re.IGNORECASE)
_LINK = re.compile(r"https?://\S+?(?=[\s,、;]|https?://|$)")
_NUMERALS = re.compile(rf"{_N}+(?= ?(?:张|幅|p\b))")
_ELSEWHERE = re.compile(
    r"见|附|群|邮箱|邮件|微信|钉钉|公众号|另|优盘|u盘|网盘|云盘|链接|存|电脑|硬盘|朋友圈|官网|平台"
)
_NOT_YET = re.compile(
    r"[×✗✘✖xn否]|no|false|待.{0,6}|[没未](?:发|交|提交|报送)?|(?:暂|尚|还)?(?:未|没|无)有?(?:拍|照|图|传|上传"
    r"|提供|补"
    r"|留|交|采集).{0,6}|(?:暂|尚)?(?:没有|缺|缺失|未有)(?:照片|图片)?"
    r"|无(?:照片|图片|图|照)|忘(?:记|了)?拍.{0,3}|(?:稍?后|再|[需要])[补上传].{0,4}|没拍.{0,3}",
)
_YES = re.compile(
    r"[√✓✔☑vy是有对齐]|yes|ok|true|(?:已|有)(?:拍|拍照|拍摄|上传|传|有|交|上交|提交|提供|补"
    r"|补齐|留存|齐|照片|图片)?(?:照片|图片|照|图)?|有活动照片|齐全|拍了|有?合影",
)
_SEVERAL = re.compile(r"(?:有)?(?:多|几|数|若干)(?:张|幅)?(?:照片|图片)?")
_MISSING = re.compile(r"(?:缺|差|少|欠|待?补|待传)[^\d]{0,3}\d{1,4} ?(?:张|幅)?")
_COUNT = re.compile(r"(?P<count>\d{1,4})[余多]? ?(?:张|幅|p(?![a-z])|photos?|pics?)")
_BARE = re.compile(
    r"(?:照片|图片|活动照片|现场照片|数量?|张数|共|约|[√✓✔: ])*"
    r"\(?(?P<count>\d{1,4})(?:\.0+)?\+?\)?(?:照片|图片"
    r"|[√✓✔ ])*"
)
_SUM = re.compile(r"\d{1,3}(?: ?\+ ?\d{1,3})+")
_NUMBERED = re.compile(
    r"(?:照片|图片?|附图|img|photo|pic)[ _-]?(?P<number>\d{1,3})(?! ?(?:张|幅|\d))"
)
_RANGED = re.compile(
    r"\d ?(?:张|幅)? ?(?:[-~]|至|到|或) ?(?:图|照片|img|photo|pic)?[ _-]?\d"
    r"|\d ?[、,] ?\d+ ?[张幅]|以内|以下|不足|不到|最多|不超|[?]|每|/"
)
_APPROX = re.compile(r"约|余|多|左右|以上|\+$|近|至少")
_TOTAL = re.compile(r"(?:共|合计|总计|=) ?(?P<count>\d{1,4}) ?(?:张|幅)")


def parse_photos(raw: RawCell, _context: CellContext) -> Reading[int]:
    """How many photos, at least 1 where only yes is said; UnreadableError where unknown here."""
    if isinstance(raw, bool):
        return Reading(int(raw))
    if isinstance(raw, (int, float)):
        if not 0 <= raw <= _MOST_PHOTOS or raw % 1:
            raise UnreadableError("photo-unreadable")
        return Reading(int(raw))
    if not isinstance(raw, str) or len(raw) > _LONGEST_TEXT:
        raise UnreadableError("photo-unreadable")
    return _parse_text(fold(raw).lower().rstrip("。.!"))


def _parse_text(text: str) -> Reading[int]:
    if _ALBUMS.search(text) and _LINK.search(text):
        raise UnreadableError("photo-unreadable")
    embedded = _EMBEDDED.findall(text) + _LINK.findall(text)
    files = _FILE.findall(_LINK.sub(" ", _EMBEDDED.sub(" ", text)))
    if embedded or files:
        return Reading(len(embedded) + len(set(files)))
    if _NOT_YET.fullmatch(text):
        return Reading(0)
    if _ELSEWHERE.search(text):
        raise UnreadableError("photo-unreadable")
    if _YES.fullmatch(text):
        return Reading(1)
    if _SEVERAL.fullmatch(text):
        return Reading(1, ("approx",))
    return _parse_count(_NUMERALS.sub(lambda found: spelled(found[0]), text))


def _parse_count(text: str) -> Reading[int]:
    text = _MISSING.sub(" ", text).strip(" ,、;()")
    if _RANGED.search(text) or text.startswith("-"):
        raise UnreadableError("photo-unreadable")
    counts = [int(found["count"]) for found in _COUNT.finditer(text)]
    total = _TOTAL.search(text)
    numbers = {found["number"] for found in _NUMBERED.finditer(text)}
    if total:
        number = int(total["count"])
    elif counts:
        number = sum(counts)
    elif _SUM.fullmatch(text):
        number = sum(map(int, text.split("+")))
    elif found := _BARE.fullmatch(text):
        number = int(found["count"])
    elif len(numbers) > 1 or numbers == {"1"}:
        number = len(numbers)
    else:
        raise UnreadableError("photo-unreadable")
    if number > _MOST_PHOTOS:
        raise UnreadableError("photo-unreadable")
    return Reading(number, ("approx",) if _APPROX.search(text) else ())
