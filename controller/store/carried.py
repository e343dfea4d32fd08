"""Relays that are due about now, and the boxes that have still to sound them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, select

from controller.store import feed, pick
from controller.store.deliveries import COMMAND, OCCURRENCE
from controller.store.exceptions import AGREED
from controller.store.ladder import FIRST_END
from controller.store.occurrences import PLANNED
from controller.store.tables import announcements, areas, commands, deliveries, devices, exceptions, media, occurrences
from devices.relay import KIND


@dataclass(frozen=True, slots=True)
class Carried:
    """An occurrence, or a command that plays at once, whose sound is a relay."""

    subject: str
    announcement: str
    klass: str
    sound: str
    """The hash of the relay's description."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A box that has not come to the end of it."""

    subject: str
    device: str
    due_ms: int
    profile: str
    path: str


def about(conn: Connection, since_ms: int, until_ms: int) -> list[Carried]:
    """Everything of that kind that starts between two instants, the earliest first."""
    return [*_occurrences(conn, since_ms, until_ms), *_plays(conn, since_ms, until_ms)]


def waiting(conn: Connection, subjects: Collection[str]) -> list[Waiting]:
    """Who has still to sound these, by device."""
    query = (
        select(
            deliveries.c.subject,
            deliveries.c.device,
            deliveries.c.due_ms,
            devices.c.profile,
            areas.c.path,
        )
        .join_from(deliveries, devices, devices.c.id == deliveries.c.device)
        .join(areas, areas.c.code == devices.c.area)
        .where(
            feed.among(conn, deliveries.c.subject, subjects),
            deliveries.c.kind.in_((OCCURRENCE, COMMAND)),
            deliveries.c.rung < FIRST_END,
        )
    )
    return pick.every(conn, Waiting, query.order_by(deliveries.c.subject, deliveries.c.device))


def _occurrences(conn: Connection, since_ms: int, until_ms: int) -> list[Carried]:
    """Also those that carry something else than their series does."""
    apart = and_(
        exceptions.c.announcement == occurrences.c.announcement,
        exceptions.c.original_local == occurrences.c.original_local,
        exceptions.c.state == AGREED,
    )
    sound = func.coalesce(exceptions.c.sound, announcements.c.sound)
    query = (
        select(occurrences.c.id, announcements.c.id.label("announcement"), announcements.c.klass, media.c.hash)
        .join_from(occurrences, announcements, announcements.c.id == occurrences.c.announcement)
        .join(exceptions, apart, isouter=True)
        .join(media, and_(media.c.hash == sound, media.c.kind == KIND))
        .where(
            occurrences.c.start_ms >= since_ms,
            occurrences.c.start_ms < until_ms,
            occurrences.c.state == PLANNED,
            announcements.c.state == PLANNED,
        )
    )
    return [Carried(*row) for row in conn.execute(query.order_by(occurrences.c.start_ms, occurrences.c.id))]


def _plays(conn: Connection, since_ms: int, until_ms: int) -> list[Carried]:
    named = commands.c.body["announcement"].as_string()
    query = (
        select(commands.c.id, announcements.c.id.label("announcement"), announcements.c.klass, media.c.hash)
        .join_from(commands, announcements, announcements.c.id == named)
        .join(media, and_(media.c.hash == announcements.c.sound, media.c.kind == KIND))
        .where(commands.c.kind == "play", commands.c.created_ms >= since_ms, commands.c.created_ms < until_ms)
    )
    return [Carried(*row) for row in conn.execute(query.order_by(commands.c.created_ms, commands.c.id))]
