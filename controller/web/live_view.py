"""Who speaks live and who did, as the pages tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from controller.live.meanwhile import Touched
from controller.people.who import Who, may, reaches
from controller.store import areas, deliveries, devices, talks
from controller.store.talks import Talk
from controller.web.sights import worded
from controller.web.tree import grown
from controller.words import say
from controller.words.instants import wall
from controller.words.lengths import length

SHOWN = 20
NAMED = 5
LOST_MS = 1_000
"""Less than this nobody misses, as it is bridged."""
MINUTES = (5, 10, 15, 30, 60)


@dataclass(frozen=True, slots=True)
class OnAir:
    """One talk on the air now."""

    id: str
    who: str
    where: str
    since: str
    klass: str
    mine: bool
    may_end: bool


@dataclass(frozen=True, slots=True)
class Said:
    """One talk that is over."""

    id: str
    who: str
    where: str
    when: str
    klass: str
    length: str
    why: str
    recording: str
    lost: str
    """Which horns did not get all of it; nothing where all did."""


def on_air(conn: Connection, who: Who, zone: str) -> list[OnAir]:
    """Who speaks now, as far as it concerns this person."""
    return [
        OnAir(
            one.id,
            one.who,
            _where(conn, one),
            f"{wall(one.mouth_ms, zone):%H:%M}",
            one.klass,
            one.maker == who.user_id,
            all(may(who, "stop", areas.known(conn, code).path) for code in one.areas),
        )
        for one in talks.open_now(conn)
        if _concerns(conn, who, one)
    ]


def said(conn: Connection, who: Who, zone: str, lang: str) -> list[Said]:
    """The last talks."""
    found = [one for one in talks.recent(conn, SHOWN) if one.ended_ms is not None and _concerns(conn, who, one)]
    losses = deliveries.lost(conn, [one.id for one in found])
    return [
        Said(
            one.id,
            one.who,
            _where(conn, one),
            f"{wall(one.mouth_ms, zone):%H:%M %d/%m/%Y}",
            one.klass,
            length(max(0, round((one.until_ms - one.at_ms) / 1000)), lang),
            worded("live-why", one.why, lang),
            one.recording or "",
            lost(losses.get(one.id, {}), lang),
        )
        for one in found
    ]


def lost(by_device: Mapping[str, int], lang: str) -> str:
    """``Mất tiếng trên đường truyền: Loa chợ (12 giây), Loa đình (1 giây)``, from a second on."""
    heard = [(name, length(round(ms / 1000), lang)) for name, ms in by_device.items() if ms >= LOST_MS]
    if not heard:
        return ""
    said = [f"{name} ({lost})" for name, lost in heard[:NAMED]]
    said += [say("live-said-lost-more", lang, count=len(heard) - NAMED)] if len(heard) > NAMED else []
    return say("live-said-lost", lang, devices=", ".join(said))


def touched(found: list[Touched], zone: str, lang: str) -> list[str]:
    """What a talk would touch, a sentence each."""
    return [
        say(
            f"live-touches-{one.becomes}",
            lang,
            title=one.title,
            start=f"{wall(one.start_ms, zone):%H:%M}",
            end=f"{wall(one.end_ms, zone):%H:%M}",
        )
        for one in found
    ]


def tree(conn: Connection, who: Who) -> list[Any]:
    """The places that may hear this person."""
    return list(grown(areas.below(conn, who.path), devices.below(conn, who.path)))


def _where(conn: Connection, talk: Talk) -> str:
    return ", ".join(areas.known(conn, code).name for code in talk.areas)


def _concerns(conn: Connection, who: Who, talk: Talk) -> bool:
    paths = [areas.known(conn, one).path for one in talk.areas]
    return any(reaches(who, path) or who.path.startswith(path) for path in paths)
