"""Who spoke live, when, to whom, why it ended, and what was recorded."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controller.store.columns import document, plain

revision = "0015"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.create_table(
        "talks",
        sa.Column("id", plain(64), nullable=False),
        sa.Column("areas", document(), nullable=False),
        sa.Column("klass", sa.String(16), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("maker", plain(64), nullable=True),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("mouth_ms", sa.BigInteger(), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("longest_ms", sa.BigInteger(), nullable=False),
        sa.Column("volume", sa.Integer(), nullable=False),
        sa.Column("drill", sa.Boolean(), nullable=False),
        sa.Column("ended_ms", sa.BigInteger(), nullable=True),
        sa.Column("why", sa.String(16), nullable=False),
        sa.Column("dropped", sa.Integer(), nullable=False),
        sa.Column("recording", plain(64), nullable=True),
        sa.ForeignKeyConstraint(["maker"], ["users.id"], name=op.f("fk_talks_maker_users")),
        sa.ForeignKeyConstraint(["recording"], ["media.hash"], name=op.f("fk_talks_recording_media")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talks")),
    )
    op.create_index("ix_talks_created", "talks", ["created_ms"])


def downgrade() -> None:
    """Take it back."""
    op.drop_table("talks")
