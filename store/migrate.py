"""Migrations: one Alembic history for both databases."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

_HERE = Path(__file__).parent


def build_config(engine: Engine) -> Config:
    """Alembic's settings, made here so that no file of it is needed."""
    config = Config()
    config.set_main_option("script_location", str(_HERE / "migrations").replace("%", "%%"))
    config.attributes["engine"] = engine
    return config


def upgrade(engine: Engine) -> None:
    """Brings the database to the newest shape."""
    command.upgrade(build_config(engine), "head")


def check(engine: Engine) -> None:
    """Raises where the tables in `store.tables` and the migrations differ."""
    command.check(build_config(engine))
