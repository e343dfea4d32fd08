"""The page with the microphone: where, how urgent, what it would touch; who is on the air; what was said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from controller.api.language import language_of
from controller.api.problems import REFUSALS, status_of
from controller.api.routes import live as doors
from controller.api.system import AtDesk, Services
from controller.broadcast.desk import Desk
from controller.live import books
from controller.live.books import Wanted
from controller.live.meanwhile import meanwhile
from controller.people.who import Who, may
from controller.web.live_view import MINUTES, on_air, said, touched, tree
from controller.web.render import page
from controller.web.trouble import beside
from controller.web.visitors import TypedByVisitor, Visitor, several, word
from devices.messages import Klass

router = APIRouter(prefix="/live")

FIELDS = {"areas": "areas", "minutes": "minutes", "volume": "volume"}


@dataclass(frozen=True, slots=True)
class Form:
    """What stands in the fields."""

    areas: tuple[str, ...] = ()
    klass: str = Klass.PRIORITY.value
    minutes: str = "10"
    volume: str = "70"

    @classmethod
    def of(cls, form: FormData) -> Form:
        """As it was typed."""
        klass = Klass.EMERGENCY.value if word(form, "klass") == Klass.EMERGENCY.value else Klass.PRIORITY.value
        return cls(several(form, "areas"), klass, word(form, "minutes"), word(form, "volume"))

    @property
    def wanted(self) -> Wanted:
        """As it is asked; what is no number is out of range."""
        return Wanted(self.areas, self.klass, _number(self.minutes), _number(self.volume))


@router.get("")
def show(request: Request, who: Visitor, desk: AtDesk) -> Response:
    """The page, before anything was chosen: one place is chosen where there is no choice."""
    with desk.store.read() as conn:
        tops = tree(conn, who)
    only = tops[0].code if len(tops) == 1 and not tops[0].children else ""
    return _page(request, desk, who, Form(areas=(only,) if only else ()))


@router.post("")
def look(request: Request, who: Visitor, desk: AtDesk, typed: TypedByVisitor) -> Response:
    """Whether it may be, and what it would touch."""
    form = Form.of(typed)
    try:
        with desk.store.read() as conn:
            asked = books.look(conn, who, form.wanted, desk.now_ms())
        found = meanwhile(desk, who, asked, form.wanted)
    except REFUSALS as refused:
        errors = beside(refused, language_of(request), FIELDS)
        return _page(request, desk, who, form, errors=errors, status=status_of(refused))
    lang = language_of(request)
    notes = touched(found, desk.settings.zone, lang)
    return _page(request, desk, who, form, checked=True, notes=notes, exempt=bool(asked.allowed.exempt))


@router.post("/{id}/end")
def end(id: str, who: Visitor, desk: AtDesk, system: Services) -> Response:
    """End a talk."""
    doors.end(id, who, desk, system)
    return RedirectResponse("/live", 303)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1


def _page(
    request: Request,
    desk: Desk,
    who: Who,
    form: Form,
    *,
    errors: Mapping[str, Any] | None = None,
    status: int = 200,
    checked: bool = False,
    notes: list[str] | None = None,
    exempt: bool = False,
) -> Response:
    lang, zone = language_of(request), desk.settings.zone
    with desk.store.read() as conn:
        values = {
            "tree": tree(conn, who),
            "on_air": on_air(conn, who, zone),
            "said": said(conn, who, zone, lang),
        }
    return page(
        request,
        "live.html",
        status,
        form=form,
        minutes=MINUTES,
        may_speak=may(who, "speak", who.path),
        may_alarm=may(who, "emergency", who.path),
        errors=errors or {},
        checked=checked,
        notes=notes or [],
        exempt=exempt,
        **values,
    )
