"""The wall: what every board shows now, place by place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from controller.broadcast import wall
from controller.broadcast.desk import Desk
from controller.broadcast.wall import Standing
from controller.broadcast.wall_plan import SAFE
from controller.people.who import Who
from controller.store import areas
from controller.web import moments
from controller.web.looks_view import FINE
from controller.words import panels as panel_words
from controller.words import say

MOST = 60
"""Boards on one page: who has more chooses a place."""


def hung(conn: Connection, desk: Desk, who: Who, area: str, *, odd: bool, lang: str) -> dict[str, Any]:
    """Everything on the page; with ``odd`` only boards that do not show what they should."""
    path = areas.known(conn, area).path if area else who.path
    every = wall.now(conn, desk, who, path)
    strange = [one for one in every if one.differs or one.faults or one.state in wall.STRANGE]
    wanted = strange if odd else every
    places = areas.below(conn, who.path)
    names = {one.code: one.name for one in places}
    boards = [_board(one, names, desk.now_ms(), lang) for one in _strangest_first(wanted)[:MOST]]
    return {
        "boards": boards,
        "left": max(len(wanted) - MOST, 0),
        "total": len(every),
        "strange": len(strange),
        "area": area,
        "odd": odd,
        "places": [(one.code, one.name) for one in places],
    }


def _strangest_first(found: Sequence[Standing]) -> list[Standing]:
    return sorted(found, key=lambda one: (not (one.differs or one.faults), one.device.path, one.device.id))


def _board(one: Standing, names: dict[str, str], now_ms: int, lang: str) -> dict[str, Any]:
    return {
        "id": one.device.id,
        "name": one.device.name,
        "place": names.get(one.device.area, one.device.area),
        "size": say("web-board", lang, width=one.panel.width, height=one.panel.height),
        "width": one.panel.width,
        "height": one.panel.height,
        "screen": min(one.panel.width, one.panel.height) >= FINE,
        "state": one.state,
        "picture": f"/boards/{one.picture}.png" if one.picture else "",
        "shows": _shows(one, lang),
        "since": moments.ago(one.at_ms, now_ms, lang) if one.at_ms else "",
        "differs": say("web-wall-differs", lang, wanted=title(one.wanted, lang)) if one.differs else "",
        "faults": [panel_words.fault(name, lang) for name in one.faults],
    }


def _shows(one: Standing, lang: str) -> str:
    if one.state == wall.SHOWS:
        return title(one.shows, lang) if one.shows else say("web-wall-other", lang)
    return say(f"web-wall-{one.state}", lang)


def title(said: str, lang: str) -> str:
    """The title of what a board shows; the commune's page and darkness have words of their own."""
    return say("web-wall-safe", lang) if said == SAFE else said or say("web-wall-dark", lang)
