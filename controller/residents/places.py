"""Where a resident hears the horns: hamlets and the horns in them, by name.

What is chosen is a word that says nothing of the device to anybody but us.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.errors import Refused
from controller.fleet import pepper
from controller.store import areas, devices, positions
from controller.store.areas import Area
from controller.store.devices import Device
from devices.profiles import is_speaker

LETTERS = 12
"""Of a horn's word: enough that two of a commune never share one."""
COARSE = 4
"""Digits of a degree behind the point that are told: ten metres, where everybody sees the horn hang."""


@dataclass(frozen=True, slots=True)
class Horn:
    """One horn or board as residents choose it."""

    word: str
    name: str
    device: Device
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Hamlet:
    """One place with what hangs there."""

    area: Area
    horns: tuple[Horn, ...]


def hamlets(conn: Connection, desk: Desk, area: Area) -> list[Hamlet]:
    """Every place of a commune where something hangs, and every hamlet."""
    secret = pepper.load(desk.settings.data_dir / "keys")
    inside = devices.below(conn, area.path)
    known = positions.of(conn, [one.id for one in inside])
    found = []
    for place in areas.below(conn, area.path):
        horns = [_horn(secret, one, known.get(one.id)) for one in inside if one.area == place.code]
        if horns or place.code != area.code:
            found.append(Hamlet(place, tuple(sorted(horns, key=lambda one: one.name))))
    return found


def chosen(found: Sequence[Hamlet], word: str) -> tuple[Area | None, Device | None]:
    """What a word of the list means. Raises ``Refused("feedback-place")``."""
    if not word:
        return None, None
    for one in found:
        if word == one.area.code:
            return one.area, None
        for horn in one.horns:
            if word == horn.word:
                return one.area, horn.device
    raise Refused("feedback-place", "place")


def is_horn(one: Device) -> bool:
    """Whether it sounds."""
    return is_speaker(one.profile)


def _horn(secret: bytes, one: Device, where: positions.Position | None) -> Horn:
    word = hmac.new(secret, b"horn\0" + one.id.encode(), hashlib.sha256).hexdigest()[:LETTERS]
    if where is None:
        return Horn(f"h-{word}", one.name, one)
    return Horn(f"h-{word}", one.name, one, round(where.latitude, COARSE), round(where.longitude, COARSE))
