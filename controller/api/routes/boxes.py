"""The two doors of boxes that are not MQTT: addresses that work once, each told to one box in a signed command."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from controller.api.answers import responses
from controller.api.system import AtDesk
from controller.fleet import doors

router = APIRouter(prefix="/boxes", tags=["boxes"])


@router.put("/log/{secret}", status_code=204, responses=responses(404, 413, 422))
async def log(secret: str, request: Request, desk: AtDesk) -> Response:
    """A box's log, plain text, up to 256 KiB."""
    text = await request.body()
    await run_in_threadpool(doors.take_log, desk, secret, text)
    return Response(status_code=204)


@router.get("/network/{secret}", response_class=Response, responses=responses(404))
def network(secret: str, desk: AtDesk) -> Response:
    """The network settings that a box is to try (`devices/PROTOCOL.md`)."""
    return Response(doors.fetch(desk, secret), media_type="application/json", headers={"cache-control": "no-store"})
