"""Residents: the page that everybody may read, its switch, and what they tell."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.residents import (
    AnswerGiven,
    Feedback,
    FeedbackGiven,
    FeedbackTaken,
    PublicPage,
    Switch,
    SwitchGiven,
)
from controller.api.system import AtDesk
from controller.broadcast.desk import Desk
from controller.errors import Refused
from controller.people.throttle import customer
from controller.people.who import Who, may, require
from controller.residents import feedback as service
from controller.residents import opening, page
from controller.residents.crowd import READING
from controller.residents.page import Notice
from controller.store import feedback, open_pages
from controller.store.feedback import Told

router = APIRouter(tags=["residents"])
Show = Literal["new", "answered", "closed", "suspect"]


@router.get("/communes/{code}/page", responses=responses(404, 429))
def public_page(code: str, desk: AtDesk) -> PublicPage:
    """What a commune tells everybody, without a sign-in: agreed announcements from a week back to a week ahead, what
    boards report to show, emergencies that last, what sounds now without a time of its own. 404 where the
    page is not open."""
    if wait := desk.crowd.wait_ms(f"read:{customer(desk.address)}", READING, desk.now_ms()):
        raise Refused("residents-wait", seconds=-(-wait // 1000))
    with desk.store.read() as conn:
        found = page.page(conn, desk, opening.opened(conn, code))
    told = {name: [_notice(one) for one in getattr(found, name)] for name in ("today", "coming", "earlier")}
    boards = [{**asdict(one), "picture": f"/media/{one.picture}"} for one in found.boards]
    return PublicPage.model_validate(
        {
            "area": found.area.code,
            "name": found.area.name,
            "made_ms": found.made_ms,
            "emergencies": [asdict(one) for one in found.emergencies],
            "on_air": [asdict(one) for one in found.on_air],
            "boards": boards,
            **told,
        }
    )


@router.post("/communes/{code}/feedback", responses=responses(404, 422, 429), status_code=201)
def tell(code: str, given: FeedbackGiven, desk: AtDesk) -> FeedbackTaken:
    """Tell how it sounds, without a sign-in. The same `once` again changes nothing. 429 says when to come again."""
    kept = service.take(desk, code, service.Given(**given.model_dump()))
    return FeedbackTaken(receipt=f"/xa/{code}/y-kien/{kept.once}")


@router.get("/areas/{code}/residents", responses=responses(401, 403, 404, 422))
def switched(code: str, who: Asking, desk: AtDesk) -> Switch:
    """Whether a commune's page is open."""
    return _switch(desk, who, code)


@router.put("/areas/{code}/residents", responses=responses(401, 403, 404, 422))
def switch(code: str, given: SwitchGiven, who: Asking, desk: AtDesk) -> Switch:
    """Open a commune's page to everybody, or close it."""
    opening.set_open(desk, who, code, is_open=given.open)
    return _switch(desk, who, code)


@router.get("/feedback", responses=responses(401, 403, 422))
def inbox(
    who: Asking,
    desk: AtDesk,
    show: Show = "new",
    before_ms: Annotated[int | None, Query(ge=0, le=2**53)] = None,
    before_id: Annotated[str, Query(max_length=64)] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> list[Feedback]:
    """What residents of one's area told, the newest first; the next page begins before the last one of this."""
    require(who, "read", who.path)
    states = feedback.STATES if show == "suspect" else (show,)
    before = (before_ms, before_id) if before_ms is not None else None
    with desk.store.read() as conn:
        rows = feedback.below(conn, who.path, states, suspect=show == "suspect", before=before, limit=limit)
    return [_feedback(who, one) for one in rows]


@router.post("/feedback/{id}/answer", responses=responses(401, 403, 404, 422))
def answer(id: str, given: AnswerGiven, who: Asking, desk: AtDesk) -> Feedback:
    """Answer; who wrote reads it under the address that they were given."""
    return _feedback(who, service.answer(desk, who, id, given.answer))


@router.post("/feedback/{id}/close", responses=responses(401, 403, 404, 409))
def close(id: str, who: Asking, desk: AtDesk) -> Feedback:
    """Nothing is left to do."""
    return _feedback(who, service.close(desk, who, id))


@router.post("/feedback/{id}/reopen", responses=responses(401, 403, 404))
def reopen(id: str, who: Asking, desk: AtDesk) -> Feedback:
    """It waits again; also what was taken for a machine's."""
    return _feedback(who, service.reopen(desk, who, id))


def _switch(desk: Desk, who: Who, code: str) -> Switch:
    with desk.store.read() as conn:
        area = opening.commune_for(conn, who, code)
        there = open_pages.get(conn, code)
    return Switch(
        area=area.code,
        open=there is not None,
        since_ms=there.since_ms if there is not None else None,
        address=f"{desk.settings.http.public_url}/xa/{code}",
    )


def _notice(one: Notice) -> dict[str, Any]:
    sound = one.sound
    files = {kind: f"/media/{hash}" if (hash := getattr(sound, kind, "")) else "" for kind in ("mp3", "opus")}
    return {**asdict(one), **files}


def _feedback(who: Who, one: Told) -> Feedback:
    shown = {name: getattr(one, name) for name in Feedback.model_fields}
    if not may(who, "reply", who.path):
        shown["phone"] = ""
    return Feedback(**shown)
