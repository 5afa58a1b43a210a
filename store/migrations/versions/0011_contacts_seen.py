"""When the roster first named a contact."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """When the roster first named a contact."""
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "seen_at",
                sa.DateTime(timezone=True),
                comment="when the roster first named them",
            )
        )
