"""A film that somebody sent is checked, made ready and kept, named by its hash."""

from __future__ import annotations

from pathlib import Path

from controller.broadcast.desk import Desk
from controller.broadcast.film_reach import FILM
from controller.broadcast.room import make_room
from controller.broadcast.upload import FILE_BUSY, FILE_NO_ROOM, LONGEST_NAME, turn
from controller.people.who import Who, require
from controller.shelf import with_room
from controller.store import areas, audit, media
from controller.store.media import Medium


def take_film(desk: Desk, who: Who, area: str, file: Path, name: str) -> Medium:
    """Keep ``file`` as a film of the area; ``name`` is what the sender called it. Raises the press's refusals."""
    with desk.store.read() as conn:
        require(who, "write", areas.known(conn, area).path)
    ready = desk.shelf.scratch(".film")
    try:
        with turn(desk, FILE_BUSY), with_room(FILE_NO_ROOM):
            made = desk.press.take_film(file, ready)
            make_room(desk, made.bytes)
            desk.shelf.adopt(ready, made.sha256)
    finally:
        desk.shelf.drop(ready)
    now_ms = desk.now_ms()
    facts = {"width": made.width, "height": made.height}
    called = Path(name).name[:LONGEST_NAME]
    with desk.store.write() as conn:
        row = Medium(made.sha256, FILM, made.bytes, made.length_ms, now_ms, facts, called, area, who.user_id)
        media.add(conn, row)
        kept = media.get(conn, made.sha256)
        audit.append(conn, now_ms, who.login, "upload", made.sha256, {"name": called}, address=desk.address)
    assert kept is not None
    return kept
