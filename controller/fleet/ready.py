"""What can be played without a timetable: agreed to as it stands, and made for what is in the field."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from controller.broadcast.renditions import Renditions
from controller.errors import Clash, NotFound, Refused
from controller.ports import Pages
from controller.store import announcements, areas, devices
from controller.store.announcements import Announcement
from devices.messages import Media, Page
from devices.profiles import profile
from schedules.lifecycle import AGREED


@dataclass(frozen=True, slots=True)
class Made:
    """Sounds and pages by recipe, for every model that is in the field."""

    sounds: dict[str, Media]
    pages: dict[str, tuple[Page, ...]]


def agreed(conn: Connection, id: str | None, path: str) -> Announcement:
    """The announcement, if it is agreed to and lies in the area at ``path``.

    Raises ``Refused("play-what")``, ``NotFound("announcement-unknown")``, ``Clash("not-approved")``.
    """
    if not id:
        raise Refused("play-what", "announcement")
    row = announcements.get(conn, id)
    if row is None or not areas.known(conn, row.area).path.startswith(path):
        raise NotFound("announcement-unknown", "announcement")
    if row.state not in AGREED or row.approved_fingerprint != row.fingerprint:
        raise Clash("not-approved", "announcement")
    return row


def made(conn: Connection, press: Pages, row: Announcement) -> Made:
    """What devices can take of it. Raises ``Clash("not-ready")`` while there is nothing."""
    renditions = Renditions.load(conn, press, [row])
    found = Made({}, {})
    for recipe in {profile(name).recipe for name in devices.profiles(conn)}:
        if (sound := renditions.sound(row.id, recipe)) is not None:
            found.sounds[recipe] = sound
        if pages := renditions.pages(row.id, recipe):
            found.pages[recipe] = pages
    if not found.sounds and not found.pages:
        raise Clash("not-ready", "announcement")
    return found
