"""Where relays come from: stations and streams of higher levels; and what went wrong with them."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from sqlalchemy import Connection
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from controller.api.language import language_of
from controller.api.problems import REFUSALS, status_of
from controller.api.system import AtDesk
from controller.broadcast import relay_incidents
from controller.broadcast import relay_sources as sources
from controller.broadcast.desk import Desk
from controller.broadcast.relay_sources import Given
from controller.errors import Refused
from controller.people.who import Who, may
from controller.store import areas, media, relay_sources
from controller.web import relay_view
from controller.web.render import page
from controller.web.trouble import beside
from controller.web.visitors import TypedByVisitor, Visitor, word
from devices.relay import CODECS

router = APIRouter(prefix="/relays")
FIELDS = {name: name for name in ("name", "address", "codec", "filler")}
LATELY_MS = 30 * 86_400_000


@router.get("")
def list_(request: Request, who: Visitor, desk: AtDesk) -> Response:
    """All that one may know of, and the form for a new one."""
    return _page(request, desk, who)


@router.get("/{id}/edit")
def edit(id: str, request: Request, who: Visitor, desk: AtDesk) -> Response:
    """The form as it stands."""
    with desk.store.read() as conn:
        one = sources.source_for(conn, who, id, "relays")
    return _page(request, desk, who, Given(one.name, one.address, one.codec, one.filler), id)


@router.post("/add")
def add(request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """A new one; it is listened to at once."""
    given = _given(form)
    try:
        made = sources.add(desk, who, who.area, given)
    except REFUSALS as refused:
        return _page(request, desk, who, given, refused=refused)
    return _listened(request, desk, who, made.id)


@router.post("/{id}/edit")
def change(id: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """The same for one that is there."""
    given = _given(form)
    try:
        sources.edit(desk, who, id, given)
    except REFUSALS as refused:
        return _page(request, desk, who, given, id, refused=refused)
    return _listened(request, desk, who, id)


@router.post("/{id}/listen")
def listen(id: str, request: Request, who: Visitor, desk: AtDesk) -> Response:
    """Hear some seconds of it."""
    return _listened(request, desk, who, id)


@router.post("/{id}/end")
def end(id: str, request: Request, who: Visitor, desk: AtDesk) -> Response:
    """Offer it no more."""
    try:
        sources.end(desk, who, id)
    except REFUSALS as refused:
        return _page(request, desk, who, refused=refused)
    return RedirectResponse("/relays", 303)


def _listened(request: Request, desk: Desk, who: Who, id: str) -> Response:
    try:
        sources.listen(desk, who, id)
    except REFUSALS as refused:
        return _page(request, desk, who, refused=refused)
    return RedirectResponse(f"/relays#{id}", 303)


def _given(form: FormData) -> Given:
    return Given(word(form, "name"), word(form, "address"), word(form, "codec"), word(form, "filler") or None)


def _page(
    request: Request,
    desk: Desk,
    who: Who,
    typed: Given | None = None,
    id: str = "",
    refused: Exception | None = None,
) -> Response:
    lang, now_ms = language_of(request), desk.now_ms()
    errors = beside(refused, lang, FIELDS) if isinstance(refused, Refused) else {}
    with desk.store.read() as conn:
        found = relay_sources.seen(conn, who.path)
        places = {area.code: area for area in areas.below(conn)}
        troubles = relay_incidents.since(conn, who, now_ms - LATELY_MS)
        zone = areas.known(conn, who.area).zone
        fillers = _fillers(conn, who, typed)
    return page(
        request,
        "relays.html",
        status_of(refused) if refused is not None else 200,
        sources=[
            relay_view.source(one, places[one.area].name, zone, may(who, "relays", places[one.area].path), lang)
            for one in found
        ],
        troubles=[relay_view.trouble(one, zone, lang) for one in troubles],
        may_add=may(who, "relays", who.path),
        typed=typed or Given("", "", "mp3"),
        id=id,
        codecs=CODECS,
        fillers=fillers,
        errors=errors,
    )


def _fillers(conn: Connection, who: Who, typed: Given | None) -> list[dict[str, Any]]:
    """The sounds that may fill in: those of one's area, the newest first."""
    chosen = typed.filler if typed is not None else None
    return [{"hash": one.hash, "name": one.name, "chosen": one.hash == chosen} for one in media.masters(conn, who.path)]
