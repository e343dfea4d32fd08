"""Why a leader returned a programme to its maker."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this shape."""
    with op.batch_alter_table("programmes") as programmes:
        programmes.add_column(sa.Column("reason", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("programmes") as programmes:
        programmes.alter_column("reason", server_default=None)


def downgrade() -> None:
    """Take it back."""
    op.drop_column("programmes", "reason")
