"""One request as a call sees it."""

from dataclasses import dataclass

from tests.servers.google.answers import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who asks, what the path names, the options of the query and the body."""

    account: str
    path: dict[str, str]
    query: dict[str, list[str]]
    body: Json
    raw: bytes = b""

    @property
    def options(self) -> Json:
        """The query with the last value of each name, `true` and `false` as truths."""
        truths = {"true": True, "false": False}
        return {
            name: truths.get(values[-1].lower(), values[-1]) for name, values in self.query.items()
        }

    @property
    def id(self) -> str:
        return self.path["id"]
