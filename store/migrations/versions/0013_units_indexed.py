"""What is owed and told is found by its units, however much there is of others."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What is owed and told is found by its units, however much there is of others."""
    with op.batch_alter_table("obligation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_obligation_programme_id_unit_id_first"),
            ["programme_id", "unit_id", "first"],
            unique=False,
        )
    with op.batch_alter_table("nudge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_nudge_programme_id_duty_unit_id_period"))
        batch_op.create_index(
            batch_op.f("ix_nudge_programme_id_unit_id_period"),
            ["programme_id", "unit_id", "period"],
            unique=False,
        )
