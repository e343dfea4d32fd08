"""What a device does at an instant, by which rule, what gives way and why: the device's own law, asked here; what is
not in its timetable that day, and why; and what of its state would make it do otherwise."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

import schedules.errors
from controller.broadcast import value
from controller.broadcast.absent import WAITING, Absent, absent
from controller.broadcast.desk import Desk
from controller.errors import NotFound, Refused
from controller.people.who import Who, require
from controller.store import announcements, devices, status, timetables
from controller.store.devices import Device
from controller.store.status import Status
from devices.decide import Decision
from devices.gate import read
from devices.hours import closes_at, local, opens_at, window_at
from devices.messages import Item, Pointer, Timetable
from devices.profiles import profile
from devices.rehearse import rehearse
from devices.relay import KIND, Way, read_relay, way
from devices.signing import take_apart
from schedules.announcement import Rule

LONGEST_AHEAD_MS = 400 * 86_400_000


@dataclass(frozen=True, slots=True)
class Relayed:
    """A relay, and the way in which it reaches a device."""

    way: Way
    address: str
    codec: str


@dataclass(frozen=True, slots=True)
class Explained:
    """The decision for an instant, and all that it follows from."""

    device: str
    at_ms: int
    version: int
    decision: Decision
    zone: str
    plan: Timetable
    status: Status
    in_step: bool
    """Whether the device reports exactly this timetable; else it holds to an older one."""
    closes_ms: int | None
    """When the hours end that are open at the instant; None where they are closed."""
    opens_ms: int | None
    """When they open next; None where they never do."""
    cap: int
    last: Item | None
    """The last sound of the timetable that has begun by then, and the next one."""
    next: Item | None
    absent: tuple[Absent, ...]
    """What is not in the timetable that day."""
    relays: Mapping[str, Relayed]
    """By item, of what sounds at the instant or next: how this model comes by a relay's sound."""
    titles: Mapping[str, str]
    rules: Mapping[str, Rule]
    """By announcement, of all that is named here."""


def wanted_timetable(desk: Desk, who: Who, id: str) -> tuple[timetables.Timetable, Timetable]:
    """The newest signed timetable of a device, and what it says. Raises `NotFound`."""
    with desk.store.read() as conn:
        row = devices.get(conn, id)
        if row is None or not row.path.startswith(who.path):
            raise NotFound("device-unknown", device=id)
        require(who, "read", row.path)
        kept = timetables.get(conn, id)
        if kept is None:
            raise NotFound("timetable-none", device=id)
        message = read("timetable", take_apart(kept.document).payload)
        if isinstance(message, Pointer):
            document = timetables.document(conn, message.document.hash)
            if document is None:
                raise NotFound("timetable-none", device=id)
            message = read("timetable", take_apart(document).payload)
    assert isinstance(message, Timetable)
    return kept, message


def explain(desk: Desk, who: Who, id: str, at_ms: int) -> Explained:
    """What the device will do at ``at_ms`` (epoch ms), if it holds what it should and nothing else comes.

    The box itself answers the same (`devices.rehearse`). Beside it stands what would make the answer another one.
    """
    if abs(at_ms - desk.now_ms()) > LONGEST_AHEAD_MS:
        raise Refused("instant-too-far", "at")
    kept, message = wanted_timetable(desk, who, id)
    decision = rehearse(message, at_ms)
    window = window_at(at_ms, message.zone, message.hours)
    before, after = _around(message, at_ms)
    with desk.store.read() as conn:
        row, said = devices.get(conn, id), status.get(conn, id)
        assert row is not None
        assert said is not None
        missing = _absent(conn, row, message, at_ms, desk.now_ms())
        named = {one.id.partition(".")[0] for one in message.items} | {one.announcement for one in missing}
        titles, rules = _named(conn, named)
    return Explained(
        device=id,
        at_ms=at_ms,
        version=kept.version,
        decision=decision,
        zone=message.zone,
        plan=message,
        status=said,
        in_step=said.held_hash == kept.hash,
        closes_ms=closes_at(at_ms, message.zone, message.hours),
        opens_ms=opens_at(at_ms, message.zone, message.hours),
        cap=window.cap if window else 0,
        last=before,
        next=after,
        absent=missing,
        relays=_relays(desk, row, (before, after)),
        titles=titles,
        rules=rules,
    )


def _relays(desk: Desk, row: Device, items: Iterable[Item | None]) -> dict[str, Relayed]:
    found = {}
    for item in items:
        if item is not None and item.sound is not None and item.sound.kind == KIND and desk.shelf.has(item.sound.hash):
            relay = read_relay(desk.shelf.path(item.sound.hash).read_bytes())
            found[item.id] = Relayed(way(profile(row.profile), relay.codec), relay.url, relay.codec)
    return found


def _around(plan: Timetable, at_ms: int) -> tuple[Item | None, Item | None]:
    """The last sound that has begun by then, and the next."""
    sounds = sorted((one for one in plan.items if one.sound is not None), key=lambda one: one.start)
    begun = [one for one in sounds if one.start + plan.offset <= at_ms]
    return (begun[-1] if begun else None), (sounds[len(begun)] if len(begun) < len(sounds) else None)


def _absent(conn: Connection, row: Device, plan: Timetable, at_ms: int, now_ms: int) -> tuple[Absent, ...]:
    day = local(at_ms, plan.zone).date()
    inside = {one.id for one in plan.items}
    return absent(conn, row, day, plan.zone, value.instant(at_ms), inside, now_ms)


def _named(conn: Connection, ids: Collection[str]) -> tuple[dict[str, str], dict[str, Rule]]:
    rows = announcements.many(conn, ids)
    rules: dict[str, Rule] = {
        one.id: one.rule for one in value.announcements(conn, [row for row in rows if row.state not in WAITING])
    }
    for row in (row for row in rows if row.state in WAITING):
        with contextlib.suppress(schedules.errors.Refused):  # a draft may say anything yet
            rules[row.id] = value.announcements(conn, [row])[0].rule
    return {row.id: row.title for row in rows}, rules
