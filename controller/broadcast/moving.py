"""What moves on a page: kept beside the picture that it was made with, and given to devices as part of the page."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.ports import Page
from controller.shelf import with_room
from controller.store import media
from controller.store.media import BESIDE, Medium, Rendition
from devices.messages import Clip, Media, Strip
from devices.messages import Page as WirePage


def keep(
    conn: Connection, desk: Desk, source: str, recipe: str, number: int, page: Page
) -> tuple[dict[str, Any] | None, list[Rendition]]:
    """Put the files of what moves on a page on the shelf: how a page names them, and that they were made."""
    strips: list[Strip] = []
    beside: list[Rendition] = []
    for strip in page.strips:
        with with_room():
            hash = desk.shelf.put(strip.png)
        media.add(conn, Medium(hash, "png", len(strip.png), 0, desk.now_ms()))
        file = Media(hash=hash, bytes=len(strip.png), kind="png")
        left, top, right, bottom = strip.box
        size = right - left, bottom - top
        strips.append(Strip(file, left, top, *size, speed=strip.speed, steady=strip.steady))
        beside.append(Rendition(source, recipe, BESIDE + 10 * number + len(beside), hash))
    motion: dict[str, Any] = {"strips": msgspec.to_builtins(strips)} if strips else {}
    if (clip := page.clip) is not None:
        with with_room():
            hash = desk.shelf.put(clip.data)
        media.add(conn, Medium(hash, clip.kind, len(clip.data), 0, desk.now_ms()))
        file = Media(hash=hash, bytes=len(clip.data), kind=clip.kind)
        motion["clip"] = msgspec.to_builtins(Clip(file, clip.fps, clip.frames))
        beside.append(Rendition(source, recipe, BESIDE + 10 * number + len(beside), hash))
    if page.enter:
        motion["enter"] = page.enter
    return motion or None, beside


def wire(picture: Media, part: Rendition) -> WirePage:
    """A page as a device is given it."""
    motion = part.motion if isinstance(part.motion, dict) else {}
    return msgspec.convert({"media": picture, "dwell": part.dwell_ms, **motion}, WirePage)
