"""Boards as they would look, for the compose page and for whoever agrees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from controller.api.problems import sentence
from controller.broadcast import looks
from controller.broadcast.desk import Desk
from controller.broadcast.film_reach import FILM, can_play
from controller.broadcast.form import Draft
from controller.broadcast.looks import Look
from controller.broadcast.trials import Sight
from controller.people.who import Who
from controller.ports import Note, Strip
from controller.store import media
from controller.store.announcements import Audience
from controller.store.media import Medium
from controller.words import say
from devices.ids import is_hash
from devices.profiles import Panel

FINE = 600
"""Dots of the shorter side from which a board is a screen."""
NAMED = 3


def of_draft(conn: Connection, desk: Desk, who: Who, draft: Draft, lang: str) -> list[dict[str, Any]]:
    """What every kind of board in a form's audience would show."""
    if not draft.page or not draft.title.strip():
        return []
    notice = (draft.title, draft.text, draft.klass, draft.board)
    whom = Audience(draft.areas, draft.devices)
    film = film_of(conn, draft.board.film if draft.board else None)
    return told(looks.of_form(conn, desk, who.path, draft.area, notice, whom), film, lang)


def film_of(conn: Connection, hash: str | None) -> Medium | None:
    """The film that goes with a notice, if it is there."""
    kept = media.get(conn, hash) if hash and is_hash(hash) else None
    return kept if kept is not None and kept.kind == FILM else None


def told(found: Sequence[Look], film: Medium | None, lang: str) -> list[dict[str, Any]]:
    """Each kind of board with its pages, the film if it plays it, how long they take, and what is worth knowing."""
    return [_told(one, film, lang) for one in found]


def _told(one: Look, film: Medium | None, lang: str) -> dict[str, Any]:
    panel = one.model.panel
    assert panel is not None
    plays = can_play(panel)
    pages = [_page(page, panel.fps) for page in one.trial.pages]
    seconds = sum(page["seconds"] for page in pages)
    named = ", ".join(one.names[:NAMED])
    more = len(one.names) - NAMED
    return {
        "name": say("web-board", lang, width=panel.width, height=panel.height),
        "where": say("web-board-more", lang, names=named, more=more) if more > 0 else named,
        "width": panel.width,
        "height": panel.height,
        "screen": min(panel.width, panel.height) >= FINE,
        "pages": pages,
        "moves": len(pages) > 1 or any(page["strips"] for page in pages),
        "said": say("web-board-time", lang, pages=len(pages), seconds=seconds) if len(pages) > 1 else "",
        "film": _film(film, panel, lang) if film and plays else None,
        "notes": [note(each, lang) for each in one.trial.notes]
        + ([say("board-note-no-film", lang)] if film and not plays else []),
        "wrong": sentence(one.trial.refused, lang) if one.trial.refused else "",
    }


def _page(one: Sight, fps: int) -> dict[str, Any]:
    """A page, and what of it a script lets run: dot by dot, so that a line is some kilobytes."""
    return {
        "source": f"/boards/{one.hash}.png",
        "ms": one.dwell_ms,
        "seconds": round(one.dwell_ms / 1000),
        "strips": [_strip(hash, strip) | {"fps": fps} for hash, strip in one.strips],
    }


def _strip(hash: str, one: Strip) -> dict[str, Any]:
    left, top, right, bottom = one.box
    box = {"left": left, "top": top, "width": right - left, "height": bottom - top}
    return box | {"source": f"/boards/{hash}.png?plain=1", "speed": one.speed, "steady": one.steady}


def _film(film: Medium, panel: Panel, lang: str) -> dict[str, str]:
    """So much of it as the panel plays."""
    seconds = min(film.length_ms / 1000, panel.clip_s)
    return {
        "source": f"/media/{film.hash}#t=0,{seconds:g}",
        "said": say("board-film-seconds", lang, seconds=round(seconds)),
    }


def note(one: Note, lang: str) -> str:
    """A note as a sentence."""
    return say(one.code, lang, **{name: _in(value, lang) for name, value in one.params.items()})


def _in(value: str | int | Mapping[str, str], lang: str) -> str | int:
    return value[lang] if isinstance(value, Mapping) else value
