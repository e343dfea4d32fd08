"""Saved groups of hamlets, one's own area's: saved under a name, used by everybody who writes there."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.broadcast.form import short
from controller.errors import Clash, Forbidden, NotFound, Refused
from controller.people.who import Who, require
from controller.store import areas, audit, groups
from controller.store.groups import Group

LONGEST_NAME = 60
MOST = 50
"""Groups of one area."""
MOST_AREAS = 500


def some(conn: Connection, who: Who) -> list[Group]:
    """Those of one's own area, each with the places that are still there; one in which none is left is not shown."""
    found = groups.of_area(conn, who.area)
    there = {area.code for area in areas.below(conn, who.path) if area.ended_ms is None}
    kept = [(one, [code for code in one.areas if code in there]) for one in found]
    return [Group(one.id, one.area, one.name, left, one.maker, one.made_ms) for one, left in kept if left]


def addressed(conn: Connection, who: Who, ids: Collection[str]) -> tuple[str, ...]:
    """The places of these groups."""
    return tuple(code for one in some(conn, who) if one.id in ids for code in one.areas)


def save(desk: Desk, who: Who, name: str, codes: Sequence[str]) -> Group:
    """Save places under a name; a group that had the name is another one by then."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise Refused("group-name", "group_name", limit=LONGEST_NAME)
    if not codes or len(codes) > MOST_AREAS:
        raise Refused("group-empty", "areas")
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        require(who, "write", who.path)
        for code in codes:
            area = areas.get(conn, code)
            if area is None or area.ended_ms is not None:
                raise NotFound("area-unknown", "areas", area=code[:64])
            if not area.path.startswith(who.path):
                raise Forbidden("area-not-yours", "areas", area=area.name)
        there = groups.of_area(conn, who.area)
        if len(there) >= MOST and name not in {one.name for one in there}:
            raise Clash("group-too-many", "group_name", limit=MOST)
        group = Group(f"g{short()}", who.area, name, sorted(set(codes)), who.user_id, now_ms)
        groups.put(conn, group)
        audit.append(conn, now_ms, who.login, "group-save", group.id, {"title": name}, address=desk.address)
    return group


def remove(desk: Desk, who: Who, id: str) -> Group:
    """Forget a group of one's own area. Raises ``NotFound("group-unknown")``."""
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        require(who, "write", who.path)
        group = groups.get(conn, id)
        if group is None or group.area != who.area:
            raise NotFound("group-unknown", "id")
        groups.remove(conn, id)
        audit.append(conn, now_ms, who.login, "group-remove", id, {"title": group.name}, address=desk.address)
    return group
