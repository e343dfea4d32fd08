"""Carries errands on: who is there and whose turn it is gets a signed copy; who answered makes room for the next.

What happened stands in rows, so a restart goes on where it stopped. Where an order may cost a box its connection (a
restart, another network) and boxes do not come back, nothing more goes out: the first step is the proof for the rest.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.fleet import doors
from controller.fleet.errand_forms import document as written
from controller.fleet.errand_kinds import KINDS, MINUTE_MS, Kind, Making
from controller.fleet.keys import VERSION
from controller.fleet.letters import letter
from controller.store import audit, devices, errands, facts, outbox, status, timetables
from controller.store.errands import AWAY, HALTED, Errand
from controller.store.ladder import FAILED, FIRST_END, MISSED, PLANNED, RANKS
from devices.messages import Confirm, Media
from devices.topics import Kind as Topic

HALT_LEAST = 2
HALT_SHARE = 0.1
"""So many boxes, and more than this share of those that are through, did not come back: nothing more goes out."""


def advance(desk: Desk) -> None:
    """Every errand that has boxes to be waited for."""
    with desk.store.read() as conn:
        found = errands.open_(conn)
    for one in found:
        with desk.store.write() as conn:
            moved = _advance(desk, conn, one)
        if moved:
            desk.nudge("dispatch")
            desk.bus.say("command", id=one.id, order=one.kind)


def _advance(desk: Desk, conn: Connection, one: Errand) -> bool:
    """Whether something happened."""
    kind, now_ms = KINDS[one.kind], desk.now_ms()
    slowest_ms = kind.life_ms + kind.patience_ms + one.body.get("minutes", 0) * MINUTE_MS
    moved = errands.give_up(conn, one.id, now_ms - kind.life_ms, now_ms - slowest_ms, now_ms) > 0
    if one.kind == "network":
        moved |= _confirm(desk, conn, one, now_ms)
    if kind.fragile and not one.end and _is_going_wrong(errands.tally(conn, one.id)):
        errands.stop(conn, one.id, HALTED)
        left = errands.skip_waiting(conn, one.id, HALTED, now_ms)
        audit.append(conn, now_ms, "system", "order-halted", one.id, {"boxes": left})
        moved = True
    elif not one.end:
        moved |= _next(desk, conn, one, kind, now_ms)
    if not errands.is_under_way(conn, one.id):
        errands.end(conn, one.id, now_ms)
        moved = True
    return moved


def _next(desk: Desk, conn: Connection, one: Errand, kind: Kind, now_ms: int) -> bool:
    """As many boxes as there is room for."""
    if now_ms >= one.expires_ms:
        return errands.skip_waiting(conn, one.id, AWAY, now_ms, MISSED) > 0
    counts = errands.tally(conn, one.id)
    out = sum(count for rung, count in counts.items() if RANKS[PLANNED] < RANKS[rung] < RANKS[FIRST_END])
    turn = errands.waiting(conn, one.id, one.step - out) if out < one.step and counts.get(PLANNED) else []
    if not turn:
        return False
    known = status.of(conn, turn)
    outbox.put(conn, [_copy(desk, conn, one, kind, name, known[name].session, now_ms) for name in turn])
    errands.sent(conn, one.id, turn, now_ms)
    return True


def _copy(
    desk: Desk, conn: Connection, one: Errand, kind: Kind, device: str, session: str, now_ms: int
) -> outbox.Letter:
    """What this box is told, signed for it alone."""
    exp_ms = now_ms + kind.life_ms
    url, document = "", None
    if kind.door:
        text = written(one.secret) if one.secret is not None else None
        url = doors.make(desk, conn, kind.door, one.id, device, exp_ms, text)
        document = Media(hashlib.sha256(text).hexdigest(), len(text), "json") if text is not None else None
    making = Making(one.id, now_ms, exp_ms, session, one.body, url, document)
    if one.kind == "selftest":
        wanted = timetables.marks(conn, [device]).get(device)
        listed, plan = int(facts.get(conn, VERSION) or 0), "" if wanted is None else wanted.hash
        making = replace(making, keys=listed, plan=plan)
    message = kind.make(making)
    sealed = desk.signer().seal(message, "command", device)
    return letter(Topic.COMMAND, device, sealed, outbox.to_box(one.id, device), now_ms, exp_ms)


def _confirm(desk: Desk, conn: Connection, one: Errand, now_ms: int) -> bool:
    """Boxes that came by their new way are told to keep it."""
    letters = []
    for device in errands.reached(conn, one.id):
        about = outbox.to_box(one.id, device)
        if not outbox.is_open(conn, about) and devices.get(conn, device) is not None:
            known = status.get(conn, device)
            exp_ms = now_ms + one.body["minutes"] * MINUTE_MS
            word = Confirm(f"{one.id}-k", now_ms, exp_ms, one.id, known.session if known is not None else "")
            sealed = desk.signer().seal(word, "command", device)
            letters.append(letter(Topic.COMMAND, device, sealed, about, now_ms, exp_ms))
    outbox.put(conn, letters)
    return bool(letters)


def _is_going_wrong(counts: dict[str, int]) -> bool:
    through = sum(count for rung, count in counts.items() if RANKS[rung] >= RANKS[FIRST_END])
    lost = counts.get(MISSED, 0) + counts.get(FAILED, 0)
    return lost >= HALT_LEAST and lost > through * HALT_SHARE
