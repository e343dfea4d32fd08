"""What is broken, and what is done about it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.incidents import Incident, Note, NoteGiven, OwnGiven, SilenceGiven, Story, Under
from controller.api.system import AtDesk
from controller.broadcast.desk import Desk
from controller.fleet import incidents as service
from controller.fleet.incidents import Told
from controller.people.who import Who
from controller.store import incidents
from controller.words import incidents as words

router = APIRouter(prefix="/incidents", tags=["incidents"])


@router.get("", responses=responses(401, 403, 404, 422))
def open_incidents(
    who: Asking,
    desk: AtDesk,
    area: Annotated[str, Query(max_length=64, description="a part of one's own area")] = "",
    closed_since_ms: Annotated[int | None, Query(ge=0, le=32_503_680_000_000)] = None,
) -> list[Incident]:
    """What is open in one's area and in those around it, the gravest first; with ``closed_since_ms`` also what was
    closed since then."""
    with desk.store.read() as conn:
        return [Incident(**_told(one)) for one in service.seen(desk, conn, who, area, closed_since_ms)]


@router.get("/{id}", responses=responses(401, 404))
def one_incident(id: str, who: Asking, desk: AtDesk) -> Story:
    """One, with what people did about it."""
    return _story(desk, who, id)


@router.put("/{id}/owner", responses=responses(401, 403, 404, 422))
def own(id: str, given: OwnGiven, who: Asking, desk: AtDesk) -> Story:
    """Take it over, or let it go."""
    service.own(desk, who, id, mine=given.mine)
    return _story(desk, who, id)


@router.put("/{id}/silence", responses=responses(401, 403, 404, 422))
def silence(id: str, given: SilenceGiven, who: Asking, desk: AtDesk) -> Story:
    """Ask for silence until an instant. It stays open, and is closed when it is over."""
    service.silence(desk, who, id, given.until_ms)
    return _story(desk, who, id)


@router.post("/{id}/notes", responses=responses(401, 403, 404, 422), status_code=201)
def write(id: str, given: NoteGiven, who: Asking, desk: AtDesk) -> Story:
    """Write something down for whoever comes next."""
    service.note(desk, who, id, given.text)
    return _story(desk, who, id)


def _story(desk: Desk, who: Who, id: str) -> Story:
    with desk.store.read() as conn:
        (one,) = service.told(conn, who, [service.one_for(conn, who, id)])
        notes = [Note.model_validate(note) for note in incidents.notes(conn, id)]
    return Story(**_told(one), notes=notes)


def _told(one: Told) -> dict[str, Any]:
    row = one.row
    same = ("id", "rule", "severity", "area", "since_ms", "opened_ms", "ended_ms", "closed_ms", "end", "owner")
    titles = {lang: words.title(row.rule, one.device, one.place, len(one.members), lang) for lang in ("vi", "en")}
    return {name: getattr(row, name) for name in same} | {
        "silent_until_ms": row.silent_until_ms,
        "device": row.device or None,
        "parent": row.parent or None,
        "devices": [
            Under(device=device, since_ms=member.since_ms, until_ms=member.until_ms)
            for device, member in one.members.items()
        ],
        "times": one.times,
        "known": row.detail,
        "title": titles["vi"],
        "title_en": titles["en"],
        "next_step": words.repair(row.rule, not row.device, "vi"),
        "next_step_en": words.repair(row.rule, not row.device, "en"),
    }
