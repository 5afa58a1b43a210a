"""What the office decided, what contacts answered, and why a rung stayed unsaid."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What the office decided, what contacts answered, and why a rung stayed unsaid."""
    op.create_table(
        "decision",
        sa.Column("programme_id", sa.String(64), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False, comment="exempt, pause, close or reopen"),
        sa.Column("unit_id", sa.BigInteger(), comment="None where a period is decided on"),
        sa.Column("duty", sa.String(64)),
        sa.Column("period", sa.String(32), comment="what is closed or opened again"),
        sa.Column("first", sa.String(10), comment="from which local day on"),
        sa.Column("last", sa.String(10), comment="through which day; None where nobody knows yet"),
        sa.Column("reason", sa.Text()),
        sa.Column("granted_by", sa.Text(), comment="who decided, where it was said"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("programme_id", "id", name="pk_decision"),
        comment="what the office decided",
    )
    op.create_table(
        "answer",
        sa.Column("programme_id", sa.String(64), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False, comment="promise, snooze, mute, not_us …"),
        sa.Column("contact_id", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("duty", sa.String(64), comment="None where it is about all that the unit owes"),
        sa.Column("subject", sa.String(32), nullable=False, server_default=""),
        sa.Column("period", sa.String(32)),
        sa.Column("days", sa.Integer(), comment="how many days were said, today included"),
        sa.Column(
            "last", sa.String(10), comment="the last local day it runs; None where it has no end"
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("programme_id", "id", name="pk_answer"),
        comment="what contacts answered to reminders",
    )
    for table in ("decision", "answer"):
        op.create_index(
            f"ix_{table}_programme_id_unit_id", table, ["programme_id", "unit_id"], unique=False
        )
    with op.batch_alter_table("nudge", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("reason", sa.String(16), comment="why it stayed unsaid, where it did")
        )
