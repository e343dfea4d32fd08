"""On its day a change is carried out: areas, devices, people and notices move, in one transaction.

So a service that dies in the middle has done nothing, and the next start does it whole. What was before is kept with
the change (``undo``) for as long as a plan may ask: its occurrences before that instant belong to the old places.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection

from controller.broadcast import agreed, value
from controller.broadcast.desk import Desk
from controller.fleet.enrol import EDITION
from controller.places import steps, tree
from controller.places.worlds import crossed, undo_of
from controller.store import announcements, area_changes, areas, audit, devices, facts, media
from controller.store.announcements import Audience
from controller.store.area_changes import Change
from schedules.announcement import Audience as Meant
from schedules.errors import Refused
from schedules.fingerprint import fingerprint
from schedules.places import Places, changed, heirs, readdressed

REMEMBERED_MS = 17 * 86_400_000
"""A page may stand for fourteen days, and a timetable reaches back one."""


def is_due(conn: Connection, now_ms: int) -> bool:
    """Whether a change waits to be carried out."""
    return any(one.effect_ms <= now_ms for one in area_changes.in_state(conn, area_changes.AGREED))


def due(desk: Desk) -> list[str]:
    """Carry out what is due; the ids of changes that are done or have failed."""
    now_ms = desk.now_ms()
    with desk.store.read() as conn:
        waiting = is_due(conn, now_ms)
    if not waiting:
        return []
    with desk.store.write() as conn:
        found = [one for one in area_changes.in_state(conn, area_changes.AGREED) if one.effect_ms <= now_ms]
        for one in found:
            _carry_out(conn, one, now_ms)
        area_changes.forget_undo(conn, now_ms - REMEMBERED_MS)
        facts.next(conn, EDITION)
    for one in found:
        desk.bus.say("area-change", id=one.id)
    return [one.id for one in found]


def _carry_out(conn: Connection, change: Change, now_ms: int) -> None:
    listed = steps.read(change.steps)
    before = tree.places(conn)
    try:
        after = changed(before, listed)
    except Refused as refused:
        area_changes.set_state(
            conn, change.id, [change.state], area_changes.FAILED, reason=refused.code, done_ms=now_ms
        )
        detail = {"reason": refused.code, **refused.params}
        audit.append(conn, now_ms, "system", "area-change-failed", change.id, detail)
        return
    undo = _undo(conn, change)
    _make(conn, change.steps, now_ms)
    _move(conn, before, after)
    _say(conn, change.steps, now_ms)
    area_changes.inherit(conn, heirs(listed))
    _readdress(conn, before, after, now_ms)
    area_changes.set_state(conn, change.id, [change.state], area_changes.DONE, done_ms=now_ms, undo=undo)
    done = {"steps": change.steps, "devices": len(undo["devices"]), "audiences": undo["audiences"]}
    audit.append(conn, now_ms, "system", "area-change-done", change.id, done)


def _undo(conn: Connection, change: Change) -> dict[str, Any]:
    """How the devices that live otherwise from now on have lived."""
    here = agreed.here(conn, agreed.rows(conn), devices.below(conn))
    worlds = crossed(conn, here).worlds
    mine = [one for one in worlds if one.since == value.instant(change.effect_ms)]
    return undo_of(here, mine[0].basis) if mine else {"devices": {}, "audiences": {}, "hours": {}}


def _make(conn: Connection, kept: Iterable[Mapping[str, Any]], now_ms: int) -> None:
    for step in kept:
        if step["do"] == "make":
            zone = areas.known(conn, step["parent"]).zone
            areas.add(
                conn,
                step["code"],
                step["parent"],
                step["level"],
                step["name"],
                now_ms,
                zone=zone,
                hours=step.get("hours"),
                volume_cap=step.get("volume_cap"),
            )


def _move(conn: Connection, before: Places, after: Places) -> None:
    """Areas first, those near the root before those below them; then devices."""
    moved = [one for one, parent in before.parents.items() if after.parents[one] != parent]
    for one in sorted(moved, key=lambda code: (len(after.path(code)), code)):
        parent = after.parents[one]
        assert parent is not None
        areas.move(conn, one, parent)
    for id, home in before.homes.items():
        if after.homes[id] != home:
            devices.change(conn, id, area=after.homes[id])


def _say(conn: Connection, kept: Iterable[Mapping[str, Any]], now_ms: int) -> None:
    for step in kept:
        if step["do"] == "rename":
            areas.change(conn, step["area"], name=step["name"])
        elif step["do"] == "end":
            areas.change(conn, step["area"], ended_ms=now_ms, heir=step["into"][0])


def _readdress(conn: Connection, before: Places, after: Places, now_ms: int) -> None:
    """Audiences that name an ended area name what it meant; an approval of the same audience goes on."""
    named = announcements.addressed_to(conn, after.ended - before.ended, ())
    for row in announcements.many(conn, named):
        old = announcements.audience_of(conn, row.id)
        meant = readdressed(Meant(frozenset(old.areas), frozenset(old.devices)), before, after)
        new = Audience(tuple(sorted(meant.areas)), tuple(sorted(meant.devices)))
        # Of the series: its single occurrences are agreed to one by one.
        master = media.get(conn, row.sound) if row.sound is not None else None
        print_ = fingerprint(value.announcement(row, new, master.length_ms if master is not None else None))
        columns = {"fingerprint": print_, "changed_ms": now_ms}
        if row.approved_fingerprint == row.fingerprint:
            columns["approved_fingerprint"] = print_
        announcements.readdress(conn, row.id, new, **columns)
