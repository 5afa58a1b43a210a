"""Log lines: what is written, and what never is."""

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.logs import Log, build_logging, keep_log, redact


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers = handlers
    root.setLevel(level)


def unanswered() -> None:
    raise OSError("no answer from https://x/bot123:secret/getMe")


def written(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    """The one JSON line on stderr, without its time."""
    output = capsys.readouterr()
    assert output.out == ""
    line: dict[str, object] = json.loads(output.err)
    del line["timestamp"]
    return line


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("https://x/bot123456:AAE-x_y/send", "https://x/bot[token]/send"),
        ("token 123456789:" + "Ab-_" * 9, "token [token]"),
        ("postgresql://u:p@ss@host/db", "postgresql://u:[password]@host/db"),
        ("host=h password=hush user=u", "host=h password=[secret] user=u"),
        ("https://x/send?access_token=hush&y=1", "https://x/send?access_token=[secret]&y=1"),
        ("110101199003071234、11010119900307123X", "[id number]、[id number]"),
        ("打13800138000或+86 138-0013-8000", "打[phone]或[phone]"),
        ("2026-03-05 09:30 1440 1712345678901", "2026-03-05 09:30 1440 1712345678901"),
        ("https://host:8080/path", "https://host:8080/path"),
    ],
)
def test_redact_takes_out_what_is_somebodys(text: str, left: str) -> None:
    assert redact(text) == left


def test_log_writes_the_event_with_its_facts(capsys: pytest.CaptureFixture[str]) -> None:
    build_logging("json", verbose=True)

    Log("sync").info("sheet_synced", name="三月", added=3, seconds=0.5, fresh=True, cursor=None)

    assert written(capsys) == {
        "event": "sheet_synced",
        "level": "info",
        "logger": "sync",
        "name": "三月",
        "added": 3,
        "seconds": 0.5,
        "fresh": True,
        "cursor": None,
    }


def test_log_redacts_facts_however_deep(capsys: pytest.CaptureFixture[str]) -> None:
    build_logging("json")

    Log("bot").warning(
        "odd", phone=13800138000, seen=[{"13800138000": "bot1:x"}, OSError("bot1:x")]
    )

    assert written(capsys) == {
        "event": "odd",
        "level": "warning",
        "logger": "bot",
        "phone": "[phone]",
        "seen": [{"[phone]": "bot[token]"}, "bot[token]"],
    }


def test_log_redacts_tracebacks(capsys: pytest.CaptureFixture[str]) -> None:
    build_logging("json")

    try:
        unanswered()
    except OSError:
        Log("bot").exception("chat_unreachable")

    told = str(written(capsys)["exception"])
    assert told.endswith("OSError: no answer from https://x/bot[token]/getMe")
    assert "Traceback" in told


def test_lines_of_libraries_are_redacted_too(capsys: pytest.CaptureFixture[str]) -> None:
    build_logging("json")

    logging.getLogger("httpx").warning("POST %s", "https://x/bot123:secret/getMe")

    assert written(capsys) == {
        "event": "POST https://x/bot[token]/getMe",
        "level": "warning",
        "logger": "httpx",
    }


@pytest.mark.parametrize(("verbose", "lines"), [(False, 2), (True, 3)])
def test_logging_tells_events_only_where_verbose(
    *, verbose: bool, lines: int, capsys: pytest.CaptureFixture[str]
) -> None:
    build_logging("console", verbose=verbose)

    Log("sync").info("told")
    Log("sync").warning("told")
    Log("sync").error("told")
    logging.getLogger("httpx").info("never told")

    assert capsys.readouterr().err.count("told") == lines


def test_logging_on_a_console_is_readable(capsys: pytest.CaptureFixture[str]) -> None:
    build_logging("console")

    Log("sync").error("book_unreadable", book="三月.xlsx")

    line = capsys.readouterr().err
    assert "[error    ] book_unreadable" in line
    assert "book=三月.xlsx" in line


def test_silent_command_does_not_wait_for_structlog() -> None:
    code = (
        "import sys; from config.logs import Log, build_logging; build_logging('console'); "
        "Log('sync').info('quiet'); sys.exit('structlog' in sys.modules)"
    )

    assert subprocess.run((sys.executable, "-c", code), check=False).returncode == 0


def test_log_in_a_file_is_there_once_something_is_logged(tmp_path: Path) -> None:
    file = tmp_path / "yueyue.log"
    keep_log(tmp_path / "elsewhere.log")
    keep_log(file)

    Log("bot").info("letter_sent")
    quiet = file.exists()
    Log("bot").failure("unit_unforeseen", OSError("no answer from bot1:x"), unit_id=3)

    text = file.read_text("utf-8")
    assert (quiet, (tmp_path / "elsewhere.log").exists()) == (False, False)
    assert "unit_unforeseen" in text
    assert text.rstrip().endswith("OSError: no answer from bot[token]")


def test_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    keep_log(tmp_path / "gone" / "yueyue.log")

    Log("bot").warning("odd")

    assert list(tmp_path.iterdir()) == []
