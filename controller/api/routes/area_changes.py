"""Areas merged and split from a day on: proposed, looked at, agreed by a higher administrator, done by the service."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.language import language_of
from controller.api.models.area_changes import Agreed, AreaChange, AreaChangeGiven, Cancelled, Preview
from controller.api.system import AtDesk
from controller.places import propose as proposing
from controller.places.preview import preview
from controller.places.telling import names_of, sentences

router = APIRouter(prefix="/area-changes", tags=["areas"])


@router.get("", responses=responses(401))
def my_changes(who: Asking, desk: AtDesk) -> list[AreaChange]:
    """Changes that concern one's own area, in order of their days."""
    with desk.store.read() as conn:
        return [AreaChange.model_validate(one) for one in proposing.mine(conn, who)]


@router.post("", responses=responses(401, 403, 404, 409, 422), status_code=201)
def propose(given: AreaChangeGiven, who: Asking, desk: AtDesk) -> AreaChange:
    """Propose a change. It does nothing until somebody else, higher up, agrees."""
    steps = [one.model_dump(exclude_none=True) for one in given.steps]
    return AreaChange.model_validate(proposing.propose(desk, who, given.effect, steps, given.note))


@router.get("/{id}", responses=responses(401, 404))
def one_change(id: str, who: Asking, desk: AtDesk) -> AreaChange:
    """One change."""
    with desk.store.read() as conn:
        return AreaChange.model_validate(proposing.for_person(conn, who, id))


@router.get("/{id}/preview", responses=responses(401, 404))
def what_will_happen(id: str, request: Request, who: Asking, desk: AtDesk) -> Preview:
    """What the change will do on its day, on top of all that is agreed: devices, notices, hours, people."""
    with desk.store.read() as conn:
        found = preview(conn, proposing.for_person(conn, who, id), desk.now_ms())
        told = sentences(found, names_of(conn), language_of(request))
    return Preview.model_validate({
        name: getattr(found, name) for name in ("moves", "reworded", "reaches", "people", "hours", "silent")
    } | {"sentences": told})  # fmt: skip


@router.post("/{id}/agree", responses=responses(401, 403, 404, 409, 422))
def agree(id: str, given: Agreed, who: Asking, desk: AtDesk) -> AreaChange:
    """Agree: from the day on devices plan, play and answer to the new places."""
    return AreaChange.model_validate(proposing.agree(desk, who, id, anyway=given.anyway))


@router.post("/{id}/cancel", responses=responses(401, 403, 404, 409, 422))
def cancel(id: str, given: Cancelled, who: Asking, desk: AtDesk) -> AreaChange:
    """Withdraw it before its day."""
    return AreaChange.model_validate(proposing.cancel(desk, who, id, given.reason))
