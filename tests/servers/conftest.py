"""What the tests of the test servers share."""

from collections.abc import Iterator

import pytest

from tests.servers.google import GoogleServer
from tests.servers.google_client import GoogleClient


@pytest.fixture
def google() -> Iterator[GoogleServer]:
    with GoogleServer() as server:
        yield server


@pytest.fixture
def client(google: GoogleServer) -> GoogleClient:
    return GoogleClient(google)
