"""Places are made ready for boxes that are to come, one or a whole delivery of them: all, or none."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.errors import Clash, ManyRefused, NotFound, Refused
from controller.fleet import codes
from controller.fleet.codes import LASTS_DAYS, MOST, Made
from controller.fleet.enrol import New, add_place
from controller.people.who import Who, reaches, require
from controller.store import areas, devices
from devices.profiles import all_profiles

KINDS = {"speaker": "loa", "board": "bang"}
"""How ids begin that nobody has chosen."""
NUMBER = "{n}"
"""What stands in a name for the number."""


def make(desk: Desk, who: Who, wanted: Sequence[New], days: int = LASTS_DAYS) -> list[Made]:
    """Each place and its code. Raises `ManyRefused` with every mistake; nothing was made then."""
    if not 1 <= len(wanted) <= MOST:
        raise Refused("number-out-of-range", "devices", number=len(wanted), low=1, high=MOST)
    mistakes: list[Refused] = []
    with desk.store.write() as conn:
        rows = []
        for place, new in enumerate(wanted):
            try:
                _allow(conn, who, new.area)
                rows.append(add_place(conn, new, who.login, desk.now_ms(), desk.address))
            except Refused as refused:
                refused.field = f"devices.{place}.{refused.field or 'area'}" if len(wanted) > 1 else refused.field
                mistakes.append(refused)
        if mistakes:
            raise mistakes[0] if len(mistakes) == 1 else ManyRefused(mistakes)
        made = codes.issue(desk, conn, who, rows, days=days)
    for one in made:
        desk.bus.say("device", id=one.device.id)
    return made


def numbered(conn: Connection, area: str, profile: str, name: str, count: int) -> list[New]:
    """So many of one model in one area, with ids and numbers that are free. ``{n}`` in the name is the number; where
    there is none and they are several, it comes behind."""
    if not 1 <= count <= MOST:
        raise Refused("number-out-of-range", "count", number=count, low=1, high=MOST)
    if profile not in all_profiles():
        raise NotFound("profile-unknown", "profile", profile=profile, known=", ".join(all_profiles()))
    head = f"{KINDS.get(all_profiles()[profile].kind, 'hop')}-{area}"[:58].rstrip("-")
    taken = devices.beginning(conn, f"{head}-")
    free = (number for number in itertools.count(1) if f"{head}-{number}" not in taken)
    numbers = list(itertools.islice(free, count))
    if NUMBER not in name and count > 1:
        name = f"{name.strip()} {NUMBER}"
    return [New(f"{head}-{one}", area, profile, name.replace(NUMBER, str(one))) for one in numbers]


def _allow(conn: Connection, who: Who, area: str) -> None:
    """An area out of reach is not told apart from none."""
    known = areas.get(conn, area)
    if known is None or not reaches(who, known.path):
        raise NotFound("area-unknown", "area", area=area[:64])
    if known.ended_ms is not None:
        raise Clash("area-ended", "area", area=known.name)
    require(who, "devices", known.path)
