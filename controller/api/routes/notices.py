"""Notices to the person who asks: by e-mail, to a browser, or to a program."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.notices import NewNotice, Notice, NoticeChanged, NoticeGiven, PushKey, Sent, Trial
from controller.api.system import AtDesk
from controller.post import vapid, wishes
from controller.post.wishes import Given
from controller.store.post import Wish

router = APIRouter(prefix="/notices", tags=["notices"])


@router.get("", responses=responses(401))
def my_notices(who: Asking, desk: AtDesk) -> list[Notice]:
    """One's own ways of being told."""
    with desk.store.read() as conn:
        return [Notice(**_told(one)) for one in wishes.mine(conn, who)]


@router.post("", responses=responses(401, 403, 404, 409, 422), status_code=201)
def add(given: NoticeGiven, who: Asking, desk: AtDesk) -> NewNotice:
    """Be told of incidents (opened, closed) and the state before the morning broadcast (digest), from now on.

    Many incidents at once are one message; between two there are ten minutes (`notices.pause_s`). A webhook gets a POST
    with JSON, signed as Standard Webhooks have it: `webhook-id`, `webhook-timestamp`, `webhook-signature`. It has 15
    seconds to answer 2xx; else it is called again, at last hourly, for a day. 410 ends it. Redirects are not followed.
    A browser (`push`) is told by Web Push (RFC 8030, 8291, 8292); one that is subscribed again takes its own place.
    """
    wish, key = wishes.add(desk, who, Given(**(given.model_dump() | {"kinds": tuple(given.kinds)})))
    return NewNotice(**_told(wish), key=key)


@router.get("/push-key", responses=responses(401))
def push_key(_: Asking, desk: AtDesk) -> PushKey:
    """What a browser subscribes with."""
    return PushKey(key=vapid.public(desk.settings.data_dir / "keys"))


@router.put("/{id}", responses=responses(401, 403, 404, 422))
def change(id: str, given: NoticeChanged, who: Asking, desk: AtDesk) -> Notice:
    """Other kinds, places or hours. What was switched off because nobody was there is tried again."""
    wanted = Given("", "", **(given.model_dump() | {"kinds": tuple(given.kinds)}))
    return Notice(**_told(wishes.change(desk, who, id, wanted)))


@router.delete("/{id}", responses=responses(401, 404), status_code=204)
def remove(id: str, who: Asking, desk: AtDesk) -> None:
    """Be told there no more."""
    wishes.remove(desk, who, id)


@router.post("/{id}/trial", responses=responses(401, 404), status_code=202)
def trial(id: str, who: Asking, desk: AtDesk) -> Trial:
    """Send a message that says only that messages arrive."""
    return Trial(id=wishes.trial(desk, who, id))


@router.get("/sent", responses=responses(401, 422))
def sent(who: Asking, desk: AtDesk, limit: Annotated[int, Query(ge=1, le=500)] = 50) -> list[Sent]:
    """The last messages to oneself, and what became of them."""
    with desk.store.read() as conn:
        found = wishes.several(conn, wishes.mine(conn, who), limit)
    return [Sent.model_validate({**_fields(one), "title": one.body["title"]}) for one in found]


def _fields(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__match_args__}


def _told(wish: Wish) -> dict[str, Any]:
    return _fields(wish)
