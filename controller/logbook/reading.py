"""The book, read from a place on: all sources in one order, each line with how far it came."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from sqlalchemy import Connection

from controller.broadcast.verdict import Verdict
from controller.errors import NotFound, Refused
from controller.logbook.line import Line, Place, Tally
from controller.logbook.sources import SOURCES
from controller.logbook.tallies import BOARD, SPEAKER, counted
from controller.logbook.wanted import KLASSES, OUTCOMES, Wanted
from controller.people.who import Who, reaches
from controller.store import areas, deliveries
from controller.words.outcomes import ON_TIME_MS

MOST_AT_ONCE = 2_000
"""Of a printed book. A commune's month has some hundreds of lines."""


def lines(conn: Connection, who: Who, wanted: Wanted, before: Place | None = None, most: int = 50) -> list[Line]:
    """The newest lines behind ``before`` that are wanted. Refuses what cannot be asked for."""
    _check(conn, who, wanted)
    each = [source(conn, who, wanted, before, most) for source in SOURCES]
    found = list(islice(heapq.merge(*each, key=lambda one: one.place, reverse=True), most))
    return _counted(conn, found)


def whole(conn: Connection, who: Who, wanted: Wanted) -> list[Line]:
    """All of it in the order in which it happened, for paper. Refuses ``book-too-long``."""
    found = lines(conn, who, wanted, most=MOST_AT_ONCE + 1)
    if len(found) > MOST_AT_ONCE:
        raise Refused("book-too-long", "until", limit=MOST_AT_ONCE)
    return found[::-1]


def _check(conn: Connection, who: Who, wanted: Wanted) -> None:
    if wanted.until_ms <= wanted.since_ms:
        raise Refused("end-before-start", "until")
    for name, word, known in (("class", wanted.klass, KLASSES), ("outcome", wanted.outcome, OUTCOMES)):
        if word and word not in known:
            raise Refused("unknown-word", name, word=word, known=", ".join(known))
    if wanted.area:
        area = areas.get(conn, wanted.area)
        if area is None or not reaches(who, area.path):
            raise NotFound("area-unknown", "area", area=wanted.area)


def _counted(conn: Connection, found: Sequence[Line]) -> list[Line]:
    ids = [one.id for one in found]
    tallies = counted(conn, ids)
    late = deliveries.late(conn, ids, ON_TIME_MS)
    quiet = deliveries.found(conn, ids, Verdict.TOO_QUIET)
    return [
        replace(
            one,
            speakers=tallies.get(one.id, {}).get(SPEAKER, Tally()),
            boards=tallies.get(one.id, {}).get(BOARD, Tally()),
            late=late.get(one.id, (0, 0)),
            quiet=sum(quiet.get(one.id, {}).values()),
        )
        for one in found
    ]
