"""Activities reported in the chat, from draft to row of a sheet."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Activities reported in the chat, from draft to row of a sheet."""
    op.create_table(
        "filing",
        sa.Column("programme_id", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column(
            "contact_id",
            sa.BigInteger(),
            nullable=True,
            comment="who reports; None for the office's shell",
        ),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "state",
            sa.String(length=16),
            nullable=False,
            comment="draft, filed, written, cancelled",
        ),
        sa.Column(
            "fields",
            sa.JSON(),
            nullable=False,
            comment="what the row says, by field of an activity",
        ),
        sa.Column("photos", sa.JSON(), nullable=False, comment="digests of its photos"),
        sa.Column(
            "activity_id",
            sa.BigInteger(),
            nullable=True,
            comment="the activity that it is, once filed",
        ),
        sa.Column(
            "at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="when it was last shown as a draft",
        ),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "book",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=True,
            comment="where it was written",
        ),
        sa.Column("sheet", sa.Text(), nullable=True),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("programme_id", "key", name=op.f("pk_filing")),
        comment="activities reported in the chat",
    )
    with op.batch_alter_table("filing", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_filing_programme_id_state"), ["programme_id", "state"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_filing_programme_id_contact_id"),
            ["programme_id", "contact_id"],
            unique=False,
        )
