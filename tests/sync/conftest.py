"""Resources of these tests: a database of one kind, and Google on this machine."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from store.database import build_engine
from tests.servers.google import GoogleServer


@pytest.fixture
def sqlite(migrated_file: Path, tmp_path: Path) -> Iterator[Engine]:
    """An engine on a SQLite database at head without rows."""
    made = build_engine(f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'yueyue.db')}")
    yield made
    made.dispose()


@pytest.fixture
def google() -> Iterator[GoogleServer]:
    """A Google of our own without any file."""
    with GoogleServer() as server:
        yield server
