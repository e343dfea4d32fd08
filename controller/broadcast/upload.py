"""A file that somebody uploaded becomes a master: measured, evened, named by its hash. Or a clear refusal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from controller.broadcast.desk import Desk
from controller.broadcast.room import make_room
from controller.errors import Refused
from controller.people.who import Who, require
from controller.ports import Master
from controller.shelf import with_room
from controller.store import areas, audit, media
from controller.store.media import Medium

LONGEST_NAME = 200
FILE_BUSY, FILE_NO_ROOM = "upload-busy", "upload-no-room"
"""What is said of a file that is no sound: a picture, a paper, a film."""
TURN_S = 120.0
"""So long somebody waits for his turn: two long recordings take a minute or two on a slow machine."""


def take_sound(desk: Desk, who: Who, area: str, file: Path, name: str) -> Medium:
    """Make a master of ``file`` for the area; ``name`` is what the uploader called it. Raises the studio's refusals."""
    with desk.store.read() as conn:
        require(who, "write", areas.known(conn, area).path)
    made = desk.shelf.scratch(".master")
    try:
        with turn(desk), with_room():
            master = desk.studio.intake(file, made)
            make_room(desk, master.bytes)
            desk.shelf.adopt(made, master.sha256)
    finally:
        desk.shelf.drop(made)
    now_ms = desk.now_ms()
    medium = medium_of(master, Path(name).name[:LONGEST_NAME], area, who, now_ms)
    with desk.store.write() as conn:
        media.add(conn, medium)
        kept = media.get(conn, master.sha256)
        audit.append(conn, now_ms, who.login, "upload", master.sha256, {"name": medium.name}, address=desk.address)
    assert kept is not None
    return kept


@contextmanager
def turn(desk: Desk, busy: str = "sound-busy") -> Iterator[None]:
    """So many files are worked on at once; whoever comes then waits. Refuses with ``busy``."""
    if not desk.taking_in.acquire(timeout=TURN_S):
        raise Refused(busy)
    try:
        yield
    finally:
        desk.taking_in.release()


def medium_of(master: Master, name: str, area: str, who: Who, now_ms: int) -> Medium:
    """The row of a master that is on the shelf; ``name`` is what people call it."""
    return Medium(
        master.sha256,
        "master",
        master.bytes,
        master.duration_ms,
        now_ms,
        facts=asdict(master.facts),
        name=name,
        area=area,
        maker=who.user_id,
    )
