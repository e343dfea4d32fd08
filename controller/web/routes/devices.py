"""Devices: all at a glance, one with its story, and the button that silences everything."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from controller.api.explain_words import Told
from controller.api.language import language_of
from controller.api.problems import REFUSALS, sentence, status_of
from controller.api.routes.devices import device_for
from controller.api.system import AtDesk
from controller.broadcast import board_watch, lighting, relay_incidents
from controller.broadcast.desk import Desk
from controller.errors import Refused
from controller.fleet import beside as beside_horns
from controller.fleet import incidents as incident_service
from controller.fleet import placing
from controller.fleet.orders import RIGHTS, Order, order
from controller.people.who import Who, may
from controller.store import areas, board_faults, devices, incidents, positions
from controller.store.positions import Position
from controller.web import (
    box_view,
    errand_form,
    errand_view,
    failures_view,
    feedback_view,
    incident_view,
    moments,
    roster_view,
    screen_view,
    selftest_view,
    software_view,
)
from controller.web.device_view import ahead, connected, explained, held_against_wanted, lately, ordered, views
from controller.web.live_view import on_air
from controller.web.neighbours_view import shown
from controller.web.reading_view import charts
from controller.web.render import page
from controller.web.tree import flat, grown
from controller.web.trouble import beside as told_beside
from controller.web.visitors import TypedByVisitor, Visitor, word
from controller.words import panels as panel_words
from controller.words import relays as words
from controller.words.instants import wall
from schedules.walltime import parse_local

router = APIRouter()

WAYS = frozenset({"together", "in-turn"})
MOST_METRES = 10_000
MOST_INCIDENTS = 5
BUTTONS = ("stop", "volume", "selftest", "report", "reboot")
DONE = frozenset(
    {"stopped", "ordered", "neighbours", "screen", "code-revoked", "box-out", "box-stolen", "box-back", "placed"}
)
Done = Annotated[str, Query(max_length=20)]


@router.get("/devices")
def everything(
    request: Request,
    who: Visitor,
    desk: AtDesk,
    area: Annotated[str, Query(max_length=64)] = "",
    state: Annotated[str, Query(max_length=20)] = "",
    q: Annotated[str, Query(max_length=100)] = "",
    after: Annotated[str, Query(max_length=400)] = "",
    done: Done = "",
) -> Response:
    """Devices of one's area, by state and by place; what needs somebody first."""
    lang = language_of(request)
    with desk.store.read() as conn:
        values = roster_view.shown(desk, conn, who, area, state, q.strip(), after, lang)
        speaking = on_air(conn, who, desk.settings.zone)
        troubles = [one for one in relay_incidents.since(conn, who, desk.now_ms()) if one.until_ms is None]
        boards = [one for one in board_watch.since(conn, who, desk.now_ms()) if one.until_ms is None]
        broken = len(incidents.below(conn, who.path))
    return page(
        request,
        "devices.html",
        troubles=[words.incident(one, lang) for one in troubles],
        boards=[{"id": one.device, "said": panel_words.trouble(one, lang)} for one in boards],
        broken=broken,
        may_add=may(who, "devices", who.path),
        may_stop=may(who, "stop", who.path),
        on_air=speaking,
        done=done if done in DONE else "",
        **values,
    )


@router.get("/devices/{id}")
def one(
    id: str,
    request: Request,
    who: Visitor,
    desk: AtDesk,
    at: Annotated[str, Query(max_length=32)] = "",
    done: Done = "",
) -> Response:
    """One device: now, ahead, lately, and what it would do at an instant."""
    return _device(request, desk, who, id, at=at, done=done if done in DONE else "")


@router.post("/devices/{id}/order")
def give(id: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """A button of the device's page."""
    kind, volume = word(form, "kind"), word(form, "volume")
    number = int(volume) if kind == "volume" and volume.isascii() and volume.isdigit() and len(volume) < 9 else None
    try:
        with desk.store.read() as conn:
            device_for(conn, who, id)
        order(desk, who, Order(kind, id, volume=number))
    except REFUSALS as refused:
        errors = told_beside(refused, language_of(request), {"volume": "volume"})
        return _device(request, desk, who, id, errors=errors, status=status_of(refused))
    return RedirectResponse(f"/devices/{id}?done=ordered", 303)


@router.post("/devices/{id}/neighbours")
def beside(id: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """A pair that comes or goes, or how the horns of an area speak that reach each other."""
    other, metres, horns = word(form, "other"), word(form, "metres"), word(form, "horns")
    try:
        if typed := word(form, "named").strip():
            with desk.store.read() as conn:
                other = beside_horns.named(conn, who, typed)
        match word(form, "do"):
            case "join":
                beside_horns.join(desk, who, id, other, _metres(metres))
            case "part":
                beside_horns.part(desk, who, id, other)
            case "set":
                beside_horns.set_horns(desk, who, word(form, "area"), horns=horns if horns in WAYS else None)
    except Refused as refused:
        errors = told_beside(refused, language_of(request), {name: name for name in ("other", "named", "metres")})
        return _device(request, desk, who, id, errors=errors, status=status_of(refused))
    return RedirectResponse(f"/devices/{id}?done=neighbours", 303)


@router.post("/devices/{id}/position")
def placed(id: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """It hangs here, as somebody at its pole says."""
    try:
        if word(form, "do") == "forget":
            placing.forget(desk, who, id)
        else:
            placing.put(desk, who, id, *placing.read(word(form, "latitude"), word(form, "longitude")))
    except Refused as refused:
        errors = told_beside(refused, language_of(request), {"latitude": "latitude", "longitude": "longitude"})
        return _device(request, desk, who, id, errors=errors, status=status_of(refused))
    return RedirectResponse(f"/devices/{id}?done=placed#position", 303)


@router.post("/devices/{id}/screen")
def lit(id: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """When the boards of this one's area are dark, and when they are dim."""
    try:
        with desk.store.read() as conn:
            row = device_for(conn, who, id)
            kept = areas.known(conn, row.area).screen
        given = {name: word(form, name).strip() for name in screen_view.FIELDS}
        lighting.set_screen(desk, who, row.area, screen_view.typed(given, kept))
    except Refused as refused:
        errors = told_beside(refused, language_of(request), {"screen": "off_start"})
        return _device(request, desk, who, id, errors=errors, status=status_of(refused))
    return RedirectResponse(f"/devices/{id}?done=screen", 303)


def _metres(text: str) -> int | None:
    if not text.strip():
        return None
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= MOST_METRES):
        raise Refused("number-out-of-range", "metres", number=text[:20], low=1, high=MOST_METRES)
    return int(text)


@router.get("/stop")
def ask_where(request: Request, who: Visitor, desk: AtDesk) -> Response:
    """Where to silence: the whole area first."""
    with desk.store.read() as conn:
        places = flat(grown(areas.below(conn, who.path), devices.below(conn, who.path)))
    return page(request, "stop.html", areas=[one for one in places if one.speakers + one.boards])


@router.post("/stop")
def stop(who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Silence a whole area at once."""
    order(desk, who, Order("stop", word(form, "scope")))
    return RedirectResponse("/devices?done=stopped", 303)


def _device(
    request: Request,
    desk: Desk,
    who: Who,
    id: str,
    *,
    at: str = "",
    done: str = "",
    errors: dict[str, list[str]] | None = None,
    status: int = 200,
) -> Response:
    lang, now_ms = language_of(request), desk.now_ms()
    with desk.store.read() as conn:
        row = device_for(conn, who, id)
        above = areas.chain(conn, row.area)
        (view,) = views(desk, conn, [row], lang)
        beside = shown(conn, who, row, above)
        broken = board_faults.lasting(conn, [id]).get(id, set())
        zone = above[-1].zone
        timetable = held_against_wanted(conn, id, zone, lang)
        stood = connected(conn, id, now_ms, zone, lang)
        measured = charts(desk, conn, id, zone, lang)
        told = incident_service.told(conn, who, incidents.of_device(conn, id, MOST_INCIDENTS))
        troubles = incident_view.shown(conn, who, told, zone, now_ms, lang)
        tests = selftest_view.shown(conn, id, zone, lang)
        aim = software_view.aim(conn, who, id, lang)
        logs = errand_view.logs(conn, id, zone, lang) if may(who, "repair", row.path) else []
        where = positions.of(conn, [id]).get(id)
        told_here = feedback_view.about(conn, who, now_ms, lang, device=id)
        history = failures_view.of_device(desk, conn, row, zone, lang)
        hung = box_view.hung(desk, conn, who, row, zone, lang)
    local = at or f"{wall(now_ms, zone):%Y-%m-%dT%H:%M}"
    return page(
        request,
        "device.html",
        status,
        one=row,
        place=" › ".join(area.name for area in above),
        view=view,
        beside=beside,
        screen=screen_view.shown(who, row, above),
        broken=[panel_words.fault(one, lang) for one in sorted(broken)],
        items=ahead(desk, who, id, zone, lang),
        connected=stood,
        charts=measured,
        troubles=troubles,
        feedback=told_here,
        position=_position(where, zone, lang),
        tunes=may(who, "tune", row.path),
        hung=hung,
        history=history,
        lately=lately(desk, who, id, zone, lang),
        ordered=ordered(desk, who, id, zone, lang),
        timetable=timetable,
        now_ms=now_ms,
        zone=zone,
        at=local,
        explained=_explained(desk, who, id, at, zone, lang) if at else None,
        buttons=[kind for kind in BUTTONS if may(who, RIGHTS[kind], row.path)],
        orders=bool(errand_form.kinds(who)),
        logs=logs,
        tests=tests,
        aim=aim,
        done=done,
        errors=errors or {},
    )


def _position(where: Position | None, zone: str, lang: str) -> dict[str, str] | None:
    if where is None:
        return None
    when = moments.when(wall(where.entered_ms, zone), lang)
    return {"latitude": f"{where.latitude:.6f}", "longitude": f"{where.longitude:.6f}", "when": when}


def _explained(desk: Desk, who: Who, id: str, at: str, zone: str, lang: str) -> Told:
    try:
        instant: datetime = parse_local(at, "at").replace(tzinfo=ZoneInfo(zone))
        return explained(desk, who, id, round(instant.timestamp() * 1000), lang)
    except REFUSALS as refused:
        return Told(sentence(refused, lang), (), (), (), ())
