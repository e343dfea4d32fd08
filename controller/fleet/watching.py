"""Looks at all boxes every few seconds, and writes down which incidents that opens and closes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.fleet.everybody import Everybody
from controller.fleet.facts import FRESH_MS, boxes, signs
from controller.fleet.suspects import suspects
from controller.health.rules import book
from controller.health.watch import Incident, Rising, Watch
from controller.store import facts, incidents, post

RISING = "watch-rising"
"""The fact that says what rises, for a service that starts anew."""
YOUNG_MS = 60_000
"""What has just begun is not worth a write: after each planning all boxes differ for some seconds."""
AGAIN_MS = 300_000
GAP_MS = 900_000
"""After a longer silence nobody knows whether it went on."""


class _Kept(msgspec.Struct, frozen=True):
    at_ms: int = 0
    rising: tuple[Rising, ...] = ()


class Watcher:
    """Remembers what rises but has not lasted long enough; what is open stands in the database."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._watch: Watch | None = None
        self._kept = _Kept()
        self._everybody = Everybody()

    def look(self) -> list[Incident]:
        """The incidents that have changed. Nothing is judged while nothing is heard."""
        desk = self._desk
        if desk.listening.since_ms is None:
            return []
        now_ms = desk.now_ms()
        with desk.store.read() as conn:
            if self._watch is None:
                self._watch = self._begun(conn, now_ms)
            seen = signs(desk, conn)
            well = self._everybody.look(conn)
            models = {name: one.profile for name, one in well.items()}
            now = well | boxes(desk, conn, suspects(desk, conn, seen, models) | self._watch.ill, seen)
        changed = self._watch.look(now, now_ms)
        rising = _Kept(now_ms, tuple(self._watch.rising(now_ms - YOUNG_MS)))
        if changed or self._is_news(rising):
            try:
                with desk.store.write() as conn:
                    before = {row.id: row.closed_ms for row in incidents.many(conn, {one.id for one in changed})}
                    incidents.keep(conn, changed)
                    post.happened(conn, _news(changed, before, now_ms))
                    facts.put(conn, RISING, msgspec.json.encode(rising).decode())
            except Exception:
                self._watch = None  # it knows more than the database: it begins anew with what is written
                raise
            self._kept = rising
        if changed:
            desk.nudge("notices")
        for one in changed:
            desk.bus.say("incident", id=one.id, rule=one.rule, area=one.area, open=one.closed_ms is None)
        return changed

    def _begun(self, conn: Connection, now_ms: int) -> Watch:
        kept = msgspec.json.decode(facts.get(conn, RISING) or "{}", type=_Kept)
        fresh = kept.rising if 0 <= now_ms - kept.at_ms <= GAP_MS else ()
        return Watch(book(self._desk.settings.health.rules), incidents.open_(conn), fresh, now_ms + FRESH_MS)

    def _is_news(self, rising: _Kept) -> bool:
        old = self._kept
        return rising.rising != old.rising or bool(rising.rising and rising.at_ms - old.at_ms >= AGAIN_MS)


def _news(changed: Sequence[Incident], before: Mapping[str, int | None], now_ms: int) -> Iterator[tuple[int, str, str]]:
    """What people may want to be told: in the transaction in which it is written down."""
    for one in changed:
        if one.id not in before:
            yield now_ms, post.OPENED, one.id
        if one.closed_ms is not None and before.get(one.id) is None:
            yield now_ms, post.CLOSED, one.id
