"""A place begins to practise, and ends it: then nothing that was agreed to meanwhile is left to sound."""

from __future__ import annotations

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.broadcast.plan import PLANNED_BY
from controller.errors import Clash
from controller.fleet import enrol, practice
from controller.fleet.enrol import EDITION
from controller.people.who import Who, require
from controller.store import (
    announcements,
    areas,
    audit,
    boxes,
    deliveries,
    devices,
    facts,
    occurrences,
    outbox,
    status,
    timetables,
)
from controller.store.areas import Area
from controller.store.boxes import Box
from controller.words import say
from schedules.lifecycle import AGREED, State

VOID = (*AGREED, State.SUBMITTED, State.FAILED)
"""States of announcements that would go on to sound."""
MOST = 100_000
SIMULATED = "tap-"
"""How the ids of devices begin that are none."""
KINDS = {"horn": "horn-opus-60w", "board": "led-192x64-rg"}
_LONGEST_ID = 64


def begin(desk: Desk, who: Who, code: str) -> Area:
    """From now on people practise in a place and all below it.

    Raises ``Clash``: ``practice-on``, or ``practice-boxes`` where a box has been heard: it may hold a timetable, and
    play it whatever we do not send.
    """
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        place = areas.known(conn, code)
        require(who, "areas", place.path)
        if place.practice_ms is not None:
            raise Clash("practice-on", area=place.name)
        if boxes := status.ever_heard(conn, place.path):
            raise Clash("practice-boxes", area=place.name, boxes=boxes)
        if not devices.below(conn, place.path):
            _simulate(conn, desk, who, place, now_ms)
        areas.change(conn, code, practice_ms=now_ms)
        facts.next(conn, EDITION)
        audit.append(conn, now_ms, who.login, "practice-on", code, address=desk.address)
        done = areas.known(conn, code)
        desk.practice.codes |= {code}  # before anybody can send: the transaction is not over
    _say(desk, code)
    return done


def end(desk: Desk, who: Who, code: str) -> Area:
    """From now on it is real. What was sent for approval or agreed to while practising is cancelled, and all timetables
    are planned anew. Raises ``Clash("practice-off")``."""
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        place = areas.known(conn, code)
        require(who, "areas", place.path)
        if place.practice_ms is None:
            raise Clash("practice-off", area=place.name)
        void = announcements.below(conn, place.path, [state.value for state in VOID], limit=MOST)
        for one in void:
            announcements.set_state(conn, one.id, one.state, State.CANCELLED.value, reason="", changed_ms=now_ms)
            deliveries.withdraw(conn, occurrences.cancel(conn, one.id, now_ms, "cancelled"))
        here = [one.id for one in devices.below(conn, place.path, retired=True)]
        outbox.replace_wants(conn, here, now_ms)
        timetables.forget(conn, here)
        facts.put(conn, PLANNED_BY, "")
        _end_simulated(conn, place, now_ms)
        areas.change(conn, code, practice_ms=None)
        facts.next(conn, EDITION)
        audit.append(conn, now_ms, who.login, "practice-off", code, {"cancelled": len(void)}, address=desk.address)
        done = areas.known(conn, code)
    with desk.store.read() as conn:
        practice.look(desk, conn)
    _say(desk, code)
    return done


def is_simulated(device: str) -> bool:
    """Whether it was only made to practise with: no box can ever be it, because nobody has its password."""
    return device.startswith(SIMULATED)


def _simulate(conn: Connection, desk: Desk, who: Who, place: Area, now_ms: int) -> None:
    """A horn and a board that are none, where there is nothing yet that a plan could be made for."""
    for kind, profile in KINDS.items():
        id = f"{SIMULATED}{kind}-{place.code}"[:_LONGEST_ID].rstrip("-")
        if devices.get(conn, id) is None:
            name = say(f"practice-{kind}", desk.settings.language)
            enrol.add_device(conn, desk.settings, enrol.New(id, place.code, profile, name), who.login, now_ms)
        else:
            devices.change(conn, id, active=True)
            boxes.hang(conn, Box(id, now_ms, "", profile))


def _end_simulated(conn: Connection, place: Area, now_ms: int) -> None:
    for one in devices.below(conn, place.path):
        if is_simulated(one.id):
            boxes.leave(conn, one.id, boxes.OUT, now_ms)
            devices.change(conn, one.id, active=False)


def _say(desk: Desk, code: str) -> None:
    for one in ("accounts", "plan", "welcome"):
        desk.nudge(one)
    desk.bus.say("area", id=code)
