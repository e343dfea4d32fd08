"""One-time links, the second factor, and people who left for good."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controller.store.columns import plain, plain_text

revision = "0039"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.add_column("users", sa.Column("ended_ms", sa.BigInteger(), nullable=True))
    op.create_table(
        "links",
        sa.Column("hash", plain(64), nullable=False),
        sa.Column("id", plain(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("user_id", plain(64), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("area", plain(64), nullable=True),
        sa.Column("target", plain_text(), nullable=False),
        sa.Column("maker", plain(64), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("expires_ms", sa.BigInteger(), nullable=False),
        sa.Column("ended_ms", sa.BigInteger(), nullable=True),
        sa.Column("end", sa.String(16), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_links_user_id_users"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["area"], ["areas.code"], name=op.f("fk_links_area_areas")),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_links")),
        sa.UniqueConstraint("id", name=op.f("uq_links_id")),
    )
    op.create_index(op.f("ix_links_user_id"), "links", ["user_id"])
    op.create_table(
        "factors",
        sa.Column("user_id", plain(64), nullable=False),
        sa.Column("sealed", plain_text(), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("confirmed_ms", sa.BigInteger(), nullable=True),
        sa.Column("step", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_factors_user_id_users"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_factors")),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("user_id", plain(64), nullable=False),
        sa.Column("hash", plain(64), nullable=False),
        sa.Column("used_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_recovery_codes_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "hash", name=op.f("pk_recovery_codes")),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("recovery_codes")
    op.drop_table("factors")
    op.drop_table("links")
    op.drop_column("users", "ended_ms")
