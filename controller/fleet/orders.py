"""Orders: what cannot wait for a timetable. Signed, expiring, repeated until each device has answered.

An order is one transaction: the command, what is expected of each device, the log line and the letter. So a service
that is killed at any point either has given it or has not.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec
from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.errors import NotFound, Refused
from controller.fleet import practice, ready
from controller.fleet.letters import letter
from controller.fleet.now import allowed
from controller.people.who import Who, require
from controller.ports import Pages
from controller.store import areas, audit, commands, deliveries, devices, outbox, status
from controller.store.announcements import Audience
from controller.store.commands import AREA, DEVICE
from controller.store.commands import Command as Row
from devices.messages import Command, Klass, Play, Reboot, ReportAgain, SelfTest, Stop, Volume
from devices.topics import Kind

RIGHTS = {
    "play": "play",
    "stop": "stop",
    "volume": "tune",
    "reboot": "repair",
    "report": "repair",
    "selftest": "repair",
}
"""Which right each kind of order needs."""
LIFE_MS = {
    "play": 120_000,
    "stop": 3_600_000,
    "volume": 3_600_000,
    "reboot": 300_000,
    "report": 3_600_000,
    "selftest": 300_000,
}
"""How long an order is good. A stop outlives every play that was given before it."""
LONGEST_LEAD_MS = 60_000


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done, by whom. ``scope`` is an area code or a device id; ``lead_ms`` how far ahead they start."""

    kind: str
    scope: str
    announcement: str | None = None
    volume: int | None = None
    lead_ms: int = 3_000
    drill: bool = False
    since: int = 0


def order(desk: Desk, who: Who | None, wanted: Order) -> Row:
    """Give an order. ``who`` is None for the service itself.

    Raises `Refused`, `NotFound`, `Forbidden`; nothing was sent then.
    """
    if wanted.kind not in RIGHTS:
        raise Refused("order-unknown", "kind", kind=wanted.kind, known=", ".join(RIGHTS))
    now_ms = desk.now_ms()
    id = f"c-{secrets.token_hex(6)}"
    with desk.store.write() as conn:
        scope = _scope(conn, wanted.scope)
        if who is not None:
            require(who, RIGHTS[wanted.kind], scope.path)
            if wanted.kind != "stop":
                practice.refuse(desk, scope.path)
        path = who.path if who is not None else "/"
        making = _Making(conn, desk.press, wanted, id, now_ms, now_ms + LIFE_MS[wanted.kind], path, scope)
        message = _MAKERS[wanted.kind](making)
        if scope.kind == DEVICE:
            message = _for_this_session(conn, wanted.scope, message)
        row = Row(
            id, wanted.kind, wanted.scope, scope.kind, _body(wanted), who.user_id if who else None, now_ms, message.exp
        )
        commands.add(conn, row)
        due_ms = message.at if isinstance(message, Play) else now_ms
        if scope.kind == AREA:
            expected = deliveries.expect_below(conn, id, scope.path, due_ms)
        else:
            deliveries.expect(conn, [deliveries.Expected(id, wanted.scope, due_ms)], deliveries.COMMAND)
            expected = 1
        if not expected:
            raise Refused("audience-nobody", "scope")
        outbox.put(conn, [_letter(desk, message, wanted.scope, scope.kind, now_ms)])
        login = who.login if who else "system"
        detail = _body(wanted) | making.noted
        audit.append(conn, now_ms, login, f"order-{wanted.kind}", id, detail, address=desk.address)
    desk.nudge("dispatch")
    desk.bus.say("command", id=id, order=wanted.kind)
    return row


@dataclass(frozen=True, slots=True)
class _Scope:
    kind: str
    path: str

    def audience(self, name: str) -> Audience:
        return Audience((name,), ()) if self.kind == AREA else Audience((), (name,))


@dataclass(frozen=True, slots=True)
class _Making:
    conn: Connection
    press: Pages
    wanted: Order
    id: str
    now_ms: int
    exp_ms: int
    path: str
    """Of the area that the person is bound to: what lies outside does not exist for them."""
    scope: _Scope
    noted: dict[str, str | int] = field(default_factory=dict)
    """What the log must say beside the order itself."""


def _scope(conn: Connection, name: str) -> _Scope:
    area = areas.get(conn, name)
    if area is not None and area.ended_ms is None:
        return _Scope(AREA, area.path)
    device = devices.get(conn, name)
    if device is None or not device.active:
        raise NotFound("scope-unknown", "scope", scope=name)
    return _Scope(DEVICE, device.path)


def _for_this_session(conn: Connection, device: str, message: Command) -> Command:
    """Echo the device's session: without a trusted clock it obeys nothing else."""
    known = status.get(conn, device)
    return message if known is None else msgspec.structs.replace(message, nonce=known.session)


def _body(wanted: Order) -> dict[str, str | int | bool]:
    named = {
        "announcement": wanted.announcement,
        "volume": wanted.volume,
        "lead_ms": wanted.lead_ms,
        "drill": wanted.drill,
    }
    return {name: value for name, value in named.items() if value is not None} | {"scope": wanted.scope}


def _letter(desk: Desk, message: Command, scope: str, kind: str, now_ms: int) -> outbox.Letter:
    emergency = isinstance(message, Play) and message.klass is Klass.EMERGENCY
    document = desk.signer().seal(message, "command", scope, emergency=emergency)
    topic = Kind.GROUP_COMMAND if kind == AREA else Kind.COMMAND
    return letter(topic, scope, document, message.id, now_ms, message.exp)


def _play(making: _Making) -> Play:
    """An announcement that is agreed, now, within the allowed hours and their limits.

    Its class is what was approved, its volume too, held under the caps of the hour.
    """
    wanted = making.wanted
    row = ready.agreed(making.conn, wanted.announcement, making.path)
    if not 0 <= wanted.lead_ms <= LONGEST_LEAD_MS:
        raise Refused("number-out-of-range", "lead_ms", number=wanted.lead_ms, low=0, high=LONGEST_LEAD_MS)
    made = ready.made(making.conn, making.press, row)
    at_ms = making.now_ms + wanted.lead_ms
    seen = allowed(making.conn, row, making.scope.audience(wanted.scope), at_ms, making.now_ms)
    if seen.exempt:
        making.noted["exempt"] = " ".join(seen.exempt)
    if seen.volume < row.volume:
        making.noted["lowered"] = seen.volume
    return Play(
        id=making.id,
        iat=making.now_ms,
        exp=making.exp_ms,
        at=at_ms,
        klass=Klass(row.klass),
        sounds=made.sounds,
        pages=made.pages,
        volume=seen.volume,
        show=row.show_minutes * 60_000,
        late_ms=min(row.late_ms, LIFE_MS["play"]),
        drill=wanted.drill,
    )


def _stop(making: _Making) -> Stop:
    return Stop(id=making.id, iat=making.now_ms, exp=making.exp_ms, pages=True)


def _volume(making: _Making) -> Volume:
    volume = making.wanted.volume
    if volume is None or not 0 <= volume <= 100:
        raise Refused("number-out-of-range", "volume", number=volume if volume is not None else "", low=0, high=100)
    return Volume(id=making.id, iat=making.now_ms, exp=making.exp_ms, volume=volume)


def _reboot(making: _Making) -> Reboot:
    return Reboot(id=making.id, iat=making.now_ms, exp=making.exp_ms)


def _report(making: _Making) -> ReportAgain:
    return ReportAgain(id=making.id, iat=making.now_ms, exp=making.exp_ms, since=making.wanted.since)


def _selftest(making: _Making) -> SelfTest:
    return SelfTest(id=making.id, iat=making.now_ms, exp=making.exp_ms)


_MAKERS: dict[str, Callable[[_Making], Command]] = {
    "play": _play,
    "stop": _stop,
    "volume": _volume,
    "reboot": _reboot,
    "report": _report,
    "selftest": _selftest,
}
