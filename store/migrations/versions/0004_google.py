"""What is known of spreadsheets on Google, and by which name people know a book."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What is known of spreadsheets on Google, and by which name people know a book."""
    with op.batch_alter_table("book", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("title", sa.Text(), nullable=True, comment="its name where the id is none")
        )
    op.create_table(
        "google_account",
        sa.Column("programme_id", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=320), nullable=False),
        sa.Column("page_token", sa.Text(), nullable=True, comment="where its changes go on"),
        sa.Column(
            "listed_on", sa.String(length=10), nullable=True, comment="day of the last whole list"
        ),
        sa.PrimaryKeyConstraint("programme_id", "account", name=op.f("pk_google_account")),
    )
    op.create_table(
        "google_file",
        sa.Column("programme_id", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=320), nullable=False),
        sa.Column(
            "id", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("ours", sa.Boolean(), nullable=False, comment="we changed it last"),
        sa.Column("editable", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("programme_id", "account", "id", name=op.f("pk_google_file")),
        comment="spreadsheets that are shared with our accounts",
    )
