"""Devices by state and by place: counted, found and turned over page by page.

One light look at all (a few words of each); everything else is worked out for the page alone.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.health import patience
from controller.health.standing import ASLEEP, DOUBTFUL, GONE, NEVER, OFF, ONLINE, Known, standing
from controller.store import roster
from controller.store.areas import Area
from controller.store.roster import Row

EMPTY = "empty"
"""No box hangs there."""
STATES = (OFF, GONE, DOUBTFUL, NEVER, ASLEEP, ONLINE, EMPTY)
"""What needs somebody comes first."""
PAGE = 40
KEY = "~"


@dataclass(frozen=True, slots=True)
class Line:
    """One device and how it stands."""

    row: Row
    state: str

    @property
    def key(self) -> tuple[int, str, str]:
        """Its place in the order."""
        return STATES.index(self.state), self.row.path, self.row.id


@dataclass(frozen=True, slots=True)
class Part:
    """A place below the one that is looked at, with how many stand how, all below it counted."""

    area: Area
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of it. ``after`` is where the next one begins; empty: there is none."""

    lines: tuple[Line, ...]
    counts: dict[str, int]
    found: int
    after: str


def lines(desk: Desk, conn: Connection, path: str) -> Sequence[Line]:
    """Every device at and below the area at ``path``, in order."""
    table, now_ms = patience.table(desk.settings.health.patience), desk.now_ms()
    places: dict[str, tuple[str, ...]] = {}
    found = []
    for row in roster.below(conn, path):
        state = EMPTY
        if row.active:
            above = places.setdefault(row.path, tuple(row.path.strip("/").split("/")))
            known = Known(row.presence, row.since_ms, row.seen_ms)
            holds = table.of(row.profile, above)
            state = standing(known, holds, row.zone, now_ms, desk.listening.since_ms).state
        found.append(Line(row, state))
    return sorted(found, key=lambda one: one.key)


def sheet(every: Sequence[Line], *, state: str = "", wanted: str = "", after: str = "", size: int = PAGE) -> Sheet:
    """One page: of one state, with these words in name, id or place, behind the last one of the page before. Counts are
    those of the words, whatever the state."""
    words = folded(wanted).split()
    fitting = [one for one in every if _has(one.row, words)] if words else every
    counts = Counter(one.state for one in fitting)
    chosen = [one for one in fitting if one.state == state] if state in STATES else fitting
    behind = _key(after)
    rest = [one for one in chosen if behind is None or one.key > behind]
    shown = rest[:size]
    more = KEY.join(map(str, shown[-1].key)) if len(rest) > size else ""
    return Sheet(tuple(shown), dict(counts), len(chosen), more)


def parts(every: Sequence[Line], inside: Sequence[Area], top: Area) -> list[Part]:
    """The places directly below ``top`` in which something hangs."""
    counts: dict[str, Counter[str]] = {}
    for one in every:
        code = one.row.path[len(top.path) :].partition("/")[0]
        counts.setdefault(code, Counter())[one.state] += 1
    below = [one for one in inside if one.parent == top.code]
    return [Part(one, dict(counts[one.code])) for one in below if one.code in counts]


def folded(text: str) -> str:
    """Letters without their marks, small: ``Đoài`` is found by ``doai``."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _has(row: Row, words: Sequence[str]) -> bool:
    said = folded(f"{row.name} {row.id} {row.place} {row.profile}")
    return all(word in said for word in words)


def _key(after: str) -> tuple[int, str, str] | None:
    rank, _, rest = after.partition(KEY)
    path, _, id = rest.partition(KEY)
    return (int(rank), path, id) if rank.isascii() and rank.isdigit() and len(rank) < 3 and id else None
