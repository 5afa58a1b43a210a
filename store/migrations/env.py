"""What Alembic runs: the migrations, on the engine that it was handed."""

from typing import Literal

from alembic import context
from sqlalchemy import Engine

from store.database import hold, writing
from store.tables import metadata
from store.types import UtcDateTime


def render_item(kind: str, item: object, context: object) -> str | Literal[False]:
    """Our own type is written as the plain one it is made of."""
    del context
    return (
        "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False
    )


engine: Engine = context.config.attributes["engine"]

with writing(engine) as connection:
    # Two processes that start at once on a new database: the second waits and finds it done.
    hold(connection, "migrations")
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        render_item=render_item,
    )
    context.run_migrations()
