"""What happens, as it happens: server-sent events for open pages."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import StreamingResponse

from controller.api.answers import responses
from controller.api.door import Asking, somebody
from controller.api.sight import Sight
from controller.api.system import AtDesk
from controller.bus import Bus, Event

router = APIRouter(prefix="/events", tags=["events"])

QUIET_S = 20.0
"""A line is sent at least so often: proxies end silent connections, and we notice that nobody reads any more."""
RETRY_MS = 3_000


@router.get("", response_class=StreamingResponse, responses=responses(401))
async def events(request: Request, who: Asking, desk: AtDesk) -> StreamingResponse:
    """``event:`` says what happened, ``data:`` to what (JSON). Nothing is kept: after a break, ask for the state."""
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    heard = stream(desk.bus, lambda: somebody(request) is not None, Sight(desk, who))
    return StreamingResponse(heard, headers=headers, media_type="text/event-stream")


async def stream(
    bus: Bus, still: Callable[[], bool], sight: Sight | None = None, quiet_s: float = QUIET_S
) -> AsyncIterator[str]:
    """The lines of one listener, until it leaves, is too slow, is signed out (``still``), or the service ends.

    What is not in ``sight`` of the person is passed over.
    """
    loop = asyncio.get_running_loop()
    listener, asked = bus.listen(), loop.time()
    try:
        yield f"retry: {RETRY_MS}\n\n"
        while True:
            try:
                event = await asyncio.wait_for(listener.next(), quiet_s)
            except TimeoutError:
                yield ": quiet\n\n"
            else:
                if event is None:
                    return
                if sight is None or await _seen(sight, event):
                    yield lines(event)
            if loop.time() - asked >= quiet_s:
                if not await run_in_threadpool(still):
                    return
                asked = loop.time()
    finally:
        bus.leave(listener)


async def _seen(sight: Sight, event: Event) -> bool:
    if sight.knows(event):
        return sight.may_hear(event)
    return await run_in_threadpool(sight.may_hear, event)


def lines(event: Event) -> str:
    """One event as text."""
    return f"event: {event.kind}\ndata: {json.dumps(dict(event.facts), ensure_ascii=False)}\n\n"
