"""What can be undone: what a person took away in the last day, and what brings it back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controller.store.columns import document, plain

revision = "0013"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.create_table(
        "undoables",
        sa.Column("id", plain(64), nullable=False),
        sa.Column("user_id", plain(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("detail", document(), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_undoables_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_undoables")),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("undoables")
