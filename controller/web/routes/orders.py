"""The answer to the question which priority announcement goes first, as a form gives it."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from controller.api.system import AtDesk
from controller.broadcast.order import order
from controller.errors import Refused
from controller.web.visitors import TypedByVisitor, Visitor, several, word

router = APIRouter()


@router.post("/orders")
def give(who: Visitor, desk: AtDesk, typed: TypedByVisitor) -> Response:
    """Take the answer; a refusal is a page of its own, from which one goes back."""
    order(desk, who, _sequence(typed))
    here = word(typed, "back")
    page = f"/announcements/{here}" if here in several(typed, "announcement") else "/announcements"
    return RedirectResponse(f"{page}?done=order", 303)


def _sequence(typed: FormData) -> list[str]:
    """One that goes first, or a place for each."""
    names = several(typed, "announcement")
    if first := word(typed, "first"):
        return [first, *(name for name in names if name != first)]
    places = {name: word(typed, f"place-{name}") for name in names}
    if len(set(places.values())) != len(names):
        raise Refused("order-place", "announcements")
    return sorted(names, key=lambda name: (len(places[name]), places[name]))
