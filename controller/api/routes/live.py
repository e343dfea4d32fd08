"""Speaking live: who may, who does, who did. The microphone itself has a door of its own (`microphone`)."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from sqlalchemy import Connection

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.announcements import Delivery
from controller.api.models.live import LiveGiven, LiveSeen, Meanwhile, Place, TalkBegun, TalkWithReceipts
from controller.api.models.live import Talk as TalkTold
from controller.api.system import AtDesk, Services
from controller.errors import Clash, NotFound
from controller.live import books
from controller.live.books import Wanted
from controller.live.meanwhile import meanwhile
from controller.live.room import SAID
from controller.people.who import Who, may, reaches
from controller.store import areas, deliveries, reports, talks
from controller.store.talks import Talk

router = APIRouter(prefix="/live", tags=["live"])


@router.post("/check", responses=responses(401, 403, 404, 409, 422))
def check(given: LiveGiven, who: Asking, desk: AtDesk) -> LiveSeen:
    """Whether you may speak now, and what would be interrupted. Nothing is begun."""
    wanted = _wanted(given)
    with desk.store.read() as conn:
        seen = books.look(conn, who, wanted, desk.now_ms())
    touched = meanwhile(desk, who, seen, wanted)
    return LiveSeen(
        volume=seen.allowed.volume,
        exempt=list(seen.allowed.exempt),
        meanwhile=[Meanwhile.model_validate(one) for one in touched],
    )


@router.post("", responses=responses(401, 403, 404, 409, 422), status_code=201)
def begin(given: LiveGiven, who: Asking, desk: AtDesk, system: Services) -> TalkBegun:
    """Take the air: boxes are told at once, the count-down runs until ``mouth_ms``, then the microphone is open.

    Connect the microphone's WebSocket in the meantime. Who is told ``air-held`` reads there who speaks, where and
    since when. An emergency takes the air from a talk that is none.
    """
    air = system.live.begin(desk, who, who.name, _wanted(given))
    with desk.store.read() as conn:
        told = _told(conn, air.talk)
    microphone = f"/api/v1/live/{air.talk.id}/microphone"
    return TalkBegun(**told.model_dump(), now_ms=desk.now_ms(), microphone=microphone)


@router.get("", responses=responses(401))
def on_air(who: Asking, desk: AtDesk) -> list[TalkTold]:
    """Who is on the air now, in every area that is one's own, above it or below it."""
    with desk.store.read() as conn:
        return [_told(conn, one) for one in talks.open_now(conn) if _concerns(conn, who, one)]


@router.get("/history", responses=responses(401))
def history(who: Asking, desk: AtDesk, limit: Annotated[int, Query(ge=1, le=500)] = 100) -> list[TalkTold]:
    """The last talks, the newest first."""
    with desk.store.read() as conn:
        return [_told(conn, one) for one in talks.recent(conn, limit) if _concerns(conn, who, one)]


@router.get("/{id}", responses=responses(401, 404))
def one(id: str, who: Asking, desk: AtDesk) -> TalkWithReceipts:
    """One talk, and what each box says of it."""
    with desk.store.read() as conn:
        told = _told(conn, _found(conn, who, id))
        losing = sorted(reports.losing(conn, id)) if told.ended_ms is None else []
        receipts = [Delivery.model_validate(each) for each in deliveries.of_subject(conn, id)]
    return TalkWithReceipts(**told.model_dump(), losing=losing, deliveries=receipts)


@router.delete("/{id}", responses=responses(401, 403, 404, 409), status_code=204)
def end(id: str, who: Asking, desk: AtDesk, system: Services) -> None:
    """End a talk: one's own, or anybody's in an area where one may stop things."""
    with desk.store.read() as conn:
        talk = _found(conn, who, id)
        mine = talk.maker == who.user_id or all(may(who, "stop", areas.known(conn, one).path) for one in talk.areas)
    if not mine:
        raise NotFound("talk-unknown")
    if not system.live.end(desk, id, who.login, SAID):
        raise Clash("talk-over")


def _wanted(given: LiveGiven) -> Wanted:
    return Wanted(tuple(given.areas), given.klass, given.minutes, given.volume, given.drill)


def _found(conn: Connection, who: Who, id: str) -> Talk:
    talk = talks.get(conn, id)
    if talk is None or not _concerns(conn, who, talk):
        raise NotFound("talk-unknown")
    return talk


def _concerns(conn: Connection, who: Who, talk: Talk) -> bool:
    """Whether it is heard in the person's area, or in one below it."""
    paths = [areas.known(conn, one).path for one in talk.areas]
    return any(reaches(who, path) or who.path.startswith(path) for path in paths)


def _told(conn: Connection, talk: Talk) -> TalkTold:
    places = [Place(code=one, name=areas.known(conn, one).name) for one in talk.areas]
    names = TalkTold.model_fields.keys() - {"areas"}
    return TalkTold(areas=places, **{name: getattr(talk, name) for name in names})
