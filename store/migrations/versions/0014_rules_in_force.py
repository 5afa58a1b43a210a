"""What the standings were judged by is remembered, so that a changed rule is heeded at once."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What the standings were judged by is remembered, so that a changed rule is heeded at once."""
    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "rules_mark", sa.String(64), nullable=True, comment="what standings are judged by"
            )
        )
