"""The commune's safe page: what a board shows when nothing valid is due. Never black, never stale."""

from __future__ import annotations

import hashlib

import msgspec
from sqlalchemy import Connection

from controller.broadcast import moving
from controller.broadcast.board import panel_of
from controller.broadcast.desk import Desk
from controller.broadcast.making import keep_pages
from controller.store import areas, media, plates
from controller.store.devices import Device
from devices.messages import Media, Page
from devices.profiles import profile


def pages(conn: Connection, desk: Desk, device: Device) -> tuple[Page, ...]:
    """The safe pages of a board (none for a speaker), made when they are first needed."""
    model = profile(device.profile)
    if model.panel is None:
        return ()
    plate = plates.of(conn, _commune(conn, device))
    source = hashlib.sha256(msgspec.json.encode(["safe-2", desk.press.safe_kind().edition, *plate])).hexdigest()
    parts = media.rendition(conn, source, model.recipe)
    if not parts:
        emblem = desk.shelf.path(plate.emblem) if plate.emblem else None
        parts = keep_pages(conn, desk, source, model, desk.press.safe_page(plate.name, panel_of(model), emblem))
    known = media.many(conn, {part.media for part in parts})
    return tuple(moving.wire(Media(hash=part.media, bytes=known[part.media].bytes, kind="png"), part) for part in parts)


def _commune(conn: Connection, device: Device) -> str:
    chain = areas.chain(conn, device.area)
    return next((area.code for area in chain if area.level == "commune"), chain[-1].code)
