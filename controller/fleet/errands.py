"""Orders for many boxes: a ticked set, an area, or one. Given here, carried out step by step in `stepping`.

What is given is one transaction: the command, what is expected of each box, the log line. Nothing is signed yet: a
box's copy is made when its turn comes, for the session that it is in then.
"""

from __future__ import annotations

import math
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from controller.broadcast import groups
from controller.broadcast.desk import Desk
from controller.errors import Clash, NotFound, Refused
from controller.fleet import practice
from controller.fleet.errand_forms import FORMS
from controller.fleet.errand_kinds import KINDS, LEAD_MS, sounds_ms
from controller.fleet.now import Sound, allowed_sound
from controller.people.who import Who, reaches, require
from controller.store import areas, audit, commands, deliveries, devices, errands
from controller.store.announcements import Audience
from controller.store.devices import Device
from controller.store.errands import CANCELLED, Errand
from controller.words.instants import wall

LONGEST_WAIT_MS = 7 * 86_400_000
MOST_NAMED = 2_000
"""Boxes that one form may name one by one."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be done by whom. ``percent`` of the boxes get it at once; ``waits_ms`` boxes that are away are waited
    for. None: as the table says."""

    kind: str
    areas: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()
    details: Mapping[str, Any] = ()  # type: ignore[assignment]
    percent: int | None = None
    waits_ms: int | None = None
    groups: tuple[str, ...] = ()
    """Saved groups of places: what they hold when it is ordered."""


def give(desk: Desk, who: Who | None, wish: Wish) -> Errand:
    """Take an order; ``who`` is None for the service itself. Raises `Refused`, `NotFound`, `Forbidden`: nothing is
    ordered then."""
    if wish.kind not in KINDS:
        raise Refused("order-unknown", "kind", kind=wish.kind[:20], known=", ".join(KINDS))
    kind, now_ms = KINDS[wish.kind], desk.now_ms()
    body, secret = FORMS[wish.kind](dict(wish.details or {}))
    percent = _within("percent", kind.percent if wish.percent is None else wish.percent, 1, 100)
    waits_ms = _within("waits_ms", kind.waits_ms if wish.waits_ms is None else wish.waits_ms, 60_000, LONGEST_WAIT_MS)
    with desk.store.write() as conn:
        wish = _with_groups(conn, who, wish)
        boxes = _boxes(conn, who, kind.right, wish)
        for box in boxes if who is not None else ():
            practice.refuse(desk, box.path)
        if who is not None and body.get("tone") and _is_night(desk):
            for box in boxes:
                require(who, "night", box.path)
        if length_ms := sounds_ms(wish.kind, body):
            body |= _allowed(conn, wish, body, length_ms, now_ms)
        step = math.ceil(len(boxes) * percent / 100)
        id = f"{errands.IDS}{secrets.token_hex(6)}"
        told = body | {
            "areas": list(wish.areas),
            "devices": list(wish.devices),
            "percent": percent,
            "boxes": len(boxes),
        }
        row = commands.Command(
            id,
            wish.kind,
            _common(boxes),
            errands.MANY,
            told,
            None if who is None else who.user_id,
            now_ms,
            now_ms + waits_ms,
        )
        errands.add(conn, row, step, secret)
        expected = [deliveries.Expected(id, box.id, now_ms) for box in boxes]
        deliveries.expect(conn, expected, deliveries.COMMAND)
        audit.append(
            conn, now_ms, "system" if who is None else who.login, f"order-{wish.kind}", id, told, address=desk.address
        )
        made = errands.get(conn, id)
    assert made is not None
    desk.nudge("errands")
    desk.bus.say("command", id=id, order=wish.kind)
    return made


def cancel(desk: Desk, who: Who, id: str) -> None:
    """Leave out whose turn has not come. What was sent cannot be called back: its answer is waited for."""
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        one = one_for(conn, who, id)
        require(who, KINDS[one.kind].right, areas.known(conn, one.scope).path)
        if one.end or one.ended_ms is not None:
            raise Clash("errand-over")
        errands.stop(conn, id, CANCELLED, who.user_id)
        left = errands.skip_waiting(conn, id, CANCELLED, now_ms)
        audit.append(conn, now_ms, who.login, "order-cancel", id, {"boxes": left}, address=desk.address)
    desk.nudge("errands")
    desk.bus.say("command", id=id, order=one.kind)


def one_for(conn: Connection, who: Who, id: str) -> Errand:
    """The errand, for somebody in whose area all its boxes lie; one of others is not told apart from none."""
    one = errands.get(conn, id)
    place = None if one is None else areas.get(conn, one.scope)
    if one is None or place is None or not reaches(who, place.path):
        raise NotFound("command-unknown")
    return one


def _is_night(desk: Desk) -> bool:
    """Whether even a quiet tone needs somebody who has the right to."""
    health, clock = desk.settings.health, f"{wall(desk.now_ms(), desk.settings.zone):%H:%M}"
    return not health.tone_since <= clock < health.tone_until


def _with_groups(conn: Connection, who: Who | None, wish: Wish) -> Wish:
    """The places of the groups among those that were named."""
    if who is None or not wish.groups:
        return wish
    known = {one.id for one in groups.some(conn, who)}
    if set(wish.groups) - known:
        raise NotFound("group-unknown", "groups")
    return replace(wish, areas=tuple(dict.fromkeys((*wish.areas, *groups.addressed(conn, who, wish.groups)))))


def _boxes(conn: Connection, who: Who | None, right: str, wish: Wish) -> list[Device]:
    """Whom it is for: all in reach, each active, or nobody is ordered anything."""
    if who is not None:
        _check_reach(conn, who, right, wish)
    boxes = devices.in_audience(conn, wish.areas, wish.devices) if wish.areas or wish.devices else []
    if not boxes:
        raise Refused("audience-nobody", "devices")
    return boxes


def _check_reach(conn: Connection, who: Who, right: str, wish: Wish) -> None:
    if len(wish.devices) > MOST_NAMED:
        raise Refused("field-too-many", "devices", name="devices", limit=MOST_NAMED)
    for code in wish.areas:
        area = areas.get(conn, code)
        if area is None or area.ended_ms is not None or not reaches(who, area.path):
            raise NotFound("scope-unknown", "areas", scope=code[:64])
        require(who, right, area.path)
    named = {one.id: one for one in devices.many(conn, wish.devices)}
    for id in wish.devices:
        if id not in named or not named[id].active or not reaches(who, named[id].path):
            raise NotFound("scope-unknown", "devices", scope=id[:64])
        require(who, right, named[id].path)


def _allowed(conn: Connection, wish: Wish, body: Mapping[str, Any], length_ms: int, now_ms: int) -> dict[str, Any]:
    """What sounds keeps to the hours of every horn, and to the lowest of their caps."""
    sound = Sound("normal", body["volume"], length_ms, "kind")
    seen = allowed_sound(conn, sound, Audience(wish.areas, wish.devices), now_ms + LEAD_MS, now_ms)
    return {"volume": seen.volume}


def _common(boxes: list[Device]) -> str:
    """The deepest area that holds them all."""
    shared = boxes[0].areas
    for box in boxes[1:]:
        shared = tuple(a for a, b in zip(shared, box.areas, strict=False) if a == b)
    return shared[-1]


def _within(field: str, number: int, low: int, high: int) -> int:
    if not low <= number <= high:
        raise Refused("number-out-of-range", field, number=number, low=low, high=high)
    return number
