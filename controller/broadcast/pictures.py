"""A photo or poster that somebody sent is made ready for boards and kept, named by its hash; and an area's emblem."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from controller.broadcast.board import PICTURE
from controller.broadcast.desk import Desk
from controller.broadcast.room import make_room
from controller.broadcast.upload import FILE_BUSY, FILE_NO_ROOM, LONGEST_NAME, turn
from controller.errors import NotFound
from controller.people.who import Who, require
from controller.ports import Taken
from controller.shelf import with_room
from controller.store import areas, audit, media, plates
from controller.store.media import Medium
from controller.store.plates import Plate


def take_picture(desk: Desk, who: Who, area: str, file: Path, name: str) -> Medium:
    """Keep ``file`` as a picture of the area; ``name`` is what the sender called it. Raises ``picture-…`` refusals."""
    with desk.store.read() as conn:
        require(who, "write", areas.known(conn, area).path)
    with turn(desk, FILE_BUSY), with_room(FILE_NO_ROOM):
        made = desk.papers.picture(file)
    return keep(desk, who, area, name, [made])[0]


def keep(desk: Desk, who: Who, area: str, name: str, made: Sequence[Taken]) -> list[Medium]:
    """Put pictures on the shelf, all of them or none, and say so in the logbook."""
    make_room(desk, sum(len(one.body) for one in made))
    with with_room(FILE_NO_ROOM):
        hashes = [desk.shelf.put(one.body) for one in made]
    now_ms, called = desk.now_ms(), Path(name).name[:LONGEST_NAME]
    with desk.store.write() as conn:
        for hash, one in zip(hashes, made, strict=True):
            size = len(one.body)
            media.add(conn, Medium(hash, PICTURE, size, 0, now_ms, facts_of(one), called, area, who.user_id))
            audit.append(conn, now_ms, who.login, "upload", hash, {"name": called}, address=desk.address)
        kept = media.many(conn, hashes)
    return [kept[hash] for hash in hashes]


def facts_of(made: Taken) -> dict[str, Any]:
    """What is known of a picture."""
    told = [{"code": one.code, "params": dict(one.params)} for one in made.told]
    return {"form": made.form, "width": made.width, "height": made.height, "told": told}


def set_emblem(desk: Desk, who: Who, area: str, picture: str | None) -> Plate:
    """Give an area an emblem, which stands on its pages and on those of all below it; None takes it away."""
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        require(who, "areas", areas.known(conn, area).path)
        kept = media.get(conn, picture) if picture is not None else None
        if picture is not None and (kept is None or kept.kind != PICTURE):
            raise NotFound("picture-unknown", "picture")
        plates.put(conn, area, picture, who.user_id, now_ms)
        audit.append(conn, now_ms, who.login, "emblem", area, {"picture": picture}, address=desk.address)
        plate = plates.of(conn, area)
    desk.bus.say("area", id=area)
    desk.nudge("render")
    desk.nudge("plan")
    return plate
