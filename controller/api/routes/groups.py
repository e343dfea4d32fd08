"""Saved groups of hamlets."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.shapes import Code, Given, Text, Told, example
from controller.api.system import AtDesk
from controller.broadcast import groups

router = APIRouter(prefix="/groups", tags=["announcements"])


class GroupGiven(Given):
    """A name for places that are addressed together."""

    model_config = example({"name": "Ba thôn ven sông", "areas": ["thon-dong", "thon-doai"]})

    name: Annotated[Text, Field(max_length=200)]
    areas: list[Code] = Field(max_length=1_000)


class Group(Told):
    id: str
    area: str
    name: str
    areas: list[str]
    maker: str
    made_ms: int


@router.get("", responses=responses(401))
def some(who: Asking, desk: AtDesk) -> list[Group]:
    """Those of one's own area, without places that have ended."""
    with desk.store.read() as conn:
        return [Group.model_validate(one) for one in groups.some(conn, who)]


@router.post("", responses=responses(401, 403, 404, 409, 422), status_code=201)
def save(given: GroupGiven, who: Asking, desk: AtDesk) -> Group:
    """Save it; one of the same name is replaced."""
    return Group.model_validate(groups.save(desk, who, given.name, given.areas))


@router.delete("/{id}", responses=responses(401, 403, 404))
def remove(id: str, who: Asking, desk: AtDesk) -> Group:
    """Forget it. The answer can be saved again."""
    return Group.model_validate(groups.remove(desk, who, id))
