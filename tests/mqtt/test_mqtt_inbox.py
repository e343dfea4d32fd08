"""The inbox: heartbeats wait for each other, nothing waits for heartbeats, what was not taken is not acknowledged."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest

from controller.mqtt.inbox import ENOUGH, MOST, Inbox
from controller.ports import Incoming
from tests.waiting import until


class Desk:
    """Takes batches, and fails as often as it is told to."""

    def __init__(self) -> None:
        self.batches: list[list[bytes]] = []
        self.acknowledged: list[bytes] = []
        self.fails = 0

    def take(self, batch: Sequence[Incoming]) -> None:
        if self.fails:
            self.fails -= 1
            raise OSError("no room on the disk")
        self.batches.append([one.payload for one in batch])

    def acknowledge(self, batch: Sequence[Incoming]) -> None:
        self.acknowledged += [one.payload for one in batch]

    def wait(self, count: int) -> None:
        until(lambda: len(self.acknowledged) >= count, self.batches)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@contextmanager
def taking(desk: Desk, *come: Incoming, **waits: float) -> Iterator[Inbox]:
    made = Inbox(desk.take, desk.acknowledge, **waits)
    for one in come:
        made.put(one)
    made.start()
    try:
        yield made
    finally:
        made.stop()


def message(text: str, qos: int) -> Incoming:
    return Incoming("tl1/u/loa/beat", text.encode(), 0, 1, qos, False, 1)


def test_heartbeats_wait_for_each_other(desk: Desk) -> None:
    with taking(desk, not_urgent_s=60.0) as inbox:
        for number in range(5):
            inbox.put(message(str(number), 0))
            time.sleep(0.02)
    assert desk.batches == [[b"0", b"1", b"2", b"3", b"4"]]


def test_heartbeats_do_not_wait_for_ever(desk: Desk) -> None:
    with taking(desk, not_urgent_s=0.05) as inbox:
        inbox.put(message("beat", 0))
        desk.wait(1)
        inbox.put(message("another", 0))
        desk.wait(2)
    assert desk.batches == [[b"beat"], [b"another"]]


def test_what_the_broker_keeps_does_not_wait(desk: Desk) -> None:
    with taking(desk, not_urgent_s=60.0) as inbox:
        inbox.put(message("beat", 0))
        time.sleep(0.1)
        assert desk.batches == []
        inbox.put(message("report", 1))
        desk.wait(2)
    assert desk.batches == [[b"beat", b"report"]]


def test_what_one_batch_leaves_over_does_not_wait(desk: Desk) -> None:
    with taking(desk, not_urgent_s=60.0) as inbox:
        for number in range(2 * MOST + 10):
            inbox.put(message(str(number), 1))
        desk.wait(2 * MOST + 10)
    assert max(map(len, desk.batches)) <= MOST


@pytest.mark.parametrize(("count", "waits"), [(ENOUGH, True), (ENOUGH + 1, False)])
def test_a_crowd_does_not_wait_for_company(desk: Desk, count: int, waits: bool) -> None:
    with taking(desk, *(message(str(number), 1) for number in range(count)), gather_s=60.0) as inbox:
        if waits:
            time.sleep(0.1)
            assert desk.batches == []
            inbox.stop()
        desk.wait(count)
    assert [len(batch) for batch in desk.batches] == [count]


def test_what_was_not_taken_is_not_acknowledged(desk: Desk) -> None:
    desk.fails = 2
    with taking(desk, again_s=0.05) as inbox:
        inbox.put(message("report", 1))
        desk.wait(1)
    assert (desk.batches, desk.acknowledged, desk.fails) == ([[b"report"]], [b"report"], 0)


def test_it_stops_at_once_and_takes_what_has_come(desk: Desk) -> None:
    with taking(desk, not_urgent_s=3_600.0) as inbox:
        inbox.put(message("beat", 0))
        stopping = threading.Thread(target=inbox.stop, daemon=True)
        stopping.start()
        until(lambda: not stopping.is_alive(), "it to stop")
    assert desk.batches == [[b"beat"]]
