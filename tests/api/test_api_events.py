"""Server-sent events over a real connection."""

from __future__ import annotations

import asyncio
import json

from controller.api.routes.events import stream
from controller.bus import Bus
from tests.serving import EDITOR, Served


def test_what_happens_is_heard_at_once(service: Served):
    listener = service.client(EDITOR)
    with listener.stream("GET", "/api/v1/events") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        lines = stream.iter_lines()
        assert next(lines).startswith("retry:")
        service.desk.bus.say("device", id="loa-dong-1", presence="lost")
        said = [next(lines) for _ in range(3)]
    assert said[1] == "event: device"
    assert json.loads(said[2].removeprefix("data: ")) == {"id": "loa-dong-1", "presence": "lost"}


def test_only_for_those_who_are_signed_in(service: Served):
    assert service.client().get("/api/v1/events").status_code == 401


def test_a_listener_that_went_away_is_forgotten(service: Served):
    with service.client(EDITOR).stream("GET", "/api/v1/events") as stream:
        lines = stream.iter_lines()  # forgetting it would close the connection
        next(lines)
        assert service.desk.bus.listeners >= 1
    for _ in range(1000):
        service.desk.bus.say("device", id="loa-dong-1")
        service.client().get("/healthz")
        if service.desk.bus.listeners == 0:
            break
    assert service.desk.bus.listeners == 0


def test_nobody_hears_of_somebody_elses_places(service: Served):
    with service.client(EDITOR).stream("GET", "/api/v1/events") as stream:
        lines = stream.iter_lines()
        next(lines)
        service.desk.bus.say("device", id="loa-xa-khac", presence="lost")
        service.desk.bus.say("announcement", id="a-khac", state="draft")
        service.desk.bus.say("delivery", subject="a1.x", device="bang-ubnd", rung="held")
        said = [next(lines) for _ in range(3)]
    assert said[1] == "event: delivery"


def test_who_was_signed_out_hears_nothing_more():
    async def story() -> tuple[list[str], int]:
        bus = Bus()
        heard = [line async for line in stream(bus, lambda: False, quiet_s=0.01)]
        return heard, bus.listeners

    heard, listeners = asyncio.run(story())
    assert heard == ["retry: 3000\n\n", ": quiet\n\n"]
    assert listeners == 0
