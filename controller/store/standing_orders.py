"""What was ordered of a box and is to last: of each kind the newest, in a row of its own.

What boxes did is on record in `deliveries`, for years; who asks every few seconds what ten thousand boxes should be
must not read all of that. So it is noted when it comes.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Executable, Text, func, or_, select
from sqlalchemy import cast as sql_cast

from controller.store import feed
from controller.store.ladder import DONE
from controller.store.presence import ONLINE
from controller.store.reports import Report
from controller.store.tables import campaigns, commands, device_status, releases, standing_orders

VOLUME, NETWORK, FIRMWARE = "volume", "network", "firmware"
KEPT = {VOLUME: "volume", NETWORK: "document"}
"""Kinds of commands whose effect lasts, and where in them it stands."""
_NAMES = ("device", "kind", "subject", "ordered_ms", "value")


class Order(NamedTuple):
    """``subject`` is the command, of software the campaign; ``value`` what is to be: percent, or a hash."""

    device: str
    kind: str
    subject: str
    ordered_ms: int
    value: str


def done(conn: Connection, fresh: Sequence[Report]) -> None:
    """Note what boxes did of which the effect lasts."""
    said = [one for one in fresh if one.rung == DONE]
    if not said:
        return
    query = select(commands.c.id, commands.c.kind, commands.c.created_ms, commands.c.body)
    mine = (commands.c.kind.in_(KEPT), feed.among(conn, commands.c.id, {one.subject for one in said}))
    known = {row.id: row for row in conn.execute(query.where(*mine))}
    _keep(conn, list(_newest(said, known)))


def asked(conn: Connection, campaign: str, devices: Collection[str]) -> None:
    """Note which software a campaign has asked of boxes."""
    query = select(campaigns.c.created_ms, releases.c.image).join_from(campaigns, releases)
    row = conn.execute(query.where(campaigns.c.id == campaign)).one()
    _keep(conn, [Order(one, FIRMWARE, campaign, row.created_ms, row.image) for one in sorted(devices)])


def of(conn: Connection, devices: Collection[str] | None, *kinds: str) -> list[Order]:
    """Those to these boxes (to all)."""
    query = select(*(standing_orders.c[name] for name in _NAMES)).where(standing_orders.c.kind.in_(kinds))
    if devices is not None:
        query = query.where(feed.among(conn, standing_orders.c.device, devices))
    return [Order(*row) for row in conn.execute(query).all()]


def unlike(conn: Connection) -> set[str]:
    """The boxes on line that do not report what was ordered; also who hangs there since, and was never told."""
    order, said = standing_orders.c, device_status.c
    other = or_(
        (order.kind == VOLUME) & (func.coalesce(sql_cast(said.volume, Text), "") != order.value),
        (order.kind == NETWORK) & (said.network != order.value),
        (order.kind == FIRMWARE) & (said.image != order.value),
    )
    both = standing_orders.join(device_status, said.device == order.device)
    return set(conn.scalars(select(order.device).select_from(both).where(said.presence == ONLINE, other)))


def _newest(said: Sequence[Report], known: dict[str, Any]) -> Iterator[Order]:
    """One of a kind for each box: a statement meets no row twice."""
    found: dict[tuple[str, str], Order] = {}
    for one in said:
        row = known.get(one.subject)
        value = None if row is None else row.body.get(KEPT[row.kind])
        if row is not None and value is not None:
            order = Order(one.device, row.kind, row.id, row.created_ms, str(value))
            before = found.get((one.device, row.kind))
            if before is None or (before.ordered_ms, before.subject) < (order.ordered_ms, order.subject):
                found[one.device, row.kind] = order
    yield from found.values()


def _keep(conn: Connection, orders: Sequence[Order]) -> None:
    if orders:
        conn.execute(_put(conn.dialect.name), feed.rows([one._asdict() for one in orders]))


@functools.cache
def _put(dialect: str) -> Executable:
    """A newer order takes the place of an older one, whichever is heard of first."""
    new = feed.insert_rows(dialect, standing_orders, *_NAMES)
    old, come = standing_orders.c, new.excluded
    newer = or_(come.ordered_ms > old.ordered_ms, (come.ordered_ms == old.ordered_ms) & (come.subject >= old.subject))
    changed = {name: come[name] for name in ("subject", "ordered_ms", "value")}
    return new.on_conflict_do_update(index_elements=["device", "kind"], set_=changed, where=newer)
