"""Tunes are put around a sound: it becomes another master, once for the same wish. What is approved is that one.

It is made when somebody composes, as a text is read then: whoever agrees hears the very file that sounds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import msgspec
from sqlalchemy import Connection

from controller.broadcast import composition, tunes
from controller.broadcast.composition import Composition, Wish
from controller.broadcast.desk import Desk
from controller.broadcast.room import make_room
from controller.broadcast.upload import medium_of, turn
from controller.errors import ManyRefused, NotFound
from controller.people.who import Who, require
from controller.ports import Arranged
from controller.shelf import with_room
from controller.store import areas, compositions, media
from controller.store.compositions import Composition as Made
from controller.store.media import Medium

EDITION = "composition-1"
"""Of the way it is put together; another one makes all anew."""
CAME = ("container", "codec", "sample_rate", "channels", "came_lufs", "cut_start_ms", "cut_end_ms", "warnings")
"""What is told of a recording stays true of what is made of it."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A sound as it is heard; ``made`` is None where nothing is around it."""

    sound: Medium
    made: Made | None


def composed(desk: Desk, who: Who, area: str, sound: str, wish: Wish | None) -> Composed:
    """A recording with what is wanted around it; of a sound that was composed before, its recording is taken.

    Without a wish it is as in the commune, and what is composed already stays. Raises `ManyRefused` with everything
    that cannot be, and the studio's refusals.
    """
    with desk.store.read() as conn:
        require(who, "write", areas.known(conn, area).path)
        before = compositions.of_sound(conn, sound)
        recording = media.get(conn, sound if before is None or wish is None else before.recording or sound)
        how = settled(conn, area, wish)
    if recording is None or recording.kind != "master" or not desk.shelf.has(recording.hash):
        raise NotFound("sound-unknown", "sound")
    if wish is None and before is not None:
        return Composed(recording, before)
    return arranged(desk, who, area, recording, how)


def settled(conn: Connection, area: str, wish: Wish | None) -> Composition:
    """What is wanted with what the commune says. Raises `ManyRefused`."""
    how = composition.settled(conn, area, wish)
    if wrong := composition.mistakes(how):
        raise ManyRefused(wrong)
    return composition.heard(how)


def arranged(desk: Desk, who: Who, area: str, recording: Medium, how: Composition) -> Composed:
    """The recording with exactly this around it."""
    if how == composition.PLAIN:
        return Composed(recording, None)
    key = key_of(desk, recording.hash, how)
    with desk.store.read() as conn:
        made = compositions.get(conn, key)
        kept = media.get(conn, made.sound) if made else None
    if made is None or kept is None or not desk.shelf.has(kept.hash):
        kept, made = _make(desk, who, area, key, recording, how)
    desk.shelf.touch(kept.hash)
    return Composed(kept, made)


def key_of(desk: Desk, recording: str, how: Composition) -> str:
    """The name of exactly this sound."""
    form = [EDITION, tunes.edition(desk), recording, composition.document(how)]
    return hashlib.sha256(msgspec.json.encode(form)).hexdigest()


def _make(desk: Desk, who: Who, area: str, key: str, recording: Medium, how: Composition) -> tuple[Medium, Made]:
    around = composition.around(how)
    made = desk.shelf.scratch(".master")
    try:
        with turn(desk), with_room():
            played = {name: tunes.master(desk, name) for name in around.tunes}
            done = desk.studio.arranged(desk.shelf.path(recording.hash), around, played, made)
            make_room(desk, done.master.bytes)
            desk.shelf.adopt(made, done.master.sha256)
    finally:
        desk.shelf.drop(made)
    now_ms = desk.now_ms()
    medium = medium_of(done.master, recording.name, area, who, now_ms)
    medium = replace(medium, facts=told(recording.facts, medium.facts))
    row = Made(key, medium.hash, recording.hash, composition.document(how), parts(done), now_ms)
    with desk.store.write() as conn:
        media.add(conn, medium)
        compositions.add(conn, row)
        kept = media.get(conn, medium.hash)
    assert kept is not None
    return kept, row


def told(came: Any, measured: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of a composed sound."""
    return {**measured, **{name: came[name] for name in CAME if came and name in came}}


def parts(done: Arranged) -> list[dict[str, Any]]:
    """What it is made of, as a row keeps it."""
    return [asdict(one) for one in done.parts]
