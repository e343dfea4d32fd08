"""Occurrences: each time that an announcement is due, once, whoever plans."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, and_, exists, func, literal_column, or_, select, update

from controller.store import feed, pick
from controller.store.areas import within
from controller.store.tables import announcements, areas, occurrences

PLANNED, ASKS, CANCELLED, DROPPED, PAST = "planned", "asks", "cancelled", "dropped", "past"
PRACTISED = "practised"
"""Why a time is cancelled that came while people practised."""
AHEAD = (PLANNED, ASKS)
"""It may still happen."""
MIXED = "mixed"
"""The kind of an occurrence that does not become the same on all its devices."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time. ``dropped`` and ``cancelled`` ones are kept with their reason: nothing disappears silently.

    ``asks`` waits for a person's word. ``kind`` is what all its accounts have in common, ``reason`` the code of the
    first thing that was found about it; what it is on which device stands in `store.accounts`.
    """

    id: str
    announcement: str
    original_local: str
    start_ms: int
    end_ms: int
    state: str = PLANNED
    reason: str = ""
    kind: str = PLANNED


@dataclass(frozen=True, slots=True)
class Materialised:
    """What planning changed; ``vanished`` were planned and are cancelled now."""

    new: list[Occurrence] = field(default_factory=list)
    changed: list[Occurrence] = field(default_factory=list)
    vanished: list[Occurrence] = field(default_factory=list)


_COLUMNS = pick.fields(Occurrence, occurrences)
_SETTLED = occurrences.c.state != literal_column(f"'{PLANNED}'")
"""As the index has it: said besides what is asked, so that the databases see that they may use it."""
_CHANGING = ("start_ms", "end_ms", "state", "reason", "kind")


def materialise(
    conn: Connection,
    wanted: Sequence[Occurrence],
    announcements_: Collection[str],
    since_ms: int,
    until_ms: int,
    *,
    reason: str = "",
) -> Materialised:
    """Make ``wanted`` true: it is everything that ``announcements_`` have to say in [since, until).

    Doing it again changes nothing; writers take turns, so two planners at once make no double. What was planned in the
    window and is not wanted any more is cancelled with ``reason``; what began before ``since_ms`` is not touched.
    """
    concerned = set(announcements_) | {occurrence.announcement for occurrence in wanted}
    there = {occurrence.id: occurrence for occurrence in _concerning(conn, wanted, concerned, since_ms, until_ms)}
    names = {occurrence.id for occurrence in wanted}
    new = [occurrence for occurrence in wanted if occurrence.id not in there]
    changed = [occurrence for occurrence in wanted if there.get(occurrence.id, occurrence) != occurrence]
    vanished = [
        replace(old, state=CANCELLED, reason=reason)
        for old in there.values()
        if old.id not in names and old.state in AHEAD
    ]
    _write(conn, [*new, *changed, *vanished])
    return Materialised(new, changed, vanished)


def get(conn: Connection, occurrence: str) -> Occurrence | None:
    """The occurrence, or None."""
    return pick.only(conn, Occurrence, select(*_COLUMNS).where(occurrences.c.id == occurrence))


def many(conn: Connection, ids: Collection[str]) -> dict[str, Occurrence]:
    """Those of ``ids`` that are known."""
    found = pick.every(conn, Occurrence, select(*_COLUMNS).where(feed.among(conn, occurrences.c.id, ids)))
    return {occurrence.id: occurrence for occurrence in found}


def of_announcement(conn: Connection, announcement: str) -> list[Occurrence]:
    """Every time of one announcement, in order."""
    query = select(*_COLUMNS).where(occurrences.c.announcement == announcement)
    return pick.every(conn, Occurrence, query.order_by(occurrences.c.start_ms))


def of_announcements(conn: Connection, ids: Collection[str], since_ms: int, until_ms: int) -> dict[str, Occurrence]:
    """Times of these announcements that start in [since, until), by id."""
    window = (occurrences.c.start_ms >= since_ms, occurrences.c.start_ms < until_ms)
    query = select(*_COLUMNS).where(feed.among(conn, occurrences.c.announcement, ids), *window)
    return {occurrence.id: occurrence for occurrence in pick.every(conn, Occurrence, query)}


def between(conn: Connection, since_ms: int, until_ms: int, *states: str) -> list[Occurrence]:
    """Occurrences that start in [since, until), in order; ``states`` narrows them."""
    query = select(*_COLUMNS).where(occurrences.c.start_ms >= since_ms, occurrences.c.start_ms < until_ms)
    if states:
        query = query.where(occurrences.c.state.in_(states))
    return pick.every(conn, Occurrence, query.order_by(occurrences.c.start_ms, occurrences.c.id))


def cancel(conn: Connection, announcement: str, since_ms: int, reason: str) -> list[str]:
    """Cancel what of an announcement is planned to start from ``since_ms`` on; the ids."""
    ahead = and_(occurrences.c.announcement == announcement, occurrences.c.start_ms >= since_ms)
    ended = update(occurrences).where(ahead, occurrences.c.state.in_(AHEAD)).values(state=CANCELLED, reason=reason)
    return sorted(conn.scalars(ended.returning(occurrences.c.id)))


def silence(conn: Connection, occurrence: str, reason: str) -> bool:
    """Cancel one occurrence that is planned; whether it was."""
    mine = (occurrences.c.id == occurrence, occurrences.c.state.in_(AHEAD))
    return conn.execute(update(occurrences).where(*mine).values(state=CANCELLED, reason=reason)).rowcount == 1


def pass_by(conn: Connection, now_ms: int) -> int:
    """Mark what has ended by now as past; how many."""
    over = (occurrences.c.state == PLANNED, occurrences.c.end_ms <= now_ms)
    return conn.execute(update(occurrences).where(*over).values(state=PAST)).rowcount


def practise(conn: Connection, path: str, now_ms: int) -> list[str]:
    """What is over and was told by the area at ``path`` or below while people practised there: it never was to sound.
    The ids."""
    here = (
        select(announcements.c.id)
        .join_from(announcements, areas, announcements.c.area == areas.c.code)
        .where(within(areas.c.path, path))
    )
    over = (occurrences.c.state == PLANNED, occurrences.c.end_ms <= now_ms, occurrences.c.announcement.in_(here))
    held = update(occurrences).where(*over).values(state=CANCELLED, reason=PRACTISED)
    return sorted(conn.scalars(held.returning(occurrences.c.id)))


def come_back(conn: Connection, now_ms: int) -> set[str]:
    """Plan again what is marked as past and has not come yet: the clock was set back. The announcements."""
    early = (_SETTLED, occurrences.c.state == PAST, occurrences.c.start_ms > now_ms)
    found = update(occurrences).where(*early).values(state=PLANNED)
    return set(conn.scalars(found.returning(occurrences.c.announcement)))


def announcements_planned(conn: Connection, since_ms: int, until_ms: int) -> frozenset[str]:
    """The announcements of which something is planned to start in [since, until)."""
    window = (occurrences.c.start_ms >= since_ms, occurrences.c.start_ms < until_ms)
    query = select(occurrences.c.announcement).where(occurrences.c.state.in_(AHEAD), *window)
    return frozenset(conn.scalars(query.distinct()))


def cancelled(conn: Connection, since_ms: int, until_ms: int) -> dict[str, str]:
    """What is cancelled that would have started in [since, until): by id, the announcement."""
    window = (occurrences.c.start_ms >= since_ms, occurrences.c.start_ms < until_ms)
    query = select(occurrences.c.id, occurrences.c.announcement).where(
        _SETTLED, occurrences.c.state == CANCELLED, *window
    )
    return dict(tuple(row) for row in conn.execute(query))


def latest_end(conn: Connection, announcement: str) -> int:
    """When the last time of an announcement is over by the plan; 0 where there is none."""
    query = select(func.max(occurrences.c.end_ms)).where(occurrences.c.announcement == announcement)
    return conn.scalar(query) or 0


def without_planned(conn: Connection, state: str) -> list[str]:
    """The announcements in ``state`` of which there are occurrences, but none that is planned."""
    mine = occurrences.c.announcement == announcements.c.id
    query = select(announcements.c.id).where(
        announcements.c.state == state,
        ~exists().where(mine, occurrences.c.state.in_(AHEAD)),
        exists().where(mine),
    )
    return list(conn.scalars(query.order_by(announcements.c.id)))


def miss(conn: Connection, now_ms: int) -> list[str]:
    """Give up what waited for a person's word until it would have been over; the ids."""
    over = (occurrences.c.state == ASKS, occurrences.c.end_ms <= now_ms)
    given_up = update(occurrences).where(*over).values(state=DROPPED, kind=DROPPED, reason="order-missed")
    return sorted(conn.scalars(given_up.returning(occurrences.c.id)))


def next_start(conn: Connection, after_ms: int) -> int | None:
    """When the next planned occurrence starts after an instant; None where nothing is planned."""
    ahead = (occurrences.c.state == PLANNED, occurrences.c.start_ms > after_ms)
    return conn.scalar(select(occurrences.c.start_ms).where(*ahead).order_by(occurrences.c.start_ms).limit(1))


def _concerning(
    conn: Connection, wanted: Sequence[Occurrence], concerned: Collection[str], since_ms: int, until_ms: int
) -> list[Occurrence]:
    mine = feed.among(conn, occurrences.c.announcement, concerned)
    window = and_(mine, occurrences.c.start_ms >= since_ms, occurrences.c.start_ms < until_ms)
    named = feed.among(conn, occurrences.c.id, [occurrence.id for occurrence in wanted])
    return pick.every(conn, Occurrence, select(*_COLUMNS).where(or_(window, named)))


def _write(conn: Connection, batch: Sequence[Occurrence]) -> None:
    if batch:
        new = feed.insert(conn.dialect.name, occurrences)
        changed = {name: new.excluded[name] for name in _CHANGING}
        statement = new.on_conflict_do_update(index_elements=["announcement", "original_local"], set_=changed)
        conn.execute(statement, [pick.values(occurrence) for occurrence in batch])
