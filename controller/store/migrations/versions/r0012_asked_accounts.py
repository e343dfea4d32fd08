"""An index of what waits for a person's word: each planning asks for it, and it is nearly always nothing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ASKS = sa.text("kind = 'asks'")


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.create_index("ix_accounts_asks", "accounts", ["end_ms"], sqlite_where=ASKS, postgresql_where=ASKS)


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_accounts_asks", "accounts")
