"""Remembered unit names, and findings of several rows."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Remembered unit names, and findings of several rows."""
    op.create_table(
        "alias",
        sa.Column("programme_id", sa.String(length=64), nullable=False),
        sa.Column(
            "folded",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
            comment="the name as it is compared",
        ),
        sa.Column("text", sa.Text(), nullable=False, comment="the name as the office wrote it"),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id", "unit_id"],
            ["unit.programme_id", "unit.id"],
            name=op.f("fk_alias_programme_id_unit_id_unit"),
        ),
        sa.PrimaryKeyConstraint("programme_id", "folded", name=op.f("pk_alias")),
        comment="unit names that the office explained",
    )
    with op.batch_alter_table("finding", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "unit_id",
                sa.BigInteger(),
                nullable=True,
                comment="whose rows together gave it; None: read in its book",
            )
        )
        batch_op.create_index(
            batch_op.f("ix_finding_programme_id_unit_id"), ["programme_id", "unit_id"], unique=False
        )
