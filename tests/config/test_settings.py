"""Settings: where they come from, and what is said of a wrong one."""

from pathlib import Path

import pytest

from config.settings import SettingsWrong, WorkspaceMissing, find_workspace, load_settings

URL_ALLOWED = (
    "sqlite:///FILE | postgresql://USER:PASSWORD@HOST/NAME | "
    "postgresql+psycopg://USER:PASSWORD@HOST/NAME"
)


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing set, and an empty working folder."""
    for name in ("WORKSPACE", "DATABASE_URL", "DATABASE_URL_FILE", "LOCALE", "LOG_FORMAT"):
        monkeypatch.delenv(f"YUEYUE_{name}", raising=False)
    monkeypatch.chdir(tmp_path)


def database(workspace: Path) -> str:
    return load_settings(workspace).database_url.get_secret_value()


def test_settings_have_defaults(tmp_path: Path) -> None:
    settings = load_settings(tmp_path)

    assert settings.model_dump(exclude={"database_url"}) == {
        "workspace": tmp_path,
        "locale": None,
        "google_credentials": "",
        "google_sheets_url": "https://sheets.googleapis.com",
        "google_drive_url": "https://www.googleapis.com",
        "log_format": "console",
        "telegram_token": None,
        "telegram_base_url": "https://api.telegram.org/bot",
        "telegram_base_file_url": "https://api.telegram.org/file/bot",
        "telegram_webhook_url": None,
        "telegram_webhook_listen": "127.0.0.1:8080",
        "telegram_webhook_secret": None,
    }
    assert database(tmp_path) == f"sqlite:///{tmp_path.as_posix()}/yueyue.db"


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("sqlite:////srv/city.db", "sqlite:////srv/city.db"),
        ("sqlite:///city.db", "sqlite:///{workspace}/city.db"),
        ("sqlite:///:memory:", "sqlite:///:memory:"),
        ("postgresql://u:p@host/city", "postgresql+psycopg://u:p@host/city"),
        ("postgresql+psycopg://u:p@host:5432/city", "postgresql+psycopg://u:p@host:5432/city"),
        ("postgresql://u:p@[::1]:5432/city", "postgresql+psycopg://u:p@[::1]:5432/city"),
        ("postgresql:///city?host=/run/pg", "postgresql+psycopg:///city?host=/run/pg"),
    ],
)
def test_database_url_is_read_as_the_store_wants_it(
    given: str, read: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YUEYUE_DATABASE_URL", given)

    assert database(tmp_path) == read.format(workspace=tmp_path.as_posix())


def test_key_files_of_google_start_at_the_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YUEYUE_GOOGLE_CREDENTIALS", "keys/a.json, /srv/b.json,")

    keys = load_settings(tmp_path).google_keys

    assert keys == (tmp_path / "keys/a.json", Path("/srv/b.json"))


@pytest.mark.parametrize("given", ["127.0.0.1:80", "https://host/v4", "ftp://host"])
def test_host_of_google_is_an_address_without_a_path(
    given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YUEYUE_GOOGLE_SHEETS_URL", given)

    with pytest.raises(SettingsWrong, match="YUEYUE_GOOGLE_SHEETS_URL"):
        load_settings(tmp_path)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ("mysql://u:hush@host/city", "is no database address"),
        ("sqlite:///", "is no database address"),
        ("postgresql://", "is no database address"),
        ("hush", "is no database address"),
        ("sqlite:///city.db?mode=hush", "has options, which a SQLite file takes none of"),
        ("postgresql://u:hush@host:hush/city", "has a port that is not a number"),
    ],
)
def test_wrong_database_url_is_named_but_never_shown(
    given: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YUEYUE_DATABASE_URL", given)

    with pytest.raises(SettingsWrong) as wrong:
        load_settings(tmp_path)

    assert str(wrong.value) == f"YUEYUE_DATABASE_URL {problem}; allowed: {URL_ALLOWED}."
    assert wrong.value.__suppress_context__


@pytest.mark.parametrize(
    ("variable", "sentence"),
    [
        ("YUEYUE_LOCALE", "YUEYUE_LOCALE is 'fr'; allowed: zh | en."),
        ("YUEYUE_LOG_FORMAT", "YUEYUE_LOG_FORMAT is 'fr'; allowed: console | json."),
    ],
)
def test_wrong_choice_names_what_is_allowed(
    variable: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, "fr")

    with pytest.raises(SettingsWrong) as wrong:
        load_settings(tmp_path)

    assert str(wrong.value) == sentence


def test_environment_goes_before_the_workspaces_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("YUEYUE_LOCALE=zh\nYUEYUE_LOG_FORMAT=json\n", encoding="utf-8")
    monkeypatch.setenv("YUEYUE_LOCALE", "en")

    settings = load_settings(tmp_path)

    assert (settings.locale, settings.log_format) == ("en", "json")


def test_empty_variable_is_not_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YUEYUE_LOCALE", "")

    assert load_settings(tmp_path).locale is None


def test_dotenv_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("# 月月".encode("gbk"))

    with pytest.raises(SettingsWrong) as wrong:
        load_settings(tmp_path)

    assert str(wrong.value) == (
        f".env names '{tmp_path / '.env'}', which cannot be read; allowed: UTF-8 text."
    )


@pytest.mark.parametrize("in_dotenv", [True, False])
def test_secret_is_read_from_the_file_named_for_it(
    *, in_dotenv: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret").write_text("  postgresql://u:p@host/city\n", encoding="utf-8")
    if in_dotenv:
        (tmp_path / ".env").write_text("YUEYUE_DATABASE_URL_FILE=secret\n", encoding="utf-8")
    else:
        monkeypatch.setenv("YUEYUE_DATABASE_URL_FILE", str(tmp_path / "secret"))

    assert database(tmp_path) == "postgresql+psycopg://u:p@host/city"


def test_secrets_file_that_is_missing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YUEYUE_DATABASE_URL_FILE", "nowhere")

    with pytest.raises(SettingsWrong) as wrong:
        load_settings(tmp_path)

    assert str(wrong.value) == (
        f"YUEYUE_DATABASE_URL_FILE names '{tmp_path / 'nowhere'}', which cannot be read; "
        "allowed: a readable text file."
    )


def test_only_secrets_are_read_from_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "locale").write_text("en", encoding="utf-8")
    monkeypatch.setenv("YUEYUE_LOCALE_FILE", str(tmp_path / "locale"))

    assert load_settings(tmp_path).locale is None


def test_settings_never_show_a_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YUEYUE_DATABASE_URL", "postgresql://u:hush@host/city")

    assert "hush" not in repr(load_settings(tmp_path))


def test_settings_without_a_workspace_are_of_this_folder(tmp_path: Path) -> None:
    assert load_settings().workspace == tmp_path


def test_find_workspace_takes_the_one_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YUEYUE_WORKSPACE", str(tmp_path / "elsewhere"))
    (tmp_path / "sheets").mkdir()

    assert find_workspace(tmp_path, start=tmp_path / "other") == tmp_path


def test_find_workspace_takes_the_one_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "city" / "sheets").mkdir(parents=True)
    monkeypatch.setenv("YUEYUE_WORKSPACE", str(tmp_path / "city"))

    assert find_workspace(None, start=tmp_path) == load_settings().workspace == tmp_path / "city"


def test_find_workspace_takes_the_nearest_programme_upward(tmp_path: Path) -> None:
    deep = tmp_path / "city" / "sheets" / "2026"
    (deep / "demo-city").mkdir(parents=True)
    (tmp_path / "programme.toml").touch()
    (tmp_path / "city" / "programme.toml").touch()

    assert find_workspace(None, start=deep) == tmp_path / "city"


def test_find_workspace_falls_back_on_the_demo_city(tmp_path: Path) -> None:
    (tmp_path / "demo-city").mkdir()

    assert find_workspace(None, start=tmp_path) == tmp_path / "demo-city"


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (None, "No programme.toml here or above"),
        (Path("no-such-city"), "'no-such-city' holds neither programme.toml nor sheets"),
    ],
)
def test_find_workspace_says_what_to_do_where_there_is_none(
    given: Path | None, found: str, tmp_path: Path
) -> None:
    with pytest.raises(WorkspaceMissing) as missing:
        find_workspace(given, start=tmp_path)

    assert str(missing.value) == (
        f"{found}; name a workspace with --workspace DIR or YUEYUE_WORKSPACE, "
        "or make one: yueyue init DIR, yueyue demo."
    )


@pytest.mark.parametrize(
    ("variable", "given"),
    [
        ("TELEGRAM_TOKEN", "12:short"),
        ("TELEGRAM_BASE_URL", "http://127.0.0.1:8081/"),
        ("TELEGRAM_WEBHOOK_URL", "bot.example.org"),
        ("TELEGRAM_WEBHOOK_LISTEN", "127.0.0.1"),
        ("TELEGRAM_WEBHOOK_SECRET", "short"),
    ],
)
def test_wrong_setting_of_telegram_is_named(
    variable: str, given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"YUEYUE_{variable}", given)

    with pytest.raises(SettingsWrong) as raised:
        load_settings(tmp_path)

    quoted = given in str(raised.value)
    assert raised.value.variable == f"YUEYUE_{variable}"
    assert quoted is not variable.endswith(("TOKEN", "SECRET"))


def test_files_are_fetched_where_the_bot_api_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YUEYUE_TELEGRAM_BASE_URL", "http://127.0.0.1:8081/bot")

    assert load_settings(tmp_path).telegram_base_file_url == "http://127.0.0.1:8081/file/bot"
