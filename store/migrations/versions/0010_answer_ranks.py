"""The rank from which a ladder goes on after an answer."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The rank from which a ladder goes on after an answer."""
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("rank", sa.Integer(), comment="from which the ladder goes on when it is over")
        )
