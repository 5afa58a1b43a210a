"""Rows of every register that has no table of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Rows of every register that has no table of its own."""
    plain = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    op.create_table(
        "entry",
        sa.Column("programme_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("book", plain, nullable=False),
        sa.Column("sheet", plain, nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column(
            "unit_id", sa.BigInteger(), nullable=True, comment="None where the unit is not known"
        ),
        sa.Column("first_day", sa.String(length=10), nullable=True),
        sa.Column("last_day", sa.String(length=10), nullable=True),
        sa.Column("register", sa.String(length=32), nullable=False),
        sa.Column(
            "counts", sa.Boolean(), nullable=False, comment="derived: complete and not repeated"
        ),
        sa.Column("unit_text", sa.Text(), nullable=True),
        sa.Column("days", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column(
            "fields", sa.JSON(), nullable=False, comment="what each field says, in its order"
        ),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("programme_id", "id", name=op.f("pk_entry")),
        comment="rows of every register that has no table of its own",
    )
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_entry_programme_id_book"), ["programme_id", "book"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_entry_programme_id_register_unit_id_first_day"),
            ["programme_id", "register", "unit_id", "first_day"],
            unique=False,
        )
