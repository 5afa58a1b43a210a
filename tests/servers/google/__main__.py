"""`python -m tests.servers.google --port N`: the server in the foreground, for other processes."""

import argparse
import contextlib
import json
import sys
import threading
from pathlib import Path

from tests.servers.google import GOOGLE_QUOTAS, UNLIMITED, GoogleServer


def main() -> int:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.servers.google", description=__doc__)
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--token", default="replay-token", help="a bearer token that holds at once")
    parser.add_argument("--account", default="owner@example.org", help="whose token that is")
    parser.add_argument("--key", type=Path, help="where to write a service account's key file")
    parser.add_argument("--quotas", action="store_true", help="limit requests as Google does")
    given = parser.parse_args()
    server = GoogleServer(port=given.port, quotas=GOOGLE_QUOTAS if given.quotas else UNLIMITED)
    server.token(given.account, given.token, lifetime=10 * 365 * 86400)
    if given.key:
        given.key.write_text(json.dumps(server.account()), encoding="utf-8")
    sys.stdout.write(f"Google's test server listens on {server.url}\n")
    sys.stdout.flush()
    with contextlib.suppress(KeyboardInterrupt), server:
        threading.Event().wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
