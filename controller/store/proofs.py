"""What the controller found of a sound that a device says it played: kept as one short text with the delivery.

One column and not seven: every column that a report speaks of costs a batch of reports as much as a row.
"""

from __future__ import annotations

from collections.abc import Collection

import msgspec
from sqlalchemy import Connection, select

from controller.store import feed
from controller.store.ladder import RANKS
from controller.store.tables import deliveries


class Proof(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """``verdict`` is a code of `controller.broadcast.verdict`; the others are the figures that it was found by."""

    verdict: str = ""
    heard_ms: int | None = None
    """How far the sound came."""
    whole_ms: int | None = None
    """How long it is."""
    carried_ms: int | None = None
    """Of a relay: how much of it was its stream and not its filler."""
    lost_ms: int | None = None
    """Of what came in pieces: how much did not come in time."""
    lacks_db: float | None = None
    """How much softer than expected it was."""
    volume: int | None = None
    current_ma: int | None = None
    microphone_dbfs: float | None = None


NOTHING = Proof()
_RANK = 3  # digits
_DECODER = msgspec.json.Decoder(Proof)


def write(proof: Proof, rung: str) -> str:
    """As the column holds it: the rank of the claim goes before, so that of two texts the greater one counts."""
    return f"{RANKS[rung]:0{_RANK}}{msgspec.json.encode(proof).decode()}"


def read(text: str) -> Proof:
    """Out of the column; an empty one is no proof."""
    return _DECODER.decode(text[_RANK:]) if text else NOTHING


def last(conn: Connection, since_ms: int, devices: Collection[str] | None = None) -> dict[str, tuple[int, Proof]]:
    """Of each of these devices (of all, for None): when it last had to sound since an instant, as far as that was
    judged, and what was found."""
    query = select(deliveries.c.device, deliveries.c.due_ms, deliveries.c.proof)
    judged = query.where(deliveries.c.due_ms >= since_ms, deliveries.c.proof != "").order_by(deliveries.c.due_ms)
    if devices is not None:
        judged = judged.where(feed.among(conn, deliveries.c.device, devices))
    newest = {device: (due_ms, text) for device, due_ms, text in conn.execute(judged)}
    return {device: (due_ms, read(text)) for device, (due_ms, text) in newest.items()}
