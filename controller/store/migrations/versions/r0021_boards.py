"""How announcements stand on boards, emblems of areas, and which frame a picture is on a panel."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controller.store.columns import document, plain

revision = "0021"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.add_column("announcements", sa.Column("board", document(), nullable=True))
    op.add_column("media", sa.Column("frame", plain(64), nullable=True))
    op.create_index("ix_media_frame", "media", ["frame"])
    op.create_table(
        "emblems",
        sa.Column("area", plain(64), nullable=False),
        sa.Column("picture", plain(64), nullable=False),
        sa.Column("maker", plain(64), nullable=False),
        sa.Column("entered_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["area"], ["areas.code"], name=op.f("fk_emblems_area_areas"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["maker"], ["users.id"], name=op.f("fk_emblems_maker_users")),
        sa.ForeignKeyConstraint(["picture"], ["media.hash"], name=op.f("fk_emblems_picture_media")),
        sa.PrimaryKeyConstraint("area", name=op.f("pk_emblems")),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("emblems")
    op.drop_index("ix_media_frame", "media")
    for table, column in (("media", "frame"), ("announcements", "board")):
        op.drop_column(table, column)
