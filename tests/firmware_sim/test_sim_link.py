"""A device's connection against brokers that are strange, shut or behind TLS."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random

import pytest

from devices.identity import Broker, Identity
from firmware_sim.hub import COMPANY_S
from firmware_sim.link import Hub, Link
from firmware_sim.timers import Timers
from tests.certificates import certificate
from tests.firmware_sim.sim_desk import PATH
from tests.firmware_sim.sim_field import mosquitto
from tests.ports import free_port
from tests.waiting import PATIENCE_S


class Box:
    """The least that a link needs behind it."""

    def __init__(self, hub: Hub, broker: Broker) -> None:
        self.identity = Identity("loa-1", "column-wav-15w", PATH, "secret", broker, "", "")
        self.link = Link(hub, self)
        self.ups = self.downs = 0
        self.reasons: list[str] = []
        self.came: list[tuple[str, bytes]] = []

    def begin_session(self) -> tuple[str, bytes]:
        return "tl1/u/loa-1/state", b"gone"

    def connected(self) -> None:
        self.ups += 1
        self.link.listen((("tl1/u/loa-1/#", 1),), ())

    def disconnected(self) -> None:
        self.downs += 1

    def arrive(self, topic: str, payload: bytes) -> None:
        self.came.append((topic, payload))

    def shut_out(self, reason: str) -> None:
        self.reasons.append(reason)


async def until(holds) -> None:
    end = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end, "it does not come"
        await asyncio.sleep(0.01)


@asynccontextmanager
async def speaking(answer: Callable[[bytes], bytes]) -> AsyncIterator[int]:
    """A broker that says what ``answer`` makes of the first bytes, and goes; its port. No line stays open behind it."""
    lines: list[asyncio.StreamWriter] = []

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines.append(writer)
        writer.write(answer(await reader.read(10)))
        writer.close()

    server = await asyncio.start_server(take, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await asyncio.sleep(0)  # who was let in a moment ago has a line by now
        for line in lines:
            line.transport.abort()
        await asyncio.gather(*(line.wait_closed() for line in lines), return_exceptions=True)


class Ringing:
    """A hub whose timers ring."""

    async def __aenter__(self) -> Hub:
        self._timers = Timers(lambda: time.monotonic() * 1000)
        self.hub = Hub(self._timers, Random(1))
        self._task = asyncio.create_task(self._ring())
        return self.hub

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()
        for link in tuple(self.hub.links):
            link.leave()
        self.hub.close()

    async def _ring(self) -> None:
        while True:
            self._timers.ring()
            await asyncio.sleep(0.005)


@pytest.mark.parametrize("rubbish", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\x30\xff\xff\xff\xff\xff", b""])
def test_a_broker_that_speaks_something_else_is_left_and_tried_again(rubbish: bytes) -> None:
    async def run() -> None:
        knocks: list[bytes] = []

        def answer(first: bytes) -> bytes:
            knocks.append(first)
            return rubbish

        async with speaking(answer) as port, Ringing() as hub:
            box = Box(hub, Broker("127.0.0.1", port))
            box.link.start()
            await until(lambda: len(knocks) >= 2)
            assert box.ups == 0
        assert all(first[:1] == b"\x10" for first in knocks if first)

    asyncio.run(run())


def test_a_refused_device_hears_why() -> None:
    async def run() -> None:
        async with speaking(lambda _: b"\x20\x02\x00\x05") as port, Ringing() as hub:
            box = Box(hub, Broker("127.0.0.1", port))
            box.link.start()
            await until(lambda: box.reasons)
            assert box.reasons == ["not authorized"]
            assert not box.link.up

    asyncio.run(run())


def test_what_it_says_comes_through_a_lost_connection_once(tmp_path: Path) -> None:
    """Large and many messages, TLS, a link that breaks in the middle."""
    port = free_port()
    ca = certificate(tmp_path)
    tls = f"allow_anonymous true\ncertfile {tmp_path / 'cert.pem'}\nkeyfile {tmp_path / 'key.pem'}"

    async def run() -> None:
        async with Ringing() as hub:
            box = Box(hub, Broker("127.0.0.1", port, tls=True, ca=ca))
            box.link.start()
            await until(lambda: box.ups)
            box.link.publish("tl1/u/loa-1/large", b"x" * 100_000, 1, False)
            await until(lambda: box.came)
            await asyncio.sleep(2 * COMPANY_S)  # or it would not be acknowledged yet, and come again
            for number in range(100):
                box.link.publish("tl1/u/loa-1/report", b"%d" % number, 1, False)
                if number == 50:
                    box.link.bar(50)
            await until(lambda: len({payload for topic, payload in box.came if topic.endswith("/report")}) == 100)
            assert ("tl1/u/loa-1/state", b"gone") in box.came
            assert box.ups == 2
            assert box.downs == 1
            assert [len(payload) for _, payload in box.came].count(100_000) == 1

    with mosquitto(tmp_path / "broker", port, tls):
        asyncio.run(run())


def test_what_a_box_had_no_time_to_think_about_comes_again(tmp_path: Path) -> None:
    """It is acknowledged with what the box says about it, by the connection on which it came, or not at all."""
    port = free_port()

    async def run() -> None:
        async with Ringing() as hub:
            box = Box(hub, Broker("127.0.0.1", port))
            box.link.start()
            await until(lambda: box.ups)

            def cut_off(topic: str, payload: bytes) -> None:
                box.came.append((topic, payload))
                hub.loop.call_soon(box.link.bar, 50)

            def reports() -> list[bytes]:
                return [payload for topic, payload in box.came if topic.endswith("/report")]

            box.arrive = cut_off  # type: ignore[method-assign]
            box.link.publish("tl1/u/loa-1/report", b"1", 1, False)
            await until(reports)
            del box.arrive
            await until(lambda: box.ups == 2 and len(reports()) >= 2)
            await asyncio.sleep(4 * COMPANY_S)
            came = len(reports())
            box.link.bar(50)
            await until(lambda: box.ups == 3)
            box.link.publish("tl1/u/loa-1/report", b"2", 1, False)
            await until(lambda: b"2" in reports())
            assert len(reports()) == came + 1

    with mosquitto(tmp_path / "broker", port):
        asyncio.run(run())


def test_another_brokers_certificate_is_not_believed(tmp_path: Path) -> None:
    port = free_port()
    certificate(tmp_path)
    tls = f"allow_anonymous true\ncertfile {tmp_path / 'cert.pem'}\nkeyfile {tmp_path / 'key.pem'}"
    (tmp_path / "other").mkdir()
    other = certificate(tmp_path / "other")

    async def run() -> None:
        async with Ringing() as hub:
            box = Box(hub, Broker("127.0.0.1", port, tls=True, ca=other))
            box.link.start()
            await asyncio.sleep(0.5)
            assert box.ups == 0

    with mosquitto(tmp_path / "broker", port, tls):
        asyncio.run(run())
