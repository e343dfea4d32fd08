"""Boards: when they are lit, what moves on a page, and when a panel was not as it should be."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controller.store.columns import document, plain

revision = "0024"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.add_column("areas", sa.Column("screen", document(), nullable=True))
    op.add_column("renditions", sa.Column("motion", document(), nullable=True))
    op.create_table(
        "board_faults",
        sa.Column("device", plain(64), nullable=False),
        sa.Column("fault", sa.String(16), nullable=False),
        sa.Column("since_ms", sa.BigInteger(), nullable=False),
        sa.Column("until_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["device"], ["devices.id"], name=op.f("fk_board_faults_device_devices"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("device", "fault", "since_ms", name=op.f("pk_board_faults")),
    )
    op.create_index(op.f("ix_board_faults_until_ms"), "board_faults", ["until_ms"])


def downgrade() -> None:
    """Take it back."""
    op.drop_table("board_faults")
    op.drop_column("renditions", "motion")
    op.drop_column("areas", "screen")
