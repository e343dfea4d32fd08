"""What residents told, and what became of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select, update

from controller.store import feed, pick
from controller.store.areas import within
from controller.store.tables import areas, feedback

NEW, ANSWERED, CLOSED = "new", "answered", "closed"
STATES = (NEW, ANSWERED, CLOSED)


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that a resident told; see `controller.store.tables` for the columns."""

    id: str
    once: str
    area: str
    kind: str
    words: str
    came_ms: int
    changed_ms: int
    hamlet: str | None = None
    device: str | None = None
    announcement: str | None = None
    occurrence: str = ""
    phone: str = ""
    suspect: bool = False
    state: str = NEW
    answer: str = ""
    answerer: str | None = None


_COLUMNS = pick.fields(Told, feedback)


def add(conn: Connection, told: Told) -> bool:
    """Keep it; False where the same was sent before."""
    new = feed.insert(conn.dialect.name, feedback).on_conflict_do_nothing(index_elements=["once"])
    return conn.scalar(new.returning(feedback.c.id), pick.values(told)) is not None


def get(conn: Connection, id: str) -> Told | None:
    """The one of this id, or None."""
    return pick.only(conn, Told, select(*_COLUMNS).where(feedback.c.id == id))


def by_once(conn: Connection, once: str) -> Told | None:
    """The one that was sent with this word, or None."""
    return pick.only(conn, Told, select(*_COLUMNS).where(feedback.c.once == once))


def change(conn: Connection, id: str, **columns: Any) -> None:
    """Set some of state, answer, answerer, changed_ms."""
    conn.execute(update(feedback).where(feedback.c.id == id).values(**columns))


def below(
    conn: Connection,
    path: str,
    states: Collection[str] = STATES,
    *,
    suspect: bool | None = False,
    before: tuple[int, str] | None = None,
    limit: int = 50,
) -> list[Told]:
    """Those of the area at ``path`` and below, the newest first; ``before`` is where another page ended."""
    query = _below(path).where(feedback.c.state.in_(states))
    if suspect is not None:
        query = query.where(feedback.c.suspect.is_(suspect))
    if before is not None:
        came, id = before
        earlier = and_(feedback.c.came_ms == came, feedback.c.id < id)
        query = query.where(or_(feedback.c.came_ms < came, earlier))
    order = (feedback.c.came_ms.desc(), feedback.c.id.desc())
    return pick.every(conn, Told, query.order_by(*order).limit(limit))


def about(
    conn: Connection, *, device: str = "", announcement: str = "", occurrence: str = "", limit: int = 20
) -> list[Told]:
    """Those about one device, or about one announcement (and one broadcast of it), the newest first."""
    of: ColumnElement[bool] = feedback.c.device == device if device else feedback.c.announcement == announcement
    if occurrence:
        of = and_(of, feedback.c.occurrence == occurrence)
    query = select(*_COLUMNS).where(of, feedback.c.suspect.is_(False))
    return pick.every(conn, Told, query.order_by(feedback.c.came_ms.desc(), feedback.c.id).limit(limit))


def counts(conn: Connection, path: str) -> dict[tuple[str, str, bool], int]:
    """How many there are below an area, by state, kind and whether they are suspect."""
    columns = (feedback.c.state, feedback.c.kind, feedback.c.suspect)
    join = feedback.join(areas, feedback.c.area == areas.c.code)
    query = select(*columns, func.count()).select_from(join).where(within(areas.c.path, path)).group_by(*columns)
    return {(state, kind, bool(suspect)): count for state, kind, suspect, count in conn.execute(query)}


def since(conn: Connection, area: str, since_ms: int) -> int:
    """How many came from one commune's page since an instant."""
    mine = (feedback.c.area == area, feedback.c.came_ms >= since_ms)
    return conn.scalar(select(func.count()).select_from(feedback).where(*mine)) or 0


def forget_phones(conn: Connection, before_ms: int) -> int:
    """Empty the telephone numbers of what came before an instant; how many."""
    old = (feedback.c.phone != "", feedback.c.came_ms < before_ms)
    return conn.execute(update(feedback).where(*old).values(phone="")).rowcount


def _below(path: str) -> Select[Any]:
    join = feedback.join(areas, feedback.c.area == areas.c.code)
    return select(*_COLUMNS).select_from(join).where(within(areas.c.path, path))
