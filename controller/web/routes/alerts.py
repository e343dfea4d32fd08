"""Alarms: what sounds now, who has heard it, raise one, end one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from controller.api.language import language_of
from controller.api.problems import REFUSALS, status_of
from controller.api.system import AtDesk
from controller.broadcast.desk import Desk
from controller.fleet import alert
from controller.people.who import Who, may
from controller.store import areas, devices
from controller.web import alert_view
from controller.web.render import page
from controller.web.tree import flat, grown
from controller.web.trouble import beside
from controller.web.visitors import TypedByVisitor, Visitor, word

router = APIRouter(prefix="/alerts")

AGAIN_MINUTES = (2, 5, 10, 30, 0)
LASTS_HOURS = (1, 3, 6, 12, 24)
DONE = frozenset({"alert-given", "alert-ended"})
FIELDS = {"announcement": "announcement", "scope": "scope", "again_s": "again", "lasts_s": "lasts"}
PRESET: Mapping[str, str] = {"announcement": "", "scope": "", "again": "2", "lasts": "6", "drill": ""}


@router.get("")
def everything(
    request: Request, who: Visitor, desk: AtDesk, done: Annotated[str, Query(max_length=20)] = ""
) -> Response:
    """What sounds, and the form."""
    return _page(request, desk, who, PRESET, done=done if done in DONE else "")


@router.post("")
def give(request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Raise the alarm; after a refusal everything typed is still there."""
    typed = {name: word(form, name) for name in PRESET}
    wanted = alert.Wish(
        typed["announcement"],
        typed["scope"],
        again_s=60 * _number(typed["again"]),
        lasts_s=3_600 * _number(typed["lasts"]),
        drill=bool(typed["drill"]),
    )
    try:
        alert.give(desk, who, wanted)
    except REFUSALS as refused:
        errors = beside(refused, language_of(request), FIELDS)
        return _page(request, desk, who, typed, errors=errors, status=status_of(refused))
    return RedirectResponse("/alerts?done=alert-given", 303)


@router.post("/{id}/end")
def end(id: str, who: Visitor, desk: AtDesk) -> Response:
    """It is over."""
    alert.end(desk, who, id)
    return RedirectResponse("/alerts?done=alert-ended", 303)


def _number(text: str) -> int:
    """What is none is refused like a number that is too large."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 99_999


def _page(
    request: Request,
    desk: Desk,
    who: Who,
    typed: Mapping[str, str],
    *,
    done: str = "",
    errors: dict[str, list[str]] | None = None,
    status: int = 200,
) -> Response:
    lang, now_ms = language_of(request), desk.now_ms()
    with desk.store.read() as conn:
        places = flat(grown(areas.below(conn, who.path), devices.below(conn, who.path)))
        active, past = alert_view.shown(conn, who, now_ms, lang)
        choices = alert_view.choices(conn, who)
    return page(
        request,
        "alerts.html",
        status,
        active=active,
        past=past,
        choices=choices,
        places=[one for one in places if one.speakers + one.boards],
        may_give=may(who, "alert", who.path),
        again=AGAIN_MINUTES,
        lasts=LASTS_HOURS,
        typed=typed,
        done=done,
        errors=errors or {},
    )
