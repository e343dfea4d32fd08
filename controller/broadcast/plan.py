"""The horizon is rebuilt from all that is ready: occurrences, what each device owes, one signed timetable a device.

Planning again changes nothing where nothing changed: a device whose timetable says the same as before keeps the old
document, and is not bothered. All that one planning changes is one transaction, the letters to the devices included.

One change costs what it concerns, not what there is (docs/decisions/0048): the planner keeps its last plan, sees what
is otherwise now, and looks only at that. The database says whose plan its rows follow from, so that a planner which was
not the last to write them looks at everything.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import Connection

from controller.broadcast import timetable, value
from controller.broadcast.desk import Desk
from controller.broadcast.materialise import cancelled_against, materialise
from controller.broadcast.over import Over
from controller.broadcast.owing import settle
from controller.broadcast.reading import Reader, Reading
from controller.places import carry_out
from controller.store import accounts, announcements, audit, facts, occurrences
from controller.store.announcements import Announcement
from schedules.announcement import LATEST_S
from schedules.difference import Difference, difference
from schedules.lifecycle import Action, Actor, Case, Role, State, step
from schedules.plan import plan, replan
from schedules.planned import Plan
from schedules.questions import announcement_of
from schedules.walltime import midnight, to_instant, to_local, zone_named

SYSTEM = Actor("system", Role.SYSTEM)
BEHIND = timedelta(seconds=LATEST_S)
"""Yesterday stays in the timetable: a box that was dark must still know what it may catch up on."""
PLANNED_BY = "planned-by"
"""The fact that says whose plan the rows follow from."""


@dataclass(frozen=True, slots=True)
class _Last:
    """What the rows follow from, as long as nobody else has planned (``mark`` says so)."""

    mark: str
    made: Plan
    reading: Reading
    written: timetable.Written


class Planner:
    """Plans, and remembers the last plan so that one change costs only what it concerns."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = threading.Lock()
        self._reader = Reader()
        self._over = Over()
        self._last: _Last | None = None

    def run(self) -> int:
        """Plan what is ready; how many devices get a new timetable."""
        with self._lock:
            carry_out.due(self._desk)
            sent = self._run()
        self._desk.nudge("dispatch")
        return sent

    def preview(self) -> Plan | None:
        """The plan as it stands."""
        return self._last.made if self._last is not None else None

    def _run(self) -> int:
        desk, now_ms = self._desk, self._desk.now_ms()
        begun = self._begun(now_ms)
        with desk.store.write() as conn:
            last = self._last if self._last and self._last.mark == facts.get(conn, PLANNED_BY) else None
            missed = _miss(conn, now_ms)
            asked = _asked(conn, now_ms)
            self._over.end(conn, now_ms)
            reading = self._reader.read(conn)
            made = replan(begun, reading.basis, value.instant(now_ms))
            after = self._write(conn, made, reading, last, now_ms)
            became = _mark_planned(conn, reading.rows.values(), made)
            news = _asked(conn, now_ms) - asked
        self._last = replace(after, reading=replace(reading, rows=reading.rows | became))
        for name in became:
            desk.bus.say("announcement", id=name, state=State.PLANNED.value)
        for what, names in (("missed", missed), ("asked", news)):
            for name in sorted(names):
                desk.bus.say("order", announcement=name, what=what)
        return len(after.written.sent)

    def _begun(self, now_ms: int) -> Plan:
        """A plan of today's horizon to go on from. A whole one takes its time, and no write should wait for it."""
        now, zone = value.instant(now_ms), zone_named(self._desk.settings.zone)
        # Whole local days: the same plan, and so the same timetables, all day long.
        today = midnight(to_local(now, zone))
        since = to_instant(today - BEHIND, zone)
        until = to_instant(today + timedelta(days=self._desk.settings.horizon_days + 1), zone)
        if self._last is not None and (self._last.made.since, self._last.made.until) == (since, until):
            return self._last.made
        with self._desk.store.read() as conn:
            basis = self._reader.read(conn).basis
        return plan(basis, since, until, now)

    def _write(self, conn: Connection, made: Plan, reading: Reading, last: _Last | None, now_ms: int) -> _Last:
        """Make the rows follow from the plan; where ``last`` is known, only those that may be otherwise by now."""
        change = difference(last.made if last else None, made)
        concerned = change.announcements | _edited(conn, made, reading, None if change.whole else last, now_ms)
        look_at = self._to_look_at(change, reading, last)
        if last is not None and not concerned and not change.devices and not look_at:
            return replace(last, made=made, reading=reading, written=replace(last.written, sent=()))
        again = _taken_back(conn, made, now_ms) if change.whole else concerned
        materialise(conn, made, concerned, now_ms)
        settle(conn, made, last.made if last else None, change.devices, again, now_ms)
        written = timetable.write_all(conn, self._desk, made, reading, look_at, now_ms)
        if written.sent:
            audit.append(conn, now_ms, "system", "plan", "timetables", {"devices": len(written.sent)})
        mark = secrets.token_hex(16)
        facts.put(conn, PLANNED_BY, mark)
        return _Last(mark, made, reading, written)

    def _to_look_at(self, change: Difference, reading: Reading, last: _Last | None) -> frozenset[str]:
        """The devices whose timetables may say something else than before, or have to be signed by another key."""
        kid = self._desk.signer().key("timetable").kid
        if last is None or change.whole or last.written.kid != kid or not reading.same_names(last.reading):
            return frozenset(reading.devices)
        return (change.devices | reading.other_devices(last.reading) | last.written.lacking) & reading.devices.keys()


def _edited(conn: Connection, made: Plan, reading: Reading, last: _Last | None, now_ms: int) -> frozenset[str]:
    """The announcements whose rows were edited since, be it forth and back: the plan is as it was then, and what
    hangs on them (a cancelled time, a withdrawn delivery) perhaps not. All that has rows, where that is not known."""
    if last is None:
        return occurrences.announcements_planned(conn, now_ms, value.ms(made.until))
    return reading.other_rows(last.reading) | _taken_back(conn, made, now_ms)


def _taken_back(conn: Connection, made: Plan, now_ms: int) -> frozenset[str]:
    """The announcements of times that somebody cancelled, and then took that back before anybody planned."""
    return cancelled_against(made, occurrences.cancelled(conn, now_ms, value.ms(made.until)))


def _miss(conn: Connection, now_ms: int) -> set[str]:
    """Nobody said in time which goes first: that is on record. The announcements."""
    missed = set(accounts.miss(conn, now_ms)) | set(occurrences.miss(conn, now_ms))
    for name in sorted(missed):
        audit.append(conn, now_ms, "system", "order-missed", name)
    return {announcement_of(name) for name in missed}


def _asked(conn: Connection, now_ms: int) -> set[str]:
    """The announcements about which a person is asked."""
    return {announcement_of(row.occurrence) for row in accounts.asking(conn, now_ms)}


def _mark_planned(conn: Connection, rows: Iterable[Announcement], made: Plan) -> dict[str, Announcement]:
    """What was ready is planned; those that became so, as they stand now."""
    became = {}
    for row in rows:
        if row.state == State.READY and row.id not in made.unplannable:
            case = Case(State.READY, frozenset({row.maker}), row.fingerprint, approved=row.approved_fingerprint)
            state = step(case, Action.PLANNED, SYSTEM).value
            if announcements.set_state(conn, row.id, row.state, state):
                became[row.id] = replace(row, state=state)
    return became
