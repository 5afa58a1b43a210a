from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.senders import ConsoleSender, Outcome, Parcel, Sender
from tests.fakes import FakeSender

LETTER = Parcel(
    key="5:2026-04-07:1",
    unit="图书馆",
    name="王芳",
    address="",
    day=date(2026, 4, 7),
    text="【江城】王芳您好:\n· 图书馆 2026-03 还没有活动记录",
)
OTHER = replace(LETTER, key="6:2026-04-07:1", text="另一封")
MAKERS: dict[str, Callable[[Path], Sender]] = {
    "console": lambda folder: ConsoleSender(folder / "letters"),
    "fake": lambda _: FakeSender(knows=True),
}


@pytest.fixture(params=sorted(MAKERS))
def sender(request: pytest.FixtureRequest, tmp_path: Path) -> Sender:
    """Every sender that can tell what has arrived."""
    return MAKERS[request.param](tmp_path)


def test_sender_knows_what_has_arrived(sender: Sender) -> None:
    before = sender.delivered(LETTER)

    outcome = sender.send(LETTER)

    assert (before, outcome) == (False, Outcome("sent"))
    assert (sender.delivered(LETTER), sender.delivered(OTHER)) == (True, False)


@pytest.fixture
def console(tmp_path: Path) -> ConsoleSender:
    """The console of a folder that does not stand there yet."""
    return ConsoleSender(tmp_path / "letters")


def file_of(console: ConsoleSender) -> Path:
    return console.folder / "2026-04-07" / "图书馆-王芳.txt"


def test_letter_lies_in_the_file_of_its_day_and_contact(console: ConsoleSender) -> None:
    console.send(LETTER)

    assert file_of(console).read_text(encoding="utf-8") == f"# {LETTER.key}\n{LETTER.text}\n\n"


def test_letter_is_appended_once_however_often_it_is_sent(console: ConsoleSender) -> None:
    outcomes = [console.send(one) for one in (LETTER, OTHER, LETTER, OTHER)]

    written = f"# {LETTER.key}\n{LETTER.text}\n\n# {OTHER.key}\n{OTHER.text}\n\n"
    assert (outcomes, file_of(console).read_text("utf-8")) == ([Outcome("sent")] * 4, written)


def test_only_the_letters_lie_in_the_folder(console: ConsoleSender) -> None:
    console.send(LETTER)

    assert [path.name for path in console.folder.rglob("*.*")] == ["图书馆-王芳.txt"]


@pytest.mark.parametrize("content", ["某人的笔记".encode("gbk"), b"\xff\xfe\x00", b"note", b""])
def test_file_that_somebody_wrote_into_keeps_what_it_holds(
    console: ConsoleSender, content: bytes
) -> None:
    file_of(console).parent.mkdir(parents=True)
    file_of(console).write_bytes(content)

    outcomes = [console.send(LETTER) for _ in range(2)]

    whole = file_of(console).read_bytes()
    assert (outcomes, whole.startswith(content)) == ([Outcome("sent")] * 2, True)
    assert whole.count(LETTER.key.encode()) == 1


@pytest.mark.parametrize(
    ("unit", "name", "file"),
    [
        ("../../etc", "passwd", "_.._etc-passwd.txt"),
        ("图书馆\n一楼", "王/芳", "图书馆_一楼-王_芳.txt"),
        ("馆" * 90, "王芳", "馆" * 50 + ".txt"),
        ("𠮷" * 90, "王芳", "𠮷" * 50 + ".txt"),
        ("CON:", "*", "CON_-_.txt"),
    ],
)
def test_name_of_the_file_stays_in_its_folder(
    console: ConsoleSender, unit: str, name: str, file: str
) -> None:
    outcome = console.send(replace(LETTER, unit=unit, name=name))

    assert outcome == Outcome("sent")
    assert [path.name for path in (console.folder / "2026-04-07").iterdir()] == [file]


def test_folder_that_cannot_be_written_asks_to_try_again(tmp_path: Path) -> None:
    (tmp_path / "letters").write_text("a file where the folder should be", encoding="utf-8")
    console = ConsoleSender(tmp_path / "letters")

    assert (console.send(LETTER).state, console.delivered(LETTER)) == ("retry_at", False)


def test_file_that_cannot_be_opened_leaves_it_unknown(console: ConsoleSender) -> None:
    file_of(console).mkdir(parents=True)

    assert (console.send(LETTER).state, console.delivered(LETTER)) == ("retry_at", None)
