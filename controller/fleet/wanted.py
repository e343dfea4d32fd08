"""What each box should hold, by the books: timetable, list of keys, software, and what was last ordered of it (volume,
network settings)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from controller.fleet.keys import VERSION
from controller.health.agreement import Held, Wanted
from controller.store import astray as rows
from controller.store import boxes, campaigns, facts, standing_orders, timetables
from controller.store.campaigns import Aim
from controller.store.standing_orders import Order
from controller.store.status import Glance, Status


@dataclass(frozen=True, slots=True)
class Orders:
    """What was ordered of boxes and is to last, beside their timetables."""

    volumes: Mapping[str, int]
    networks: Mapping[str, str]
    aims: Mapping[str, Aim]


def orders(conn: Connection, devices: Collection[str] | None = None) -> Orders:
    """Those to these boxes (to all)."""
    kept = standing_orders.of(conn, devices, standing_orders.VOLUME, standing_orders.NETWORK)
    volumes = {one.device: int(one.value) for one in kept if one.kind == standing_orders.VOLUME}
    return Orders(volumes, _networks(conn, kept), campaigns.aims(conn, devices))


def wanted(
    conn: Connection, devices: Collection[str] | None = None, ordered: Orders | None = None
) -> Mapping[str, Wanted]:
    """Of these boxes (of all); one that was never planned is left out. ``ordered``: for who has read that."""
    marks, listed = timetables.marks(conn, devices), _keys(conn)
    told = orders(conn, devices) if ordered is None else ordered
    return {
        device: Wanted(
            mark.hash,
            mark.version,
            listed,
            told.volumes.get(device),
            told.aims[device].image if device in told.aims else "",
            told.networks.get(device, ""),
        )
        for device, mark in marks.items()
    }


def astray(conn: Connection) -> set[str]:
    """The boxes on line that may not hold all that they should, without a look at the others: who is not named here
    differs in nothing."""
    return rows.differing(conn, _keys(conn)) | standing_orders.unlike(conn)


def _keys(conn: Connection) -> int:
    return int(facts.get(conn, VERSION) or 0)


def held(now: Glance | Status) -> Held:
    """What it reports."""
    return Held(
        now.held_hash,
        now.held_version or 0,
        len(now.missing or ()),
        now.keys_version or 0,
        now.volume,
        now.image or "",
        now.network,
    )


def _networks(conn: Connection, kept: Iterable[Order]) -> dict[str, str]:
    """The network settings that boxes keep by their own word. A box that was hung up since came with its own."""
    told = {one.device: one for one in kept if one.kind == standing_orders.NETWORK}
    hung = boxes.hung_since(conn, told)
    return {device: one.value for device, one in told.items() if one.ordered_ms >= hung.get(device, 0)}
