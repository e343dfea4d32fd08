"""What devices say of themselves: presence, the timetable they hold, their last heartbeat."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, Executable, delete, func, select, update

from controller.health.connections import SILENT, Told, Turn
from controller.store import connections, feed, pick
from controller.store.areas import within
from controller.store.presence import ONLINE, Presence, after_sign, after_state
from controller.store.tables import areas, device_status, devices


@dataclass(frozen=True, slots=True)
class Status:
    """All that is known of one device now."""

    device: str
    presence: str = "never"
    since_ms: int | None = None
    """Since when the presence is what it is; None where nobody kept it."""
    session: str = ""
    boot: str = ""
    epoch: str = ""
    firmware: str = ""
    image: str = ""
    """SHA-256 of what it runs."""
    profile: str = ""
    seen_ms: int | None = None
    beat_ms: int | None = None
    held_version: int = 0
    held_hash: str = ""
    held_ms: int | None = None
    keys_version: int = 0
    seq: int = 0
    missing: list[str] = field(default_factory=list)
    volume: int | None = None
    cap: int | None = None
    network: str | None = None
    """Hash of the network settings that it keeps; None: it does not say."""
    clock: Any = None
    beat: Any = None


@dataclass(frozen=True, slots=True)
class StateHeard:
    """`devices.messages.State`, or the will that repeats it."""

    device: str
    received_ms: int
    state: str
    session: str
    boot: str = ""
    epoch: str = ""
    firmware: str = ""
    profile: str = ""
    image: str = ""


@dataclass(frozen=True, slots=True)
class HaveHeard:
    """`devices.messages.Have`."""

    device: str
    received_ms: int
    version: int
    hash: str
    epoch: str
    seq: int
    missing: tuple[str, ...] = ()
    keys_version: int = 0
    volume: int | None = None
    cap: int | None = None
    clock: Any = None
    network: str | None = None


@dataclass(frozen=True, slots=True)
class BeatHeard:
    """`devices.messages.Beat`; ``beat`` is the whole message as a dictionary."""

    device: str
    received_ms: int
    session: str
    beat: Any
    clock: Any = None


Heard = StateHeard | HaveHeard | BeatHeard


@dataclass(frozen=True, slots=True)
class Turned:
    """A device whose presence changed, or that came back in a new session or after a reboot."""

    before: Status
    after: Status


@dataclass(frozen=True, slots=True)
class Glance:
    """The few things that are looked at of all devices every half minute."""

    device: str
    presence: str
    held_hash: str
    since_ms: int | None
    seen_ms: int | None
    held_version: int | None
    missing: list[str] | None
    keys_version: int | None
    volume: int | None
    image: str | None
    network: str | None


@dataclass(frozen=True, slots=True)
class Quiet:
    """A device that should be there and says nothing."""

    device: str
    session: str
    seen_ms: int
    profile: str
    path: str

    @property
    def places(self) -> tuple[str, ...]:
        """Its area and all above it, the root first."""
        return tuple(self.path.strip("/").split("/"))


_COLUMNS = pick.fields(Status, device_status)
_HASH = 64  # characters
_NAMES = tuple(column.name for column in _COLUMNS)


def take(conn: Connection, batch: Sequence[Heard]) -> list[Turned]:
    """Keep what was heard, in order; whose presence or session changed. Devices that are not ours are left out."""
    before = of(conn, {heard.device for heard in batch})
    after = dict(before)
    turns: list[Turn] = []
    for heard in batch:
        if heard.device in after:
            was = after[heard.device]
            now = after[heard.device] = fold(was, heard)
            if _turning(was) != _turning(now):
                turns.append(Turn(heard.device, heard.received_ms, _told(was), _told(now)))
    connections.take(conn, turns)
    changed = [status for device, status in sorted(after.items()) if status != before[device]]
    if changed:
        conn.execute(_put(conn.dialect.name), feed.rows(changed))
    return [
        Turned(before[status.device], status)
        for status in changed
        if (status.presence, status.session, status.boot) != _turning(before[status.device])
    ]


def fold(now: Status, heard: Heard) -> Status:
    """What is known after one more message. Pure."""
    rule: Callable[[Status, Any], Status] = _RULES[type(heard)]
    then = rule(now, heard)
    return then if then.presence == now.presence else replace(then, since_ms=heard.received_ms)


def of(conn: Connection, devices_: Collection[str]) -> dict[str, Status]:
    """What is known of these devices; of one that never said anything, the empty status. Unknown ids are left out."""
    query = (
        select(devices.c.id, *_COLUMNS)
        .join_from(devices, device_status, device_status.c.device == devices.c.id, isouter=True)
        .where(feed.among(conn, devices.c.id, devices_))
    )
    return {device: Status(device) if row[0] is None else Status(*row) for device, *row in conn.execute(query)}


def get(conn: Connection, device: str) -> Status | None:
    """What is known of one device; None for an unknown id."""
    return of(conn, [device]).get(device)


def below(conn: Connection, path: str = "/") -> dict[str, Status]:
    """What is known of every device, active or not, of the area at ``path`` and below."""
    inside = select(devices.c.id).join_from(devices, areas, devices.c.area == areas.c.code)
    return of(conn, list(conn.scalars(inside.where(within(areas.c.path, path)))))


def ever_heard(conn: Connection, path: str) -> int:
    """How many boxes of this area and below have ever been heard: they may hold a timetable."""
    join = device_status.join(devices, devices.c.id == device_status.c.device).join(
        areas, areas.c.code == devices.c.area
    )
    mine = (within(areas.c.path, path), device_status.c.seen_ms.is_not(None))
    return conn.scalar(select(func.count()).select_from(join).where(*mine)) or 0


def glances(conn: Connection, devices_: Collection[str] | None = None) -> dict[str, Glance]:
    """What the watch has to know of every active device (of these): without heartbeats, which are long to read."""
    presence = func.coalesce(device_status.c.presence, "never")
    held_hash = func.coalesce(device_status.c.held_hash, "")
    names = ("since_ms", "seen_ms", "held_version", "missing", "keys_version", "volume", "image", "network")
    rest = (device_status.c[name] for name in names)
    query = select(devices.c.id, presence, held_hash, *rest).where(devices.c.active)
    query = query.join_from(devices, device_status, device_status.c.device == devices.c.id, isouter=True)
    if devices_ is not None:
        query = query.where(feed.among(conn, devices.c.id, devices_))
    return {one.device: one for one in pick.every(conn, Glance, query)}


def forget_sessions(conn: Connection) -> None:
    """Nobody listened for a while (the service was down): believe the next word of every device."""
    conn.execute(update(device_status).values(session=""))


def forget(conn: Connection, device: str) -> None:
    """Another box hangs there now, or none: what the last one said of itself is not so any more."""
    conn.execute(delete(device_status).where(device_status.c.device == device))


def quiet(conn: Connection, before_ms: int) -> list[Quiet]:
    """Who says to be online and was not heard since an instant, each with the way to its place."""
    silent = (device_status.c.presence == ONLINE, device_status.c.seen_ms < before_ms)
    query = select(
        device_status.c.device, device_status.c.session, device_status.c.seen_ms, devices.c.profile, areas.c.path
    )
    query = query.join(devices, devices.c.id == device_status.c.device).join(areas, areas.c.code == devices.c.area)
    return pick.every(conn, Quiet, query.where(*silent).order_by(device_status.c.device))


def lose(conn: Connection, silent: Sequence[Quiet]) -> None:
    """Mark as lost, since their last sign of life. The next one brings them back."""
    if not silent:
        return
    mine = feed.among(conn, device_status.c.device, {one.device for one in silent})
    lost = update(device_status).where(mine)
    conn.execute(lost.values(presence="lost", session="", since_ms=device_status.c.seen_ms))
    turns = [
        Turn(one.device, one.seen_ms, Told(ONLINE, one.session, "", one.seen_ms), Told(SILENT, "", "", one.seen_ms))
        for one in silent
    ]
    connections.take(conn, turns)


def _told(status: Status) -> Told:
    return Told(status.presence, status.session, status.boot, status.seen_ms)


def _turning(status: Status) -> tuple[str, str, str]:
    return status.presence, status.session, status.boot


def _after_state(now: Status, heard: StateHeard) -> Status:
    presence = after_state(Presence(now.presence, now.session), heard.state, heard.session)
    if (presence.state, presence.session) != (heard.state, heard.session):
        return now  # a stale will
    told = {
        name: getattr(heard, name) or getattr(now, name) for name in ("boot", "epoch", "firmware", "image", "profile")
    }
    seen = heard.received_ms if heard.state == ONLINE else now.seen_ms
    # Its flash was made anew: it counts from the beginning, and what it says next is not old.
    seq = now.seq if told["epoch"] == now.epoch else 0
    return replace(now, presence=presence.state, session=presence.session, seen_ms=seen, seq=seq, **told)


def _after_have(now: Status, heard: HaveHeard) -> Status:
    if heard.epoch == now.epoch and heard.seq < now.seq:
        return now  # sent before one that we know already
    presence = after_sign(Presence(now.presence, now.session), "")
    return replace(
        now,
        presence=presence.state,
        session=presence.session,
        seen_ms=heard.received_ms,
        epoch=heard.epoch,
        seq=feed.clipped(heard.seq),
        held_version=feed.clipped(heard.version),
        held_hash=heard.hash[:_HASH],
        held_ms=now.held_ms if now.held_hash == heard.hash else heard.received_ms,
        missing=list(heard.missing),
        keys_version=feed.clipped(heard.keys_version),
        volume=_percent(heard.volume),
        cap=_percent(heard.cap),
        network=heard.network,
        clock=heard.clock,
    )


def _percent(number: int | None) -> int | None:
    return None if number is None else feed.clipped(number, 1000)


def _after_beat(now: Status, heard: BeatHeard) -> Status:
    presence = after_sign(Presence(now.presence, now.session), heard.session)
    return replace(
        now,
        presence=presence.state,
        session=presence.session,
        seen_ms=heard.received_ms,
        beat_ms=heard.received_ms,
        beat=heard.beat,
        clock=heard.clock if heard.clock is not None else now.clock,
    )


_RULES: dict[type[Any], Callable[[Status, Any], Status]] = {
    StateHeard: _after_state,
    HaveHeard: _after_have,
    BeatHeard: _after_beat,
}


@functools.cache
def _put(dialect: str) -> Executable:
    new = feed.insert_rows(dialect, device_status, *_NAMES)
    changed = {name: new.excluded[name] for name in _NAMES if name != "device"}
    return new.on_conflict_do_update(index_elements=["device"], set_=changed)
