"""A desk in a test: a workspace, its workbooks, and the commands run in this process."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import run
from sync.workbook import write_workbook

Rows = Sequence[Sequence[object]]

UNITS = ["单位编号", "单位名称", "别名", "上级单位", "类别", "在册人数", "加入日期", "停用日期"]
CONTACTS = ["单位", "姓名", "角色", "志愿者编号", "语言", "渠道", "地址"]
LOG = ["日期", "活动名称", "人数", "时长", "参加人员"]


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command left: its exit status and what it printed."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:  # noqa: ANN401 - any JSON
        """Its one JSON document."""
        return json.loads(self.out)


class Desk:
    """A workspace under a test's folder."""

    def __init__(self, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.place, self.capsys = place, capsys
        (place / "sheets").mkdir(parents=True)
        self.programme('[programme]\nid = "city"\nname = "江城"\n')

    def programme(self, text: str) -> None:
        """Writes programme.toml."""
        (self.place / "programme.toml").write_text(text, encoding="utf-8")

    def roster(self, units: Rows, contacts: Rows = ()) -> None:
        """Writes the roster workbook."""
        self.book("名册.xlsx", 单位=[UNITS, *units], 联络人=[CONTACTS, *contacts])

    def book(self, path: str, **tabs: Rows) -> Path:
        """Writes a workbook under sheets/, its tabs by name."""
        target = self.place / "sheets" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        write_workbook(target, list(tabs.items()))
        return target

    def log(self, path: str, *rows: Sequence[object]) -> Path:
        """Writes a unit's log with the usual header."""
        return self.book(path, 活动=[LOG, *rows])

    def run(self, *arguments: str) -> Ran:
        """Runs one command line in this workspace."""
        self.capsys.readouterr()
        status = run(["--workspace", str(self.place), *arguments])
        printed = self.capsys.readouterr()
        return Ran(status, printed.out, printed.err)

    def json(self, *arguments: str) -> Any:  # noqa: ANN401 - any JSON
        """The document of a command that must succeed."""
        ran = self.run(*arguments, "--json")
        assert (ran.status, ran.err) == (0, "")
        return ran.document

    def standings(self, as_of: str, month: str) -> dict[str, str]:
        """Each unit's standing of a month."""
        rows = self.json("status", "--month", month, "--as-of", as_of)["rows"]
        return {row["unit"]: row["standing"] for row in rows}
