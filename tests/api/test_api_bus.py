"""The bus: from any thread, to many listeners, waiting for nobody."""

from __future__ import annotations

import asyncio
import threading

from controller.bus import Bus, Event


def test_what_is_said_in_a_thread_is_heard_on_every_loop():
    async def story() -> list[Event | None]:
        bus = Bus()
        listeners = [bus.listen(), bus.listen()]
        await asyncio.to_thread(bus.say, "device", device="loa-1", presence="online")
        return [await listener.next() for listener in listeners]

    assert asyncio.run(story()) == [Event("device", {"device": "loa-1", "presence": "online"})] * 2


def test_a_slow_listener_is_dropped_and_the_others_are_not():
    async def story() -> tuple[list[str], list[str], int]:
        bus = Bus(patience=3)
        slow, quick = bus.listen(), bus.listen()
        heard = []
        for number in range(5):
            bus.say(f"event-{number}")
            event = await quick.next()
            assert event is not None
            heard.append(event.kind)
        bus.say("last")
        return heard, [event.kind async for event in slow], bus.listeners

    heard, slow, left = asyncio.run(story())
    assert heard == [f"event-{number}" for number in range(5)]
    assert slow == []
    assert left == 1


def test_closing_ends_everybody():
    async def story() -> list[str]:
        bus = Bus()
        listener = bus.listen()
        bus.close()
        return [event.kind async for event in listener]

    assert asyncio.run(story()) == []


def test_a_listener_whose_loop_is_gone_disturbs_nobody():
    bus = Bus()

    async def come_and_vanish() -> None:
        bus.listen()

    thread = threading.Thread(target=lambda: asyncio.run(come_and_vanish()))
    thread.start()
    thread.join()
    bus.say("device")
    assert bus.listeners == 0
