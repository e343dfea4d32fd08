"""Codes with which boxes claim their place, their labels, and which box hung where."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.language import language_of
from controller.api.models.claims import Awaited, Box, ClaimCode, CodesWanted, ToPrint
from controller.api.models.places import Device
from controller.api.routes.devices import device_for, one_device
from controller.api.system import AtDesk
from controller.fleet import awaiting, codes, labels, taking_down
from controller.fleet.codes import Made
from controller.fleet.enrol import New
from controller.store import boxes

router = APIRouter(prefix="/devices", tags=["devices"])


@router.post("/awaited", responses=responses(401, 403, 404, 409, 422), status_code=201)
def await_boxes(given: Awaited, who: Asking, desk: AtDesk) -> list[ClaimCode]:
    """Places whose boxes are to come, each with a code. All are made, or none."""
    wanted = [New(one.id, one.area, one.profile, one.name, one.offset_ms) for one in given.devices]
    return [_told(one) for one in awaiting.make(desk, who, wanted)]


@router.post("/codes", responses=responses(401, 403, 404, 422), status_code=201)
def new_codes(given: CodesWanted, who: Asking, desk: AtDesk) -> list[ClaimCode]:
    """A new code for each device; the one before is good no more. The box that hangs there goes on until another claims
    its place."""
    return [_told(one) for one in codes.renew(desk, who, given.devices, given.profile, given.days)]


@router.delete("/{id}/code", responses=responses(401, 403, 404), status_code=204)
def take_back(id: str, who: Asking, desk: AtDesk) -> Response:
    """The code of a device is good no more."""
    codes.revoke(desk, who, id)
    return Response(status_code=204)


@router.post("/labels", response_class=Response, responses=responses(401, 403, 404, 422))
def print_labels(given: ToPrint, request: Request, who: Asking, desk: AtDesk) -> Response:
    """Sheets of labels (PDF, A4, sixteen of 99.1 × 33.9 mm) for codes that were just given out."""
    made = labels.sheet(desk, codes.printable(desk, who, given.codes), language_of(request))
    return Response(made, media_type="application/pdf")


@router.post("/{id}/out", responses=responses(401, 403, 404, 409))
def take_down(id: str, who: Asking, desk: AtDesk) -> Device:
    """The box was taken down: it is put out by the broker, and nothing is planned for the place. `back` undoes it."""
    return one_device(taking_down.take_down(desk, who, id).id, who, desk)


@router.post("/{id}/stolen", responses=responses(401, 403, 404, 409))
def stolen(id: str, who: Asking, desk: AtDesk) -> Device:
    """The box was stolen: its password is good no more, for ever. Another claims the place with a new code."""
    return one_device(taking_down.take_down(desk, who, id, stolen=True).id, who, desk)


@router.post("/{id}/back", responses=responses(401, 403, 404, 409))
def put_back(id: str, who: Asking, desk: AtDesk) -> Device:
    """The box that was taken down last hangs there again, and needs no code."""
    return one_device(taking_down.put_back(desk, who, id).id, who, desk)


@router.get("/{id}/boxes", responses=responses(401, 404))
def hung(id: str, who: Asking, desk: AtDesk) -> list[Box]:
    """Which box hung here, the newest first."""
    with desk.store.read() as conn:
        device_for(conn, who, id)
        return [Box.model_validate(one) for one in boxes.of_device(conn, id)]


def _told(one: Made) -> ClaimCode:
    return ClaimCode(
        device=one.device.id, profile=one.profile, code=one.shown, link=one.link, expires_ms=one.expires_ms
    )
