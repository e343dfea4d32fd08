"""What the sensors of a device said, over time."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.readings import Reading, Readings
from controller.api.routes.devices import device_for
from controller.api.system import AtDesk
from controller.fleet import series

router = APIRouter(prefix="/devices", tags=["devices"])

Instant = Annotated[int | None, Query(ge=0, le=32_503_680_000_000)]


@router.get("/{id}/health", responses=responses(401, 404, 422))
def readings(
    id: str,
    who: Asking,
    desk: AtDesk,
    since_ms: Instant = None,
    until_ms: Instant = None,
    step_s: Annotated[int | None, Query(ge=1, le=366 * 86_400, description="chosen for you, if left out")] = None,
) -> Readings:
    """Mains, battery with the hours that it lasts, temperature, signal, data of the month and storage (bytes), clock,
    current, microphone, light, current of a panel and restarts in [since, until); the last day, if not said. Single
    heartbeats are kept for a week, hours for a year."""
    until = desk.now_ms() + 1 if until_ms is None else until_ms
    since = max(until - series.DAY_MS, 0) if since_ms is None else since_ms
    step_ms = series.step_of(since, until, None if step_s is None else step_s * 1000)
    with desk.store.read() as conn:
        device_for(conn, who, id)
        found = series.points(desk, conn, id, since, until, step_ms)
    told = {name: [Reading.model_validate(one) for one in points] for name, points in found.items()}
    return Readings(device=id, since_ms=since, until_ms=until, step_s=step_ms / 1000, series=told)
