"""How areas are drawn on maps."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controller.store.columns import document, plain

revision = "0044"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.create_table(
        "outlines",
        sa.Column("area", plain(64), nullable=False),
        sa.Column("shape", document(), nullable=False),
        sa.Column("entered_ms", sa.BigInteger(), nullable=False),
        sa.Column("maker", plain(64), nullable=False),
        sa.ForeignKeyConstraint(["area"], ["areas.code"], name=op.f("fk_outlines_area_areas"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["maker"], ["users.id"], name=op.f("fk_outlines_maker_users")),
        sa.PrimaryKeyConstraint("area", name=op.f("pk_outlines")),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("outlines")
