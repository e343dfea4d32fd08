"""Indexes of the times that are still planned: each planning asks which have passed, and of what none is left."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0003"
branch_labels = None
depends_on = None

PLANNED = sa.text("state = 'planned'")
INDEXES = (("ix_occurrences_planned", "end_ms"), ("ix_occurrences_left", "announcement"))


def upgrade() -> None:
    for name, column in INDEXES:
        op.create_index(name, "occurrences", [column], sqlite_where=PLANNED, postgresql_where=PLANNED)


def downgrade() -> None:
    for name, _ in INDEXES:
        op.drop_index(name, "occurrences")
