"""A stolen box that tries to come back: how often, when last, and from where."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controller.store.columns import plain

revision = "0027"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.add_column("boxes", sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("boxes", sa.Column("tried_ms", sa.BigInteger(), nullable=True))
    op.add_column("boxes", sa.Column("tried_from", plain(64), nullable=False, server_default=""))
    with op.batch_alter_table("boxes") as batch:
        batch.alter_column("tries", server_default=None)
        batch.alter_column("tried_from", server_default=None)


def downgrade() -> None:
    """Take it back."""
    for column in ("tried_from", "tried_ms", "tries"):
        op.drop_column("boxes", column)
