"""Addresses at which calendar programs read a plan: each for one area or device, read only, revocable."""

from __future__ import annotations

from fastapi import APIRouter

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.plans import Feed, FeedGiven, NewFeed
from controller.api.system import AtDesk
from controller.broadcast.agenda import area_for, device_for
from controller.broadcast.desk import Desk
from controller.people import feeds
from controller.people.feeds import Issued
from controller.people.who import Who
from controller.store import audit
from controller.store import feeds as rows

router = APIRouter(prefix="/feeds", tags=["plans"])


@router.get("", responses=responses(401))
def my_feeds(who: Asking, desk: AtDesk) -> list[Feed]:
    """One's own addresses, without their secrets."""
    with desk.store.read() as conn:
        return [Feed.model_validate(one) for one in rows.of_user(conn, who.user_id)]


@router.post("", responses=responses(401, 403, 404, 422), status_code=201)
def new_feed(given: FeedGiven, who: Asking, desk: AtDesk) -> NewFeed:
    """A new address. Its secret is in this answer and nowhere else."""
    issued = make(desk, who, given.kind, given.target, given.name)
    return NewFeed(id=issued.id, url=address(desk, given.kind, given.target, issued.secret))


@router.delete("/{id}", responses=responses(401, 404), status_code=204)
def revoke(id: str, who: Asking, desk: AtDesk) -> None:
    """End an address at once."""
    end(desk, who, id)


def make(desk: Desk, who: Who, kind: str, target: str, name: str) -> Issued:
    """A new address of a plan that the person may read."""
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        (area_for if kind == "area" else device_for)(conn, who, target)
        issued = feeds.issue(conn, who, kind, target, name, now_ms)
        audit.append(conn, now_ms, who.login, "feed-add", issued.id, {"target": target}, address=desk.address)
    return issued


def end(desk: Desk, who: Who, id: str) -> None:
    """Revoke one of the person's own."""
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        feeds.revoke(conn, who, id, now_ms)
        audit.append(conn, now_ms, who.login, "feed-revoke", id, address=desk.address)


def address(desk: Desk, kind: str, target: str, secret: str) -> str:
    """What a calendar program is given."""
    return f"{desk.settings.http.public_url}/api/v1/{kind}s/{target}/plan.ics?key={secret}"
