"""The READMEs: short, alike, and every command in them runs as they say."""

import ast
import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sync.workbook import write_workbook

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh-CN.md")
DAY = ("--as-of", "2026-04-08")
#: What a coordinator types at `chat`, and how a refusal is announced beside its command.
TYPED = "how many hours last month\nquit\n"
REFUSED = re.compile(r"# (?:exit status|退出状态) 1\b")

UNITS = [
    ["单位名称", "上级单位", "类别"],
    ["市文明办", "", "市文明办"],
    ["市图书馆", "市文明办", "窗口单位"],
    ["城关镇服务队", "市文明办", "志愿服务组织"],
]
CONTACTS = [["单位", "姓名"], ["市文明办", "赵刚"], ["市图书馆", "王敏"], ["城关镇服务队", "李强"]]


def lines_of(name: str) -> list[str]:
    return (ROOT / name).read_text(encoding="utf-8").splitlines()


def shell_lines(name: str) -> list[str]:
    """Everything in a README's blocks marked `sh`, in order."""
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks: list[str] = re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def sample_log(name: str) -> list[list[str]]:
    """The README's own example of a log, as rows."""
    table = [line for line in lines_of(name) if line.startswith("|") and "---" not in line]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def words_of(line: str) -> list[str]:
    return shlex.split(line, comments=True)


class Beginner:
    """Somebody who types a README's commands, one after another, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.make_demo()

    def type(self, line: str) -> int:
        """The exit status of one line."""
        match words_of(line):
            case ["make", *_]:
                return 0  # what the gates themselves are
            case ["cd", name]:
                self.folder /= name
                self.fill_in()
                return 0
            case ["yueyue", "run"]:
                return self.run_a_moment()
            case ["yueyue", *words]:
                return self.yueyue(*words, *DAY)
            case words:
                raise AssertionError(words)

    def make_demo(self) -> None:
        """What `make demo` leaves, of a smaller city."""
        assert self.yueyue("demo", "--units", "2", "--years", "1", *DAY) == 0

    def fill_in(self) -> None:
        """What the README asks to be filled in by hand."""
        sheets = self.folder / "sheets"
        write_workbook(sheets / "名册.xlsx", [("单位", UNITS), ("联络人", CONTACTS)])
        write_workbook(sheets / "市图书馆.xlsx", [("活动", sample_log(READMES[0]))])

    def yueyue(self, *words: str) -> int:
        command = (sys.executable, "-m", "app", *words)
        done = subprocess.run(
            command, cwd=self.folder, env=surroundings(), input=TYPED.encode(), check=False
        )
        return done.returncode

    def run_a_moment(self) -> int:
        """Waits for its first line, then presses Ctrl-C."""
        command = (sys.executable, "-m", "app", "run")
        with subprocess.Popen(
            command, cwd=self.folder, env=surroundings(), stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() != b""
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=120)
        return process.returncode


def surroundings() -> dict[str, str]:
    """The environment without settings of this machine."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("YUEYUE_")}  # noqa: TID251 - what a child is given
    return kept | {"PYTHONUNBUFFERED": "1"}


@pytest.mark.slow
def test_every_command_ends_as_the_readme_says(tmp_path: Path) -> None:
    beginner = Beginner(tmp_path)
    lines = shell_lines(READMES[0])

    ended = [(line, beginner.type(line)) for line in lines]

    assert ended == [(line, 1 if REFUSED.search(line) else 0) for line in lines]


def test_readmes_have_the_same_commands_and_the_same_log() -> None:
    english, chinese = ([words_of(line) for line in shell_lines(name)] for name in READMES)
    refused = [[bool(REFUSED.search(line)) for line in shell_lines(name)] for name in READMES]

    assert english == chinese
    assert refused[0] == refused[1]
    assert sample_log(READMES[0]) == sample_log(READMES[1])


def test_make_targets_of_the_readme_are_commands_of_the_script() -> None:
    targets = [
        words[1] for line in shell_lines(READMES[0]) if (words := words_of(line))[0] == "make"
    ]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    script = (ROOT / "tools" / "make.py").read_text(encoding="utf-8")
    commands = next(
        ast.literal_eval(node) for node in ast.walk(ast.parse(script)) if isinstance(node, ast.Set)
    )

    assert targets == ["demo", "test"]
    assert set(targets) <= commands
    for target in targets:
        assert re.search(
            rf"^{target}:\n\t@\$\(PYTHON\) tools/make.py {target}\b", makefile, re.MULTILINE
        )


@pytest.mark.parametrize("name", [*READMES, "ARCHITECTURE.md"])
def test_documents_to_begin_with_are_short(name: str) -> None:
    assert len(lines_of(name)) <= 120
