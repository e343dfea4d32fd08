"""The question which of several priority announcements goes first, as the pages ask it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from controller.api.telling import in_words
from controller.broadcast import value
from controller.broadcast.order import Open
from controller.store import devices, media
from controller.store.announcements import Announcement
from controller.web import moments
from controller.web.sights import Names
from controller.words import say
from controller.words.instants import wall

MANY = 5
"""Devices that are told by name; of more only the places."""


@dataclass(frozen=True, slots=True)
class Item:
    """One of those that collide."""

    id: str
    title: str
    said: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, in words."""

    items: tuple[Item, ...]
    first: str
    where: str
    mine: bool


def asked(conn: Connection, found: Iterable[Open], lang: str) -> list[Asked]:
    """All that waits for an answer."""
    opened = list(found)
    if not opened:
        return []
    names = Names.load(conn)
    sounds = media.many(conn, {row.sound for one in opened for row in one.rows if row.sound})
    lengths = {name: one.length_ms for name, one in sounds.items()}
    return [
        Asked(
            items=tuple(Item(row.id, row.title, _said(row, lengths, lang)) for row in one.rows),
            first=moments.when(wall(value.ms(one.question.first), one.rows[0].zone), lang),
            where=where(conn, names, one.question.devices),
            mine=one.mine,
        )
        for one in opened
    ]


def where(conn: Connection, names: Names, ids: Collection[str]) -> str:
    """Few devices by name, many by their places: ``Thôn Đông (12), Thôn Đoài (9)``."""
    if len(ids) <= MANY:
        return ", ".join(names.devices.get(id, id) for id in sorted(ids))
    counts: dict[str, int] = {}
    for one in devices.many(conn, ids):
        counts[one.area] = counts.get(one.area, 0) + 1
    return ", ".join(f"{names.areas.get(code, code)} ({count})" for code, count in sorted(counts.items()))


def _said(row: Announcement, lengths: dict[str, int], lang: str) -> str:
    length = moments.length(lengths.get(row.sound or "", 0), lang)
    return say("web-order-item", lang, when=in_words(row, lang), length=length)
