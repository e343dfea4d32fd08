"""All active boxes as the watch takes those that are well: where they hang and what they are, and no facts.

As long as nothing moves they are the very same objects, which cost the watch nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection

from controller.health.watch import Box
from controller.store import areas, astray

NOTHING: Mapping[str, Any] = MappingProxyType({})


class Everybody:
    """Remembers them from look to look."""

    def __init__(self) -> None:
        self._boxes: dict[str, Box] = {}
        self._ways: dict[str, tuple[str, ...]] = {}

    def look(self, conn: Connection) -> dict[str, Box]:
        """As they are now, by id."""
        rows = astray.places(conn)
        zones = areas.zones(conn, {area for _, _, area, _ in rows})
        before = self._boxes
        self._boxes = {id: self._box(before.get(id), id, model, path, zones[area]) for id, model, area, path in rows}
        return self._boxes

    def _box(self, before: Box | None, id: str, model: str, path: str, zone: str) -> Box:
        way = self._ways.get(path)
        if way is None:
            way = self._ways[path] = tuple(path.strip("/").split("/"))
        if before is not None and before.areas is way and before.profile == model and before.zone == zone:
            return before
        return Box(id, way, model, zone, NOTHING, NOTHING)
