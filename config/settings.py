"""Settings from the environment and the workspace's `.env`; the only file that reads them."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from config.database_url import SQLITE, parse_database_url
from config.wording import Locale

_PREFIX = "YUEYUE_"
_HOST = r"^https?://[^/\s]+$"
_SHAPES = {
    "telegram_token": re.compile(r"\d{3,20}:[\w-]{20,}", re.ASCII),
    "telegram_webhook_secret": re.compile(r"[\w-]{16,256}", re.ASCII),
}


class SettingsWrong(Exception):
    """A setting cannot be used; the sentence never holds a secret's value."""

    code = "settings-wrong"

    def __init__(self, variable: str, problem: str, allowed: str) -> None:
        super().__init__(f"{variable} {problem}; allowed: {allowed}.")
        self.variable = variable
        self.values = {"variable": variable, "problem": problem, "allowed": allowed}


class SettingsUnreadable(SettingsWrong):
    """A file that settings come from cannot be read."""

    code = "settings-unreadable"

    def __init__(self, variable: str, file: Path, allowed: str) -> None:
        super().__init__(variable, f"names '{file}', which cannot be read", allowed)
        self.values = {"variable": variable, "file": str(file)}


class WorkspaceMissing(Exception):
    """There is no workspace to work in."""

    code = "workspace-missing"

    def __init__(self, named: Path | None) -> None:
        found = "No programme.toml here or above"
        if named:
            found = f"'{named}' holds neither programme.toml nor sheets"
        self.values = {"detail": str(named) if named else "programme.toml"}
        super().__init__(
            f"{found}; name a workspace with --workspace DIR or {_PREFIX}WORKSPACE, "
            "or make one: yueyue init DIR, yueyue demo."
        )


class Settings(BaseSettings):
    """What the machine decides, not the office; a relative path starts at the workspace."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX,
        env_file_encoding="utf-8-sig",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    #: Descriptions say what is allowed, in signs that need no language.
    workspace: Path = Field(description="DIR")
    database_url: SecretStr = Field(
        default_factory=lambda known: SecretStr(f"{SQLITE}{known['workspace']}/yueyue.db"),
        description=(
            f"{SQLITE}FILE | postgresql://USER:PASSWORD@HOST/NAME | "
            "postgresql+psycopg://USER:PASSWORD@HOST/NAME"
        ),
    )
    locale: Locale | None = Field(default=None, description="zh | en")
    google_credentials: str = Field(default="", description="FILE[,FILE…]")
    google_sheets_url: str = Field(
        default="https://sheets.googleapis.com", pattern=_HOST, description="https://HOST"
    )
    google_drive_url: str = Field(
        default="https://www.googleapis.com", pattern=_HOST, description="https://HOST"
    )
    log_format: Literal["console", "json"] = Field(default="console", description="console | json")
    telegram_token: SecretStr | None = Field(default=None, description="NUMBER:SIGNS")
    telegram_base_url: str = Field(
        default="https://api.telegram.org/bot",
        pattern=r"^https?://\S+/bot$",
        description="http(s)://HOST/bot",
    )
    telegram_base_file_url: str = Field(
        default_factory=lambda known: known["telegram_base_url"].removesuffix("bot") + "file/bot",
        pattern=r"^https?://\S+/bot$",
        description="http(s)://HOST/file/bot",
    )
    telegram_webhook_url: str | None = Field(
        default=None, pattern=r"^https?://[^\s/]+/\S*$", description="https://HOST/PATH"
    )
    telegram_webhook_listen: str = Field(
        default="127.0.0.1:8080", pattern=r"^\S+:\d{1,5}$", description="ADDRESS:PORT"
    )
    telegram_webhook_secret: SecretStr | None = Field(
        default=None, description="A-Z a-z 0-9 _ - (16-256)"
    )

    @property
    def google_keys(self) -> tuple[Path, ...]:
        """The key files of the Google accounts; none where Google is not switched on."""
        named = [part.strip() for part in self.google_credentials.split(",")]
        return tuple(self.workspace / Path(name).expanduser() for name in named if name)

    @field_validator("database_url")
    @classmethod
    def _database(cls, given: SecretStr, known: ValidationInfo) -> SecretStr:
        return SecretStr(parse_database_url(given.get_secret_value(), known.data["workspace"]))

    @field_validator("telegram_token", "telegram_webhook_secret")
    @classmethod
    def _of_telegram(cls, given: SecretStr | None, known: ValidationInfo) -> SecretStr | None:
        shape = _SHAPES[str(known.field_name)]
        if given is not None and not shape.fullmatch(given.get_secret_value()):
            raise ValueError("is not of that shape")
        return given

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        *_defaults: PydanticBaseSettingsSource,
        **_named_defaults: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What is given, then the environment, then `.env`; each with its `…_FILE` secrets."""
        workspace: Path = init_settings()["workspace"]
        environment = EnvSettingsSource(settings_cls)
        dotenv = DotEnvSettingsSource(settings_cls, env_file=workspace / ".env")
        return (
            init_settings,
            environment,
            _SecretFiles(settings_cls, environment.env_vars, workspace),
            dotenv,
            _SecretFiles(settings_cls, dotenv.env_vars, workspace),
        )


def load_settings(workspace: Path | None = None) -> Settings:
    """The settings of a workspace; of YUEYUE_WORKSPACE or this folder where none is named."""
    folder = (workspace or _named_workspace() or Path()).expanduser().resolve()
    try:
        return Settings(workspace=folder)
    except ValidationError as wrong:
        raise _first_wrong(wrong) from None  # the original would show a secret's value
    except (OSError, UnicodeDecodeError):
        raise SettingsUnreadable(".env", folder / ".env", "UTF-8 text") from None


def find_workspace(given: Path | None, *, start: Path) -> Path:
    """The workspace asked for, or the nearest upward from start, or its demo city."""
    named = given or _named_workspace()
    if named:
        folder = named.expanduser().resolve()
        if not (folder / "programme.toml").is_file() and not (folder / "sheets").is_dir():
            raise WorkspaceMissing(named)
        return folder
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / "programme.toml").is_file():
            return folder
    if (here / "demo-city").is_dir():
        return here / "demo-city"
    raise WorkspaceMissing(None)


def named_locale() -> Locale | None:
    """The language that YUEYUE_LOCALE names, for what fails before any setting is read."""
    named = os.environ.get(f"{_PREFIX}LOCALE")  # noqa: TID251 - settings are read here
    return next((locale for locale in get_args(Locale) if locale == named), None)


def _named_workspace() -> Path | None:
    named = os.environ.get(f"{_PREFIX}WORKSPACE")  # noqa: TID251 - settings are read here
    return Path(named) if named else None


class _SecretFiles(PydanticBaseSettingsSource):
    """Secrets from the files that `…_FILE` variables of another source name."""

    def __init__(
        self,
        settings_cls: type[BaseSettings],
        variables: Mapping[str, str | None],
        workspace: Path,
    ) -> None:
        super().__init__(settings_cls)
        self._variables = variables
        self._workspace = workspace

    def __call__(self) -> dict[str, Any]:
        return dict(self._secrets())

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """The content of the file named for a secret, or None."""
        variable = f"{_PREFIX}{field_name}_file".lower()
        named = self._variables.get(variable)
        if not named or not _is_secret(field):
            return None, field_name, False
        file = self._workspace / Path(named).expanduser()
        try:
            return file.read_text(encoding="utf-8-sig").strip(), field_name, False
        except (OSError, UnicodeDecodeError):
            raise SettingsUnreadable(variable.upper(), file, "a readable text file") from None

    def _secrets(self) -> Iterator[tuple[str, Any]]:
        for name, field in self.settings_cls.model_fields.items():
            value, _, _ = self.get_field_value(field, name)
            if value is not None:
                yield name, value


def _is_secret(field: FieldInfo) -> bool:
    return SecretStr in (field.annotation, *get_args(field.annotation))


def _first_wrong(wrong: ValidationError) -> SettingsWrong:
    fault: Mapping[str, Any] = wrong.errors(include_url=False)[0]
    name = str(fault["loc"][0])
    field = Settings.model_fields[name]
    if fault["type"] == "value_error":
        problem = str(fault["ctx"]["error"])
    else:
        problem = "cannot be used" if _is_secret(field) else f"is '{fault['input']}'"
    return SettingsWrong(f"{_PREFIX}{name.upper()}", problem, field.description or "…")
