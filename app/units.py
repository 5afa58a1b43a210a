"""Units as the command line names them: by name, number or alias."""

from sqlalchemy import Connection

from rules.programme import Programme
from store.aliases import load_remembered
from store.roster import load_units


class UnitUnknown(Exception):
    """No unit of the roster is called so."""

    code = "unit-unknown"

    def __init__(self, text: str, near: tuple[str, ...]) -> None:
        self.values = {"text": text, "near": "、".join(near) or "—"}
        super().__init__(f"no unit is called {text}")


def find_unit(conn: Connection, programme: Programme, text: str) -> int:
    """The id of the unit so called; UnitUnknown names the nearest."""
    from sync.names import UnitNames  # noqa: PLC0415 - costs start-up time where none is named

    remembered = load_remembered(conn, programme.id)
    names = UnitNames(load_units(conn, programme.id), remembered)
    found = names.find(text)
    if found is None:
        raise UnitUnknown(text, names.nearest(text))
    return found
