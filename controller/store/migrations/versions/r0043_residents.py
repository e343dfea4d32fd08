"""Pages for residents, what residents say, and where devices hang."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controller.store.columns import plain

revision = "0043"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.create_table(
        "open_pages",
        sa.Column("area", plain(64), nullable=False),
        sa.Column("since_ms", sa.BigInteger(), nullable=False),
        sa.Column("maker", plain(64), nullable=False),
        sa.ForeignKeyConstraint(["area"], ["areas.code"], name=op.f("fk_open_pages_area_areas"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["maker"], ["users.id"], name=op.f("fk_open_pages_maker_users")),
        sa.PrimaryKeyConstraint("area", name=op.f("pk_open_pages")),
    )
    op.create_table(
        "feedback",
        sa.Column("id", plain(64), nullable=False),
        sa.Column("once", plain(64), nullable=False),
        sa.Column("area", plain(64), nullable=False),
        sa.Column("hamlet", plain(64), nullable=True),
        sa.Column("device", plain(64), nullable=True),
        sa.Column("announcement", plain(64), nullable=True),
        sa.Column("occurrence", plain(96), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("phone", sa.String(24), nullable=False),
        sa.Column("suspect", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answerer", plain(64), nullable=True),
        sa.Column("came_ms", sa.BigInteger(), nullable=False),
        sa.Column("changed_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["area"], ["areas.code"], name=op.f("fk_feedback_area_areas")),
        sa.ForeignKeyConstraint(["hamlet"], ["areas.code"], name=op.f("fk_feedback_hamlet_areas")),
        sa.ForeignKeyConstraint(["device"], ["devices.id"], name=op.f("fk_feedback_device_devices")),
        sa.ForeignKeyConstraint(
            ["announcement"],
            ["announcements.id"],
            name=op.f("fk_feedback_announcement_announcements"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["answerer"], ["users.id"], name=op.f("fk_feedback_answerer_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
        sa.UniqueConstraint("once", name=op.f("uq_feedback_once")),
    )
    op.create_index("ix_feedback_area_came", "feedback", ["area", "came_ms"])
    op.create_index(op.f("ix_feedback_device"), "feedback", ["device"])
    op.create_index(op.f("ix_feedback_announcement"), "feedback", ["announcement"])
    op.create_table(
        "positions",
        sa.Column("device", plain(64), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=False),
        sa.Column("longitude", sa.Float(), nullable=False),
        sa.Column("entered_ms", sa.BigInteger(), nullable=False),
        sa.Column("maker", plain(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["device"], ["devices.id"], name=op.f("fk_positions_device_devices"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["maker"], ["users.id"], name=op.f("fk_positions_maker_users")),
        sa.PrimaryKeyConstraint("device", name=op.f("pk_positions")),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("positions")
    op.drop_table("feedback")
    op.drop_table("open_pages")
