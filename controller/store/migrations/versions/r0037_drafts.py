"""Forms that nobody has sent yet."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controller.store.columns import document, plain

revision = "0037"
down_revision = "0043"
branch_labels = None
depends_on = None

OPEN = sa.text("gone_ms IS NULL AND became IS NULL")


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.create_table(
        "drafts",
        sa.Column("id", plain(64), nullable=False),
        sa.Column("area", plain(64), nullable=False),
        sa.Column("announcement", plain(64), nullable=True),
        sa.Column("maker", plain(64), nullable=False),
        sa.Column("writer", plain(64), nullable=False),
        sa.Column("hand", plain(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("fields", document(), nullable=False),
        sa.Column("sound", plain(64), nullable=True),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("changed_ms", sa.BigInteger(), nullable=False),
        sa.Column("gone_ms", sa.BigInteger(), nullable=True),
        sa.Column("became", plain(64), nullable=True),
        sa.ForeignKeyConstraint(["area"], ["areas.code"], name=op.f("fk_drafts_area_areas")),
        sa.ForeignKeyConstraint(
            ["announcement"],
            ["announcements.id"],
            name=op.f("fk_drafts_announcement_announcements"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["became"], ["announcements.id"], name=op.f("fk_drafts_became_announcements"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["maker"], ["users.id"], name=op.f("fk_drafts_maker_users")),
        sa.ForeignKeyConstraint(["writer"], ["users.id"], name=op.f("fk_drafts_writer_users")),
        sa.ForeignKeyConstraint(["sound"], ["media.hash"], name=op.f("fk_drafts_sound_media")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
    op.create_index(op.f("ix_drafts_area"), "drafts", ["area"])
    op.create_index(op.f("ix_drafts_maker"), "drafts", ["maker"])
    op.create_index("ix_drafts_open", "drafts", ["changed_ms"], sqlite_where=OPEN, postgresql_where=OPEN)


def downgrade() -> None:
    """Take it back."""
    op.drop_table("drafts")
