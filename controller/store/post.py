"""What people want to be told of, what happened, and the messages on their way, as rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from controller.store import feed, pick
from controller.store.tables import areas, post_events, post_messages, post_wishes, users

OPENED, CLOSED, DIGEST = "opened", "closed", "digest"
INCIDENTS, TRIAL, ASKED = "incidents", "trial", "asked"
SENT, GIVEN_UP, GONE = "sent", "given-up", "gone"


@dataclass(frozen=True, slots=True)
class Wish:
    """One way to one person, and what is to be told there."""

    id: str
    user_id: str
    channel: str
    target: str
    secret: Any
    kinds: list[str]
    severity: str
    area: str
    quiet: str
    language: str
    made_ms: int
    active: bool = True
    event: int = 0
    told_ms: int | None = None
    failures: int = 0
    error: str = ""
    asked_ms: int = 0
    """Up to which instant it was told what waits for approval."""


@dataclass(frozen=True, slots=True)
class Reaching(Wish):
    """With where its area lies, and how far its person's role reaches."""

    path: str = ""
    zone: str = ""
    reach: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something happened to an incident."""

    id: int
    at_ms: int
    kind: str
    incident: str


@dataclass(frozen=True, slots=True)
class Message:
    """Something to send; ``id`` stays the same however often that is tried."""

    id: str
    wish: str
    kind: str
    body: Any
    made_ms: int
    due_ms: int
    expires_ms: int
    attempts: int = 0
    ended_ms: int | None = None
    outcome: str = ""
    error: str = ""


_WISH = pick.fields(Wish, post_wishes)
_EVENT = pick.fields(Event, post_events)
_MESSAGE = pick.fields(Message, post_messages)
_home = areas.alias("home")


def add(conn: Connection, wish: Wish) -> None:
    """A new one; what happened before is not told."""
    conn.execute(post_wishes.insert(), pick.values(wish))


def get(conn: Connection, id: str) -> Wish | None:
    """One, or None."""
    return pick.only(conn, Wish, select(*_WISH).where(post_wishes.c.id == id))


def of_user(conn: Connection, user: str) -> list[Wish]:
    """Somebody's, the oldest first."""
    mine = select(*_WISH).where(post_wishes.c.user_id == user)
    return pick.every(conn, Wish, mine.order_by(post_wishes.c.made_ms, post_wishes.c.id))


def at(conn: Connection, channel: str, target: str) -> list[Wish]:
    """Whoever is told at an address."""
    mine = select(*_WISH).where(post_wishes.c.channel == channel, post_wishes.c.target == target)
    return pick.every(conn, Wish, mine.order_by(post_wishes.c.id))


def reaching(conn: Connection) -> list[Reaching]:
    """All that may be told something: active, of active people."""
    query = (
        select(*_WISH, areas.c.path, areas.c.zone, _home.c.path, users.c.role)
        .join_from(post_wishes, areas, areas.c.code == post_wishes.c.area)
        .join(users, users.c.id == post_wishes.c.user_id)
        .join(_home, _home.c.code == users.c.area)
        .where(post_wishes.c.active, users.c.active)
        .order_by(post_wishes.c.id)
    )
    return pick.every(conn, Reaching, query)


def change(conn: Connection, id: str, **columns: Any) -> None:
    """Set some columns of a wish."""
    conn.execute(update(post_wishes).where(post_wishes.c.id == id).values(**columns))


def remove(conn: Connection, id: str) -> None:
    """Forget it, with its messages."""
    conn.execute(delete(post_wishes).where(post_wishes.c.id == id))


def happened(conn: Connection, events: Iterable[tuple[int, str, str]]) -> None:
    """Note instants, kinds and incidents."""
    rows = [{"at_ms": at_ms, "kind": kind, "incident": incident} for at_ms, kind, incident in events]
    if rows:
        conn.execute(post_events.insert(), rows)


def newest(conn: Connection) -> int:
    """The number of the last event."""
    return conn.scalar(select(func.max(post_events.c.id))) or 0


def events(conn: Connection, after: int, most: int) -> list[Event]:
    """What happened after an event, in order."""
    query = select(*_EVENT).where(post_events.c.id > after).order_by(post_events.c.id).limit(most)
    return pick.every(conn, Event, query)


def put(conn: Connection, messages: Sequence[Message]) -> None:
    """Note what is to be sent."""
    if messages:
        conn.execute(post_messages.insert(), [pick.values(one) for one in messages])


def waiting(conn: Connection, kind: str) -> set[str]:
    """The wishes to which a message of a kind is on its way."""
    mine = (post_messages.c.ended_ms.is_(None), post_messages.c.kind == kind)
    return set(conn.scalars(select(post_messages.c.wish).where(*mine)))


def due(conn: Connection, channel: str, now_ms: int, most: int) -> list[tuple[Message, Wish]]:
    """What is to be sent by a channel now, the longest waiting first."""
    query = (
        select(*_MESSAGE, *_WISH)
        .join_from(post_messages, post_wishes, post_wishes.c.id == post_messages.c.wish)
        .where(post_messages.c.ended_ms.is_(None), post_messages.c.due_ms <= now_ms, post_wishes.c.channel == channel)
        .order_by(post_messages.c.due_ms, post_messages.c.id)
        .limit(most)
    )
    width = len(_MESSAGE)
    return [(Message(*row[:width]), Wish(*row[width:])) for row in conn.execute(query).all()]


def later(conn: Connection, id: str, due_ms: int, error: str) -> None:
    """It failed, and is tried again."""
    once = post_messages.c.attempts + 1
    mine = update(post_messages).where(post_messages.c.id == id)
    conn.execute(mine.values(due_ms=due_ms, attempts=once, error=error))


def end(conn: Connection, id: str, now_ms: int, outcome: str, error: str = "") -> None:
    """It is sent, or never will be."""
    once = post_messages.c.attempts + 1
    mine = update(post_messages).where(post_messages.c.id == id)
    conn.execute(mine.values(ended_ms=now_ms, outcome=outcome, attempts=once, error=error))


def of_wishes(conn: Connection, wishes: Collection[str], most: int) -> list[Message]:
    """The last messages of these, the newest first."""
    query = select(*_MESSAGE).where(feed.among(conn, post_messages.c.wish, wishes))
    return pick.every(conn, Message, query.order_by(post_messages.c.made_ms.desc(), post_messages.c.id).limit(most))


def counts(conn: Connection) -> dict[tuple[str, str], int]:
    """How many messages there are, by channel and outcome (empty: on its way)."""
    query = (
        select(post_wishes.c.channel, post_messages.c.outcome, func.count())
        .join_from(post_messages, post_wishes, post_wishes.c.id == post_messages.c.wish)
        .group_by(post_wishes.c.channel, post_messages.c.outcome)
    )
    return {(channel, outcome): count for channel, outcome, count in conn.execute(query)}


def sweep(conn: Connection, before_ms: int) -> None:
    """Forget what was over before an instant."""
    conn.execute(delete(post_messages).where(post_messages.c.ended_ms < before_ms))
    conn.execute(delete(post_events).where(post_events.c.at_ms < before_ms))
