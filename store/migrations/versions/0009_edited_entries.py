"""When cells of entries were edited."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """When cells of entries were edited."""
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "edited",
                sa.JSON(),
                comment="when each cell that was edited since was edited last",
            )
        )
