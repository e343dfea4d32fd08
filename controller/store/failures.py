"""What failed where, over months: rows for `controller.health.months`. What was merged into a wider cause is no row."""

from __future__ import annotations

from sqlalchemy import Connection, select

from controller.health.months import Spell
from controller.store.areas import within
from controller.store.deliveries import OCCURRENCE
from controller.store.tables import areas, deliveries, incident_devices, incidents

MERGED = "merged"


def of_device(conn: Connection, device: str, since_ms: int) -> list[Spell]:
    """Of one place, also under what concerned more than it; what lasted at an instant, or began later."""
    lately = incident_devices.c.until_ms.is_(None) | (incident_devices.c.until_ms >= since_ms)
    query = (
        select(incidents.c.rule, incident_devices.c.since_ms, incident_devices.c.until_ms)
        .join_from(incident_devices, incidents, incidents.c.id == incident_devices.c.incident)
        .where(incident_devices.c.device == device, incidents.c.end != MERGED, lately)
    )
    return [Spell(*row) for row in conn.execute(query.order_by(incident_devices.c.since_ms))]


def below(conn: Connection, path: str, since_ms: int) -> dict[tuple[str, str], list[Spell]]:
    """By area and device (empty: of the whole place): what concerned it alone, since an instant."""
    query = (
        select(incidents.c.area, incidents.c.device, incidents.c.rule, incidents.c.since_ms, incidents.c.ended_ms)
        .join_from(incidents, areas, areas.c.code == incidents.c.area)
        .where(within(areas.c.path, path), incidents.c.since_ms >= since_ms, incidents.c.end != MERGED)
    )
    found: dict[tuple[str, str], list[Spell]] = {}
    for area, device, *spell in conn.execute(query.order_by(incidents.c.since_ms)):
        found.setdefault((area, device), []).append(Spell(*spell))
    return found


def broadcasts(conn: Connection, device: str, since_ms: int, until_ms: int) -> list[tuple[int, str]]:
    """When something was due at a place, and how far it came."""
    mine = (deliveries.c.device == device, deliveries.c.kind == OCCURRENCE)
    query = select(deliveries.c.due_ms, deliveries.c.rung).where(
        *mine, deliveries.c.due_ms >= since_ms, deliveries.c.due_ms < until_ms
    )
    return [(due_ms, rung) for due_ms, rung in conn.execute(query)]
