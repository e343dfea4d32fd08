"""An index of the times that are not planned any more: each planning asks which of them are still ahead."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0008"
branch_labels = None
depends_on = None

SETTLED = sa.text("state <> 'planned'")


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.create_index(
        "ix_occurrences_settled", "occurrences", ["start_ms"], sqlite_where=SETTLED, postgresql_where=SETTLED
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_occurrences_settled", "occurrences")
