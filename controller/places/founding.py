"""A commune from nothing: its hamlets by their names, and the hours in which it may sound."""

from __future__ import annotations

import re
from typing import Any

from controller.broadcast.desk import Desk
from controller.errors import Refused
from controller.fleet.enrol import EDITION
from controller.people.first import code_of
from controller.people.who import Who, require
from controller.store import areas, audit, facts
from controller.store.areas import Area
from schedules import hours_data

MOST = 300
"""Hamlets in one list."""
_LONGEST = 160
_NUMBERED = re.compile(r"^\s*(?:\d{1,3}[.)]|[-*•])\s+")
EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]


def names_of(text: str) -> list[str]:
    """One name a line, as people paste it: numbered or not, each once."""
    lines = (" ".join(_NUMBERED.sub("", line).split())[:_LONGEST] for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def add_hamlets(desk: Desk, who: Who, commune: str, text: str) -> list[Area]:
    """Those that are not there yet; who pastes a list again adds what is new in it.

    Raises ``Refused``: ``hamlets-none``, ``hamlets-many``; ``NotFound("area-unknown")``, `Forbidden`.
    """
    names = names_of(text)
    if not names:
        raise Refused("hamlets-none", "names")
    if len(names) > MOST:
        raise Refused("hamlets-many", "names", count=len(names), most=MOST)
    now_ms, made = desk.now_ms(), []
    with desk.store.write() as conn:
        parent = areas.known(conn, commune)
        require(who, "areas", parent.path)
        there = {one.name.casefold() for one in areas.below(conn, parent.path) if one.parent == parent.code}
        for name in names:
            if name.casefold() in there:
                continue
            row = areas.add(conn, code_of(conn, name), parent.code, "hamlet", name, now_ms, zone=parent.zone)
            detail = {"parent": parent.code, "name": name}
            audit.append(conn, now_ms, who.login, "area-add", row.code, detail, address=desk.address)
            made.append(row)
        facts.next(conn, EDITION)
    desk.bus.say("area", id=commune)
    return made


def windows_of(text: str) -> list[dict[str, object]]:
    """``05:30-06:30, 17:00-18:00`` for every day. Raises ``Refused("hours-none")``, and as `hours_data` does."""
    spans = [span.strip().replace("–", "-") for span in re.split(r"[,;\n]", text) if span.strip()]
    if not spans:
        raise Refused("hours-none", "hours")
    windows: list[dict[str, object]] = []
    for span in spans:
        start, _, end = (part.strip() for part in span.partition("-"))
        windows.append({"days": EVERY_DAY, "start": start.rjust(5, "0"), "end": end.rjust(5, "0")})
    hours_data.read({"windows": windows})
    return windows


def set_hours(desk: Desk, who: Who, code: str, text: str) -> Area:
    """When sound is allowed in a place; what else its hours say (minutes a day, caps) stays. Raises as `windows_of`."""
    windows = windows_of(text)
    with desk.store.read() as conn:
        hours = areas.known(conn, code).hours or {}
    return keep_hours(desk, who, code, {**hours, "windows": windows})


def keep_hours(desk: Desk, who: Who, code: str, hours: dict[str, Any] | None) -> Area:
    """All that the hours of a place say; None: as in the area above. Raises `Forbidden`, and as `hours_data` does."""
    hours_data.read(hours or {})
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        place = areas.known(conn, code)
        require(who, "areas", place.path)
        areas.change(conn, code, hours=hours)
        audit.append(conn, now_ms, who.login, "area-hours", code, {"hours": hours}, address=desk.address)
        done = areas.known(conn, code)
    desk.nudge("plan")
    desk.bus.say("area", id=code)
    return done
