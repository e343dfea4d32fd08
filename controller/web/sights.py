"""Names of people, places and devices for pages, read once a page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, select

from controller.store import areas, devices
from controller.store.announcements import Audience
from controller.store.tables import announcements, users
from controller.words import codes, say
from devices.profiles import is_speaker


@dataclass(frozen=True, slots=True)
class Names:
    """Who and what is called how; an unknown id is its own name."""

    areas: dict[str, str]
    devices: dict[str, str]

    @classmethod
    def load(cls, conn: Connection) -> Names:
        """All places and devices."""
        return cls(
            {one.code: one.name for one in areas.below(conn)},
            {one.id: one.name for one in devices.below(conn, retired=True)},
        )

    def where(self, whom: Audience) -> str:
        """``Thôn Đông, Thôn Đoài``."""
        places = [self.areas.get(code, code) for code in whom.areas]
        return ", ".join(places + [self.devices.get(id, id) for id in whom.devices])


def people(conn: Connection, ids: Collection[str | None]) -> dict[str | None, str]:
    """Names of people by id."""
    wanted = [id for id in ids if id is not None]
    return dict(conn.execute(select(users.c.id, users.c.name).where(users.c.id.in_(wanted))).all())


def titles(conn: Connection, ids: Collection[str]) -> dict[str, str]:
    """Titles of announcements by id."""
    query = select(announcements.c.id, announcements.c.title).where(announcements.c.id.in_(list(ids)))
    return dict(conn.execute(query).all())


def reach(conn: Connection, whom: Audience) -> tuple[int, int]:
    """How many speakers and boards an audience has."""
    reached = devices.in_audience(conn, whom.areas, whom.devices)
    speakers = sum(is_speaker(one.profile) for one in reached)
    return speakers, len(reached) - speakers


def worded(family: str, code: str, lang: str) -> str:
    """``family-code`` from the catalogue, or the code itself: devices of other makers may say something new."""
    name = f"{family}-{code}"
    return say(name, lang) if name in codes(lang) else code
