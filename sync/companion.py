"""The workbook beside a book in which its editors read what is to be mended: 反馈_<book>.xlsx."""

import math
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from unicodedata import east_asian_width

from config.wording import Wording
from sync.sources import Feedback, Remark
from sync.workbook import read_label, write_workbook

PREFIX = "反馈_"
#: What our workbooks are told by, before a digest of what they say.
_LABEL = "yueyue-feedback"
_ENDING = ".xlsx"
#: Bytes of a file's name, with room for the lock that LibreOffice puts beside it.
_LONGEST_NAME = 255 - len(".~lock.#")
#: More remarks than anybody mends in one go.
MOST = 2000
WIDTHS = (16, 10, 26, 44, 46, 8)
#: Points.
_LINE = 15.0
COLUMNS = ("sheet", "cell", "text", "problem", "remedy", "severity")


def name_companion(book: str, endings: tuple[str, ...]) -> str:
    """The file name of a book's companion, of no other book's: 图书馆.xlsx and .xls have two.

    A name that would be too long for a file is cut, with a mark of the whole.
    """
    stem, ending = book[: -len(_ENDING)], book[-len(_ENDING) :]
    plain = ending.lower() == _ENDING and not stem.lower().endswith(endings)
    name = f"{PREFIX}{book}" if plain else f"{PREFIX}{book}{_ENDING}"
    if len(name.encode()) <= _LONGEST_NAME:
        return name
    tail = f"…{blake2b(book.encode(), digest_size=4).hexdigest()}{_ENDING}"
    return name.encode()[: _LONGEST_NAME - len(tail.encode())].decode(errors="ignore") + tail


def name_book(companion: str, endings: tuple[str, ...]) -> str:
    """The file name of the book whose companion has this name; a name that was cut stays so."""
    name = companion.removeprefix(PREFIX)
    stem = name[: -len(_ENDING)]
    return stem if stem.lower().endswith(endings) else name


def is_ours(file: Path) -> bool:
    """Whether it is a companion that we wrote, or a copy of one; OSError.

    An empty file is what a loss of power leaves of one, and nobody's work.
    """
    return file.is_file() and (read_label(file).startswith(_LABEL) or file.stat().st_size == 0)


def is_in_use(file: Path) -> bool:
    """Whether Excel, WPS or LibreOffice says beside the file that somebody has it open."""
    locks = (f"~${file.name}", f".~{file.name}", f".~lock.{file.name}#")
    return any(file.with_name(lock).exists() for lock in locks)


def write_companion(file: Path, feedback: Feedback, wording: Wording) -> None:
    """Replaces the file, unless it says the same; only the time it was written may be older."""
    table = list(tabulate(feedback, wording))
    label = f"{_LABEL} {_digest(feedback, table, wording)}"
    if file.exists() and read_label(file) == label:
        return
    written = f"{feedback.at:%Y-%m-%d %H:%M}"
    state = "standing" if feedback.remarks else "mended"
    above = [
        [wording.say("feedback.about", book=Path(feedback.book).name)],
        [wording.say(f"feedback.{state}", count=len(feedback.remarks), written=written)],
    ]
    write_workbook(
        file,
        [(wording.say("feedback.tab"), [*above, *table])],
        header=bool(table),
        above=len(above),
        widths=WIDTHS,
        heights=[_LINE] * len(above) + [_LINE * _lines(row) for row in table],
        label=label,
    )


def tabulate(feedback: Feedback, wording: Wording) -> Iterator[list[str]]:
    """The remarks as rows, from the header on; none where there is no remark."""
    if not feedback.remarks:
        return
    yield [wording.say(f"feedback.{column}") for column in COLUMNS]
    for remark in feedback.remarks[:MOST]:
        yield _row(remark, wording)
    if (more := len(feedback.remarks) - MOST) > 0:
        yield [wording.say("feedback.more", count=more)]


def _row(remark: Remark, wording: Wording) -> list[str]:
    return [
        remark.sheet or wording.say("feedback.whole-book"),
        _place(remark, wording),
        remark.text,
        remark.problem,
        remark.remedy,
        wording.say(f"severity.{remark.severity.value}"),
    ]


def _place(remark: Remark, wording: Wording) -> str:
    if remark.cell is not None:
        return remark.cell
    if remark.row is not None:
        return wording.say("feedback.row", row=remark.row)
    return "" if remark.sheet is None else wording.say("feedback.whole-sheet")


def _lines(row: list[str]) -> int:
    """How many lines the longest cell of a row takes; not every program finds that out itself."""
    cells = zip(row, WIDTHS, strict=False)
    return max(math.ceil(_width(text) / width) for text, width in cells if text)


def _width(text: str) -> float:
    """Of a text, in figures: a Chinese sign is as wide as two, and lines break at words."""
    return sum(2.1 if east_asian_width(sign) in "WF" else 1.15 for sign in text)


def _digest(feedback: Feedback, table: list[list[str]], wording: Wording) -> str:
    about = wording.sentences["feedback.about"]
    said = repr((about, feedback.book.rsplit("/", 1)[-1], table))
    return blake2b(said.encode(errors="replace"), digest_size=16).hexdigest()
