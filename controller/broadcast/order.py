"""Somebody with authority says in which order colliding priority announcements go: the program asks, it never decides.

The right is a leader's (`people.who.MAY`): an order moves announcements that leaders have agreed to away from the times
they agreed to. It is needed for every announcement of the order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import Connection

from controller.broadcast import accounts as outcomes
from controller.broadcast import agreed, neighbourhood, value
from controller.broadcast.desk import Desk
from controller.broadcast.found import announcement_for
from controller.broadcast.programmes.value import companions
from controller.errors import Clash, Forbidden, NotFound, Refused
from controller.people.who import Who, may, reaches
from controller.places.standing import reaching
from controller.places.worlds import crossed
from controller.store import accounts, announcements, areas, audit, devices, orders
from controller.store.announcements import Announcement
from controller.store.devices import Device
from controller.store.orders import Order
from schedules.announcement import Klass, Origin
from schedules.findings import Finding
from schedules.plan import plan
from schedules.planned import Basis, Plan
from schedules.questions import Question, announcement_of, asking, met, questions

RIGHT = "order"
LIVE = ("submitted", "approved", "ready", "planned")
"""What may still sound, or may come to."""
BACK = timedelta(days=2)
"""So far back a question is recognised that ran out."""


@dataclass(frozen=True, slots=True)
class Open:
    """A question with the rows of its announcements, in its own order; whether this person may answer it."""

    question: Question
    rows: tuple[Announcement, ...]
    mine: bool


def open_questions(conn: Connection, desk: Desk, who: Who, announcement: str | None = None) -> list[Open]:
    """What waits for an answer in the person's area (about one ``announcement``), the most urgent first."""
    waiting = accounts.asking(conn, desk.now_ms())
    if not waiting:
        return []
    names = {announcement_of(row.occurrence) for row in waiting}
    found = questions(outcomes.waiting(waiting, _addressed(conn, waiting, names)))
    return _opened(conn, who, [one for one in found if announcement is None or announcement in one.announcements])


def answerable(conn: Connection, who: Who, made: Plan, announcement: str) -> list[Open]:
    """The questions about one announcement that would be asked by a plan that nobody has put into force."""
    return _opened(conn, who, [one for one in questions(asking(made)) if announcement in one.announcements])


def order(desk: Desk, who: Who, names: Sequence[str]) -> Order:
    """Say it: ``names`` are announcements, first to sound first. Raises `Refused` with what is wrong."""
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        rows = _named(conn, who, names)
        _refuse_what_nobody_asks(conn, desk, rows)
        paths = [areas.known(conn, row.area).path for row in rows]
        said = orders.add(conn, names, _deepest(paths), who.user_id, now_ms)
        audit.append(conn, now_ms, who.login, "order", f"order-{said.id}", {"order": list(names)}, address=desk.address)
    for name in names:
        desk.bus.say("order", announcement=name, what="given")
    desk.nudge("plan")
    return said


def _opened(conn: Connection, who: Who, found: Iterable[Question]) -> list[Open]:
    opened = []
    for one in found:
        rows = {row.id: row for row in announcements.many(conn, one.announcements)}
        paths = {row.id: areas.known(conn, row.area).path for row in rows.values()}
        if any(reaches(who, path) for path in paths.values()):
            mine = all(may(who, RIGHT, path) for path in paths.values())
            opened.append(Open(one, tuple(rows[name] for name in one.announcements), mine))
    return opened


def _addressed(
    conn: Connection, waiting: Iterable[accounts.Account], names: Collection[str]
) -> dict[str, frozenset[str]]:
    """The speakers of each announcement, by occurrence: for rows that hold for all of them."""
    audiences = announcements.audiences(conn, names)
    reached = {
        name: frozenset(
            one.id for one in devices.in_audience(conn, whom.areas, whom.devices) if value.device(one).sounds
        )
        for name, whom in audiences.items()
    }
    return {row.occurrence: reached.get(announcement_of(row.occurrence), frozenset()) for row in waiting}


def _named(conn: Connection, who: Who, names: Sequence[str]) -> list[Announcement]:
    if len(names) < 2:
        raise Refused("order-of-one", "announcements")
    rows: list[Announcement] = []
    for name in names:
        try:
            row = announcement_for(conn, who, name, RIGHT)
        except (NotFound, Forbidden) as refused:
            raise type(refused)(refused.code, "announcements", **refused.params) from None
        if row.id in {one.id for one in rows}:
            raise Refused("order-twice", "announcements", title=row.title)
        if row.state not in LIVE:
            raise Clash("order-not-live", "announcements", title=row.title, state=row.state)
        rows.append(row)
    return rows


def _refuse_what_nobody_asks(conn: Connection, desk: Desk, rows: Sequence[Announcement]) -> None:
    """The law itself is asked: who meets whom, if nobody had said anything yet."""
    now, named = value.instant(desk.now_ms()), {row.id for row in rows}
    whom = announcements.audiences(conn, named)
    areas_ = {code for one in whom.values() for code in one.areas}
    reached = devices.in_audience(conn, areas_, {name for one in whom.values() for name in one.devices})
    places = reaching(conn, reached)
    near = announcements.touching(conn, places, {one.id for one in reached}, *LIVE)
    asks = {row.id for row in near if (row.klass, row.origin) == (Klass.PRIORITY.wire, Origin.COMMUNE.wire)}
    # Where one of them stands in a running list, its place depends on the others of the list.
    others = [row for row in announcements.many(conn, companions(conn, asks)) if row.state in LIVE]
    made = plan(_unsaid(conn, others, reached), now - BACK, now + timedelta(days=desk.settings.horizon_days), now)
    sets = [names for names in met(asking(made)) if len(names & named) > 1]
    answered = frozenset[str]().union(*(names for names in sets if names <= named))
    titles = {row.id: row.title for row in (*rows, *others)}
    if not sets:
        raise Clash("order-too-late" if _missed(made, named) else "order-not-asked", "announcements")
    if not answered:
        more = max(sets, key=lambda one: (len(one & named), -len(one), sorted(one))) - named
        raise Refused("order-incomplete", "announcements", titles=_listed(titles[name] for name in sorted(more)))
    if strangers := named - answered:
        raise Refused("order-stranger", "announcements", titles=_listed(titles[name] for name in sorted(strangers)))


def _unsaid(conn: Connection, rows: Sequence[Announcement], reached: Sequence[Device]) -> Basis:
    """All that a plan is made from, but nobody has said anything yet; in the worlds beside it neither."""
    here = agreed.among(conn, value.announcements(conn, rows), neighbourhood.valued(conn, reached))
    return crossed(conn, replace(here, orders=()))


def _missed(made: Plan, named: set[str]) -> bool:
    """Whether these met at a time for which it is too late."""
    found: list[Finding] = []
    for one in made.devices.values():
        found += [f for a in one.accounts if a.announcement in named for f in a.findings if f.code == "order-missed"]
    return any(announcement_of(rival) in named for one in found for rival in str(one.params["by"]).split())


def _listed(titles: Iterable[str]) -> str:
    return ", ".join(f"“{title}”" for title in titles)


def _deepest(paths: Sequence[str]) -> str:
    """The code of the deepest area that holds all of these."""
    chains = [path.strip("/").split("/") for path in paths]
    common = [codes[0] for codes in zip(*chains, strict=False) if len(set(codes)) == 1]
    return common[-1] if common else chains[0][0]
