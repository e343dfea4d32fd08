"""What people want to be told of, and the messages on their way to them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controller.store.columns import document, plain, plain_text

revision = "0030"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.create_table(
        "post_wishes",
        sa.Column("id", plain(32), nullable=False),
        sa.Column("user_id", plain(64), nullable=False),
        sa.Column("channel", sa.String(8), nullable=False),
        sa.Column("target", plain_text(), nullable=False),
        sa.Column("secret", document(), nullable=False),
        sa.Column("kinds", document(), nullable=False),
        sa.Column("severity", sa.String(8), nullable=False),
        sa.Column("area", plain(64), nullable=False),
        sa.Column("quiet", sa.String(11), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("event", sa.BigInteger(), nullable=False),
        sa.Column("told_ms", sa.BigInteger(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_post_wishes_user_id_users"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["area"], ["areas.code"], name=op.f("fk_post_wishes_area_areas")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_wishes")),
    )
    op.create_index(op.f("ix_post_wishes_user_id"), "post_wishes", ["user_id"])
    op.create_table(
        "post_events",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("incident", plain(32), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident"], ["incidents.id"], name=op.f("fk_post_events_incident_incidents"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_events")),
    )
    op.create_table(
        "post_messages",
        sa.Column("id", plain(32), nullable=False),
        sa.Column("wish", plain(32), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("body", document(), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("due_ms", sa.BigInteger(), nullable=False),
        sa.Column("expires_ms", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("ended_ms", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.String(8), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["wish"], ["post_wishes.id"], name=op.f("fk_post_messages_wish_post_wishes"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_messages")),
    )
    op.create_index(op.f("ix_post_messages_wish"), "post_messages", ["wish"])
    only = sa.text("ended_ms IS NULL")
    op.create_index("ix_post_messages_open", "post_messages", ["due_ms"], sqlite_where=only, postgresql_where=only)


def downgrade() -> None:
    """Take it back."""
    op.drop_table("post_messages")
    op.drop_table("post_events")
    op.drop_table("post_wishes")
