"""Commands that go to many boxes step by step, and addresses that work once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controller.store.columns import document, plain

revision = "0034"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.create_table(
        "errands",
        sa.Column("command", plain(64), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("secret", document(), nullable=True),
        sa.Column("end", sa.String(16), nullable=False),
        sa.Column("ended_ms", sa.BigInteger(), nullable=True),
        sa.Column("ender", plain(64), nullable=True),
        sa.ForeignKeyConstraint(["command"], ["commands.id"], name=op.f("fk_errands_command_commands")),
        sa.ForeignKeyConstraint(["ender"], ["users.id"], name=op.f("fk_errands_ender_users")),
        sa.PrimaryKeyConstraint("command", name=op.f("pk_errands")),
    )
    is_open = sa.text("ended_ms IS NULL")
    op.create_index("ix_errands_open", "errands", ["command"], sqlite_where=is_open, postgresql_where=is_open)
    op.create_table(
        "doors",
        sa.Column("digest", plain(64), nullable=False),
        sa.Column("purpose", sa.String(8), nullable=False),
        sa.Column("command", plain(64), nullable=False),
        sa.Column("device", plain(64), nullable=False),
        sa.Column("expires_ms", sa.BigInteger(), nullable=False),
        sa.Column("used_ms", sa.BigInteger(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["device"], ["devices.id"], name=op.f("fk_doors_device_devices"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_doors")),
    )
    op.create_index(op.f("ix_doors_expires_ms"), "doors", ["expires_ms"])
    op.create_index("ix_doors_device_used", "doors", ["device", "used_ms"])


def downgrade() -> None:
    """Take it back."""
    op.drop_table("doors")
    op.drop_table("errands")
