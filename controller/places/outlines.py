"""Outlines of areas for a map, from a GeoJSON file (RFC 7946): shapes go to areas by their code or name.

Nothing of the file is kept but numbers.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from controller.broadcast.desk import Desk
from controller.errors import Refused
from controller.fleet.roster import folded
from controller.people.who import Who, require
from controller.store import areas, audit, outlines
from controller.store.areas import Area
from controller.store.outlines import Outline

MOST_BYTES = 4_000_000
MOST_POINTS = 100_000
MOST_UNKNOWN = 20
EXACT = 5
"""Digits of a degree behind the point: a metre."""
NAMED = ("code", "ma", "id", "name", "ten", "NAME_3", "Ten_Xa", "ten_xa", "ten_thon")
"""Properties that may say which area a shape is of."""
SHAPES = {"Polygon": 1, "MultiPolygon": 2}


@dataclass(frozen=True, slots=True)
class Read:
    """Shapes by code, and what shapes are called that are of no area here."""

    shapes: Mapping[str, Any]
    unknown: tuple[str, ...]


def take(desk: Desk, who: Who, code: str, body: bytes) -> Read:
    """Keep the shapes of a file for an area and those below it; one shape alone is the area's own."""
    with desk.store.read() as conn:
        top = areas.known(conn, code)
        require(who, "areas", top.path)
        inside = areas.below(conn, top.path)
    found = read(body, top, inside)
    with desk.store.write() as conn:
        for area, shape in found.shapes.items():
            outlines.put(conn, Outline(area, shape, desk.now_ms(), who.user_id))
        detail = {"areas": sorted(found.shapes)[:50], "count": len(found.shapes)}
        audit.append(conn, desk.now_ms(), who.login, "area-outlines", code, detail, address=desk.address)
    return found


def read(body: bytes, top: Area, inside: Sequence[Area]) -> Read:
    """Pure. Raises ``Refused("outline-…", "outline_file")``."""
    if len(body) > MOST_BYTES:
        raise Refused("outline-too-large", "outline_file", megabytes=MOST_BYTES // 1_000_000)
    try:
        told = msgspec.json.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise Refused("outline-broken", "outline_file") from None
    names = {folded(one.name): one.code for one in reversed(inside)} | {one.code: one.code for one in inside}
    shapes: dict[str, Any] = {}
    unknown: list[str] = []
    features = _features(told)
    room = [MOST_POINTS]
    for feature in features:
        shape = _shape(feature.get("geometry"), room)
        said = _said(feature.get("properties"))
        code = next((names[word] for one in said for word in (one, folded(one)) if word in names), None)
        if code is None and len(features) == 1:
            code = top.code
        if code is None:
            unknown.append(next(iter(said), "?")[:60])
        else:
            shapes[code] = shape
    if not shapes:
        raise Refused("outline-nobody", "outline_file", names=", ".join(unknown[:3]) or "–")
    return Read(shapes, tuple(unknown[:MOST_UNKNOWN]))


def _features(told: Any) -> list[dict[str, Any]]:
    kind = told.get("type") if isinstance(told, dict) else None
    if kind == "FeatureCollection" and isinstance(told.get("features"), list):
        found = [one for one in told["features"] if isinstance(one, dict)]
        if found:
            return found
    if kind == "Feature":
        return [told]
    if kind in SHAPES:
        return [{"geometry": told}]
    raise Refused("outline-broken", "outline_file")


def _said(properties: Any) -> list[str]:
    told = properties if isinstance(properties, dict) else {}
    return [str(told[name]) for name in NAMED if isinstance(told.get(name), str | int)]


def _shape(told: Any, room: list[int]) -> dict[str, Any]:
    kind = told.get("type") if isinstance(told, dict) else None
    if kind not in SHAPES:
        raise Refused("outline-broken", "outline_file")
    return {"type": kind, "coordinates": _rings(told.get("coordinates"), SHAPES[kind], room)}


def _rings(told: Any, depth: int, room: list[int]) -> list[Any]:
    if not isinstance(told, list) or not told:
        raise Refused("outline-broken", "outline_file")
    if depth:
        return [_rings(one, depth - 1, room) for one in told]
    room[0] -= len(told)
    if room[0] < 0:
        raise Refused("outline-too-fine", "outline_file", most=MOST_POINTS)
    return [_point(one) for one in told]


def _point(told: Any) -> list[float]:
    if isinstance(told, list) and len(told) >= 2 and all(type(one) in (int, float) for one in told[:2]):
        east, north = float(told[0]), float(told[1])
        if math.isfinite(east) and math.isfinite(north) and abs(east) <= 180 and abs(north) <= 90:
            return [round(east, EXACT), round(north, EXACT)]
    raise Refused("outline-degrees", "outline_file")
