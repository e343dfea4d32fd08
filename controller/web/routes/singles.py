"""The buttons beside each coming time of an announcement."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from controller.api.system import AtDesk
from controller.api.uploads import allowed_area, keep
from controller.broadcast import single_approve, single_form
from controller.broadcast.desk import Desk
from controller.broadcast.found import announcement_for
from controller.broadcast.single_form import Wanted
from controller.broadcast.upload import take_sound
from controller.errors import Refused
from controller.people.who import Who
from controller.web.routes.actions import do
from controller.web.visitors import TypedByVisitor, Visitor, WithFile, word

router = APIRouter(prefix="/announcements/{id}/times/{original}")


@router.post("/leave-out")
def leave_out(id: str, original: str, request: Request, who: Visitor, desk: AtDesk) -> Response:
    """Silence at that one time, at once."""
    return do(request, desk, who, id, "left-out", lambda: single_form.leave_out(desk, who, id, original))


@router.post("/move")
def move(id: str, original: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Propose another time."""
    day, clock = word(form, "date").strip(), word(form, "time").strip()
    wanted = Wanted("moved", to=f"{day}T{clock}" if day and clock else None)
    return do(request, desk, who, id, "proposed", lambda: single_form.propose(desk, who, id, original, wanted))


@router.post("/change")
def change(id: str, original: str, request: Request, who: Visitor, desk: AtDesk, form: WithFile) -> Response:
    """Propose other content, once."""

    def proposed() -> None:
        volume, minutes = _number(form, "volume"), _number(form, "show_minutes") if "show_minutes" in form else None
        page = bool(word(form, "page")) if word(form, "page_asked") else None
        given = form.get("sound_file")
        sound = _sound(desk, who, id, given) if isinstance(given, UploadFile) and given.filename else None
        text = word(form, "text").replace("\r\n", "\n").strip()
        wanted = Wanted("changed", text=text, volume=volume, sound=sound, page=page, show_minutes=minutes)
        single_form.propose(desk, who, id, original, wanted)

    return do(request, desk, who, id, "proposed", proposed)


@router.post("/take-back")
def take_back(id: str, original: str, request: Request, who: Visitor, desk: AtDesk) -> Response:
    """Withdraw what is proposed, or propose what the series has."""
    return do(request, desk, who, id, "taken-back", lambda: single_form.take_back(desk, who, id, original))


@router.post("/approve")
def approve(id: str, original: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Agree to what the page showed."""
    seen = word(form, "fingerprint")
    return do(request, desk, who, id, "single", lambda: single_approve.approve(desk, who, id, original, seen))


@router.post("/reject")
def reject(id: str, original: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Turn it down, with a reason."""
    why = word(form, "reason")
    return do(request, desk, who, id, "turned-down", lambda: single_approve.reject(desk, who, id, original, why))


def _number(form: FormData, name: str) -> int:
    text = word(form, name).strip()
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        raise Refused("number-wanted", name)
    return int(text)


def _sound(desk: Desk, who: Who, id: str, given: UploadFile) -> str:
    with desk.store.read() as conn:
        row = announcement_for(conn, who, id, "write")
    area = allowed_area(desk, who, row.area)
    kept = keep(desk, given.file)
    try:
        return take_sound(desk, who, area, kept, given.filename or "").hash
    finally:
        desk.shelf.drop(kept)
