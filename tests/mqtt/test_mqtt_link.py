"""The service's link on the real Mosquitto: everything comes, large and small, and again until it is taken."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pytest

from controller.mqtt.accounts import Account
from controller.mqtt.address import Address
from controller.mqtt.broker import ManagedBroker
from controller.mqtt.gathering import PIECE
from controller.mqtt.link import Link
from controller.mqtt.passwords import password_hash
from controller.ports import Incoming
from tests.mqtt.box import Box
from tests.waiting import PATIENCE_S, until

REPORTS = (("tl1/u/+/report", 1),)


class Service:
    """A link that keeps what it hears, and acknowledges it where it is told to."""

    def __init__(self, address: Address, *, acknowledges: bool = True) -> None:
        self.heard: list[Incoming] = []
        self.ups = 0
        self.acknowledges = acknowledges
        self.link = Link(address, REPORTS, lambda: 7, self._hear, self._up)

    def __enter__(self) -> Self:
        self.link.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.link.stop()

    def _up(self) -> None:
        self.ups += 1

    def _hear(self, message: Incoming) -> None:
        self.heard.append(message)
        if self.acknowledges:
            self.link.acknowledge([message])


@pytest.fixture
def broker(tmp_path: Path, free_port: int) -> Iterator[ManagedBroker]:
    with ManagedBroker(tmp_path, "127.0.0.1", free_port, [Account("loa-1", password_hash("một"), ())]) as running:
        yield running


@pytest.fixture
def box(broker: ManagedBroker) -> Iterator[Box]:
    with Box(broker.address.port, "loa-1", "một") as one:
        yield one


def test_messages_of_every_size_come_whole_and_in_order(broker: ManagedBroker, box: Box) -> None:
    sizes = [0, 1, 100, 127, 128, PIECE - 3, PIECE, 3 * PIECE + 1, 100_000, 5]
    with Service(broker.address) as service:
        until(lambda: service.ups)
        for size in sizes:
            box.tell("tl1/u/loa-1/report", b"x" * size)
        until(lambda: len(service.heard) == len(sizes))
        assert [len(one.payload) for one in service.heard] == sizes
        assert {(one.topic, one.qos, one.received_ms) for one in service.heard} == {("tl1/u/loa-1/report", 1, 7)}


def test_what_was_not_acknowledged_comes_again_on_the_next_connection_and_no_later(
    broker: ManagedBroker, box: Box
) -> None:
    with Service(broker.address, acknowledges=False) as service:
        until(lambda: service.ups)
        for number in range(50):
            box.tell("tl1/u/loa-1/report", b"%d" % number)
        until(lambda: len(service.heard) == 50)
        service.link.acknowledge(service.heard[:20])
    with Service(broker.address) as service:
        until(lambda: len(service.heard) == 30)
        assert [one.payload for one in service.heard] == [b"%d" % number for number in range(20, 50)]
    with Service(broker.address) as service:
        until(lambda: service.ups)
        box.tell("tl1/u/loa-1/report", b"new")
        until(lambda: service.heard)
        assert [one.payload for one in service.heard] == [b"new"]


@pytest.mark.parametrize("rubbish", [b"\x20\x02\x00\x00\x30\xff\xff\xff\xff\x01", b"\x20\x02\x00\x00\x30\x03\x00\x09t"])
def test_a_broker_that_loses_its_mind_is_left_and_joined_again(rubbish: bytes) -> None:
    knocks = 0
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        nonlocal knocks
        while True:
            try:
                caller, _ = listener.accept()
            except OSError:
                return
            knocks += 1
            with caller:
                caller.recv(100)
                caller.sendall(rubbish)
                caller.settimeout(PATIENCE_S)
                while caller.recv(4096):
                    pass

    threading.Thread(target=serve, daemon=True).start()
    with Service(Address("127.0.0.1", listener.getsockname()[1], "service", "x")) as service:
        until(lambda: knocks >= 2)
        assert service.heard == []
    listener.close()
