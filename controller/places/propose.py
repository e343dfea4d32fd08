"""A change of areas is proposed, agreed by a higher administrator who is somebody else, or cancelled."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from controller.broadcast import value
from controller.broadcast.desk import Desk
from controller.broadcast.form import LETTERS, of_law
from controller.errors import Clash, Forbidden, ManyRefused, NotFound, Refused
from controller.fleet.enrol import EDITION
from controller.people.who import Who, may, reaches, require
from controller.places import steps, tree
from controller.places.preview import preview
from controller.places.worlds import hours_made
from controller.store import area_changes, areas, audit, devices, facts
from controller.store.area_changes import Change
from devices.ids import is_id
from schedules import errors as law
from schedules.places import changed, named, subject_of
from schedules.walltime import to_instant, zone_named

DAYS_AHEAD = 366


def propose(desk: Desk, who: Who, effect: str, kept: Sequence[dict[str, Any]], note: str = "") -> Change:
    """A new change from the local day ``effect`` (``YYYY-MM-DD``, at 00:00) on. It does nothing until it is agreed."""
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        if may_not(who):
            raise Forbidden("role-may-not", role=who.role, action="areas")
        change = drafted(conn, who, effect, kept, note, now_ms)
        area_changes.add(conn, change)
        detail = {"effect": effect, "steps": change.steps}
        audit.append(conn, now_ms, who.login, "area-change-propose", change.id, detail, address=desk.address)
    desk.bus.say("area-change", id=change.id)
    return change


def drafted(conn: Connection, who: Who, effect: str, kept: Sequence[dict[str, Any]], note: str, now_ms: int) -> Change:
    """The change that would be kept. Raises `Refused` with what stands against it."""
    _refuse_words(conn, kept)
    paths = touched(conn, kept)
    if paths and not any(reaches(who, path) for path in paths):
        raise Forbidden("area-not-reached", area=paths[0].strip("/").rpartition("/")[2])
    change = Change(
        id=f"c{''.join(secrets.choice(LETTERS) for _ in range(9))}",
        effect=effect,
        effect_ms=_midnight(conn, kept, effect),
        steps=list(kept),
        state=area_changes.PROPOSED,
        maker=who.user_id,
        created_ms=now_ms,
        note=note.strip(),
    )
    _refuse_day(change, now_ms)
    refuse_clash(conn, change)
    return change


def agree(desk: Desk, who: Who, id: str, *, anyway: bool = False) -> Change:
    """Agree to a change. What would fall silent by it must be wanted: ``anyway``."""
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        change = _higher(conn, who, id)
        if change.state != area_changes.PROPOSED:
            raise Clash("change-state", stage=change.state)
        if change.maker == who.user_id:
            raise Forbidden("change-own")
        if change.effect_ms <= now_ms:
            raise Clash("change-late", effect=change.effect)
        refuse_clash(conn, change)
        silent = preview(conn, change, now_ms).silent
        if silent and not anyway:
            raise ManyRefused([
                Refused("change-silences", "anyway", title=one.title, devices=len(one.devices)) for one in silent
            ])  # fmt: skip
        columns = {"approver": who.user_id, "agreed_ms": now_ms}
        area_changes.set_state(conn, id, [area_changes.PROPOSED], area_changes.AGREED, **columns)
        facts.next(conn, EDITION)  # the broker lets its devices hear both sides from now on
        detail = {"silent": [one.id for one in silent]}
        audit.append(conn, now_ms, who.login, "area-change-agree", id, detail, address=desk.address)
        done = known(conn, id)
    desk.bus.say("area-change", id=id)
    desk.nudge("render")
    desk.nudge("plan")
    return done


def cancel(desk: Desk, who: Who, id: str, reason: str = "") -> Change:
    """Withdraw a change before its day: whoever proposed it, or who might agree to it."""
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        change = known(conn, id)
        if change.maker != who.user_id:
            change = _higher(conn, who, id)
        if change.state not in area_changes.OPEN:
            raise Clash("change-state", stage=change.state)
        if change.state == area_changes.AGREED and change.effect_ms <= now_ms:
            raise Clash("change-late", effect=change.effect)
        area_changes.set_state(conn, id, area_changes.OPEN, area_changes.CANCELLED, reason=reason.strip())
        facts.next(conn, EDITION)
        audit.append(conn, now_ms, who.login, "area-change-cancel", id, {"reason": reason}, address=desk.address)
        done = known(conn, id)
    desk.bus.say("area-change", id=id)
    desk.nudge("plan")
    return done


def mine(conn: Connection, who: Who) -> list[Change]:
    """Changes that concern a person's area, the ones above it too, or that the person proposed."""
    return [
        one
        for one in area_changes.in_state(conn)
        if one.maker == who.user_id
        or any(reaches(who, path) or who.path.startswith(path) for path in touched(conn, one.steps))
    ]


def known(conn: Connection, id: str) -> Change:
    """The change. Raises ``NotFound("change-unknown")``."""
    found = area_changes.get(conn, id)
    if found is None:
        raise NotFound("change-unknown", change=id)
    return found


def for_person(conn: Connection, who: Who, id: str) -> Change:
    """The change, if it concerns the person."""
    found = known(conn, id)
    if found not in mine(conn, who):
        raise NotFound("change-unknown", change=id)
    return found


def may_agree(conn: Connection, who: Who, change: Change) -> bool:
    """Whether this person's word would count."""
    return change.maker != who.user_id and all(may(who, "areas", path) for path in touched(conn, change.steps))


def may_not(who: Who) -> bool:
    """Whether the role has nothing to do with areas."""
    return not may(who, "areas", who.path)


def touched(conn: Connection, kept: Iterable[dict[str, Any]]) -> list[str]:
    """The paths of all areas that the steps concern, as far as they are there; of moved ones also that above."""
    codes: set[str] = set()
    for one in kept:
        step = steps.read([one])[0]
        codes |= set(named(step))
        if one["do"] == "rehome" and (device := devices.get(conn, one["device"])) is not None:
            codes.add(device.area)
        if one["do"] in ("hang", "end") and (area := areas.get(conn, one["area"])) is not None and area.parent:
            codes.add(area.parent)
    return [area.path for code in sorted(codes) if (area := areas.get(conn, code)) is not None]


def refuse_clash(conn: Connection, change: Change) -> None:
    """Refuse what cannot be done on top of all that is agreed, or what another open change speaks of too."""
    mine = {subject_of(one) for one in steps.read(change.steps)}
    for other in area_changes.in_state(conn, *area_changes.OPEN):
        both = mine & {subject_of(one) for one in steps.read(other.steps)} if other.id != change.id else set()
        if both:
            raise Clash("change-collides", "steps", subject=min(both), rival=other.id, effect=other.effect)
    now, by_effect = tree.places(conn), lambda one: (one.effect_ms, one.created_ms, one.id)
    agreed = [one for one in area_changes.in_state(conn, area_changes.AGREED) if one.id != change.id]
    for one in sorted([*agreed, change], key=by_effect):
        try:
            now = changed(now, steps.read(one.steps))
        except law.Refused as refused:
            if one.id == change.id:
                raise of_law(refused) from None
            raise Clash("change-breaks", "steps", rival=one.id, effect=one.effect) from None


def _higher(conn: Connection, who: Who, id: str) -> Change:
    change = for_person(conn, who, id)
    for path in touched(conn, change.steps):
        require(who, "areas", path)
    return change


def _refuse_words(conn: Connection, kept: Sequence[dict[str, Any]]) -> None:
    wrong: list[Refused] = []
    for number, one in enumerate(kept):
        field = f"steps.{number}"
        if one["do"] == "make" and not is_id(one["code"]):
            wrong.append(Refused("area-code", field, code=one["code"]))
        elif one["do"] == "make" and devices.get(conn, one["code"]) is not None:
            wrong.append(Refused("area-taken", field, area=one["code"]))
        if one["do"] in ("make", "rename") and not one["name"].strip():
            wrong.append(Refused("name-blank", field))
        if one["do"] == "make":
            hours_made(one)
    if wrong:
        raise ManyRefused(wrong)


def _midnight(conn: Connection, kept: Sequence[dict[str, Any]], effect: str) -> int:
    """The instant at which the day begins, which must be one for all places concerned."""
    try:
        day = date.fromisoformat(effect)
    except ValueError:
        raise Refused("bad-date", "effect", text=effect[:40]) from None
    codes = {path.strip("/").rpartition("/")[2] for path in touched(conn, kept)}
    zones = {area.zone for code in codes if (area := areas.get(conn, code)) is not None}
    if len(zones) > 1:
        raise Refused("zones-differ", "steps", zones=", ".join(sorted(zones)))
    local = datetime(day.year, day.month, day.day)  # noqa: DTZ001  wall time
    return value.ms(to_instant(local, zone_named(zones.pop() if zones else "Asia/Ho_Chi_Minh")))


def _refuse_day(change: Change, now_ms: int) -> None:
    if change.effect_ms <= now_ms:
        raise Refused("effect-past", "effect", effect=change.effect)
    if change.effect_ms > now_ms + timedelta(days=DAYS_AHEAD) / timedelta(milliseconds=1):
        raise Refused("effect-far", "effect", days=DAYS_AHEAD)
