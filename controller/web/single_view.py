"""The coming times of an announcement, as its page shows them: what holds, what is proposed, what may be done."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from controller.api.problems import sentence
from controller.broadcast import single_approve, single_list
from controller.broadcast.board import page_source
from controller.broadcast.desk import Desk
from controller.broadcast.single_value import fingerprint, varied
from controller.people.who import Who, may
from controller.store import announcements, areas, media, plates
from controller.store.announcements import Announcement
from controller.store.exceptions import Exceptional
from controller.web.board_view import pictured
from controller.web.sights import people
from controller.words import say, singles
from schedules.lifecycle import OVER
from schedules.single import Kind

SHOWN = 6
_AHEAD_MS = 400 * 86_400_000


def coming(conn: Connection, desk: Desk, who: Who, row: Announcement, lang: str) -> list[dict[str, Any]]:
    """The next times, those that are left out among them; none of an announcement that is over."""
    if row.state in OVER:
        return []
    path, now_ms = areas.known(conn, row.area).path, desk.now_ms()
    may_silence, may_write = may(who, "cancel", path), may(who, "write", path)
    return [
        _time(conn, desk, who, row, one, lang)
        | {
            "may_leave_out": may_silence and one.kind is not Kind.LEFT_OUT and not one.holiday,
            "may_change": may_write and one.kind is not Kind.LEFT_OUT,
            "may_take_back": may_write and (one.agreed is not None or one.proposed is not None),
        }
        for one in single_list.times(conn, row, now_ms, now_ms + _AHEAD_MS, SHOWN)
    ]


def _time(
    conn: Connection, desk: Desk, who: Who, row: Announcement, one: single_list.Time, lang: str
) -> dict[str, Any]:
    state = one.kind.value if one.kind else "holiday" if one.holiday else "coming"
    to = one.agreed.new_local if one.agreed else None
    then = varied(row, one.agreed) if one.agreed and one.kind is not Kind.LEFT_OUT else row
    day, _, clock = (to or one.original_local).partition("T")
    return {
        "original": one.original_local,
        "state": state,
        "words": singles.said(state, one.original_local, to, row.zone, lang),
        "differs": _differs(conn, one.agreed, lang) if one.agreed else [],
        "trouble": _trouble(one.agreed, lang),
        "proposal": _proposal(conn, desk, who, row, one.proposed, lang) if one.proposed else None,
        "rejected": one.rejected.reason if one.rejected else "",
        "date": day,
        "time": clock,
        "text": then.text,
        "volume": then.volume,
        "page": then.page,
        "show_minutes": then.show_minutes,
    }


def told(conn: Connection, row: Announcement, one: Exceptional, lang: str) -> dict[str, Any]:
    """What is proposed for one occurrence, in words."""
    words = singles.said(one.kind, one.original_local, one.new_local, row.zone, lang)
    return {"words": words, "differs": _differs(conn, one, lang)}


def _trouble(agreed: Exceptional | None, lang: str) -> str:
    return say("web-single-not-made", lang) if agreed is not None and agreed.reason else ""


def _proposal(conn: Connection, desk: Desk, who: Who, row: Announcement, one: Exceptional, lang: str) -> dict[str, Any]:
    seen = single_list.seen(conn, desk, row, one)
    return {
        "words": singles.said(one.kind, one.original_local, one.new_local, row.zone, lang),
        "differs": _differs(conn, one, lang),
        "maker": people(conn, {one.maker}).get(one.maker, one.maker),
        "fingerprint": fingerprint(row, one),
        "may_approve": single_approve.may_agree(row, one, who),
        "against": [sentence(refusal, lang, row.zone) for refusal in seen.refusals],
        "notes": [sentence(refusal, lang, row.zone) for refusal in seen.notes],
        "sound": one.sound,
        "boards": _boards(conn, desk, row, one, lang),
    }


def _boards(conn: Connection, desk: Desk, row: Announcement, one: Exceptional, lang: str) -> list[dict[str, Any]]:
    """The pages that it would show, where they are other ones than the series has."""
    then, plate = varied(row, one), plates.of(conn, row.area)
    if not then.page or page_source(desk.press, then, plate) == page_source(desk.press, row, plate):
        return []
    previews = f"/announcements/{row.id}/times/{one.original_local}/preview"
    return pictured(conn, desk, then, announcements.audience_of(conn, row.id), previews, lang)


def _differs(conn: Connection, one: Exceptional, lang: str) -> list[str]:
    """What it tells otherwise, a line each."""
    said = []
    if one.text is not None:
        said.append(say("web-single-text", lang, text=one.text))
    if one.sound is not None:
        master = media.get(conn, one.sound)
        said.append(say("web-single-sound", lang, name=master.name if master else ""))
    if one.volume is not None:
        said.append(say("web-single-volume", lang, volume=one.volume))
    if one.page is not None:
        said.append(say("web-single-page-on" if one.page else "web-single-page-off", lang))
    if one.show_minutes is not None:
        said.append(say("web-single-minutes", lang, count=one.show_minutes))
    return said
