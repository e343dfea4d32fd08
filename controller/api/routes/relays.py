"""Where relays come from, and when they could not be heard."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.relays import Fault, Heard, Source, SourceGiven
from controller.api.system import AtDesk
from controller.broadcast import relay_incidents
from controller.broadcast import relay_sources as sources
from controller.people.who import require
from controller.store import areas, relay_sources
from controller.words import relays as words

router = APIRouter(tags=["relays"])


@router.get("/areas/{code}/relay-sources", responses=responses(401, 403, 404))
def holding(code: str, who: Asking, desk: AtDesk) -> list[Source]:
    """What may be carried in an area: its own sources, and those of the areas above it."""
    with desk.store.read() as conn:
        require(who, "read", areas.known(conn, code).path)
        return [Source.model_validate(one) for one in relay_sources.holding(conn, code)]


@router.post("/areas/{code}/relay-sources", responses=responses(401, 403, 404, 422), status_code=201)
def add(code: str, given: SourceGiven, who: Asking, desk: AtDesk) -> Source:
    """Make a source known in an area and below it."""
    return Source.model_validate(sources.add(desk, who, code, given.wish()))


@router.put("/relay-sources/{id}", responses=responses(401, 403, 404, 422))
def edit(id: str, given: SourceGiven, who: Asking, desk: AtDesk) -> Source:
    """Change it, for what is composed from now on: what was agreed to keeps the address that was agreed to."""
    return Source.model_validate(sources.edit(desk, who, id, given.wish()))


@router.delete("/relay-sources/{id}", responses=responses(401, 403, 404), status_code=204)
def end(id: str, who: Asking, desk: AtDesk) -> None:
    """Offer it no more. What carries it already goes on."""
    sources.end(desk, who, id)


@router.post("/relay-sources/{id}/listen", responses=responses(401, 403, 404, 422))
def listen(id: str, who: Asking, desk: AtDesk) -> Heard:
    """Listen to it for some seconds: whether a box could carry it, how loud it is, what it calls itself."""
    heard = sources.listen(desk, who, id)
    told = [words.heard(heard.fault, heard.loudness_lufs, heard.codec, heard.led, lang) for lang in ("vi", "en")]
    same = {name: getattr(heard, name) for name in ("fault", "loudness_lufs", "title", "codec", "rate", "led")}
    return Heard(**same, detail=told[0], detail_en=told[1])


@router.get("/relay-faults", responses=responses(401, 422))
def faults(
    who: Asking,
    desk: AtDesk,
    since_ms: Annotated[int, Query(ge=0, le=32_503_680_000_000)] = 0,
) -> list[Fault]:
    """Streams that could not be heard on devices of one's area: each trouble once, what lasts first."""
    with desk.store.read() as conn:
        found = relay_incidents.since(conn, who, since_ms)
    return [
        Fault(
            source=one.source,
            name=one.name,
            reasons=list(one.reasons),
            since_ms=one.since_ms,
            until_ms=one.until_ms,
            devices=sorted(one.devices),
            detail=words.incident(one, "vi"),
            detail_en=words.incident(one, "en"),
        )
        for one in found
    ]
