"""The small city in the store."""

import pytest
from sqlalchemy import Connection

from tests.bot.hearing import found_city


@pytest.fixture
def city(conn: Connection) -> Connection:
    """March in the library, in the school nothing; each named two volunteers."""
    return found_city(conn)
