"""Which box hung in a device's place, from when until when.

What a box calls itself is proof of nothing: cheap ones share a serial number, and who has a code may claim any. So two
places with the same box are told (`twins`), and neither is touched.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy import Connection, func, select, update

from controller.store import feed, pick
from controller.store.tables import boxes, devices

REPLACED, OUT, STOLEN = "replaced", "out", "stolen"


@dataclass(frozen=True, slots=True)
class Box:
    """``hardware`` is what its maker calls it, empty where nobody noted it; ``until_ms`` is None while it hangs.

    A stolen one: how often it came to the broker since, when last, and from which address (empty: the broker does not
    say it)."""

    device: str
    since_ms: int
    hardware: str
    profile: str
    until_ms: int | None = None
    end: str = ""
    tries: int = 0
    tried_ms: int | None = None
    tried_from: str = ""


_COLUMNS = pick.fields(Box, boxes)


def hang(conn: Connection, box: Box) -> Box:
    """A box hangs here from now on; no two began at the same instant."""
    last = conn.scalar(select(func.max(boxes.c.since_ms)).where(boxes.c.device == box.device)) or 0
    hung = replace(box, since_ms=max(box.since_ms, last + 1))
    conn.execute(boxes.insert(), pick.values(hung))
    return hung


def leave(conn: Connection, device: str, end: str, now_ms: int) -> bool:
    """The box that hangs here is gone; whether there was one."""
    mine = (boxes.c.device == device, boxes.c.until_ms.is_(None))
    return conn.execute(update(boxes).where(*mine).values(until_ms=now_ms, end=end)).rowcount > 0


def hung_since(conn: Connection, ids: Collection[str]) -> dict[str, int]:
    """Since when the box hangs that hangs there now, of those of these places where anybody noted it."""
    mine = (boxes.c.until_ms.is_(None), feed.among(conn, boxes.c.device, ids))
    query = select(boxes.c.device, boxes.c.since_ms).where(*mine)
    return dict(conn.execute(query).all()) if ids else {}


def twins(conn: Connection) -> dict[str, list[str]]:
    """By what its maker calls it: boxes that hang in several places by our books."""
    there = (boxes.c.until_ms.is_(None), boxes.c.hardware != "")
    several = select(boxes.c.hardware).where(*there).group_by(boxes.c.hardware).having(func.count() > 1)
    query = select(boxes.c.hardware, boxes.c.device).where(*there, boxes.c.hardware.in_(several))
    found: dict[str, list[str]] = {}
    for hardware, device in conn.execute(query.order_by(boxes.c.device)):
        found.setdefault(hardware, []).append(device)
    return found


def of_device(conn: Connection, device: str) -> list[Box]:
    """All that hung here, the newest first."""
    query = select(*_COLUMNS).where(boxes.c.device == device).order_by(boxes.c.since_ms.desc())
    return pick.every(conn, Box, query)


def of_hardware(conn: Connection, hardware: str) -> list[Box]:
    """Everywhere a box hung, the newest first."""
    query = select(*_COLUMNS).where(boxes.c.hardware == hardware).order_by(boxes.c.since_ms.desc())
    return pick.every(conn, Box, query)


def reopen(conn: Connection, device: str, since_ms: int) -> bool:
    """The box is back that left last; whether there was such a one."""
    mine = (boxes.c.device == device, boxes.c.since_ms == since_ms)
    return conn.execute(update(boxes).where(*mine).values(until_ms=None, end="")).rowcount == 1


def stolen(conn: Connection, ids: Collection[str] | None = None) -> dict[str, Box]:
    """The box that was stolen last from each of these places (from all)."""
    mine = boxes.c.end == STOLEN if ids is None else (boxes.c.end == STOLEN) & feed.among(conn, boxes.c.device, ids)
    query = select(*_COLUMNS).where(mine).order_by(boxes.c.since_ms)
    return {one.device: one for one in pick.every(conn, Box, query)}


def at_large(conn: Connection, ids: Collection[str] | None = None) -> dict[str, Box]:
    """Those of them whose place is still empty: only of these would the broker know the password."""
    found = stolen(conn, ids)
    there = select(devices.c.id).where(devices.c.active, feed.among(conn, devices.c.id, found))
    hung = set(conn.scalars(there)) if found else set()
    return {device: box for device, box in found.items() if device not in hung}


def tried(conn: Connection, box: Box, now_ms: int, address: str) -> None:
    """A stolen box came to the broker."""
    mine = (boxes.c.device == box.device, boxes.c.since_ms == box.since_ms)
    told = {"tries": boxes.c.tries + 1, "tried_ms": now_ms, "tried_from": address or boxes.c.tried_from}
    conn.execute(update(boxes).where(*mine).values(told))
