"""Tables in a text file: its encoding, its delimiter, its cells, all of them text."""

import csv
import io
import re

from sync.extent import MOST_CELLS
from sync.reading import RawCell
from sync.web_page import is_web_page, parse_web_page
from sync.workbook_errors import WorkbookTooLarge, WorkbookUnreadable

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_MARKUP = re.compile(
    r"\s*(?:<(?:\?xml|!doctype|!--|html|head|body|table|meta|style)|MIME-Version:|%PDF|\{\\rtf)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r'"[^"]*"')
#: So many Chinese signs in a line are not there by chance: it is UTF-8.
_CHINESE, _SURE = re.compile("[\u4e00-\u9fff]"), 2
_LONGEST_CHARACTER = 4
_SAMPLE_LINES = 20
_SAMPLE_BYTES = 4096
#: Of UTF-16 commas, breaks and figures have their zero on one side; a sign such as 一 on the other.
_ONE_SIDED = 3


def parse_texts(content: bytes, file: str) -> list[list[list[RawCell]]]:
    """The rows of a comma, semicolon or tab separated text, or of the tables of a web page.

    In UTF-8, UTF-16 (with its mark or without) or GB18030, or partly in the first or the last.
    """
    text = decode_text(content, file)
    if is_web_page(text) and (tables := parse_web_page(text, file)):
        return tables
    return [_parse_delimited(text, file)]


def _parse_delimited(text: str, file: str) -> list[list[RawCell]]:
    if _CONTROL.search(text) or _MARKUP.match(text):
        raise WorkbookUnreadable(file, "it is neither a workbook nor a table in text")
    delimiter = _delimiter(text)
    if text.count("\n") + text.count(delimiter) > MOST_CELLS:
        raise WorkbookTooLarge(file, f"it has more than {MOST_CELLS} cells")
    try:
        return [[*row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error as error:
        raise WorkbookUnreadable(file, f"its text is no table ({error})") from error


def decode_text(content: bytes, file: str) -> str:
    """The text of a file, in whichever of these encodings it is."""
    marked = next((codec for bom, codec in _BOMS if content.startswith(bom)), None)
    if marked is None and (text := _without_mark(content)):
        return text
    try:
        return content.decode(marked or "utf-8")
    except UnicodeDecodeError as error:
        joined = None if _cut_short(error) else _of_two_encodings(content)
        if joined is not None:
            return joined
        if marked or _cut_short(error):
            raise WorkbookUnreadable(file, "its text is cut short", passing=True) from error
    try:
        return content.decode("gb18030")
    except UnicodeDecodeError as error:
        raise WorkbookUnreadable(file, "it is neither a workbook nor text") from error


def _without_mark(content: bytes) -> str | None:
    """The text, where it is UTF-16 that does not say so; no other text holds a zero byte."""
    zeros = [sum(not byte for byte in content[side:_SAMPLE_BYTES:2]) for side in (0, 1)]
    if max(zeros) <= _ONE_SIDED * min(zeros):
        return None
    try:
        text = content.decode("utf-16-be" if zeros[0] > zeros[1] else "utf-16-le")
    except UnicodeDecodeError:
        return None
    return text if "\n" in text and any(sign in text for sign in ",\t;") else None


def _of_two_encodings(content: bytes) -> str | None:
    """The text, where lines in UTF-8 and in GB18030 were put together: each in its own."""
    lines = content.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    in_utf8 = [line.decode(errors="ignore") for line in lines]
    whole = [text.encode() == line for text, line in zip(in_utf8, lines, strict=True)]
    signs = [len(_CHINESE.findall(text)) for text in in_utf8]
    if not any(is_whole and count >= _SURE for is_whole, count in zip(whole, signs, strict=True)):
        return None
    try:
        return "\n".join(
            text if is_whole and count else line.decode("gb18030")
            for text, is_whole, count, line in zip(in_utf8, whole, signs, lines, strict=True)
        )
    except UnicodeDecodeError:
        return None


def _cut_short(error: UnicodeDecodeError) -> bool:
    """Whether only the last character of a UTF-8 text is unfinished: a file half copied.

    A GB18030 text of a few signs may end so too; its start is then no UTF-8 either.
    """
    near_end = len(error.object) - error.start < _LONGEST_CHARACTER
    return near_end and error.reason == "unexpected end of data" and error.start > 0


def _delimiter(text: str) -> str:
    lines = [_QUOTED.sub("", line) for line in text[:100_000].splitlines() if line.strip()]
    return max(",\t;", key=lambda sign: _weight([line.count(sign) for line in lines]))


def _weight(counts: list[int]) -> tuple[int, bool, int]:
    """How much speaks for a delimiter: lines that have it, as often in each, and how often."""
    sample = counts[:_SAMPLE_LINES]
    return sum(count > 0 for count in sample), len(set(sample)) == 1, sum(sample)
