"""Makers' keys sign images of some models alone; a box says which image it runs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controller.store.columns import document, plain

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.add_column("signing_keys", sa.Column("models", document(), nullable=False, server_default="[]"))
    op.add_column("device_status", sa.Column("image", plain(64), nullable=False, server_default=""))
    with op.batch_alter_table("signing_keys") as batch:
        batch.alter_column("models", server_default=None)
    with op.batch_alter_table("device_status") as batch:
        batch.alter_column("image", server_default=None)


def downgrade() -> None:
    """Take it back."""
    op.drop_column("device_status", "image")
    op.drop_column("signing_keys", "models")
