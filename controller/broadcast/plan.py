"""The horizon is rebuilt from all that is ready: occurrences, what each device owes, one signed timetable a device.

Planning again changes nothing where nothing changed: a device whose timetable says the same as before keeps the old
document, and is not bothered. All that one planning changes is one transaction, the letters to the devices included.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection

from controller.broadcast import agreed, timetable, value
from controller.broadcast.desk import Desk
from controller.store import announcements, audit, deliveries, devices, occurrences
from controller.store.announcements import Announcement
from controller.store.deliveries import Expected
from controller.store.occurrences import Occurrence
from schedules.announcement import Announcement as Value
from schedules.conflict import Kind
from schedules.lifecycle import Action, Actor, Case, Role, State, step
from schedules.plan import plan, replan
from schedules.planned import Account, DevicePlan, Plan
from schedules.walltime import format_local, midnight, to_instant, to_local, zone_named

SYSTEM = Actor("system", Role.SYSTEM)
NOTHING = DevicePlan()
LAST_WORDS_MS = 60_000
BEHIND = timedelta(days=1)
"""Yesterday stays in the timetable: a box that was dark must still know what it may catch up on."""


class Planner:
    """Plans, and remembers the last plan so that one change costs only what it concerns."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = threading.Lock()
        self._last: Plan | None = None

    def run(self) -> int:
        """Plan what is ready; how many devices get a new timetable."""
        with self._lock:
            sent = self._run()
        self._desk.nudge("dispatch")
        return sent

    def preview(self) -> Plan | None:
        """The plan as it stands."""
        return self._last

    def _run(self) -> int:
        desk = self._desk
        now_ms = desk.now_ms()
        with desk.store.write() as conn:
            _begin_again(conn, now_ms)
            _end_what_is_over(conn, now_ms)
            rows = agreed.rows(conn)
            made = self._plan(conn, rows, now_ms)
            _materialise(conn, made, self._last, rows, now_ms)
            sent = timetable.write_all(conn, desk, made, rows, now_ms)
            self._mark_planned(conn, rows, made)
            if sent:
                audit.append(conn, now_ms, "system", "plan", "timetables", {"devices": len(sent)})
        self._last = made
        for row in rows:
            if row.state != State.PLANNED:
                desk.bus.say("announcement", id=row.id, state=State.PLANNED.value)
        return len(sent)

    def _plan(self, conn: Connection, rows: list[Announcement], now_ms: int) -> Plan:
        basis = agreed.basis(conn, rows, devices.below(conn))
        now = value.instant(now_ms)
        # Whole local days: the same plan, and so the same timetables, all day long.
        zone = zone_named(self._desk.settings.zone)
        today = midnight(to_local(now, zone))
        since = to_instant(today - BEHIND, zone)
        until = to_instant(today + timedelta(days=self._desk.settings.horizon_days + 1), zone)
        if self._last is not None and (self._last.since, self._last.until) == (since, until):
            return replan(self._last, basis, now)
        return plan(basis, since, until, now)

    def _mark_planned(self, conn: Connection, rows: Iterable[Announcement], made: Plan) -> None:
        for row in rows:
            if row.state == State.READY and row.id not in made.unplannable:
                case = Case(State.READY, frozenset({row.maker}), row.fingerprint, approved=row.approved_fingerprint)
                announcements.set_state(conn, row.id, row.state, step(case, Action.PLANNED, SYSTEM).value)


def _begin_again(conn: Connection, now_ms: int) -> None:
    """The service's clock had run ahead and was set back: what had ended by the wrong time has not ended."""
    for row in announcements.many(conn, occurrences.come_back(conn, now_ms)):
        if row.state == State.ENDED and row.approved_fingerprint == row.fingerprint:
            announcements.set_state(conn, row.id, row.state, State.PLANNED.value)


def _end_what_is_over(conn: Connection, now_ms: int) -> None:
    """An announcement whose every time is past, and that has none to come, has ended: not while a box that was dark may
    still begin, or sounds what it began late. An end takes it out of the timetables."""
    occurrences.pass_by(conn, now_ms)
    now, days_off = value.instant(now_ms), value.holidays(conn)
    for row in announcements.in_state(conn, State.PLANNED.value):
        times = occurrences.of_announcement(conn, row.id)
        if not times or any(one.state == occurrences.PLANNED for one in times):
            continue
        (one,) = value.announcements(conn, [row])
        if max(time.end_ms for time in times) + _patience_ms(one) > now_ms:
            continue
        if not timetable.comes_again(one, now, days_off):
            announcements.set_state(conn, row.id, row.state, State.ENDED.value)


def _patience_ms(one: Value) -> int:
    """How long after its end by the plan it may still sound somewhere."""
    length = one.sound.length_ms if one.sound is not None else 0
    return one.late.within_s * 1000 + length + LAST_WORDS_MS


def _materialise(conn: Connection, made: Plan, last: Plan | None, rows: list[Announcement], now_ms: int) -> None:
    """Write each time that something is due, and what each device owes. What it owed by the ``last`` plan is there."""
    accounts: dict[str, list[Account]] = {}
    ends: dict[str, int] = {}
    # Devices that are alike share one plan, which is looked through once.
    for one in _different(made):
        for item in one.items:
            ends[item.occurrence] = max(ends.get(item.occurrence, 0), value.ms(item.end))
        for account in one.accounts:
            accounts.setdefault(account.occurrence, []).append(account)
    wanted = [_occurrence(name, found, ends) for name, found in sorted(accounts.items())]
    since, until = value.ms(made.since), value.ms(made.until)
    # Also of those that are not agreed any more: an edit took them out of the plan.
    concerned = {row.id for row in rows}
    concerned |= {one.announcement for one in occurrences.between(conn, now_ms, until, occurrences.PLANNED)}
    written = occurrences.materialise(
        conn, [one for one in wanted if one.end_ms > now_ms], concerned, now_ms, until, reason="changed"
    )
    assert since <= now_ms
    gone = [one.id for one in written.vanished]
    deliveries.withdraw(conn, gone)
    _withdraw_elsewhere(conn, made, written.changed, now_ms)
    anew = {one.id for one in (*written.new, *written.changed)}
    deliveries.expect(conn, _expected(made, last, anew, now_ms))


def _different(made: Plan) -> list[DevicePlan]:
    return list({id(one): one for one in made.devices.values()}.values())


def _expected(made: Plan, last: Plan | None, anew: set[str], now_ms: int) -> list[Expected]:
    """What each device owes that it did not owe by the last plan, or that was written ``anew``."""
    if last is not None and last.since != made.since:
        last = None  # once a day everything is expected again, whatever has become of the rows
    owed = {id(one): _owed(one, now_ms) for one in (*_different(made), *(_different(last) if last else ()))}
    before = last.devices if last else {}
    more: dict[tuple[int, int], list[tuple[str, int]]] = {}
    expected: list[Expected] = []
    for device, one in made.devices.items():
        old = before.get(device, NOTHING)
        key = (id(one), id(old))
        if key not in more:
            known = set(owed.get(id(old), ()))
            more[key] = [due for due in owed[id(one)] if due[0] in anew or due not in known]
        expected += [Expected(name, device, start_ms) for name, start_ms in more[key]]
    return expected


def _owed(one: DevicePlan, now_ms: int) -> list[tuple[str, int]]:
    """Occurrence and start of what is not over."""
    return [(item.occurrence, value.ms(item.start)) for item in one.items if value.ms(item.end) > now_ms]


def _withdraw_elsewhere(conn: Connection, made: Plan, changed: Iterable[Occurrence], now_ms: int) -> None:
    """An audience that shrank: those who are not meant any more owe nothing."""
    names = {one.id for one in changed if one.start_ms >= now_ms}
    owing: dict[str, set[str]] = {}
    for row in deliveries.of_subjects(conn, names):
        owing.setdefault(row.subject, set()).add(row.device)
    for name, found in owing.items():
        meant = {device for device, one in made.devices.items() if any(item.occurrence == name for item in one.items)}
        if found - meant:
            deliveries.withdraw(conn, [name], found - meant)


def _original(name: str) -> str:
    """The original wall time in an occurrence's id, as `schedules.announcement.occurrence_id` wrote it."""
    return format_local(datetime.strptime(name.rpartition(".")[2], "%Y%m%dt%H%M"))  # noqa: DTZ007  wall time


def _occurrence(name: str, accounts: list[Account], ends: Mapping[str, int]) -> Occurrence:
    first = accounts[0]
    start = min((one.start for one in accounts if one.start is not None), default=first.due)
    planned = any(one.kind in (Kind.PLANNED, Kind.MOVED) and one.start is not None for one in accounts)
    reason = "" if planned else next((one.findings[0].code for one in accounts if one.findings), "")
    return Occurrence(
        id=name,
        announcement=first.announcement,
        original_local=_original(name),
        start_ms=value.ms(start),
        end_ms=ends.get(name, value.ms(start)),
        state=occurrences.PLANNED if planned else occurrences.DROPPED,
        reason=reason,
    )
