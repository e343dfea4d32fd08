"""Orders of priority announcements, and what became of occurrences that do not go as wished."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0009"
branch_labels = None
depends_on = None


def _plain(length: int) -> sa.String:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """What was planned so far counts as planned as wished; the next planning says where it was not."""
    op.add_column("occurrences", sa.Column("kind", sa.String(length=16), nullable=False, server_default="planned"))
    with op.batch_alter_table("occurrences") as batch:
        batch.alter_column("kind", server_default=None)
    op.execute("UPDATE occurrences SET kind = 'dropped' WHERE state = 'dropped'")
    op.create_table(
        "accounts",
        sa.Column("occurrence", _plain(96), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("due_ms", sa.BigInteger(), nullable=False),
        sa.Column("start_ms", sa.BigInteger(), nullable=True),
        sa.Column("end_ms", sa.BigInteger(), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("devices", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["occurrence"], ["occurrences.id"], name=op.f("fk_accounts_occurrence"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("occurrence", "number", name=op.f("pk_accounts")),
    )
    op.create_index("ix_accounts_end", "accounts", ["end_ms"])
    op.create_table(
        "orders",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("announcements", sa.JSON(), nullable=False),
        sa.Column("area", _plain(64), nullable=False),
        sa.Column("maker", _plain(64), nullable=False),
        sa.Column("given_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["area"], ["areas.code"], name=op.f("fk_orders_area")),
        sa.ForeignKeyConstraint(["maker"], ["users.id"], name=op.f("fk_orders_maker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_orders")),
    )


def downgrade() -> None:
    """A question is a dropped time to the older program, which cannot take the answer."""
    op.drop_table("orders")
    op.drop_index("ix_accounts_end", table_name="accounts")
    op.drop_table("accounts")
    op.execute("UPDATE occurrences SET state = 'dropped', reason = 'order-needed' WHERE state = 'asks'")
    op.drop_column("occurrences", "kind")
