"""What residents read, in words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.residents import page as pages
from controller.residents import places
from controller.residents.at_once import OnAir
from controller.residents.feedback import KINDS
from controller.residents.page import Notice, Page, Time
from controller.store.areas import Area
from controller.store.feedback import Told
from controller.web import moments
from controller.words import say
from controller.words.instants import wall

SHORT, SHORTEST = 240, 110
"""So many letters of a notice stand on the page, of one that only comes; the rest on its own."""
MOST_DAYS = 4


def shown(found: Page, lang: str) -> dict[str, Any]:
    """The page of a commune."""
    zone = found.area.zone
    return {
        "area": found.area,
        "today_is": moments.day(wall(found.made_ms, zone), lang),
        "emergencies": [
            {
                "headline": one.headline,
                "text": one.text,
                "place": one.place,
                "drill": one.drill,
                "since": moments.when(wall(one.since_ms, zone), lang),
            }
            for one in found.emergencies
        ],
        "on_air": on_air(found.on_air, zone),
        "today": [card(one, zone, lang, with_day=False) for one in found.today],
        "coming": [card(one, zone, lang, most=SHORTEST) for one in found.coming],
        "earlier": [card(one, zone, lang) for one in found.earlier],
        "boards": [
            {
                "name": one.name,
                "place": one.place,
                "title": one.title,
                "picture": f"/media/{one.picture}",
                "width": one.width,
                "height": one.height,
                "lamps": min(one.width, one.height) < 200,
                "at": moments.clock(wall(one.at_ms, zone)) if one.at_ms else "",
            }
            for one in found.boards
        ],
    }


def card(one: Notice, zone: str, lang: str, *, with_day: bool = True, most: int = SHORT) -> dict[str, Any]:
    """One notice with its times."""
    cut = len(one.text) > most
    last = next((it for it in reversed(one.times) if it.state in (pages.NOW, pages.SOUNDED, pages.OVER)), None)
    return {
        "id": one.announcement,
        "title": one.title,
        "text": one.text[:most].rpartition(" ")[0] + "…" if cut else one.text,
        "cut": cut,
        "klass": one.klass,
        "page": one.page,
        "where": ", ".join(one.where),
        "times": _days(one.times, zone, lang) if with_day else [{"day": "", "times": _clocks(one.times, zone)}],
        "more": max(0, len({_day(it, zone) for it in one.times}) - MOST_DAYS) if with_day else 0,
        "sound": one.sound,
        "length": moments.length(one.sound.length_ms, lang) if one.sound else "",
        "occurrence": (last or one.times[0]).occurrence,
        "over": last is not None,
    }


def on_air(found: Sequence[OnAir], zone: str) -> list[dict[str, Any]]:
    """What sounds now without a time of its own."""
    return [
        {
            "kind": one.kind,
            "title": one.title,
            "where": ", ".join(one.where),
            "since": moments.clock(wall(one.since_ms, zone)),
            "drill": one.drill,
        }
        for one in found
    ]


def form(conn: Connection, desk: Desk, area: Area, about: str, lang: str) -> dict[str, Any]:
    """The form for what a resident tells; ``about`` is a time that is told here."""
    found = [one for one in pages.notices(conn, desk, area) if any(it.occurrence == about for it in one.times)]
    time = next((it for one in found for it in one.times if it.occurrence == about), None)
    when = moments.when(wall(time.start_ms, area.zone), lang) if time else ""
    return {
        "area": area,
        "about": {"occurrence": about, "title": found[0].title, "when": when} if found else None,
        "kinds": KINDS,
        "hamlets": places.hamlets(conn, desk, area),
        "days": desk.settings.residents.phone_days,
    }


def receipt(one: Told, area: Area, lang: str) -> dict[str, Any]:
    """What was sent, and what came of it."""
    return {
        "area": area,
        "words": one.words,
        "kind": say(f"residents-kind-{one.kind}", lang),
        "came": moments.when(wall(one.came_ms, area.zone), lang),
        "state": one.state,
        "answer": one.answer,
        "once": one.once,
    }


def _days(times: Sequence[Time], zone: str, lang: str) -> list[dict[str, Any]]:
    days = [list(some) for _, some in groupby(times, key=lambda one: _day(one, zone))]
    return [
        {"day": moments.day(wall(some[0].start_ms, zone), lang), "times": _clocks(some, zone)}
        for some in days[:MOST_DAYS]
    ]


def _clocks(times: Sequence[Time], zone: str) -> list[dict[str, str]]:
    return [{"clock": moments.clock(wall(one.start_ms, zone)), "state": one.state} for one in times]


def _day(one: Time, zone: str) -> Any:
    return wall(one.start_ms, zone).date()
