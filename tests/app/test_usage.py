"""A command line that is wrong is told in one line of the language typed."""

import pytest

from app.__main__ import run


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("--bogus", "没有「--bogus」这个选项;相近的有:—。用法见 yueyue --help。"),
        (
            "status --mont 2026-03",
            "没有「--mont」这个选项;相近的有:--month、--out、--unit。用法见 yueyue status --help。",
        ),
        ("stat", "没有「stat」这个命令;相近的有:status。用法见 yueyue --help。"),
        ("check", "还要写上 FILES。用法见 yueyue check --help。"),
        (
            "hours 市图书馆",
            (
                "多写了「市图书馆」;若它是名称的一部分,请把整个名称用引号括起来。"
                "用法见 yueyue hours --help。"
            ),
        ),
        ("status --month", "选项 --month 后面要写一个值。用法见 yueyue --help。"),
        ("status --json=1", "选项 --json 后面不写值。用法见 yueyue --help。"),
        (
            "letters --state foo",
            (
                "--state 只能写:planned | claimed | sending | sent | failed | unknown | expired。"
                "用法见 yueyue letters --help。"
            ),
        ),
        ("demo --units 0", "--units 要写 1 到 5000 的整数。用法见 yueyue demo --help。"),
        (
            "status --month 2026-13",
            "--month 要写月份,如 2026-03。用法见 yueyue status --help。",
        ),
        ("hours --from 3月", "--from 要写日期,如 2026-03-01。用法见 yueyue hours --help。"),
        (
            "--locale en status --month 2026-13",
            "--month wants a month such as 2026-03. See yueyue status --help.",
        ),
    ],
)
def test_wrong_command_line_is_told_in_one_line(
    words: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status = run(words.split())

    printed = capsys.readouterr()
    assert (status, printed.out, printed.err) == (2, "", f"{told}\n")


def test_no_command_at_all_shows_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    status = run([])

    assert status == 2
    assert "status" in capsys.readouterr().err
