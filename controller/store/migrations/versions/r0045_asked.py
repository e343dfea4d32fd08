"""People who approve are told what waits for them, each up to some instant."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.add_column("post_wishes", sa.Column("asked_ms", sa.BigInteger(), nullable=False, server_default="0"))
    with op.batch_alter_table("post_wishes") as batch:
        batch.alter_column("asked_ms", server_default=None)


def downgrade() -> None:
    """Take it back."""
    op.drop_column("post_wishes", "asked_ms")
