"""Loudspeakers and boards: what they are, what they say of themselves, what they will do and why."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.explain_words import told
from controller.api.language import language_of
from controller.api.models.places import Connected, Device, DeviceGiven, NewDevice, Timetable, TimetableItem
from controller.api.system import AtDesk
from controller.broadcast import explain as explaining
from controller.broadcast import neighbourhood
from controller.broadcast.desk import Desk
from controller.errors import NotFound
from controller.fleet.enrol import New, add_device
from controller.fleet.presence import Stands, stand
from controller.fleet.wanted import held, wanted
from controller.health.agreement import Wanted, differs
from controller.people.who import Who, reaches, require
from controller.store import areas, campaigns, connections, devices, status
from controller.store.campaigns import Aim
from controller.store.devices import Device as Row
from devices.messages import Item

router = APIRouter(prefix="/devices", tags=["devices"])
MOST_CONNECTIONS = 1000


@router.get("", responses=responses(401))
def my_devices(
    request: Request,
    response: Response,
    who: Asking,
    desk: AtDesk,
    after: Annotated[str, Query(max_length=64, description="id of the last device of the page before")] = "",
    limit: Annotated[int | None, Query(ge=1, le=1_000, description="all, if left out")] = None,
) -> list[Device]:
    """Every device of one's own area and below by id, with what it says of itself.

    With ``limit`` in pages: the header ``Link`` names the next one (RFC 8288), and is absent on the last.
    """
    with desk.store.read() as conn:
        rows = devices.below(conn, who.path, after=after, most=limit and limit + 1)
        if limit is not None and len(rows) > limit:
            rows = rows[:limit]
            following = request.url.include_query_params(after=rows[-1].id)
            response.headers["link"] = f'<{following.path}?{following.query}>; rel="next"'
        return _told(desk, conn, rows)


@router.post("", responses=responses(401, 403, 404, 409, 422), status_code=201)
def take_in(given: DeviceGiven, who: Asking, desk: AtDesk) -> NewDevice:
    """A new device. Its credentials are in this answer and nowhere else."""
    new = New(given.id, given.area, given.profile, given.name, given.offset_ms)
    with desk.store.write() as conn:
        require(who, "devices", areas.known(conn, given.area).path)
        row, identity = add_device(conn, desk.settings, new, who.login, desk.now_ms(), desk.address)
        (told,) = _told(desk, conn, [row])
    desk.nudge("plan")
    desk.bus.say("device", id=row.id)
    return NewDevice(device=told, identity=msgspec.to_builtins(identity))


@router.get("/{id}", responses=responses(401, 404))
def one_device(id: str, who: Asking, desk: AtDesk) -> Device:
    """One device."""
    with desk.store.read() as conn:
        return _told(desk, conn, [device_for(conn, who, id)])[0]


@router.get("/{id}/connections", responses=responses(401, 404, 422))
def connected(
    id: str,
    who: Asking,
    desk: AtDesk,
    since_ms: Annotated[int, Query(ge=0, le=32_503_680_000_000)] = 0,
) -> list[Connected]:
    """When the device was connected, the newest first, and why a connection ended; kept for 90 days."""
    with desk.store.read() as conn:
        device_for(conn, who, id)
        found = connections.of_device(conn, id, since_ms, MOST_CONNECTIONS)
    return [Connected.model_validate(one) for one in found]


@router.get("/{id}/timetable", responses=responses(401, 404))
def timetable(id: str, who: Asking, desk: AtDesk) -> Timetable:
    """What the device has to play and show over the horizon, as it was signed."""
    kept, message = explaining.wanted_timetable(desk, who, id)
    items = [
        TimetableItem(
            id=item.id,
            start_ms=item.start,
            longest_ms=item.longest,
            klass=item.klass.value,
            volume=item.volume,
            sound=item.sound.hash if item.sound else None,
            pages=[page.media.hash for page in item.pages],
        )
        for item in message.items
    ]
    return Timetable(
        device=id,
        version=kept.version,
        hash=kept.hash,
        built_ms=kept.built_ms,
        exp_ms=kept.exp_ms,
        items=items,
        signed=kept.document.decode("ascii"),
    )


@router.get("/{id}/explain", responses=responses(401, 404, 422))
def explain(
    id: str,
    request: Request,
    who: Asking,
    desk: AtDesk,
    at: Annotated[int | None, Query(ge=0, le=32_503_680_000_000, description="epoch ms; now, if left out")] = None,
) -> dict[str, Any]:
    """What the device will do at an instant and by which rule, what gives way, what is not in its timetable that day,
    and why; with what the device last reported of itself. The sentences are in the reader's language."""
    found = explaining.explain(desk, who, id, desk.now_ms() if at is None else at)
    said = told(found, language_of(request))
    with desk.store.read() as conn:
        turn = neighbourhood.of_all(conn).get(id)
    return {
        "device": found.device,
        "at_ms": found.at_ms,
        "version": found.version,
        "decision": msgspec.to_builtins(found.decision),
        "turn": turn
        and {"number": turn.number + 1, "of": turn.of, "pause_ms": round(turn.pause.total_seconds() * 1000)},
        "sentence": said.sentence,
        "reasons": said.reasons,
        "absent": [
            {
                "announcement": one.announcement,
                "title": one.title,
                "why": one.why,
                "due_ms": one.due_ms,
                "findings": [finding.code for finding in one.findings],
                "sentence": sentence,
            }
            for one, sentence in zip(found.absent, said.absent, strict=True)
        ],
        "hours": {"closes_ms": found.closes_ms, "opens_ms": found.opens_ms, "cap": found.cap, "zone": found.zone},
        "last": _sound(found.last, found),
        "next": _sound(found.next, found),
        "around": said.around,
        "held": {"in_step": found.in_step, "version": found.status.held_version, "clock": found.status.clock},
        "doubts": said.doubts,
    }


def _sound(item: Item | None, found: explaining.Explained) -> dict[str, Any] | None:
    return None if item is None else {"id": item.id, "start_ms": item.start + found.plan.offset}


def device_for(conn: Connection, who: Who, id: str) -> Row:
    """The device, if it is in the person's area; one of another area is not told apart from none."""
    row = devices.get(conn, id)
    if row is None or not reaches(who, row.path):
        raise NotFound("device-unknown", device=id)
    return row


def _told(desk: Desk, conn: Connection, rows: list[Row]) -> list[Device]:
    ids = [row.id for row in rows]
    states, should = status.of(conn, ids), wanted(conn, ids)
    stands = stand(desk, conn, rows, states)
    aims = campaigns.aims(conn, ids)
    return [_one(row, states[row.id], stands[row.id], should.get(row.id), aims.get(row.id)) for row in rows]


def _one(row: Row, now: status.Status, stands: Stands, should: Wanted | None, aim: Aim | None) -> Device:
    drift = list(differs(should, held(now))) if should is not None else []
    return Device(
        id=row.id,
        area=row.area,
        profile=row.profile,
        name=row.name,
        active=row.active,
        offset_ms=row.offset_ms,
        presence=now.presence,  # type: ignore[arg-type]  # pydantic checks the word
        standing=stands.state,  # type: ignore[arg-type]  # the same
        since_ms=stands.since_ms,
        flapping=stands.flapping,
        seen_ms=now.seen_ms,
        wanted_version=should.version if should else 0,
        wanted_hash=should.timetable if should else "",
        held_version=now.held_version,
        held_hash=now.held_hash,
        in_step=should is not None and not drift,
        drift=drift,  # type: ignore[arg-type]  # the same
        missing=len(now.missing),
        volume=now.volume,
        firmware=now.firmware,
        image=now.image,
        wanted_image=aim.image if aim else "",
        clock=now.clock,
        beat=now.beat,
    )
