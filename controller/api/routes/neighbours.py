"""Horns that reach each other: pairs that technicians enter, so that speech is not blurred."""

from __future__ import annotations

from fastapi import APIRouter

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.places import Pair, PairGiven
from controller.api.system import AtDesk
from controller.fleet import beside
from controller.store import devices, neighbours

router = APIRouter(prefix="/neighbours", tags=["devices"])


@router.get("", responses=responses(401))
def my_pairs(who: Asking, desk: AtDesk) -> list[Pair]:
    """The pairs that one of one's own devices is in."""
    with desk.store.read() as conn:
        mine = [one.id for one in devices.below(conn, who.path)]
        return [_told(pair) for pair in neighbours.of(conn, mine)]


@router.put("/{one}/{other}", responses=responses(401, 403, 404, 422))
def join(one: str, other: str, given: PairGiven, who: Asking, desk: AtDesk) -> Pair:
    """Two horns reach each other; again only changes the distance."""
    return _told(beside.join(desk, who, one, other, given.metres))


@router.delete("/{one}/{other}", responses=responses(401, 403, 404), status_code=204)
def part(one: str, other: str, who: Asking, desk: AtDesk) -> None:
    """They do not reach each other any more."""
    beside.part(desk, who, one, other)


def _told(pair: neighbours.Pair) -> Pair:
    echo = None if pair.metres is None else beside.echo_ms(pair.metres)
    return Pair(one=pair.one, other=pair.other, metres=pair.metres, echo_ms=echo)
