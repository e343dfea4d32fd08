"""One sound or one page, made by the studio or the press for one model, and put on the shelf."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from controller.broadcast import chime, moving, relays
from controller.broadcast.board import notice, of_document, panel_of
from controller.broadcast.desk import Desk
from controller.errors import Refused
from controller.ports import AudioFormat, Page, Variant
from controller.shelf import with_room
from controller.store import frames, media
from controller.store.announcements import Announcement
from controller.store.media import Medium, Rendition
from controller.store.plates import Plate
from devices.messages import Media as WireMedia
from devices.profiles import Profile
from devices.relay import KIND


@dataclass(frozen=True, slots=True)
class Times:
    """A master that is heard several times in a row."""

    master: str
    repeats: int
    pause_s: int


def make_sounds(
    desk: Desk,
    source: str,
    models: Sequence[Profile],
    times: Times | None = None,
    reached: Callable[[int], None] | None = None,
) -> None:
    """The master called ``source`` (or the chime) in the formats of these models; of ``times`` it is the name.

    What could be made is kept, also where another could not: that is raised at the end.
    """
    with desk.store.read() as conn:
        carried = relays.facts_of(conn, times.master if times else source)
    if carried is not None:
        for model in models:
            _make_relay(desk, source, carried, model)
        return
    often = times or Times(source, 1, 0)
    master = chime.master(desk) if source == chime.SOURCE else desk.shelf.path(often.master)
    wanted = {_form(model): desk.shelf.scratch() for model in models}
    try:
        with with_room():
            made = desk.studio.variants(master, wanted, often.repeats, often.pause_s, reached)
            for model in models:
                _keep_sound(desk, source, model, made[_form(model)], wanted[_form(model)])
    finally:
        for file in wanted.values():
            desk.shelf.drop(file)
    for one in made.values():
        if isinstance(one, Refused):
            raise one


def _form(model: Profile) -> AudioFormat:
    assert model.audio is not None
    return AudioFormat(model.audio.codec, model.audio.sample_rate, model.audio.kbit_s)


def _keep_sound(desk: Desk, source: str, model: Profile, variant: Variant | Refused, file: Path) -> None:
    if isinstance(variant, Refused):
        return
    desk.shelf.adopt(file, variant.sha256)
    now_ms, kind = desk.now_ms(), _form(model).codec
    with desk.store.write() as conn:
        facts = None if variant.level_dbfs is None else {"level_dbfs": variant.level_dbfs}
        media.add(conn, Medium(variant.sha256, kind, variant.bytes, variant.duration_ms, now_ms, facts))
        media.made(conn, [Rendition(source, model.recipe, 0, variant.sha256)])


def _make_relay(desk: Desk, source: str, facts: dict[str, Any], model: Profile) -> None:
    """The description of a relay for this model, its filler in the model's format. Nothing for one that cannot."""
    if not relays.has_way(model, facts["codec"]):
        return
    filler = _filler(desk, facts["filler"], model) if facts["filler"] else None
    body = relays.for_model(facts, filler, desk.settings.relay.quiet_s)
    hash = desk.shelf.put(body)
    with desk.store.write() as conn:
        media.add(conn, Medium(hash, KIND, len(body), facts["length"], desk.now_ms()))
        media.made(conn, [Rendition(source, model.recipe, 0, hash)])


def _filler(desk: Desk, master: str, model: Profile) -> WireMedia:
    """What sounds while a stream does not, as this model fetches it."""
    with desk.store.read() as conn:
        there = media.rendition(conn, master, model.recipe)
    if not there:
        make_sounds(desk, master, [model])
    with desk.store.read() as conn:
        (part,) = media.rendition(conn, master, model.recipe)
        made = media.get(conn, part.media)
    assert made is not None
    return WireMedia(hash=made.hash, bytes=made.bytes, kind=made.kind, length=made.length_ms)


def make_pages(desk: Desk, source: str, row: Announcement, plate: Plate, model: Profile) -> None:
    """The page of an announcement for this model's panel."""
    pages = desk.press.pages(notice(desk, row, plate), panel_of(model))
    chosen = of_document(row.board)
    if chosen is not None and chosen.film is not None:
        pages = (*pages, _film_page(desk, chosen.film, model))
    with desk.store.write() as conn:
        keep_pages(conn, desk, source, model, pages)


def _film_page(desk: Desk, film: str, model: Profile) -> Page:
    with desk.store.read() as conn:
        length_ms = media.lengths(conn, [film]).get(film, 0)
    work = desk.shelf.scratch(".clip")
    try:
        with with_room():
            return desk.press.film_page(desk.shelf.path(film), length_ms, panel_of(model), work)
    finally:
        desk.shelf.drop(work)


def keep_pages(conn: Connection, desk: Desk, source: str, model: Profile, pages: Sequence[Page]) -> list[Rendition]:
    """Put finished pages on the shelf and note what they were made from."""
    parts: list[Rendition] = []
    files: list[Rendition] = []
    for number, page in enumerate(pages):
        with with_room():
            hash = desk.shelf.put(page.png)
        if not media.add(conn, Medium(hash, "png", len(page.png), 0, desk.now_ms(), frame=page.frame)):
            frames.learn(conn, hash, page.frame)
        motion, beside = moving.keep(conn, desk, source, model.recipe, number, page)
        parts.append(Rendition(source, model.recipe, number, hash, page.dwell_ms, motion))
        files += beside
    media.made(conn, parts + files)
    return parts
