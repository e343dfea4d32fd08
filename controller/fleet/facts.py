"""How boxes are now, as the facts that rules look at. One look over what is known now, never over history.

Thousands of boxes that are well are not looked at one by one: `controller.fleet.suspects` names those that may be ill.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.broadcast.verdict import FAULTY
from controller.fleet import identities
from controller.fleet.presence import Stands, stand
from controller.fleet.room import free_percent
from controller.fleet.wanted import held, orders, wanted
from controller.health.agreement import Wanted, differs
from controller.health.beats import Latest
from controller.health.readiness import UNWATCHED, Known, causes
from controller.health.rules import book
from controller.health.series import NONE, SERIES
from controller.health.standing import DARK, ONLINE
from controller.health.trouble import Fact
from controller.health.watch import Box
from controller.store import areas, board_faults, campaigns, connections, devices, readiness, selftests, status
from controller.store.campaigns import Aim
from controller.store.proofs import Proof
from controller.store.selftests import QUIET, SelfTest
from controller.store.status import Glance
from devices.errors import UnknownProfile
from devices.profiles import profile

FRESH_MS = 180_000
"""A reading older than this says nothing of now."""
TESTED_FOR_MS = 45 * 86_400_000
"""A self-test older than this says nothing of now."""
HEARD_FOR_MS = 26 * 3_600_000
"""What a horn proved counts until the same hour of the next day."""
FROM = {"room": "storage"}
"""Facts that are worked out from a reading."""
IN_MB = ("storage", "data")
SENSORS = tuple(
    (place, one.name, 1 if one.name in IN_MB else 1 / one.scale) for place, one in enumerate(SERIES) if not one.counted
)


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of boxes without looking at each: kept in memory, or of few of them. By box."""

    now_ms: int
    begun: Mapping[str, int]
    heard: Mapping[str, tuple[int, Proof]]
    broken: Mapping[str, Mapping[str, int]]
    ahead: Mapping[str, int]
    expected: Mapping[str, readiness.Row]
    loud: Mapping[str, int]
    garbled: Mapping[str, int]
    shared: Mapping[str, Sequence[identities.Shared]]
    astray: Mapping[str, Aim]
    """Who does not run the software that it was to."""


def signs(desk: Desk, conn: Connection) -> Signs:
    """As they are now."""
    now_ms = desk.now_ms()
    lacking = readiness.lacking(conn, now_ms - HEARD_FOR_MS)
    return Signs(
        now_ms,
        begun=connections.begun(conn, now_ms),
        heard=desk.proven.last(conn, now_ms - HEARD_FOR_MS),
        broken=panels(conn, now_ms),
        ahead=_ahead(conn, now_ms),
        expected={row.device: row for row in lacking if not UNWATCHED.isdisjoint(row.causes)},
        loud=desk.chatter.a_minute(now_ms),
        garbled=desk.chatter.garbled(now_ms),
        shared=identities.shared(conn, desk.rivals, now_ms),
        astray=campaigns.astray(conn),
    )


def boxes(
    desk: Desk, conn: Connection, names: Collection[str] | None = None, seen: Signs | None = None
) -> dict[str, Box]:
    """Of these boxes (of all) the active ones, and stolen ones that came. ``seen``: for who has looked."""
    rows = devices.below(conn) if names is None else [one for one in devices.many(conn, names) if one.active]
    seen = signs(desk, conn) if seen is None else seen
    now_ms, none, ordered = seen.now_ms, Fact(0.0, seen.now_ms), orders(conn, names)
    said, should, aims = status.glances(conn, names), wanted(conn, names, ordered), ordered.aims
    stands = stand(desk, conn, rows, said, seen.begun)
    zones = areas.zones(conn, {row.area for row in rows})
    looked_at = {FROM.get(rule.fact, rule.fact) for rule in book(desk.settings.health.rules).rules}
    tests = selftests.newest(conn, names, since_ms=now_ms - TESTED_FOR_MS)
    found = {}
    for row in rows:
        facts = {"sessions": Fact(seen.begun.get(row.id, 0), now_ms), **dict.fromkeys(identities.FACTS, none)}
        details: dict[str, Any] = {}
        for one in seen.shared.get(row.id, ()):
            facts[one.fact], details[one.fact] = Fact(one.value, now_ms), one.said
        for fact, counts in (("flood", seen.loud), ("garbled", seen.garbled)):
            facts[fact] = Fact(float(counts.get(row.id, 0)), now_ms)
            details[fact] = {"value": counts.get(row.id, 0)}
        facts |= _there(stands[row.id], now_ms)
        facts |= _sensors(desk.beats.latest.get(row.id), now_ms, looked_at)
        facts |= _room(row.profile, facts, details)
        facts |= _held(said[row.id], should.get(row.id), stands[row.id], now_ms, details)
        if is_board(row.profile):
            faults = seen.broken.get(row.id, {})
            facts["board"] = Fact(float(bool(faults)), min(faults.values(), default=now_ms))
            details["board"] = {"faults": sorted(faults)}
        if row.id in seen.heard:
            due_ms, proof = seen.heard[row.id]
            facts["deaf"] = Fact(float(proof.verdict in FAULTY), due_ms)
            details["deaf"] = {"verdict": proof.verdict}
        if row.id in aims:
            facts["firmware"], details["firmware"] = _software(aims[row.id])
        facts["unready"], details["unready"] = _unready(seen.expected.get(row.id), stands[row.id], now_ms)
        facts |= _tested(tests.get(row.id, []), details)
        found[row.id] = Box(row.id, row.areas, row.profile, zones[row.area], facts, details, seen.ahead.get(row.id))
    return found | _stolen(conn, seen.shared, now_ms)


def _stolen(conn: Connection, shared: Mapping[str, Sequence[identities.Shared]], now_ms: int) -> dict[str, Box]:
    """Boxes that hang nowhere, and came to the broker: nothing but that is known of them."""
    told = {device: one for device, some in shared.items() for one in some if one.fact == identities.STOLEN}
    rows = [row for row in devices.many(conn, told.keys()) if not row.active]
    zones = areas.zones(conn, {row.area for row in rows})
    return {
        row.id: Box(
            row.id,
            row.areas,
            row.profile,
            zones[row.area],
            {identities.STOLEN: Fact(told[row.id].value, now_ms)},
            {identities.STOLEN: told[row.id].said},
            only=identities.STOLEN,
        )
        for row in rows
    }


def _software(aim: Aim) -> tuple[Fact, Mapping[str, Any]]:
    """The software that it was to run against what it says it runs."""
    told = {"campaign": aim.campaign, "version": aim.version, "state": aim.state, "reason": aim.reason}
    return Fact(float(aim.is_missed), aim.since_ms), told


def _ahead(conn: Connection, now_ms: int) -> dict[str, int]:
    """When the next broadcast of each box begins, where that is soon."""
    return dict(sorted(readiness.ahead(conn, now_ms), reverse=True))


def _tested(tests: Sequence[SelfTest], details: dict[str, Any]) -> dict[str, Fact]:
    """What the newest test of each kind says; those that failed come first."""
    if not tests:
        return {}
    facts = {"selftest": Fact(float(not tests[0].passed), tests[0].at_ms)}
    details["selftest"] = {"reason": tests[0].reason, "kind": tests[0].kind}
    for one in tests:
        if one.kind == QUIET and one.lacks is not None:
            facts["fading"] = Fact(one.lacks, one.at_ms)
            details["fading"] = {"value": one.lacks}
    return facts


def _unready(row: readiness.Row | None, stands: Stands, now_ms: int) -> tuple[Fact, dict[str, Any]]:
    """What it was not ready for by a cause that no other rule looks at, as long as that cause stands."""
    if row is None:
        return Fact(0, now_ms), {}
    left = [one for one in causes(Known(stands.state, same=True)) if one in UNWATCHED and one in row.causes]
    return Fact(float(bool(left)), row.since_ms), {"causes": left, "due_ms": row.due_ms}


def panels(conn: Connection, now_ms: int) -> dict[str, dict[str, int]]:
    """What is wrong with the panels of boards, and since when (`controller.broadcast.board_watch` finds it)."""
    found: dict[str, dict[str, int]] = {}
    for one in board_faults.below(conn, "/", now_ms):
        if one.until_ms is None:
            found.setdefault(one.device, {})[one.fault] = one.since_ms
    return found


@cache
def is_board(name: str) -> bool:
    """Whether boxes of this model have a panel; of one that is not known any more, nothing is asked."""
    try:
        return profile(name).kind == "board"
    except UnknownProfile:
        return False


def _there(stands: Stands, now_ms: int) -> dict[str, Fact]:
    """Asleep, never seen and not certain are neither dark nor there."""
    if stands.state in DARK or stands.state == ONLINE:
        return {"dark": Fact(float(stands.state in DARK), now_ms if stands.since_ms is None else stands.since_ms)}
    return {}


def _sensors(latest: Latest | None, now_ms: int, looked_at: Collection[str]) -> dict[str, Fact]:
    if latest is None or now_ms - latest.at_ms > FRESH_MS:
        return {}
    numbers, at_ms = latest.numbers, latest.at_ms
    facts = {
        name: Fact(numbers[place] * factor, at_ms)
        for place, name, factor in SENSORS
        if name in looked_at and numbers[place] != NONE
    }
    if latest.trusted is not None:
        facts["untrusted"] = Fact(float(not latest.trusted), latest.at_ms)
    return facts


def _room(name: str, facts: Mapping[str, Fact], details: dict[str, Any]) -> Mapping[str, Fact]:
    """How much of its storage is free, percent; people are told the megabytes."""
    free = facts.get("storage")
    if free is None:
        return {}
    share = float(free_percent([free.value], [name])[0])
    if math.isnan(share):
        return {}
    details["room"] = {"value": round(free.value)}
    return {"room": Fact(share, free.since_ms)}


def _held(
    now: Glance, should: Wanted | None, stands: Stands, now_ms: int, details: dict[str, Any]
) -> Mapping[str, Fact]:
    """Desired against reported: only a box that is there can be asked for more. (Software takes days to come.)"""
    if should is None or stands.state != ONLINE:
        return {}
    details["drift"] = {part: told for part, told in differs(should, held(now)).items() if part != "firmware"}
    return {"drift": Fact(float(bool(details["drift"])), now_ms)}
