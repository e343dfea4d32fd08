"""Who works with the console: invited, given a role in a place, suspended, gone."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from controller.api.language import language_of
from controller.api.problems import REFUSALS, Refusal, status_of
from controller.api.system import AtDesk
from controller.broadcast.desk import Desk
from controller.people import inviting, staff
from controller.people.inviting import Given
from controller.people.links import Made
from controller.people.who import ROLES, Who, require
from controller.post import handing
from controller.store import areas, factors, sessions, users
from controller.web import people_view
from controller.web.render import page
from controller.web.trouble import beside
from controller.web.visitors import TypedByVisitor, Visitor, word

router = APIRouter(prefix="/people")

FIELDS = {name: name for name in ("name", "role", "area", "mail", "language")}
DONE = ("change", "suspend", "resume", "end", "factor", "revoked")
Done = Annotated[str, Query(max_length=20)]


@router.get("")
def everybody(request: Request, who: Visitor, desk: AtDesk, done: Done = "") -> Response:
    """By place, with the invitations that wait."""
    require(who, "users", who.path)
    lang, now_ms = language_of(request), desk.now_ms()
    with desk.store.read() as conn:
        places = areas.below(conn, who.path, ended=True)
        rows = users.below(conn, who.path)
        having, seen = factors.everybody(conn), sessions.last_seen(conn)
    names, zone = {one.code: one.name for one in places}, places[0].zone
    return page(
        request,
        "people.html",
        places=people_view.by_place(rows, places, having, seen, now_ms, lang),
        invitations=[
            people_view.invited(one, names, now_ms, zone, lang) for one in inviting.open_invitations(desk, who)
        ],
        alone=sum(one.active and one.role == "administrator" for one in rows) == 1,
        done=done if done in DONE else "",
    )


@router.get("/invite")
def form(request: Request, who: Visitor, desk: AtDesk, area: Annotated[str, Query(max_length=64)] = "") -> Response:
    """Whom, as what, where."""
    return _form(request, desk, who, {"area": area} if area else {})


@router.post("/invite")
def invite(request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """The link, to hand over."""
    typed = {name: word(form, name).strip() for name in ("name", "role", "area", "mail")}
    try:
        made = inviting.invite(desk, who, Given(**typed))
    except REFUSALS as refused:
        return _form(request, desk, who, typed, refused)
    return _handed(request, desk, who, made)


@router.post("/invitations/{id}/revoke")
def revoke(id: str, who: Visitor, desk: AtDesk) -> Response:
    """The link is good no more."""
    inviting.revoke(desk, who, id)
    return RedirectResponse("/people?done=revoked", 303)


@router.get("/{id}")
def person(id: str, request: Request, who: Visitor, desk: AtDesk, done: Done = "") -> Response:
    """One person, and what can be done."""
    return _person(request, desk, who, id, {}, done=done if done in DONE else "")


@router.post("/{id}/change")
def change(id: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Another name, role or place."""
    typed = {name: word(form, name).strip() for name in ("name", "role", "area")}
    try:
        staff.change(desk, who, id, **typed)
    except REFUSALS as refused:
        return _person(request, desk, who, id, typed, refused)
    return RedirectResponse(f"/people/{id}?done=change", 303)


@router.post("/{id}/suspend")
def suspend(id: str, request: Request, who: Visitor, desk: AtDesk) -> Response:
    """Out at once, and able to come back."""
    try:
        staff.change(desk, who, id, active=False)
    except REFUSALS as refused:
        return _person(request, desk, who, id, {}, refused)
    return RedirectResponse(f"/people/{id}?done=suspend", 303)


@router.post("/{id}/resume")
def resume(id: str, who: Visitor, desk: AtDesk) -> Response:
    """Back again."""
    staff.change(desk, who, id, active=True)
    return RedirectResponse(f"/people/{id}?done=resume", 303)


@router.post("/{id}/end")
def end(id: str, request: Request, who: Visitor, desk: AtDesk) -> Response:
    """Gone for good."""
    try:
        staff.end(desk, who, id)
    except REFUSALS as refused:
        return _person(request, desk, who, id, {}, refused)
    return RedirectResponse(f"/people/{id}?done=end", 303)


@router.post("/{id}/reset")
def reset(id: str, request: Request, who: Visitor, desk: AtDesk) -> Response:
    """A link to choose another password."""
    return _handed(request, desk, who, staff.reset(desk, who, id))


@router.post("/{id}/factor")
def without_factor(id: str, who: Visitor, desk: AtDesk) -> Response:
    """The telephone is lost: by password alone from now on."""
    staff.without_factor(desk, who, id)
    return RedirectResponse(f"/people/{id}?done=factor", 303)


def _form(request: Request, desk: Desk, who: Who, typed: dict[str, str], refused: Refusal | None = None) -> Response:
    require(who, "users", who.path)
    return page(
        request,
        "invite.html",
        status_of(refused) if refused is not None else 200,
        typed={"name": "", "role": "editor", "area": who.area, "mail": ""} | typed,
        places=_places(desk, who),
        roles=ROLES,
        mails=inviting.can_mail(desk),
        errors=_errors(request, refused),
    )


def _person(
    request: Request,
    desk: Desk,
    who: Who,
    id: str,
    typed: dict[str, str],
    refused: Refusal | None = None,
    done: str = "",
) -> Response:
    lang, now_ms = language_of(request), desk.now_ms()
    with desk.store.read() as conn:
        row = staff.found(conn, who, id)
        seen = sessions.last_seen(conn).get(id)
        told = people_view.told(row, id in factors.everybody(conn), seen, now_ms, lang)
    return page(
        request,
        "person.html",
        status_of(refused) if refused is not None else 200,
        one=told,
        typed={"name": row.name, "role": row.role, "area": row.area} | typed,
        places=_places(desk, who),
        roles=ROLES,
        myself=row.id == who.user_id,
        errors=_errors(request, refused),
        done=done,
    )


def _handed(request: Request, desk: Desk, who: Who, made: Made) -> Response:
    lang = language_of(request)
    with desk.store.read() as conn:
        zone = areas.known(conn, who.area).zone
    mailed = handing.hand(desk, made, lang) if made.link.target else ""
    return page(
        request,
        "link.html",
        201,
        link=people_view.handed(made, desk.settings.http.public_url, zone, lang),
        kind=made.link.kind,
        mailed=mailed,
    )


def _places(desk: Desk, who: Who) -> list[tuple[str, str]]:
    """Of a form: each with how deep it lies."""
    with desk.store.read() as conn:
        known = areas.below(conn, who.path)
    top = who.path.count("/")
    return [(one.code, "\u2003" * (one.path.count("/") - top) + one.name) for one in known]


def _errors(request: Request, refused: Refusal | None) -> dict[str, Any]:
    return beside(refused, language_of(request), FIELDS) if refused is not None else {}
