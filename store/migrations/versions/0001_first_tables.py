"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The first tables."""
    op.create_table(
        "activity",
        sa.Column("programme_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "book", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "sheet", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column(
            "unit_id", sa.BigInteger(), nullable=True, comment="None where the unit is not known"
        ),
        sa.Column("first_day", sa.String(length=10), nullable=True),
        sa.Column("last_day", sa.String(length=10), nullable=True),
        sa.Column("people", sa.BigInteger(), nullable=False, comment="derived: people who count"),
        sa.Column(
            "minutes", sa.BigInteger(), nullable=False, comment="derived: minutes of all people"
        ),
        sa.Column("confirmed_minutes", sa.BigInteger(), nullable=False, comment="derived"),
        sa.Column(
            "counts", sa.Boolean(), nullable=False, comment="derived: neither repeated nor nil"
        ),
        sa.Column("unit_text", sa.Text(), nullable=True),
        sa.Column("days", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("headcount", sa.BigInteger(), nullable=True),
        sa.Column("duration", sa.BigInteger(), nullable=True),
        sa.Column("total_minutes", sa.BigInteger(), nullable=True),
        sa.Column("person_times", sa.BigInteger(), nullable=True),
        sa.Column("names", sa.Text(), nullable=True),
        sa.Column("names_total", sa.BigInteger(), nullable=True),
        sa.Column("photos", sa.BigInteger(), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("nil", sa.Boolean(), nullable=False),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("beneficiaries", sa.BigInteger(), nullable=True),
        sa.Column("leader", sa.Text(), nullable=True),
        sa.Column("recorder", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("programme_id", "id", name=op.f("pk_activity")),
    )
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_activity_programme_id_book"), ["programme_id", "book"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_activity_programme_id_unit_id_first_day"),
            ["programme_id", "unit_id", "first_day"],
            unique=False,
        )

    op.create_table(
        "book",
        sa.Column("programme_id", sa.String(length=64), nullable=False),
        sa.Column(
            "id",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
            comment="path under sheets/ with /",
        ),
        sa.Column(
            "stamp",
            sa.Text(),
            nullable=True,
            comment="what the source said of it when it was last read",
        ),
        sa.Column("revision", sa.Text(), nullable=True, comment="digest of its content"),
        sa.Column(
            "looked_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="last look that could be believed",
        ),
        sa.Column(
            "synced_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when its rows were last read or found unchanged",
        ),
        sa.Column("cycle", sa.BigInteger(), nullable=True),
        sa.Column(
            "state",
            sa.String(length=16),
            nullable=False,
            comment="read, doubted, failing, vanished",
        ),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("programme_id", "id", name=op.f("pk_book")),
    )
    op.create_table(
        "book_unit",
        sa.Column("programme_id", sa.String(length=64), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "book", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.PrimaryKeyConstraint("programme_id", "unit_id", "book", name=op.f("pk_book_unit")),
        comment="which books a unit's standing depends on",
    )
    op.create_table(
        "counter",
        sa.Column("programme_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("next", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("programme_id", "kind", name=op.f("pk_counter")),
    )
    op.create_table(
        "cycle",
        sa.Column("programme_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("programme_id", "id", name=op.f("pk_cycle")),
    )
    op.create_table(
        "finding",
        sa.Column("programme_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "book", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "sheet", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column(
            "cell", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("programme_id", "id", name=op.f("pk_finding")),
    )
    with op.batch_alter_table("finding", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_finding_programme_id_book"), ["programme_id", "book"], unique=False
        )

    op.create_table(
        "letter",
        sa.Column("programme_id", sa.String(length=64), nullable=False),
        sa.Column(
            "key", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("contact_id", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sends_started", sa.Integer(), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("programme_id", "key", name=op.f("pk_letter")),
    )
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_letter_programme_id_contact_id_day"),
            ["programme_id", "contact_id", "day"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_letter_programme_id_state_not_before"),
            ["programme_id", "state", "not_before"],
            unique=False,
        )

    op.create_table(
        "nudge",
        sa.Column("programme_id", sa.String(length=64), nullable=False),
        sa.Column(
            "key", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("duty", sa.String(length=64), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("period", sa.String(length=32), nullable=False),
        sa.Column("rung", sa.String(length=32), nullable=False),
        sa.Column("contact_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "letter_key",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=True,
            comment="None where it was passed over",
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("programme_id", "key", name=op.f("pk_nudge")),
    )
    with op.batch_alter_table("nudge", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_nudge_programme_id_duty_unit_id_period"),
            ["programme_id", "duty", "unit_id", "period"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_nudge_programme_id_letter_key"),
            ["programme_id", "letter_key"],
            unique=False,
        )

    op.create_table(
        "obligation",
        sa.Column("programme_id", sa.String(length=64), nullable=False),
        sa.Column("duty", sa.String(length=64), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("period", sa.String(length=32), nullable=False),
        sa.Column("due", sa.String(length=10), nullable=False),
        sa.Column("closes", sa.String(length=10), nullable=False),
        sa.Column("history", sa.Boolean(), nullable=False),
        sa.Column("standing", sa.String(length=16), nullable=False),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.Column("because", sa.JSON(), nullable=False),
        sa.Column("ladder", sa.JSON(), nullable=False, comment="rungs in force since it opened"),
        sa.Column(
            "next_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when time alone changes it or a rung falls due",
        ),
        sa.PrimaryKeyConstraint(
            "programme_id", "duty", "unit_id", "period", name=op.f("pk_obligation")
        ),
    )
    with op.batch_alter_table("obligation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_obligation_programme_id_next_at"),
            ["programme_id", "next_at"],
            unique=False,
        )

    op.create_table(
        "participation",
        sa.Column("programme_id", sa.String(length=64), nullable=False),
        sa.Column("activity_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("volunteer", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=True),
        sa.Column("first_day", sa.String(length=10), nullable=False),
        sa.Column("minutes", sa.BigInteger(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint(
            "programme_id", "activity_id", "ordinal", name=op.f("pk_participation")
        ),
        comment="people named in an activity's list that no service record names better",
    )
    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_participation_programme_id_unit_id"),
            ["programme_id", "unit_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_participation_programme_id_volunteer_first_day"),
            ["programme_id", "volunteer", "first_day"],
            unique=False,
        )

    op.create_table(
        "programme",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column(
            "start",
            sa.String(length=7),
            nullable=True,
            comment="first month that is duty, not history",
        ),
        sa.Column(
            "roster_mark",
            sa.String(length=64),
            nullable=True,
            comment="digest of the roster in force",
        ),
        sa.Column(
            "reader_mark",
            sa.String(length=64),
            nullable=True,
            comment="what the books were read with",
        ),
        sa.Column(
            "opened",
            sa.String(length=7),
            nullable=True,
            comment="last month whose obligations all stand",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
    )
    op.create_table(
        "service_record",
        sa.Column("programme_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "book", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "sheet", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column(
            "unit_id", sa.BigInteger(), nullable=True, comment="None where the unit is not known"
        ),
        sa.Column("first_day", sa.String(length=10), nullable=True),
        sa.Column("last_day", sa.String(length=10), nullable=True),
        sa.Column(
            "activity_id",
            sa.BigInteger(),
            nullable=True,
            comment="derived: the activity whose person this is",
        ),
        sa.Column(
            "counts",
            sa.Boolean(),
            nullable=False,
            comment="derived: not repeated, within the head-count",
        ),
        sa.Column(
            "minutes",
            sa.BigInteger(),
            nullable=False,
            comment="derived: stated, else the activity's",
        ),
        sa.Column("unit_text", sa.Text(), nullable=True),
        sa.Column("days", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("volunteer", sa.Text(), nullable=True),
        sa.Column("volunteer_no", sa.Text(), nullable=True),
        sa.Column("duration", sa.BigInteger(), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("programme_id", "id", name=op.f("pk_service_record")),
    )
    with op.batch_alter_table("service_record", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_service_record_programme_id_book"),
            ["programme_id", "book"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_service_record_programme_id_unit_id_first_day"),
            ["programme_id", "unit_id", "first_day"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_service_record_programme_id_volunteer_first_day"),
            ["programme_id", "volunteer", "first_day"],
            unique=False,
        )

    op.create_table(
        "transition",
        sa.Column("programme_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("duty", sa.String(length=64), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("period", sa.String(length=32), nullable=False),
        sa.Column("from_standing", sa.String(length=16), nullable=True),
        sa.Column("to_standing", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("because", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("programme_id", "id", name=op.f("pk_transition")),
    )
    with op.batch_alter_table("transition", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_transition_programme_id_unit_id_period"),
            ["programme_id", "unit_id", "period"],
            unique=False,
        )

    op.create_table(
        "unit",
        sa.Column("programme_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=True),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("members", sa.BigInteger(), nullable=True),
        sa.Column("joined", sa.String(length=10), nullable=True),
        sa.Column("left", sa.String(length=10), nullable=True),
        sa.Column("grouping", sa.Boolean(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("programme_id", "id", name=op.f("pk_unit")),
    )
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_unit_programme_id_name"), ["programme_id", "name"], unique=True
        )

    op.create_table(
        "contact",
        sa.Column("programme_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("volunteer_no", sa.Text(), nullable=True),
        sa.Column("locale", sa.Text(), nullable=True),
        sa.Column(
            "channels", sa.JSON(), nullable=False, comment="[{kind, address}] in the order to try"
        ),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id", "unit_id"],
            ["unit.programme_id", "unit.id"],
            name=op.f("fk_contact_programme_id_unit_id_unit"),
        ),
        sa.PrimaryKeyConstraint("programme_id", "id", name=op.f("pk_contact")),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_contact_programme_id_unit_id_name_role"),
            ["programme_id", "unit_id", "name", "role"],
            unique=True,
        )
