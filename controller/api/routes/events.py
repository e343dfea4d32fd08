"""What happens, as it happens: server-sent events for open pages."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

from fastapi import APIRouter
from starlette.responses import StreamingResponse

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.system import AtDesk
from controller.bus import Bus, Event

router = APIRouter(prefix="/events", tags=["events"])

QUIET_S = 20.0
"""A line is sent at least so often: proxies end silent connections, and we notice that nobody reads any more."""
RETRY_MS = 3_000


@router.get("", response_class=StreamingResponse, responses=responses(401))
async def events(_who: Asking, desk: AtDesk) -> StreamingResponse:
    """``event:`` says what happened, ``data:`` to what (JSON). Nothing is kept: after a break, ask for the state."""
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    return StreamingResponse(stream(desk.bus), headers=headers, media_type="text/event-stream")


async def stream(bus: Bus) -> AsyncIterator[str]:
    """The lines of one listener, until it leaves, is too slow, or the service ends."""
    listener = bus.listen()
    try:
        yield f"retry: {RETRY_MS}\n\n"
        while True:
            try:
                event = await asyncio.wait_for(listener.next(), QUIET_S)
            except TimeoutError:
                yield ": quiet\n\n"
                continue
            if event is None:
                return
            yield lines(event)
    finally:
        bus.leave(listener)


def lines(event: Event) -> str:
    """One event as text."""
    return f"event: {event.kind}\ndata: {json.dumps(dict(event.facts), ensure_ascii=False)}\n\n"
