"""Software of boxes: what makers released, and the campaigns that bring it to them in waves."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from sqlalchemy import Connection

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.software import Box, Campaign, CampaignGiven, Release, StateGiven, Story, Wave
from controller.api.pairs import IMAGE, RELEASE, Pair, sent_pair
from controller.api.system import AtDesk
from controller.broadcast.desk import Desk
from controller.campaign import terms
from controller.errors import Refused
from controller.fleet import campaigns as service
from controller.fleet import software
from controller.fleet.campaigns import Wish
from controller.people.who import Who
from controller.store import campaigns, releases
from controller.store.campaigns import Row

router = APIRouter(prefix="/software", tags=["software"])

_FILE = {"type": "string", "format": "binary"}
BODY = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {"type": "object", "required": [IMAGE, RELEASE], "properties": {IMAGE: _FILE, RELEASE: _FILE}}
        }
    },
}


@router.post(
    "/releases",
    responses=responses(401, 403, 404, 409, 413, 415, 422),
    status_code=201,
    openapi_extra={"requestBody": BODY},
)
def take(given: Annotated[Pair, Depends(sent_pair)], who: Asking, desk: AtDesk) -> Release:
    """An image and what its maker signed about it (`tienglang firmware sign`): held against each other, the model and
    the keys that boxes believe. What boxes would refuse is refused here."""
    return Release.model_validate(software.take(desk, who, given.area, given.image, given.release))


@router.get("/releases", responses=responses(401))
def offered(who: Asking, desk: AtDesk) -> list[Release]:
    """Those of one's area, of what lies below it, and of the areas above; the newest first."""
    with desk.store.read() as conn:
        return [Release.model_validate(one) for one in releases.seen(conn, who.path)]


@router.delete("/releases/{id}", responses=responses(401, 403, 404, 409), status_code=204)
def end(id: str, who: Asking, desk: AtDesk) -> None:
    """Offer it no more. Boxes that run it go on."""
    software.end(desk, who, id)


@router.post("/campaigns", responses=responses(401, 403, 404, 409, 422), status_code=201)
def begin(given: CampaignGiven, who: Asking, desk: AtDesk) -> Story:
    """Bring a release to all boxes of its model in an area: one first, then waves, each when the former is well. It
    stops by itself on failures and on boxes that do not return. Boxes are asked outside their own programmes only."""
    try:
        held = terms.read(given.terms)
    except ValueError as problem:
        raise Refused("campaign-terms", "terms", why=str(problem)) from None
    row = service.begin(desk, who, Wish(given.release, given.area, given.pilot, held))
    return _story(desk, who, row.id)


@router.get("/campaigns", responses=responses(401))
def listed(who: Asking, desk: AtDesk) -> list[Campaign]:
    """Those of one's area and below it, the newest first."""
    with desk.store.read() as conn:
        return [Campaign(**one) for one in _told(conn, campaigns.below(conn, who.path))]


@router.get("/campaigns/{id}", responses=responses(401, 404))
def one_campaign(id: str, who: Asking, desk: AtDesk) -> Story:
    """One, with each of its boxes and why it stands as it does."""
    return _story(desk, who, id)


@router.put("/campaigns/{id}/state", responses=responses(401, 403, 404, 409, 422))
def turn(id: str, given: StateGiven, who: Asking, desk: AtDesk) -> Story:
    """Hold it up (who was told and has not begun is let go), go on (also where it stopped by itself: what failed so far
    is forgiven), or give it up. Boxes that have begun go on to their end."""
    turns = {"running": service.go_on, "paused": service.pause, "aborted": service.abort}
    turns[given.state](desk, who, id)
    return _story(desk, who, id)


def _story(desk: Desk, who: Who, id: str) -> Story:
    with desk.store.read() as conn:
        (one,) = _told(conn, [service.one_for(conn, who, id)])
        sights = campaigns.sights(conn, id)
        boxes = [
            Box(
                device=box.id,
                wave=box.wave + 1,
                state=box.state,  # type: ignore[arg-type]
                since_ms=box.since_ms,
                reason=box.reason,
                tries=box.tries,
                runs=sights[box.id].image or "",
            )
            for box in campaigns.boxes(conn, id).values()
        ]
    return Story(**one, boxes=boxes)


def _told(conn: Connection, rows: list[Row]) -> list[dict[str, Any]]:
    known = releases.many(conn, {row.release for row in rows})
    counts = campaigns.counts(conn, [row.id for row in rows])
    same = ("id", "release", "area", "pilot", "state", "terms", "created_ms", "changed_ms", "until_ms")
    return [
        {name: getattr(row, name) for name in same}
        | {
            "version": known[row.release].version,
            "model": known[row.release].model,
            "wave": row.wave + 1,
            "waves": _waves(counts.get(row.id, {})),
        }
        for row in rows
    ]


def _waves(counts: dict[tuple[int, str], int]) -> list[Wave]:
    found: dict[int, dict[str, int]] = {}
    for (wave, state), number in sorted(counts.items()):
        found.setdefault(wave + 1, {})[state] = number
    return [Wave(wave=wave, boxes=boxes) for wave, boxes in sorted(found.items())]
