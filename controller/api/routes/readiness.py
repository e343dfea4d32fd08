"""Whether the boxes of a broadcast can sound, before it begins."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.readiness import Broadcast, Lacking, Mended, Readiness
from controller.api.system import AtDesk
from controller.fleet import readiness as service
from controller.words.readiness import because

router = APIRouter(prefix="/readiness", tags=["incidents"])
LATELY_MS = 7 * 86_400_000


@router.get("", responses=responses(401, 403, 404, 422))
def readiness(
    who: Asking,
    desk: AtDesk,
    area: Annotated[str, Query(max_length=64, description="a part of one's own area")] = "",
    since_ms: Annotated[
        int | None, Query(ge=0, le=32_503_680_000_000, description="of broadcasts since then; a week, where not said")
    ] = None,
) -> Readiness:
    """The next broadcast within 24 hours as it would go if it began now; and what was found before the others, half an
    hour ahead (setting `health.ready_min`) and again until they began."""
    with desk.store.read() as conn:
        since = desk.now_ms() - LATELY_MS if since_ms is None else since_ms
        ahead, taken = service.seen(desk, conn, who, area, since)
    return Readiness(next=_told(ahead) if ahead else None, taken=[_told(one) for one in taken])


def _told(one: service.Broadcast) -> Broadcast:
    lacking = [
        Lacking(
            device=box.device,
            name=box.name,
            area=box.area,
            due_ms=box.due_ms,
            causes=list(box.causes),  # type: ignore[arg-type]
            because=because(box.causes, "vi"),
            because_en=because(box.causes, "en"),
        )
        for box in one.lacking
    ]
    mended = [
        Mended(device=box.device, name=box.name, first=list(box.first), since_ms=box.checked_ms or 0)  # type: ignore[arg-type]
        for box in one.mended
    ]
    count = len(one.boxes)
    return Broadcast(begin_ms=one.begin_ms, devices=count, ready=count - len(lacking), lacking=lacking, mended=mended)
