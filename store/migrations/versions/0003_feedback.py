"""What of a book's findings was last shown where its editors look."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What of a book's findings was last shown where its editors look."""
    with op.batch_alter_table("book", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "feedback",
                sa.Text(),
                nullable=True,
                comment="mark of the findings last shown beside it",
            )
        )
        batch_op.add_column(
            sa.Column(
                "feedback_stamp",
                sa.Text(),
                nullable=True,
                comment="the source's word for what it shows",
            )
        )
