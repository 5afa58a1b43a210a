"""Fixtures of the command line's tests."""

from pathlib import Path

import pytest

from tests.app.desk import Desk


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """An empty workspace with a programme."""
    return Desk(tmp_path / "city", capsys)


@pytest.fixture
def small_city(desk: Desk) -> Desk:
    """Two units of one district: the library kept March, the team did not."""
    desk.roster(
        [
            ["U0", "市文明办", "", "", "市文明办"],
            ["D1", "青山区文明办", "", "市文明办", "县区文明办"],
            ["U1", "市图书馆", "图书馆", "青山区文明办", "窗口单位"],
            ["U2", "城关镇服务队", "城关队", "青山区文明办", "志愿服务组织"],
        ],
        [
            ["市文明办", "赵刚"],
            ["市图书馆", "李明"],
            ["城关镇服务队", "王芳"],
            ["城关镇服务队", "周礼", "负责人"],
            ["市图书馆", "陈晨", "志愿者", "V001"],
        ],
    )
    desk.log("市图书馆.xlsx", ["2026-03-05", "学雷锋读书会", 12, "2小时", ""])
    desk.log("城关镇服务队.xlsx", ["2026-02-05", "河道清扫", 8, 2, "张三、李四"])
    return desk
