"""Obligations of any subject and period, and when cells were edited."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Obligations of any subject and period, and when cells were edited."""
    with op.batch_alter_table("obligation", schema=None) as batch_op:
        batch_op.add_column(_subject())
        batch_op.add_column(sa.Column("label", sa.Text(), comment="what the subject is called"))
        batch_op.add_column(
            sa.Column(
                "first",
                sa.String(10),
                nullable=False,
                server_default="",
                comment="the period's first day",
            )
        )
        batch_op.add_column(
            sa.Column(
                "deadline",
                sa.String(10),
                nullable=False,
                server_default="",
                comment="the last day that is in time",
            )
        )
        batch_op.add_column(
            sa.Column(
                "event",
                sa.String(10),
                comment="the day it counts from, where an event began it",
            )
        )
        batch_op.add_column(
            sa.Column(
                "quiet_until",
                sa.String(10),
                comment="rungs up to this day spoke of parts now shown",
            )
        )
        batch_op.add_column(
            sa.Column(
                "awaited",
                sa.String(10),
                comment="the day of a row dated ahead: silent until then",
            )
        )
        batch_op.add_column(
            sa.Column(
                "owed",
                sa.Boolean(),
                nullable=False,
                server_default=sa.true(),
                comment="False where the programme asks it no more",
            )
        )
    # Until now every period was a month.
    op.execute("UPDATE obligation SET first = period || '-01', deadline = due")
    with op.batch_alter_table("obligation", schema=None) as batch_op:
        batch_op.alter_column("first", existing_type=sa.String(10), server_default=None)
        batch_op.alter_column("deadline", existing_type=sa.String(10), server_default=None)
        batch_op.alter_column("owed", existing_type=sa.Boolean(), server_default=None)
        batch_op.alter_column(
            "closes",
            existing_type=sa.String(10),
            nullable=True,
            comment="None where only evidence ends it",
        )
        batch_op.drop_constraint("pk_obligation", type_="primary")
        batch_op.create_primary_key(
            "pk_obligation", ["programme_id", "duty", "unit_id", "subject", "period"]
        )
    for table in ("transition", "nudge"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(_subject())
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "edited",
                sa.JSON(),
                comment="when each cell that was edited since was edited last",
            )
        )
    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.alter_column(
            "opened",
            existing_type=sa.String(7),
            type_=sa.String(10),
            comment="the day whose obligations all stand",
        )
    op.execute("UPDATE programme SET opened = NULL")


def _subject() -> sa.Column[str]:
    return sa.Column("subject", sa.String(32), nullable=False, server_default="")
