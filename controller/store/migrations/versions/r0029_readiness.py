"""Whether each device was ready for each of its broadcasts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controller.store.columns import document, plain

revision = "0029"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.create_table(
        "readiness",
        sa.Column("due_ms", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("device", plain(64), nullable=False),
        sa.Column("since_ms", sa.BigInteger(), nullable=False),
        sa.Column("first", document(), nullable=False),
        sa.Column("checked_ms", sa.BigInteger(), nullable=False),
        sa.Column("ready", sa.Boolean(), nullable=False),
        sa.Column("causes", document(), nullable=False),
        sa.ForeignKeyConstraint(
            ["device"], ["devices.id"], name=op.f("fk_readiness_device_devices"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("due_ms", "device", name=op.f("pk_readiness")),
    )
    only = sa.text("NOT ready")
    op.create_index("ix_readiness_lacking", "readiness", ["due_ms"], sqlite_where=only, postgresql_where=only)


def downgrade() -> None:
    """Take it back."""
    op.drop_table("readiness")
