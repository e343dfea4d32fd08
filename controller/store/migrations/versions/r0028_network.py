"""Which network settings a device keeps, by its own word."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controller.store.columns import plain

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.add_column("device_status", sa.Column("network", plain(64), nullable=True))


def downgrade() -> None:
    """Take it back."""
    op.drop_column("device_status", "network")
