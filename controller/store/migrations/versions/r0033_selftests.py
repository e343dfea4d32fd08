"""What self-tests of boxes found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controller.store.columns import plain

revision = "0033"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.create_table(
        "selftests",
        sa.Column("device", plain(64), nullable=False),
        sa.Column("command", plain(64), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("calibrates", sa.Boolean(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("level", sa.Float(), nullable=True),
        sa.Column("current", sa.Integer(), nullable=True),
        sa.Column("microphone", sa.Float(), nullable=True),
        sa.Column("ambient", sa.Float(), nullable=True),
        sa.Column("lacks", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["device"], ["devices.id"], name=op.f("fk_selftests_device_devices"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("device", "command", name=op.f("pk_selftests")),
    )
    op.create_index("ix_selftests_device_at", "selftests", ["device", "at_ms"])


def downgrade() -> None:
    """Take it back."""
    op.drop_table("selftests")
