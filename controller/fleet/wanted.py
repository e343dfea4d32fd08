"""What each box should hold, by the books: timetable, list of keys, software, and what was last ordered of it (volume,
network settings)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from controller.fleet.keys import VERSION
from controller.health.agreement import Held, Wanted, differs
from controller.store import astray as rows
from controller.store import boxes, campaigns, commands, facts, status, timetables
from controller.store.campaigns import Aim
from controller.store.presence import ONLINE
from controller.store.status import Glance, Status


@dataclass(frozen=True, slots=True)
class Orders:
    """What was ordered of boxes and is to last, beside their timetables."""

    volumes: Mapping[str, Any]
    networks: Mapping[str, str]
    aims: Mapping[str, Aim]

    @property
    def boxes(self) -> set[str]:
        """Whom they concern."""
        return {*self.volumes, *self.networks, *self.aims}


def orders(conn: Connection, devices: Collection[str] | None = None) -> Orders:
    """Those to these boxes (to all)."""
    one = next(iter(devices)) if devices is not None and len(devices) == 1 else ""
    volumes = {name: body.get("volume") for name, body in commands.last_done(conn, "volume", devices).items()}
    return Orders(volumes, _networks(conn, devices), campaigns.aims(conn, one))


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


def astray(conn: Connection, ordered: Orders) -> set[str]:
    """The boxes on line that do not hold all that they should: what `differs` says, without a look at the others."""
    some = ordered.boxes
    should, said = wanted(conn, some, ordered), status.glances(conn, some)
    others = {
        name
        for name, one in said.items()
        if one.presence == ONLINE and name in should and differs(should[name], held(one))
    }
    return others | rows.differing(conn, _keys(conn))


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


def _networks(conn: Connection, devices: Collection[str] | None) -> dict[str, str]:
    """The network settings that boxes keep by their own word. A box that was hung up since came with its own."""
    done = commands.last_done_at(conn, "network", devices)
    hung = boxes.hung_since(conn, done)
    return {device: body.get("document", "") for device, (at_ms, body) in done.items() if at_ms >= hung.get(device, 0)}
