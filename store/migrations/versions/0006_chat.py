"""What the chat keeps: bindings, updates, buttons, photos, and how fast we go."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What the chat keeps: bindings, updates, buttons, photos, and how fast we go."""
    op.create_table(
        "attachment",
        sa.Column("programme_id", sa.String(length=64), nullable=False),
        sa.Column("bot", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "sender",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
            comment="the address it came from",
        ),
        sa.Column("album", sa.Text(), nullable=True, comment="what photos sent together share"),
        sa.Column("caption", sa.Text(), nullable=True),
        sa.Column(
            "file_id", sa.Text(), nullable=False, comment="the channel's handle, for this bot alone"
        ),
        sa.Column(
            "unique_id",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
            comment="the channel's name for the content",
        ),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="SHA-256 of the content"),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False, comment="in the workspace, with /"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("programme_id", "bot", "update_id", name=op.f("pk_attachment")),
        comment="photos and files that came in",
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_attachment_programme_id_album"), ["programme_id", "album"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_attachment_programme_id_digest"),
            ["programme_id", "digest"],
            unique=False,
        )

    op.create_table(
        "binding",
        sa.Column("programme_id", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column(
            "address", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("contact_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "approved", sa.Boolean(), nullable=False, comment="False while the first is asked"
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint(
            "programme_id", "channel", "address", "contact_id", name=op.f("pk_binding")
        ),
        comment="people's own chats, by the contact whom they speak as",
    )
    with op.batch_alter_table("binding", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_binding_programme_id_contact_id"),
            ["programme_id", "contact_id"],
            unique=False,
        )

    op.create_table(
        "button",
        sa.Column("programme_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column(
            "owner",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
            comment="who alone may press it",
        ),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("argument", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("programme_id", "id", name=op.f("pk_button")),
    )
    with op.batch_alter_table("button", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_button_programme_id_at"), ["programme_id", "at"], unique=False
        )

    op.create_table(
        "chat",
        sa.Column("programme_id", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column(
            "address", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "gone",
            sa.String(length=32),
            nullable=True,
            comment="why nothing reaches it; None where something may",
        ),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "moved_to", sa.Text(), nullable=True, comment="its new address, where it has one"
        ),
        sa.PrimaryKeyConstraint("programme_id", "channel", "address", name=op.f("pk_chat")),
        comment="what was learned of addresses",
    )
    op.create_table(
        "inbox",
        sa.Column("programme_id", sa.String(length=64), nullable=False),
        sa.Column("bot", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "chat",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=True,
            comment="where it came from",
        ),
        sa.Column(
            "message", sa.BigInteger(), nullable=True, comment="the message's number in its chat"
        ),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.String(length=16),
            nullable=False,
            comment="received, answered, done, failed",
        ),
        sa.Column("replies", sa.JSON(), nullable=False, comment="what is to be sent for it"),
        sa.Column("sent", sa.JSON(), nullable=False, comment="numbers of the messages sent for it"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("programme_id", "bot", "update_id", name=op.f("pk_inbox")),
        comment="updates, each kept before it is acknowledged",
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_inbox_programme_id_bot_chat_message"),
            ["programme_id", "bot", "chat", "message"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_inbox_programme_id_bot_state"),
            ["programme_id", "bot", "state"],
            unique=False,
        )

    op.create_table(
        "invitation",
        sa.Column("programme_id", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="of the link's token"),
        sa.Column("contact_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "replaces", sa.Boolean(), nullable=False, comment="whether it ends earlier bindings"
        ),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("programme_id", "digest", name=op.f("pk_invitation")),
        comment="one-time links",
    )
    op.create_table(
        "pace",
        sa.Column("programme_id", sa.String(length=64), nullable=False),
        sa.Column(
            "name",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
            comment="a token's or a chat's messages",
        ),
        sa.Column(
            "next_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="when the next would be on time",
        ),
        sa.PrimaryKeyConstraint("programme_id", "name", name=op.f("pk_pace")),
    )
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "message_id",
                sa.Text(),
                nullable=True,
                comment="the channel's number of what was sent",
            )
        )
