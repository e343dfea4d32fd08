"""What each box should hold, by the books: timetable, list of keys, software, and what was last ordered of it (volume,
network settings)."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Connection

from controller.fleet.keys import VERSION
from controller.health.agreement import Held, Wanted
from controller.store import boxes, campaigns, commands, facts, timetables
from controller.store.status import Glance, Status


def wanted(conn: Connection, devices: Collection[str] | None = None) -> Mapping[str, Wanted]:
    """Of these boxes (of all); one that was never planned is left out."""
    marks, listed = timetables.marks(conn, devices), int(facts.get(conn, VERSION) or 0)
    volumes, networks = commands.last_done(conn, "volume", devices), _networks(conn, devices)
    aims = campaigns.aims(conn, next(iter(devices)) if devices is not None and len(devices) == 1 else "")
    return {
        device: Wanted(
            mark.hash,
            mark.version,
            listed,
            volumes.get(device, {}).get("volume"),
            aims[device].image if device in aims else "",
            networks.get(device, ""),
        )
        for device, mark in marks.items()
    }


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
