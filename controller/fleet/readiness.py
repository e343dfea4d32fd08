"""Before a broadcast every box that is to sound in it is looked at: what cannot sound is known before, not after.

The look is kept in the books, and taken again each minute until it begins, so that what was mended meanwhile is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.broadcast.verdict import NOT_HEARD
from controller.fleet.facts import FRESH_MS, HEARD_FOR_MS, is_board, panels
from controller.fleet.presence import stand
from controller.health.readiness import Known, begins, causes
from controller.people.who import Who, require
from controller.store import areas, devices, readiness, selftests, status, timetables
from controller.store.devices import Device
from controller.store.readiness import Named, Row

MINUTE_MS = 60_000
AHEAD_MS = 24 * 3_600_000
"""So far ahead the next broadcast is looked for."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One box before one broadcast. ``first`` is what was found at the first look; empty for one that is ahead."""

    device: str
    name: str
    area: str
    path: str
    due_ms: int
    causes: tuple[str, ...]
    first: tuple[str, ...] = ()
    checked_ms: int | None = None

    @property
    def ready(self) -> bool:
        """Nothing stands in the way."""
        return not self.causes


@dataclass(frozen=True, slots=True)
class Broadcast:
    """Boxes that begin together, or one after the other without a pause."""

    begin_ms: int
    boxes: tuple[Checked, ...]

    @property
    def lacking(self) -> tuple[Checked, ...]:
        """Those that are not ready."""
        return tuple(one for one in self.boxes if one.causes)

    @property
    def mended(self) -> tuple[Checked, ...]:
        """Those that are, and were not at the first look."""
        return tuple(one for one in self.boxes if one.ready and one.first)


def take(desk: Desk) -> int:
    """Look at every box whose broadcast begins soon; how many rows that changed."""
    lead_ms, now_ms = desk.settings.health.ready_min * MINUTE_MS, desk.now_ms()
    if desk.listening.since_ms is None:
        return 0  # nobody is judged while nothing is heard
    with desk.store.read() as conn:
        soon = _soon(readiness.dues(conn, now_ms - lead_ms, now_ms + lead_ms), now_ms, lead_ms)
        there = readiness.ahead(conn, now_ms)
        if places := [one.path for one in areas.practising(conn)]:
            rows_ = devices.many(conn, set(soon))
            soon = {row.id: soon[row.id] for row in rows_ if not row.path.startswith(tuple(places))}
        found = look(desk, conn, devices.many(conn, set(soon))) if soon else {}
    rows, wanted = [], set()
    for device, dues in soon.items():
        for due_ms in dues:
            key, now = (device, due_ms), list(found[device])
            wanted.add(key)
            if key not in there or there[key].causes != now:
                since_ms, first = (there[key].since_ms, there[key].first) if key in there else (now_ms, now)
                rows.append(Row(device, due_ms, since_ms, first, now_ms, now))
    gone = [key for key in there if key not in wanted]
    if rows or gone:
        with desk.store.write() as conn:
            readiness.drop(conn, gone)
            readiness.put(conn, rows)
        desk.bus.say("readiness", changed=len(rows))
    return len(rows) + len(gone)


def _soon(dues: Mapping[str, Sequence[int]], now_ms: int, pause_ms: int) -> dict[str, list[int]]:
    soon = {device: [one for one in begins(some, pause_ms) if one > now_ms] for device, some in dues.items()}
    return {device: some for device, some in soon.items() if some}


def look(desk: Desk, conn: Connection, rows: Sequence[Device]) -> dict[str, tuple[str, ...]]:
    """Why each of these boxes cannot be counted on now."""
    names, now_ms = {row.id for row in rows}, desk.now_ms()
    said, wanted = status.of(conn, names), timetables.marks(conn, names)
    stands, broken = stand(desk, conn, rows, said), panels(conn, now_ms)
    heard, tests = desk.proven.last(conn, now_ms - HEARD_FOR_MS), selftests.last(conn, names)

    def one(row: Device) -> Known:
        now, mark = said[row.id], wanted.get(row.id)
        beat, proof = desk.beats.latest.get(row.id), heard.get(row.id)
        trusted = now.clock.get("trusted") if isinstance(now.clock, dict) else None
        if beat is not None and beat.trusted is not None and now_ms - beat.at_ms <= FRESH_MS:
            trusted = beat.trusted
        return Known(
            standing=stands[row.id].state,
            same=mark is not None and mark.hash == now.held_hash,
            missing=len(now.missing or ()),
            trusted=trusted,
            tested=tests[row.id].passed if row.id in tests else None,
            heard=None if proof is None else proof[1].verdict not in NOT_HEARD,
            panel=row.id not in broken if is_board(row.profile) else None,
        )

    return {row.id: causes(one(row)) for row in rows}


def next_broadcast(desk: Desk, conn: Connection, path: str, within_ms: int = AHEAD_MS) -> Broadcast | None:
    """The next broadcast at and below an area, as it would go if it began now; None where nothing is planned."""
    now_ms, pause_ms = desk.now_ms(), desk.settings.health.ready_min * MINUTE_MS
    dues = readiness.firsts(conn, path, now_ms, now_ms + within_ms)
    begun = begins(dues.values(), pause_ms)
    until_ms = begun[1] if len(begun) > 1 else now_ms + within_ms + 1
    rows = [row for row in devices.many(conn, set(dues)) if dues[row.id] < until_ms]
    found = look(desk, conn, rows)
    boxes = [Checked(row.id, row.name, row.area, row.path, dues[row.id], found[row.id]) for row in rows]
    return Broadcast(begun[0], _sorted(boxes)) if begun else None


def kept(conn: Connection, path: str, since_ms: int, until_ms: int, pause_ms: int) -> list[Broadcast]:
    """What the books say of broadcasts at and below an area, the newest first."""
    boxes = [_read(row) for row in readiness.below(conn, path, since_ms, until_ms)]
    found = []
    for begin, end in pairwise([*begins({one.due_ms for one in boxes}, pause_ms), until_ms]):
        found.append(Broadcast(begin, _sorted(one for one in boxes if begin <= one.due_ms < end)))
    return found[::-1]


def _read(row: Named) -> Checked:
    causes, first = tuple(row.causes), tuple(row.first)
    return Checked(row.device, row.name, row.area, row.path, row.due_ms, causes, first, row.checked_ms)


def seen(
    desk: Desk, conn: Connection, who: Who, area: str = "", since_ms: int = 0
) -> tuple[Broadcast | None, list[Broadcast]]:
    """For somebody who may know: the next broadcast of a place as it stands now, and those that were looked at."""
    path = areas.known(conn, area).path if area else who.path
    require(who, "read", path)
    now_ms, pause_ms = desk.now_ms(), desk.settings.health.ready_min * MINUTE_MS
    return next_broadcast(desk, conn, path), kept(conn, path, since_ms, now_ms + AHEAD_MS, pause_ms)


def _sorted(boxes: Iterable[Checked]) -> tuple[Checked, ...]:
    """What is not ready first, each part by place and name."""
    return tuple(sorted(boxes, key=lambda one: (one.ready, one.path, one.name, one.device)))
