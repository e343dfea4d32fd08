"""The list of announcements, and the page of one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from controller.api.language import language_of
from controller.api.system import AtDesk
from controller.broadcast import drafting
from controller.broadcast.order import open_questions
from controller.people.who import may
from controller.store import announcements, drafts, exceptions
from controller.web import draft_view, order_view
from controller.web.announcement_view import cards, whole
from controller.web.live_view import on_air
from controller.web.render import page
from controller.web.visitors import Visitor, today
from controller.words.instants import wall

router = APIRouter(prefix="/announcements")

PAGE = 30
FILTERS: Mapping[str, tuple[str, ...]] = {
    "all": (),
    "waiting": ("submitted",),
    "drafts": ("draft", "rejected"),
    "coming": ("approved", "ready", "planned", "failed"),
    "over": ("ended", "cancelled"),
}
STEPS = {"saved", "submitted", "approved", "rejected", "cancelled", "order"}
SINGLE_STEPS = {"left-out", "proposed", "taken-back", "single", "turned-down"}
DONE = frozenset(STEPS | SINGLE_STEPS)


@router.get("")
def some(
    request: Request,
    who: Visitor,
    desk: AtDesk,
    show: Annotated[str, Query(max_length=20)] = "all",
    skip: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    done: Annotated[str, Query(max_length=20)] = "",
    gone: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """The last changed first."""
    show = show if show in FILTERS else "all"
    may_write = may(who, "write", who.path)
    with desk.store.read() as conn:
        rows = announcements.below(conn, who.path, FILTERS[show], limit=PAGE + 1, offset=skip)
        if show == "waiting" and not skip:
            asked = {one.announcement for one in exceptions.waiting(conn, who.path, today(desk))}
            rows = [*announcements.many(conn, asked - {row.id for row in rows}), *rows]
        day = wall(desk.now_ms(), desk.settings.zone).date()
        lang = language_of(request)
        found = cards(conn, who, rows[:PAGE], day, lang, desk.now_ms())
        questions = order_view.asked(conn, open_questions(conn, desk, who), lang)
        speaking = on_air(conn, who, desk.settings.zone)
        unsent = draft_view.cards(conn, who, drafting.some(conn, who), lang) if may_write and not skip else []
        away = drafting.found(conn, who, gone) if may_write and gone and drafts.get(conn, gone) else None
        thrown = draft_view.cards(conn, who, [away], lang)[0] if away and away.gone_ms else None
    here = f"/announcements?show={show}&skip="
    return page(
        request,
        "announcements.html",
        cards=found,
        questions=questions,
        done="order" if done == "order" else "",
        filters=tuple(FILTERS),
        show=show,
        may_approve=may(who, "approve", who.path),
        may_write=may_write,
        unsent=unsent,
        thrown=thrown,
        may_speak=may(who, "speak", who.path),
        on_air=speaking,
        older=f"{here}{skip + PAGE}" if len(rows) > PAGE else "",
        newer=f"{here}{max(skip - PAGE, 0)}" if skip else "",
    )


@router.get("/{id}")
def one(
    id: str, request: Request, who: Visitor, desk: AtDesk, done: Annotated[str, Query(max_length=20)] = ""
) -> Response:
    """Hear it, see it, where, when, what may be done with it, and whether it sounded."""
    values = whole(desk, who, id, language_of(request))
    return page(request, "announcement.html", errors={}, done=done if done in DONE else "", typed_reason="", **values)
