"""What sounds in a commune without a time of its own: who speaks live now, and what was let sound at once.

A talk is told while it lasts and leaves nothing to hear again: nobody agreed to its words. What was played at once is
an announcement that somebody agreed to, so it stands among the others.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.store import announcements, areas, commands, deliveries, devices, media, talks
from controller.store.announcements import Announcement, Audience
from controller.store.areas import Area
from controller.store.commands import AREA, Command
from controller.store.ladder import SOUNDED, STARTED

HEARD = frozenset({"sounded", "shown", "finished"})
LATE_MS = 120_000
"""So late a box may begin to play at once, as its order says at most."""
LONGEST_MS = 4 * 3_600_000
"""No sound is longer: what was ordered before is over."""
TALK, PLAY = "talk", "play"


@dataclass(frozen=True, slots=True)
class OnAir:
    """One thing that sounds now. ``where`` is empty for the whole commune; a talk has no title."""

    kind: str
    title: str
    where: tuple[str, ...]
    since_ms: int
    drill: bool


@dataclass(frozen=True, slots=True)
class Played:
    """One play at once that was heard, or is being heard."""

    id: str
    row: Announcement
    whom: Audience
    start_ms: int
    is_on: bool
    drill: bool


def on_air(conn: Connection, desk: Desk, area: Area) -> tuple[OnAir, ...]:
    """What sounds now in a commune, first what began first; nothing where people practise."""
    now_ms = desk.now_ms()
    if is_practising(conn, area):
        return ()
    here = Here.of(conn, area)
    live = [
        OnAir(TALK, "", here.names(Audience(tuple(one.areas), ())), one.mouth_ms, one.drill)
        for one in talks.open_now(conn)
        if here.hears(one.areas, ()) and one.mouth_ms <= now_ms < one.until_ms
    ]
    played = [
        OnAir(PLAY, one.row.title, here.names(one.whom), one.start_ms, one.drill)
        for one in plays(conn, here, now_ms - LONGEST_MS, now_ms)
        if one.is_on and one.row.sound
    ]
    return tuple(sorted(live + played, key=lambda one: one.since_ms))


def is_practising(conn: Connection, area: Area) -> bool:
    """Whether what is done there is no news to anybody."""
    return any(area.path.startswith(one.path) for one in areas.practising(conn))


@dataclass(frozen=True, slots=True)
class Here:
    """A commune: its own code and those above, the places in it, and what hangs there."""

    above: frozenset[str]
    places: Mapping[str, Area]
    reached: Mapping[str, devices.Device]

    @classmethod
    def of(cls, conn: Connection, area: Area) -> Here:
        places = {one.code: one for one in areas.below(conn, area.path)}
        reached = {one.id: one for one in devices.below(conn, area.path)}
        return cls(frozenset(area.path.strip("/").split("/")), places, reached)

    def hears(self, codes: Collection[str], boxes: Collection[str]) -> bool:
        """Whether any of these is in the commune, or has it in it."""
        return any(code in self.above or code in self.places for code in codes) or any(
            one in self.reached for one in boxes
        )

    def names(self, whom: Audience) -> tuple[str, ...]:
        """What a place is called that hears it; empty for the whole commune."""
        if self.above & set(whom.areas):
            return ()
        codes = {code for code in whom.areas if code in self.places}
        codes |= {self.reached[id].area for id in whom.devices if id in self.reached}
        return tuple(self.places[code].name for code in sorted(codes) if code in self.places)


def plays(conn: Connection, here: Here, since_ms: int, now_ms: int, only: str | None = None) -> list[Played]:
    """What was played at once since an instant (of one announcement) and heard by somebody, the oldest first."""
    given = [one for one in commands.plays(conn, since_ms, now_ms + 1) if here.hears(*_scope(one))]
    given = [one for one in given if only in (None, announcement_of(one))]
    rows = {row.id: row for row in announcements.many(conn, {announcement_of(one) for one in given})}
    rungs = deliveries.counts(conn, [one.id for one in given])
    lengths = media.many(conn, {row.sound for row in rows.values() if row.sound})
    found = []
    for one in given:
        row, counts = rows.get(announcement_of(one)), rungs.get(one.id, {})
        start_ms = one.created_ms + int(one.body.get("lead_ms", 0))
        # Words that were agreed to after it sounded are other words.
        if row is None or row.approved_ms is None or row.approved_ms > one.created_ms or start_ms > now_ms:
            continue
        length_ms = lengths[row.sound].length_ms if row.sound in lengths else 0
        is_on = bool({STARTED, SOUNDED} & counts.keys()) and now_ms < start_ms + LATE_MS + length_ms
        if is_on or HEARD & counts.keys():
            codes, boxes = _scope(one)
            whom, drill = Audience(tuple(codes), tuple(boxes)), bool(one.body.get("drill"))
            found.append(Played(one.id, row, whom, start_ms, is_on, drill))
    return found


def announcement_of(one: Command | None) -> str:
    """The announcement that a play at once is of; empty: it is none."""
    return str(one.body.get("announcement", "")) if one is not None and one.kind == "play" else ""


def _scope(one: Command) -> tuple[list[str], list[str]]:
    return ([one.scope], []) if one.scope_kind == AREA else ([], [one.scope])
