"""What everybody settles for themselves: the password, the telephone beside it, where they are signed in."""

from __future__ import annotations

from typing import Annotated, Any

import segno
from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from controller.api import door
from controller.api.language import language_of
from controller.api.problems import REFUSALS, Refusal, status_of
from controller.api.system import AtDesk
from controller.broadcast.desk import Desk
from controller.people import factors, myself
from controller.people.passwords import SHORTEST
from controller.people.signin import token_hash
from controller.people.who import Who
from controller.store import areas
from controller.store import factors as rows
from controller.web import agents, moments
from controller.web.render import page
from controller.web.trouble import beside
from controller.web.visitors import TypedByVisitor, Visitor, word
from controller.words.instants import wall

router = APIRouter(prefix="/me")

DONE = ("password", "session", "others", "factor-off")
PASSWORD = {"old": "old", "password": "new"}
PROOF = {"password": "proof"}
CODE = {"code": "code"}


@router.get("")
def mine(request: Request, who: Visitor, desk: AtDesk, done: Annotated[str, Query(max_length=20)] = "") -> Response:
    """All of it on one page."""
    return _page(request, desk, who, done=done if done in DONE else "")


@router.post("/password")
def password(request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Another password."""
    try:
        myself.change_password(desk, who, word(form, "old"), word(form, "new"), _token(request))
    except REFUSALS as refused:
        return _page(request, desk, who, refused, PASSWORD)
    return RedirectResponse("/me?done=password", 303)


@router.post("/sessions/others/end")
def end_others(request: Request, who: Visitor, desk: AtDesk) -> Response:
    """Signed in here alone."""
    myself.end_others(desk, who, _token(request))
    return RedirectResponse("/me?done=others#sessions", 303)


@router.post("/sessions/{name}/end")
def end_session(name: str, who: Visitor, desk: AtDesk) -> Response:
    """Signed out there."""
    myself.end_session(desk, who, name)
    return RedirectResponse("/me?done=session#sessions", 303)


@router.get("/factor")
def factor(request: Request, who: Visitor, desk: AtDesk) -> Response:
    """The picture for the telephone, while it is not proven; else where it is settled."""
    return _factor(request, desk, who)


@router.post("/factor/begin")
def begin(who: Visitor, desk: AtDesk) -> Response:
    """A new secret for the telephone."""
    factors.begin(desk, who)
    return RedirectResponse("/me/factor", 303)


@router.post("/factor/confirm")
def confirm(request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """The telephone has it. The recovery codes are on the answer, and nowhere else."""
    try:
        codes = factors.confirm(desk, who, word(form, "code"))
    except REFUSALS as refused:
        return _factor(request, desk, who, refused)
    return page(request, "recovery_codes.html", 201, codes=codes, fresh=True)


@router.post("/factor/codes")
def codes(request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """New recovery codes."""
    try:
        made = factors.renew_codes(desk, who, word(form, "proof"))
    except REFUSALS as refused:
        return _page(request, desk, who, refused, PROOF)
    return page(request, "recovery_codes.html", 201, codes=made, fresh=False)


@router.post("/factor/off")
def off(request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """By password alone from now on."""
    try:
        factors.off(desk, who, word(form, "proof"))
    except REFUSALS as refused:
        return _page(request, desk, who, refused, PROOF)
    return RedirectResponse("/me?done=factor-off", 303)


def _token(request: Request) -> str:
    return request.cookies.get(door.COOKIE, "")


def _page(
    request: Request,
    desk: Desk,
    who: Who,
    refused: Refusal | None = None,
    fields: dict[str, str] | None = None,
    done: str = "",
) -> Response:
    lang, now_ms = language_of(request), desk.now_ms()
    with desk.store.read() as conn:
        place = areas.known(conn, who.area)
        has, left = rows.confirmed(conn, who.user_id) is not None, rows.codes_left(conn, who.user_id)
    here = token_hash(_token(request))

    def told(one: Any) -> dict[str, Any]:
        return {
            "name": myself.name_of(one),
            "here": one.token_hash == here,
            "device": agents.said(one.agent, lang),
            "address": one.address,
            "since": moments.when(wall(one.created_ms, place.zone), lang),
            "seen": moments.ago(one.seen_ms, now_ms, lang),
        }

    return page(
        request,
        "me.html",
        status_of(refused) if refused is not None else 200,
        place=place.name,
        sessions=sorted(map(told, myself.open_sessions(desk, who)), key=lambda one: not one["here"]),
        factor=has,
        left=left,
        least=SHORTEST,
        errors=beside(refused, lang, fields or {}) if refused is not None else {},
        done=done,
    )


def _factor(request: Request, desk: Desk, who: Who, refused: Refusal | None = None) -> Response:
    offered = factors.offered(desk, who)
    if offered is None:
        return RedirectResponse("/me#factor", 303)
    qr = segno.make_qr(offered.link, error="m").svg_data_uri(scale=5, border=4, dark="#000", light="#fff")
    return page(
        request,
        "factor.html",
        status_of(refused) if refused is not None else 200,
        picture=qr,
        secret=" ".join(offered.secret[at : at + 4] for at in range(0, len(offered.secret), 4)),
        errors=beside(refused, language_of(request), CODE) if refused is not None else {},
    )
