"""Quotas and budgets with two accounts; `python -m tests.sync.google_load` does it with five."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.sync.google_load import Load, standing_server

_BOOKS, _ACCOUNTS, _CHANGED = 120, 2, 8


@pytest.fixture
def load(tmp_path: Path, sqlite: Engine) -> Iterator[Load]:
    with standing_server() as server:
        made = Load(server, sqlite, tmp_path, _ACCOUNTS)
        made.fill(_BOOKS, rows=1)
        yield made


def test_first_load_keeps_the_quota_and_hardly_falls_behind_it(load: Load) -> None:
    figures = load.sync()

    assert figures.refused == 0
    assert figures.requests["get"] == _BOOKS + 1
    assert figures.simulated == pytest.approx(60, abs=1)  # 120 a minute are allowed, not 121
    assert len(load.city.titles()) == _BOOKS


def test_budget_of_a_cycle_is_a_question_for_each_account_a_read_and_a_write_for_each_change(
    load: Load,
) -> None:
    load.settle()
    quiet = load.sync()
    load.edit(_CHANGED)

    busy = load.sync()

    assert quiet.requests == {"list": _ACCOUNTS}
    assert busy.requests == {"list": _ACCOUNTS, "get": _CHANGED, "batchUpdate": _CHANGED}
    assert load.sync().requests == {"list": _ACCOUNTS}
