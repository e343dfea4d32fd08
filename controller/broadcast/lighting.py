"""When the boards of an area are lit, and how brightly: as people enter it, and as a device is given it.

    {"off": [{"days": [1, 2, 3, 4, 5, 6, 7], "start": "22:00", "end": "05:00"}],
     "glows": [{"days": [1, 2, 3, 4, 5, 6, 7], "start": "18:00", "end": "22:00", "bright": 30, "gamma": 2.2}],
     "bright": 100, "gamma": 2.2, "light": [[10, 5], [1000, 40], [20000, 100]]}

A window may go over midnight; a device gets it as two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeVar

import msgspec

from controller.broadcast.desk import Desk
from controller.errors import Refused
from controller.people.who import Who, require
from controller.store import areas, audit
from controller.store.areas import Area
from devices.messages import Glow, Screen, Window

MOST = 24
"""Windows of each kind, and points of the table of light."""
DAY_ENDS, DAY_BEGINS = "24:00", "00:00"
_Piece = TypeVar("_Piece", Window, Glow)


def read(data: Mapping[str, Any]) -> Screen:
    """What an area keeps, as a device is given it. Refuses ``screen-…`` with what is wrong."""
    try:
        said = msgspec.convert(dict(data), Screen)
    except msgspec.ValidationError as error:
        raise Refused("screen-broken", "screen", why=str(error)) from None
    if strange := sorted(set(data) - set(Screen.__struct_fields__)):
        raise Refused("screen-broken", "screen", why=", ".join(strange)[:100])
    if max(len(said.off), len(said.glows), len(said.light)) > MOST:
        raise Refused("screen-many", "screen", limit=MOST)
    if any(low[0] >= high[0] or low[1] > high[1] for low, high in pairwise(said.light)):
        raise Refused("screen-light", "screen")
    windows: tuple[Window | Glow, ...] = (*said.off, *said.glows)
    if any(one.start == one.end or not one.days for one in windows):
        raise Refused("screen-window", "screen")
    return msgspec.structs.replace(said, off=tuple(_halves(said.off)), glows=tuple(_halves(said.glows)))


def standing(path: Sequence[str], places: Mapping[str, Area]) -> Screen | None:
    """What holds for the boards of an area: the nearest that was entered, from the area up."""
    for code in reversed(path):
        place = places.get(code)
        if place is not None and place.screen is not None:
            return read(place.screen)
    return None


def set_screen(desk: Desk, who: Who, code: str, data: Mapping[str, Any] | None) -> Area:
    """Enter it for an area; None inherits."""
    if data is not None:
        read(data)
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        area = areas.known(conn, code)
        require(who, "tune", area.path)
        areas.change(conn, code, screen=None if data is None else dict(data))
        audit.append(conn, now_ms, who.login, "area-screen", code, {"screen": data}, address=desk.address)
        done = areas.known(conn, code)
    desk.bus.say("area", id=code)
    desk.nudge("plan")
    return done


def _halves(windows: Iterable[_Piece]) -> Iterator[_Piece]:
    """Windows that go over midnight, as one before it and one after."""
    for one in windows:
        if one.start < one.end:
            yield one
            continue
        yield msgspec.structs.replace(one, end=DAY_ENDS)
        if one.end > DAY_BEGINS:
            after = tuple(sorted(day % 7 + 1 for day in one.days))
            yield msgspec.structs.replace(one, start=DAY_BEGINS, end=one.end, days=after)
