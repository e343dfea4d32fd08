"""What the device pages show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from controller.api.explain_words import Told, told
from controller.broadcast import explain as explaining
from controller.broadcast import history
from controller.broadcast.desk import Desk
from controller.broadcast.verdict import FAULTY
from controller.errors import NotFound
from controller.fleet.presence import THERE, Stands, stand
from controller.fleet.wanted import held, wanted
from controller.health.agreement import Wanted, differs
from controller.people.who import Who
from controller.store import announcements, commands, connections, feed, proofs, status
from controller.store.deliveries import Delivery
from controller.store.devices import Device
from controller.store.status import Status
from controller.store.tables import deliveries
from controller.web import moments, subjects
from controller.web.announcement_view import evidence, shown
from controller.web.sights import people, titles, worded
from controller.words import outcomes, say
from controller.words.instants import wall
from controller.words.lengths import length
from devices.profiles import is_speaker

LATELY_MS = 7 * 86_400_000
SHOWN = 20
BROADCASTS, ORDERS = 100, 20
"""How many of them are told."""
CONNECTIONS = 8

# Sensors of a heartbeat in the order of the page.
SENSORS = ("mains", "battery", "hours", "temperature", "signal", "data", "storage", "microphone", "current", "light")


@dataclass(frozen=True, slots=True)
class View:
    """One device as a person sees it."""

    id: str
    name: str
    speaker: bool
    standing: str
    since: str
    """How long it stands so, where that is no good news."""
    flapping: bool
    held: str
    """same, other, nothing"""
    drift: str
    """What of it is not equal, in words."""
    seen: str
    clock: str
    level: str
    deaf: bool
    """What it played last was not heard, or not as it should be."""
    volume: int | None
    missing: int
    firmware: str
    sensors: tuple[tuple[str, str], ...]


def views(desk: Desk, conn: Connection, rows: Sequence[Device], lang: str) -> list[View]:
    """Devices with what they say of themselves, against what they should hold."""
    ids = [row.id for row in rows]
    states, should, levels = status.of(conn, ids), wanted(conn, ids), _levels(conn, ids)
    stands, now_ms = stand(desk, conn, rows, states), desk.now_ms()
    return [
        _view(row, states[row.id], stands[row.id], should.get(row.id), levels.get(row.id, (None, "")), now_ms, lang)
        for row in rows
    ]


def _view(row: Device, now: Status, stands: Stands, should: Wanted | None, last: Last, now_ms: int, lang: str) -> View:
    level, proof = last
    away = stands.state not in THERE and stands.since_ms is not None
    drift = differs(should, held(now)) if should is not None else {}
    parts = ", ".join(say(f"drift-{one}", lang) for one in drift)
    return View(
        row.id,
        row.name,
        is_speaker(row.profile),
        stands.state,
        moments.ago(stands.since_ms, now_ms, lang) if away and stands.since_ms is not None else "",
        stands.flapping,
        "nothing" if should is None else "other" if drift else "same",
        say("held-drift", lang, parts=parts) if drift else "",
        moments.ago(now.seen_ms, now_ms, lang) if now.seen_ms else "",
        _clock(now.clock, lang),
        say("web-level", lang, level=round(level, 1)) if level is not None else "",
        proofs.read(proof).verdict in FAULTY,
        now.volume,
        len(now.missing),
        now.firmware,
        tuple(_sensors(now.beat, lang)),
    )


Last = tuple[float | None, str]
"""The level and the proof of the last sound."""


def _levels(conn: Connection, ids: Sequence[str]) -> dict[str, Last]:
    """The last level that each device measured while it sounded, and what we found of it."""
    measured = deliveries.c.level_dbfs.is_not(None) | (deliveries.c.proof != "")
    mine = (feed.among(conn, deliveries.c.device, ids), measured)
    last = select(deliveries.c.device, func.max(deliveries.c.due_ms).label("due")).where(*mine)
    newest = last.group_by(deliveries.c.device).subquery()
    same = (deliveries.c.device == newest.c.device) & (deliveries.c.due_ms == newest.c.due)
    query = select(deliveries.c.device, func.max(deliveries.c.level_dbfs), func.max(deliveries.c.proof))
    rows = conn.execute(query.join(newest, same).group_by(deliveries.c.device))
    return {device: (level, proof) for device, level, proof in rows}


def _clock(state: Any, lang: str) -> str:
    if not isinstance(state, dict) or not state.get("trusted"):
        return say("web-clock-untrusted" if isinstance(state, dict) else "web-clock-unknown", lang)
    source = worded("clock", str(state.get("source", "none")), lang)
    return say("web-clock-trusted", lang, source=source, error=int(state.get("error", 0)))


def _sensors(beat: Any, lang: str) -> list[tuple[str, str]]:
    if not isinstance(beat, dict):
        return []
    told = [(name, beat[name]) for name in SENSORS if beat.get(name) is not None]
    return [(name, _sensor(name, value, lang)) for name, value in told]


def _sensor(name: str, value: Any, lang: str) -> str:
    if name == "mains":
        return say("sensor-mains-on" if value else "sensor-mains-off", lang)
    number = round(value / 1_000_000) if name in ("storage", "data") else value
    return say(f"sensor-{name}-value", lang, value=number)


def held_against_wanted(conn: Connection, id: str, zone: str, lang: str) -> dict[str, str]:
    """Which timetable it should hold, and which one it says to hold, since when."""
    now, should = status.of(conn, [id])[id], wanted(conn, [id]).get(id)
    held_ms = moments.when(wall(now.held_ms, zone), lang) if now.held_ms else ""
    return {
        "wanted": f"{should.timetable[:8]}" if should is not None else "",
        "held": now.held_hash[:8],
        "when": held_ms,
        "same": "1" if should is not None and should.timetable == now.held_hash else "",
    }


def connected(conn: Connection, id: str, now_ms: int, zone: str, lang: str) -> list[dict[str, str]]:
    """Its last connections, the newest first."""
    return [
        {
            "when": moments.when(wall(one.since_ms, zone), lang),
            "length": length(((one.until_ms or now_ms) - one.since_ms) // 1000, lang),
            "reason": say(f"connection-{one.reason or 'stands'}", lang),
            "times": say("web-connection-times", lang, count=one.times) if one.times > 1 else "",
        }
        for one in connections.of_device(conn, id, now_ms - LATELY_MS, CONNECTIONS)
    ]


def ahead(desk: Desk, who: Who, id: str, zone: str, lang: str) -> list[dict[str, str]]:
    """The next items of its timetable."""
    try:
        _, message = explaining.wanted_timetable(desk, who, id)
    except NotFound:
        return []
    items = [item for item in message.items if max(item.until, item.start + item.longest) > desk.now_ms()][:SHOWN]
    with desk.store.read() as conn:
        names = titles(conn, {announcement_of(item.id) for item in items})
    return [
        {
            "when": moments.when(wall(item.start, zone), lang),
            "announcement": announcement_of(item.id),
            "title": names.get(announcement_of(item.id), item.id),
            "klass": item.klass.value,
        }
        for item in items
    ]


def lately(desk: Desk, who: Who, id: str, zone: str, lang: str) -> list[dict[str, str]]:
    """Its last broadcasts, the newest first."""
    rows = history.last_of_device(desk, who, id, BROADCASTS, ordered=False)
    with desk.store.read() as conn:
        found = announcements.many(conn, {announcement_of(row.subject) for row in rows})
        names = subjects.names(conn, {row.subject for row in rows}, lang)
    policies = {one.id: one.late for one in found}
    began = history.began(desk, rows)

    def reason(row: Delivery) -> str:
        policy = policies.get(announcement_of(row.subject), "")
        late = outcomes.late(row, policy, began.get((row.subject, row.device), ""), zone, lang) if policy else ""
        heard = outcomes.heard(row, lang) or ("" if late or not row.reason else worded("reason", row.reason, lang))
        return " ".join(one for one in (late, heard) if one)

    return [
        {
            "when": moments.when(wall(row.due_ms, zone), lang),
            "title": names[row.subject],
            "rung": shown(row),
            "reason": reason(row),
            "evidence": evidence(row, lang),
        }
        for row in rows
    ]


def ordered(desk: Desk, who: Who, id: str, zone: str, lang: str) -> list[dict[str, str]]:
    """What was ordered of it lately, by whom, and its answer."""
    rows = history.last_of_device(desk, who, id, ORDERS, ordered=True)
    with desk.store.read() as conn:
        names = subjects.names(conn, {row.subject for row in rows}, lang)
        given = commands.many(conn, {row.subject for row in rows})
        makers = people(conn, {one.maker for one in given.values()})
    return [
        {
            "when": moments.when(wall(row.due_ms, zone), lang),
            "title": names[row.subject],
            "by": makers.get(given[row.subject].maker, "") if row.subject in given else "",
            "rung": row.rung,
            "reason": worded("reason", row.reason, lang) if row.reason else "",
            "after": answered_after(row, lang),
        }
        for row in rows
    ]


def answered_after(row: Delivery, lang: str) -> str:
    """How long its answer took."""
    if row.sent_ms is None or row.ended_ms is None:
        return ""
    return say("story-answered", lang, length=moments.length(max(row.ended_ms - row.sent_ms, 0), lang))


def explained(desk: Desk, who: Who, id: str, at_ms: int, lang: str) -> Told:
    """What it will do at an instant, and why, in sentences."""
    return told(explaining.explain(desk, who, id, at_ms), lang)


def announcement_of(subject: str) -> str:
    """``a7k2m9`` of ``a7k2m9.20261122t0530``."""
    return subject.partition(".")[0]
