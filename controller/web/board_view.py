"""What the boards of an audience show, as pictures on a page."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from controller.broadcast.board import page_source, panels
from controller.broadcast.desk import Desk
from controller.store import media, plates
from controller.store.announcements import Announcement, Audience
from controller.words import say
from devices.profiles import Profile

FINE = 400
"""Dots across: boards with fewer are shown dot by dot."""


def pictured(
    conn: Connection, desk: Desk, row: Announcement, whom: Audience, previews: str, lang: str
) -> list[dict[str, Any]]:
    """What each kind of board among those who receive it shows; what was not made yet is made when it is looked
    at (below ``previews``)."""
    if not row.page:
        return []
    source_of = page_source(desk.press, row, plates.of(conn, row.area))
    found = []
    for recipe, model in panels(conn, whom).items():
        parts = media.rendition(conn, source_of, recipe)
        sources = [f"/media/{part.media}" for part in parts] or [f"{previews}/{model.name}"]
        found += [_board(model, source, number, len(sources), lang) for number, source in enumerate(sources, 1)]
    return found


def _board(model: Profile, source: str, part: int, parts: int, lang: str) -> dict[str, Any]:
    assert model.panel is not None
    width, height = model.panel.width, model.panel.height
    return {
        "source": source,
        "name": say("web-board", lang, width=width, height=height),
        "width": width,
        "height": height,
        "part": part,
        "parts": parts,
        "smooth": width > FINE,
    }
