"""The database's address, as people write it and as the store wants it."""

from pathlib import Path

SQLITE = "sqlite:///"


def parse_database_url(text: str, workspace: Path) -> str:
    """The address as the store wants it; a faulty one raises without quoting it."""
    scheme, separator, rest = text.partition("://")
    if scheme == "sqlite" and separator and rest.startswith("/") and rest != "/":
        file = rest[1:]
        if "?" in file:
            raise ValueError("has options, which a SQLite file takes none of")
        return text if file == ":memory:" else f"{SQLITE}{(workspace / file).as_posix()}"
    if scheme in {"postgresql", "postgresql+psycopg"} and rest.strip("/"):
        _check_port(rest)
        return f"postgresql+psycopg://{rest}"
    raise ValueError("is no database address")


def _check_port(rest: str) -> None:
    host = rest.replace("?", "/").split("/")[0].rpartition("@")[2]
    port = host.rpartition("]")[2].rpartition(":")[2] if ":" in host else ""
    if port and not port.isdecimal():
        raise ValueError("has a port that is not a number")
