"""How far each thing came, counted by the database: speakers and boards apart, with why they did not."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from sqlalchemy import Connection, func, select

from controller.logbook.line import Tally
from controller.logbook.wanted import BAD, GOOD, WITHDRAWN
from controller.store import feed
from controller.store.tables import deliveries, devices
from devices.errors import UnknownProfile
from devices.profiles import profile

SPEAKER, BOARD = "speaker", "board"


def counted(conn: Connection, subjects: Collection[str]) -> dict[str, dict[str, Tally]]:
    """By subject and by kind of device."""
    query = (
        select(deliveries.c.subject, devices.c.profile, deliveries.c.rung, deliveries.c.reason, func.count())
        .join_from(deliveries, devices, devices.c.id == deliveries.c.device)
        .where(feed.among(conn, deliveries.c.subject, subjects), deliveries.c.kind != WITHDRAWN)
        .group_by(deliveries.c.subject, devices.c.profile, deliveries.c.rung, deliveries.c.reason)
    )
    found: dict[str, dict[str, Tally]] = {}
    for subject, model, rung, reason, count in conn.execute(query).all():
        kinds = found.setdefault(subject, {})
        kinds[kind_of(model)] = added(kinds.get(kind_of(model), Tally()), rung, reason, count)
    return found


def added(tally: Tally, rung: str, reason: str, count: int) -> Tally:
    """So many more devices that stand on this rung."""
    if rung in GOOD:
        return Tally(tally.good + count, tally.bad, tally.open, tally.reasons)
    if rung not in BAD:
        return Tally(tally.good, tally.bad, tally.open + count, tally.reasons)
    name = reason or rung
    why = dict(tally.reasons) | {name: tally.reasons.get(name, 0) + count}
    return Tally(tally.good, tally.bad + count, tally.open, why)


@cache
def kind_of(model: str) -> str:
    """Speaker or board; a model that is no longer known counts as a speaker."""
    try:
        return profile(model).kind
    except UnknownProfile:
        return SPEAKER
