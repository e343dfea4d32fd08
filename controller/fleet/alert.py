"""An emergency that lasts: sounded in rounds, retained for every box that comes back, until somebody ends it.

What is played at once sounds once, on the boxes that are there. In a storm boxes come and go: an alert is retained, so
that one that starts an hour later says it too. Of an area there is one at a time, because a topic retains one document;
areas above and below may have their own. Like every order, giving one is one transaction.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.errors import Clash, NotFound, Refused
from controller.fleet import practice, ready
from controller.fleet.letters import letter
from controller.fleet.now import allowed
from controller.people.who import Who, reaches, require
from controller.store import alerts, areas, audit, deliveries, facts, outbox
from controller.store.alerts import Alert as Row
from controller.store.announcements import Announcement, Audience
from controller.store.areas import Area
from devices.messages import Alert
from devices.topics import Kind
from schedules.announcement import Klass

VERSION = "alert-version"
"""The fact that counts the versions of signed alerts."""
AGAIN_S = (30, 3_600)
"""From the beginning of a round to that of the next; 0 is a single round."""
LASTS_S = (300, 86_400)
"""A day at most: nobody should hear an emergency that everybody has forgotten."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to sound, in the area ``scope`` and all below it."""

    announcement: str
    scope: str
    again_s: int = 120
    lasts_s: int = 6 * 3_600
    drill: bool = False


def give(desk: Desk, who: Who, wanted: Wish) -> Row:
    """Raise the alarm. Raises `Refused`, `NotFound`, `Forbidden`, `Clash`; nothing was sent then."""
    _refuse_odd_numbers(wanted)
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        area = _place(conn, wanted.scope)
        require(who, "alert", area.path)
        practice.refuse(desk, area.path)
        row = ready.agreed(conn, wanted.announcement, who.path)
        if row.klass != Klass.EMERGENCY.wire:
            raise Refused("alert-not-emergency", "announcement", title=row.title)
        made = ready.made(conn, desk.press, row)
        alerts.lapse(conn, now_ms)
        if there := alerts.active(conn, now_ms, area.code):
            raise Clash("alert-already", "scope", title=there[0].headline, place=area.name)
        message = Alert(
            id=f"e-{secrets.token_hex(6)}",
            v=facts.next(conn, VERSION, floor=now_ms),
            iat=now_ms,
            exp=now_ms + wanted.lasts_s * 1000,
            headline=row.title,
            sounds=made.sounds,
            pages=made.pages,
            volume=row.volume,
            again=wanted.again_s * 1000,
            drill=wanted.drill,
            ends=tuple(alerts.ended_early(conn, area.code, now_ms)),
        )
        done = _keep(conn, desk, who, area, row, message)
        _log(conn, desk, who, "alert-give", done, _noted(conn, row, wanted, now_ms))
    _say(desk, done.id)
    return done


def end(desk: Desk, who: Who, id: str) -> Row:
    """It is over: every box falls silent, and one that was dark hears so when it comes back.

    Ending what has ended changes nothing. Raises ``NotFound("alert-unknown")``, `Forbidden`.
    """
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        alerts.lapse(conn, now_ms)
        there = known(conn, who, id)
        area = areas.known(conn, there.scope)
        require(who, "alert", area.path)
        if there.ended_ms is not None:
            return there
        document = ending(conn, desk, there)
        alerts.end(conn, id, document, who.user_id, now_ms)
        outbox.withdraw(conn, outbox.ALERT, id, now_ms)
        about = outbox.ending(id)
        outbox.put(conn, [letter(Kind.ALERT, area.code, document, about, now_ms, there.expires_ms)])
        _log(conn, desk, who, "alert-end", there, {})
        done = known(conn, who, id)
    _say(desk, id)
    return done


def ending(conn: Connection, desk: Desk, one: Row) -> bytes:
    """The signed end of an alert, and of every other of its area that a box might still hold."""
    now_ms = desk.now_ms()
    over = Alert(
        id=one.id,
        v=facts.next(conn, VERSION, floor=now_ms),
        iat=now_ms,
        exp=one.expires_ms,
        ended=True,
        headline=one.headline,
        drill=one.drill,
        ends=tuple(id for id in alerts.ended_early(conn, one.scope, now_ms) if id != one.id),
    )
    return desk.signer().seal(over, "alert", one.scope)


def known(conn: Connection, who: Who, id: str) -> Row:
    """The alert, if it sounds where this person works. Raises ``NotFound("alert-unknown")``."""
    there = alerts.get(conn, id)
    if there is None or not sees(who, areas.known(conn, there.scope)):
        raise NotFound("alert-unknown", alert=id)
    return there


def sees(who: Who, area: Area) -> bool:
    """Whether an alert of this area is of concern to a person: of their own area, below it, or all around it."""
    return reaches(who, area.path) or who.path.startswith(area.path)


def newcomers(conn: Connection, now_ms: int) -> int:
    """Devices that were taken in or moved since hear what is retained, so it is expected of them too; how many."""
    return sum(
        deliveries.expect_below(conn, one.id, areas.known(conn, one.scope).path, one.created_ms)
        for one in alerts.active(conn, now_ms)
    )


def _refuse_odd_numbers(wanted: Wish) -> None:
    for field, number, (low, high) in (("again_s", wanted.again_s, AGAIN_S), ("lasts_s", wanted.lasts_s, LASTS_S)):
        if not (low <= number <= high or (field == "again_s" and number == 0)):
            raise Refused("number-out-of-range", field, number=number, low=low, high=high)


def _place(conn: Connection, code: str) -> Area:
    area = areas.get(conn, code)
    if area is None or area.ended_ms is not None:
        raise NotFound("area-unknown", "scope", area=code)
    return area


def _keep(conn: Connection, desk: Desk, who: Who, area: Area, row: Announcement, message: Alert) -> Row:
    document = desk.signer().seal(message, "alert", area.code)
    done = Row(
        id=message.id,
        scope=area.code,
        announcement=row.id,
        headline=row.title,
        again_s=message.again // 1000,
        drill=message.drill,
        document=document,
        maker=who.user_id,
        created_ms=message.iat,
        expires_ms=message.exp,
    )
    alerts.add(conn, done)
    if not deliveries.expect_below(conn, message.id, area.path, message.iat):
        raise Refused("audience-nobody", "scope")
    outbox.put(conn, [letter(Kind.ALERT, area.code, document, message.id, message.iat, message.exp)])
    return done


def _noted(conn: Connection, row: Announcement, wanted: Wish, now_ms: int) -> dict[str, str]:
    """From what it was exempt, so that it stands in the log."""
    seen = allowed(conn, row, Audience((wanted.scope,), ()), now_ms, now_ms)
    return {"exempt": " ".join(seen.exempt)} if seen.exempt else {}


def _log(conn: Connection, desk: Desk, who: Who, action: str, one: Row, more: dict[str, str]) -> None:
    said = {"scope": one.scope, "announcement": one.announcement, "expires_ms": one.expires_ms, "drill": one.drill}
    audit.append(conn, desk.now_ms(), who.login, action, one.id, said | more, address=desk.address)


def _say(desk: Desk, id: str) -> None:
    desk.nudge("dispatch")
    desk.bus.say("alert", id=id)
