"""What is written down of a talk: that it begins, in one transaction with the orders to the boxes; and how it ended."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

import structlog
from sqlalchemy import Connection

from controller.broadcast import value
from controller.broadcast.desk import Desk
from controller.errors import Clash, NotFound, Refused
from controller.fleet import practice
from controller.fleet.letters import letter
from controller.fleet.now import Allowed, Sound, allowed_sound
from controller.live import recording
from controller.live.shape import DELAY_MS, FRAME_MS, LEAD_MS
from controller.people.who import Who, require
from controller.store import areas, audit, deliveries, media, outbox, talks
from controller.store.announcements import Audience
from controller.store.areas import Area
from controller.store.talks import Talk
from devices.live import SessionKey
from devices.messages import Klass, Live
from devices.topics import Kind

log = structlog.get_logger()

LONGEST_MINUTES = 60
TAKEN, RESTART = "taken", "restart"
"""An emergency took the air; the service was away."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to say live. ``lead_ms`` is the count-down before the first word."""

    areas: tuple[str, ...]
    klass: str = Klass.PRIORITY
    minutes: int = 10
    volume: int = 70
    drill: bool = False
    lead_ms: int = LEAD_MS

    @property
    def length_ms(self) -> int:
        """The longest that it may take."""
        return self.minutes * 60_000


@dataclass(frozen=True, slots=True)
class Asked:
    """Who would hear it, and how it may sound."""

    places: tuple[Area, ...]
    allowed: Allowed
    at_ms: int
    held: tuple[Talk, ...]
    """What an emergency would take the air from."""


def look(conn: Connection, who: Who | None, wanted: Wanted, now_ms: int) -> Asked:
    """Whether it may be. ``who`` is None for the service itself.

    Raises `NotFound`, `Forbidden`, `Refused` (`ManyRefused` with everything the hours say), and
    ``Clash("air-held")`` with who holds the air, where, since when.
    """
    if not 1 <= wanted.minutes <= LONGEST_MINUTES:
        raise Refused("number-out-of-range", "minutes", number=wanted.minutes, low=1, high=LONGEST_MINUTES)
    if not 0 <= wanted.volume <= 100:
        raise Refused("number-out-of-range", "volume", number=wanted.volume, low=0, high=100)
    places = _places(conn, who, wanted)
    held = _held(conn, places)
    urgent = wanted.klass == Klass.EMERGENCY
    standing = [one for one in held if not urgent or one.klass == Klass.EMERGENCY]
    if standing:
        raise _is_held(conn, standing[0])
    at_ms = now_ms + wanted.lead_ms + DELAY_MS
    sound = Sound(wanted.klass, wanted.volume, wanted.length_ms, "areas")
    allowed = allowed_sound(conn, sound, Audience(tuple(one.code for one in places), ()), at_ms, now_ms)
    return Asked(places, allowed, at_ms, tuple(held))


def begin(desk: Desk, who: Who | None, name: str, wanted: Wanted, key: SessionKey) -> tuple[Talk, tuple[Talk, ...]]:
    """Begin: the row, what is expected of each box, the log line and the letters. Also the talks that it ended."""
    now_ms, id = desk.now_ms(), f"c-{secrets.token_hex(6)}"
    with desk.store.write() as conn:
        asked = look(conn, who, wanted, now_ms)
        for place in asked.places if who is not None else ():
            practice.refuse(desk, place.path)
        for one in asked.held:
            talks.end(conn, one.id, now_ms, TAKEN)
            outbox.withdraw(conn, outbox.CMD, one.id, now_ms)
        codes, maker = tuple(one.code for one in asked.places), who.user_id if who else None
        at_ms, mouth_ms, volume = asked.at_ms, asked.at_ms - DELAY_MS, asked.allowed.volume
        talk = Talk(
            id, codes, wanted.klass, name, maker, now_ms, mouth_ms, at_ms, wanted.length_ms, volume, wanted.drill
        )
        talks.add(conn, talk)
        # One after the other: a box stands in one of them alone.
        if not sum(deliveries.expect_below(conn, id, one.path, at_ms) for one in asked.places):
            raise Refused("audience-nobody", "areas")
        outbox.put(conn, [_letter(desk, talk, code, key, now_ms) for code in codes])
        detail: dict[str, object] = {"areas": list(codes), "class": wanted.klass, "minutes": wanted.minutes}
        detail |= {"exempt": " ".join(asked.allowed.exempt)} if asked.allowed.exempt else {}
        detail |= {"drill": True} if wanted.drill else {}
        audit.append(conn, now_ms, who.login if who else "system", "live-begin", id, detail, address=desk.address)
    desk.nudge("dispatch")
    return talk, asked.held


def end(desk: Desk, talk: Talk, login: str, why: str, dropped: int = 0) -> bool:
    """It is over: what was recorded is kept, nobody is asked any more. False where that was written already."""
    now_ms = desk.now_ms()
    place = recording.place(desk.settings.data_dir, talk.id)
    kept = recording.shelve(desk.shelf, place, talk.who, talk.areas[0], talk.maker, now_ms)
    with desk.store.write() as conn:
        if kept is not None:
            media.add(conn, kept)
        written = talks.end(conn, talk.id, now_ms, why, dropped, kept.hash if kept else None)
        if not written and kept is not None:
            talks.keep(conn, talk.id, kept.hash, dropped)
        outbox.withdraw(conn, outbox.CMD, talk.id, now_ms)
        detail = {"why": why, "seconds": round(kept.length_ms / 1000) if kept else 0}
        detail |= {"late": dropped * FRAME_MS} if dropped else {}
        detail |= {"recording": kept.hash} if kept else {}
        audit.append(conn, now_ms, login, "live-end", talk.id, detail, address=desk.address)
    desk.bus.say("live", id=talk.id, state="ended", why=why)
    return written


def close_left(desk: Desk) -> list[Talk]:
    """After a restart: no microphone is there any more, so what was open is over, with what was heard."""
    with desk.store.read() as conn:
        left = talks.open_now(conn)
    for talk in left:
        log.warning("talk-left-open", talk=talk.id)
        end(desk, talk, "system", RESTART)
    return left


# ------------------------------------------------------------------ who may, and who holds it


def _places(conn: Connection, who: Who | None, wanted: Wanted) -> tuple[Area, ...]:
    """The topmost of the chosen areas: what lies below one of them hears it anyway."""
    if not wanted.areas:
        raise Refused("live-where", "areas")
    found = {}
    for code in wanted.areas:
        area = areas.get(conn, code)
        if area is None or area.ended_ms is not None:
            raise NotFound("scope-unknown", "areas", scope=code)
        if who is not None:
            require(who, "emergency" if wanted.klass == Klass.EMERGENCY else "speak", area.path)
        found[area.path] = area
    return tuple(found[path] for path in sorted(found) if not any(_above(other, path) for other in found))


def _above(other: str, path: str) -> bool:
    return other != path and path.startswith(other)


def _held(conn: Connection, places: Sequence[Area]) -> list[Talk]:
    """The talks on air in one of these places, above it, or below it."""
    mine = [one.path for one in places]

    def touches(code: str) -> bool:
        path = areas.known(conn, code).path
        return any(path.startswith(one) or one.startswith(path) for one in mine)

    return [one for one in talks.open_now(conn) if any(touches(code) for code in one.areas)]


def _is_held(conn: Connection, talk: Talk) -> Clash:
    names = ", ".join(areas.known(conn, code).name for code in talk.areas)
    return Clash("air-held", "areas", who=talk.who, where=names, since=value.instant(talk.mouth_ms).isoformat())


def _letter(desk: Desk, talk: Talk, area: str, key: SessionKey, now_ms: int) -> outbox.Letter:
    message = Live(
        id=talk.id,
        iat=now_ms,
        exp=talk.at_ms + talk.longest_ms,
        at=talk.at_ms,
        longest=talk.longest_ms,
        area=area,
        key=key.public,
        klass=Klass(talk.klass),
        frame=FRAME_MS,
        volume=talk.volume,
        who=talk.who[:200],
        drill=talk.drill,
    )
    document = desk.signer().seal(message, "command", area, emergency=message.klass is Klass.EMERGENCY)
    return letter(Kind.GROUP_COMMAND, area, document, talk.id, now_ms, message.exp)
