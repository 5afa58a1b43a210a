"""Log lines on stderr: a constant event with facts, people's numbers and secrets taken out.

structlog is loaded with the first line written: a command that has nothing to say does not wait
for it.
"""

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TextIO

LogFormat = Literal["console", "json"]

#: In this order: an ID number holds what looks like a phone number.
_SECRETS = (
    (re.compile(r"\bbot\d+:[\w-]+"), "bot[token]"),
    (re.compile(r"\b\d{6,}:[\w-]{30,}"), "[token]"),
    (re.compile(r"(://[^\s/:@]*:)\S+@"), r"\1[password]@"),
    (re.compile(r"(?i)((?:password|secret|token)=)[^\s&;'\"]+"), r"\1[secret]"),
    (re.compile(r"(?<!\d)\d{17}[\dXx](?![\dXx])"), "[id number]"),
    (re.compile(r"(?<!\d)(?:\+?86[- ]?)?1\d{2}[- ]?\d{4}[- ]?\d{4}(?!\d)"), "[phone]"),
)
#: Libraries that tell every request and job.
_CHATTY = (
    "alembic",
    "apscheduler",
    "google",
    "requests",
    "urllib3",
    "httpcore",
    "httpx",
    "sqlalchemy",
    "telegram",
)


class Log:
    """Writes events of one room: `log.info("sheet_synced", added=3)`."""

    def __init__(self, name: str) -> None:
        self._logger = logging.getLogger(name)

    def info(self, event: str, /, **facts: object) -> None:
        """Something happened as it should."""
        self._logger.info(event, extra={"facts": facts})

    def warning(self, event: str, /, **facts: object) -> None:
        """Something is odd; the work went on."""
        self._logger.warning(event, extra={"facts": facts})

    def error(self, event: str, /, **facts: object) -> None:
        """Something could not be done."""
        self._logger.error(event, extra={"facts": facts})

    def failure(self, event: str, fault: Exception, /, **facts: object) -> None:
        """Something could not be done, with the traceback of a fault caught elsewhere."""
        self._logger.error(event, exc_info=fault, extra={"facts": facts})

    def exception(self, event: str, /, **facts: object) -> None:
        """Something could not be done, with the traceback of the exception at hand."""
        self._logger.exception(event, extra={"facts": facts})  # noqa: LOG004 - our callers stand in one


def build_logging(format: LogFormat, *, verbose: bool = False) -> None:  # noqa: A002 - as the setting is called
    """Log warnings and errors to stderr; events too where verbose."""
    handler = _ToStderr()
    handler.setFormatter(_Lines(format, colours=sys.stderr.isatty()))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO if verbose else logging.WARNING)
    for library in _CHATTY:
        logging.getLogger(library).setLevel(logging.WARNING)


def keep_log(file: Path) -> None:
    """Log warnings and errors to the end of a file, which is there once something is logged."""
    root = logging.getLogger()
    root.handlers = [one for one in root.handlers if not isinstance(one, _ToFile)]
    root.addHandler(_ToFile(file))
    for library in _CHATTY:
        logging.getLogger(library).setLevel(logging.WARNING)


def redact(text: str) -> str:
    """The text without tokens, passwords, ID numbers and phone numbers."""
    for pattern, mark in _SECRETS:
        text = pattern.sub(mark, text)
    return text


class _ToStderr(logging.StreamHandler[TextIO]):
    """Writes to what stderr is when something is logged, not when logging began."""

    def emit(self, record: logging.LogRecord) -> None:
        self.stream = sys.stderr
        super().emit(record)


class _ToFile(logging.Handler):
    """Opens its file for each record: a command that has nothing to say leaves none."""

    def __init__(self, file: Path) -> None:
        super().__init__(logging.WARNING)
        self._file = file
        self.setFormatter(_Lines("console", colours=False))

    def emit(self, record: logging.LogRecord) -> None:
        # A log that cannot be written must not stop the work.
        with suppress(OSError), self._file.open("a", encoding="utf-8") as file:
            file.write(self.format(record) + "\n")


class _Lines(logging.Formatter):
    """One line a record, by structlog."""

    def __init__(self, log_format: LogFormat, *, colours: bool) -> None:
        super().__init__()
        self._log_format = log_format
        self._colours = colours

    def format(self, record: logging.LogRecord) -> str:
        return self._structlog.format(record)

    @cached_property
    def _structlog(self) -> logging.Formatter:
        import structlog  # noqa: PLC0415 - a fifth of a second that a silent command saves

        renderer: Any = (
            structlog.processors.JSONRenderer(ensure_ascii=False)
            if self._log_format == "json"
            # Plain tracebacks: rich ones show the values of variables.
            else structlog.dev.ConsoleRenderer(
                colors=self._colours, exception_formatter=structlog.dev.plain_traceback
            )
        )
        return structlog.stdlib.ProcessorFormatter(
            processors=[
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.format_exc_info,
                _add_facts,
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _redact_facts,
                renderer,
            ]
        )


def _add_facts(_logger: object, _method: str, event: MutableMapping[str, Any]) -> Any:  # noqa: ANN401 - structlog's type
    """Facts under their own names; none may replace what the line itself says."""
    facts: Mapping[str, object] = getattr(event["_record"], "facts", {})
    return {**facts, **event}


def _redact_facts(_logger: object, _method: str, event: MutableMapping[str, Any]) -> Any:  # noqa: ANN401 - structlog's type
    return {name: _redacted(value) for name, value in event.items()}


def _redacted(value: object) -> object:
    """The value with its texts redacted; a number stays one unless it is somebody's."""
    if value is None or isinstance(value, bool | float):
        return value
    if isinstance(value, int):
        return value if redact(str(value)) == str(value) else redact(str(value))
    if isinstance(value, Mapping):
        return {redact(str(key)): _redacted(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_redacted(inner) for inner in value]
    return redact(str(value))
