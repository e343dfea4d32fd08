"""The list of devices: where one looks, how many stand how there, and a page of them in full."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.fleet import roster
from controller.fleet.presence import THERE
from controller.people.who import Who, reaches
from controller.store import areas, devices
from controller.web import box_view
from controller.web.device_view import views


def shown(
    desk: Desk, conn: Connection, who: Who, area: str, state: str, wanted: str, after: str, lang: str
) -> dict[str, Any]:
    """Everything on the page; another one's area is one's own."""
    place = areas.get(conn, area or who.area)
    if place is None or place.ended_ms is not None or not reaches(who, place.path):
        place = areas.known(conn, who.area)
    every = roster.lines(desk, conn, place.path)
    found = roster.sheet(every, state=state, wanted=wanted, after=after)
    inside = areas.below(conn, place.path)
    here = {"area": place.code if place.code != who.area else "", "q": wanted}
    total = sum(count for name, count in found.counts.items() if name != roster.EMPTY)
    return {
        "place": place,
        "above": [one for one in areas.chain(conn, place.code)[:-1] if reaches(who, one.path)],
        "parts": [
            {
                "name": one.area.name,
                "href": _href(area=one.area.code, state=state),
                "all": sum(count for name, count in one.counts.items() if name != roster.EMPTY),
                "dark": one.counts.get("off", 0) + one.counts.get("gone", 0),
                "doubtful": one.counts.get("doubtful", 0),
            }
            for one in roster.parts(every, inside, place)
        ],
        "states": [("", total, _href(**here))]
        + [(one, found.counts[one], _href(**here, state=one)) for one in roster.STATES if one in found.counts],
        "state": state if state in roster.STATES else "",
        "wanted": wanted,
        "found": found.found,
        "rows": _rows(desk, conn, found, lang),
        "next": _href(**here, state=state, after=found.after) if found.after else "",
        "first": _href(**here, state=state) if after else "",
        "online": sum(one.state in THERE for one in every),
        "total": sum(one.state != roster.EMPTY for one in every),
    }


def _rows(desk: Desk, conn: Connection, found: roster.Sheet, lang: str) -> list[dict[str, Any]]:
    """Those of the page: with a box as it stands now, without one with what became of the last."""
    rows = {one.id: one for one in devices.many(conn, [it.row.id for it in found.lines])}
    boxed = [rows[it.row.id] for it in found.lines if it.row.active]
    seen = {one.id: one for one in views(desk, conn, boxed, lang)} if boxed else {}
    empty = {
        one["id"]: one for one in box_view.empty(desk, conn, [one for one in rows.values() if not one.active], lang)
    }
    return [
        {
            "id": it.row.id,
            "name": it.row.name,
            "place": it.row.place,
            "view": seen.get(it.row.id),
            "said": empty[it.row.id]["said"] if it.row.id in empty else "",
        }
        for it in found.lines
    ]


def _href(**given: str) -> str:
    query = urlencode({name: value for name, value in given.items() if value})
    return f"/devices?{query}" if query else "/devices"
