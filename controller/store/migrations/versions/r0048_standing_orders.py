"""What was ordered of a box and is to last stands in rows of its own; a box that was stolen is found at once."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from controller.store.columns import document, plain, plain_text

revision = "0048"
down_revision = "0013"
branch_labels = None
depends_on = None

DONE = 150


def upgrade() -> None:
    """Bring the tables to this shape, and note what was ordered until now."""
    table = op.create_table(
        "standing_orders",
        sa.Column("device", plain(64), sa.ForeignKey("devices.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("subject", plain(64), nullable=False),
        sa.Column("ordered_ms", sa.BigInteger(), nullable=False),
        sa.Column("value", plain_text(), nullable=False),
    )
    op.create_index("ix_boxes_end", "boxes", ["end"])
    kept = {(row["device"], row["kind"]): row for row in [*_done(), *_asked()]}
    if kept:
        op.bulk_insert(table, list(kept.values()))


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_boxes_end", "boxes")
    op.drop_table("standing_orders")


def _done() -> list[dict[str, Any]]:
    """The oldest first."""
    commands = sa.table(
        "commands", sa.column("id"), sa.column("kind"), sa.column("created_ms"), sa.column("body", document())
    )
    deliveries = sa.table("deliveries", sa.column("subject"), sa.column("device"), sa.column("rung"))
    query = sa.select(deliveries.c.device, commands.c.kind, commands.c.id, commands.c.created_ms, commands.c.body)
    query = query.join_from(commands, deliveries, deliveries.c.subject == commands.c.id)
    query = query.where(commands.c.kind.in_(("volume", "network")), deliveries.c.rung == DONE)
    rows = op.get_bind().execute(query.order_by(commands.c.created_ms, commands.c.id))
    named = [(*row[:4], row.body.get("volume" if row.kind == "volume" else "document")) for row in rows]
    return [_row(*row[:4], str(row[4])) for row in named if row[4] is not None]


def _asked() -> list[dict[str, Any]]:
    """The oldest first."""
    rows = op.get_bind().execute(
        sa.text(
            "SELECT b.device, 'firmware', c.id, c.created_ms, r.image FROM campaign_boxes b"
            " JOIN campaigns c ON c.id = b.campaign JOIN releases r ON r.id = c.release"
            " WHERE b.tries > 0 ORDER BY c.created_ms, c.id"
        )
    )
    return [_row(*row) for row in rows]


def _row(device: str, kind: str, subject: str, ordered_ms: int, value: str) -> dict[str, Any]:
    return {"device": device, "kind": kind, "subject": subject, "ordered_ms": ordered_ms, "value": value}
