"""A photo or poster that somebody sent is made ready for boards and kept, named by its hash; and an area's emblem."""

from __future__ import annotations

from pathlib import Path

from controller.broadcast.board import PICTURE
from controller.broadcast.desk import Desk
from controller.broadcast.room import make_room
from controller.broadcast.upload import LONGEST_NAME, turn
from controller.errors import NotFound
from controller.people.who import Who, require
from controller.shelf import with_room
from controller.store import areas, audit, media, plates
from controller.store.media import Medium
from controller.store.plates import Plate


def take_picture(desk: Desk, who: Who, area: str, file: Path, name: str) -> Medium:
    """Keep ``file`` as a picture of the area; ``name`` is what the sender called it. Raises the press's refusals."""
    with desk.store.read() as conn:
        require(who, "write", areas.known(conn, area).path)
    ready = desk.shelf.scratch(".picture")
    try:
        with turn(desk), with_room():
            made = desk.press.take_picture(file, ready)
            make_room(desk, made.bytes)
            desk.shelf.adopt(ready, made.sha256)
    finally:
        desk.shelf.drop(ready)
    now_ms = desk.now_ms()
    facts = {"width": made.width, "height": made.height}
    medium = Medium(
        made.sha256, PICTURE, made.bytes, 0, now_ms, facts, Path(name).name[:LONGEST_NAME], area, who.user_id
    )
    with desk.store.write() as conn:
        media.add(conn, medium)
        kept = media.get(conn, made.sha256)
        audit.append(conn, now_ms, who.login, "upload", made.sha256, {"name": medium.name}, address=desk.address)
    assert kept is not None
    return kept


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
