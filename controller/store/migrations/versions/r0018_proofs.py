"""What the controller found of what a device says it played."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controller.store.columns import plain_text

revision = "0018"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.add_column("deliveries", sa.Column("proof", plain_text(), nullable=False, server_default=""))
    with op.batch_alter_table("deliveries") as deliveries:
        deliveries.alter_column("proof", server_default=None)


def downgrade() -> None:
    """Take it back."""
    op.drop_column("deliveries", "proof")
