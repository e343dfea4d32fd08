"""A whole district comes back at once: the service answers one question after the other, and no clock gets worse."""

from __future__ import annotations

import msgspec
import pytest

from devices.clock import DRIFT_PPM
from devices.messages import TimeAnswer, TimeQuestion
from devices.topics import Kind, read
from firmware_sim.timekeeping import FAIR_MS, REGULAR_MS
from firmware_sim.virtual import VirtualWorld
from tests.firmware_sim.sim_desk import DAY, MINUTE, MORNING, Desk, identity

BOXES = 150
ANSWER_MS = 40
"""So long the service is busy with each question; all the first ones make the last box wait for six seconds."""
SECOND = 1_000
AGED_MS = 60
"""Ten minutes of the worst crystal."""


class BusyDesk(Desk):
    """Answers in the order of asking, and stamps a question when it gets to it: what waited looks like a long way."""

    free_at = 0.0
    asked = 0

    def hear(self, topic: str, payload: bytes) -> None:
        heard = read(topic)
        if heard is None or heard.kind is not Kind.TIME_QUESTION:
            super().hear(topic, payload)
            return
        self.asked += 1
        self.free_at = max(self.free_at, self.world.now) + ANSWER_MS
        question = msgspec.json.decode(payload, type=TimeQuestion)
        name = heard.name
        self.world.timers.at(self.free_at, lambda: self._answer(name, question))

    def _answer(self, name: str, question: TimeQuestion) -> None:
        now = int(self.world.now)
        self.send(Kind.TIME_ANSWER, name, TimeAnswer(question.nonce, question.t1, now, now), "clock")


def district(rtc: bool) -> tuple[VirtualWorld, BusyDesk]:
    world = VirtualWorld(MORNING - DAY)
    desk = BusyDesk(world)
    for number in range(BOXES):
        box = world.add(identity(f"loa-{number}"), drift_ppm=(number % 21 - 10) * 10.0)
        box.rtc = rtc
    for box in world.devices.values():
        box.power_on()
    return world, desk


def bounds(world: VirtualWorld) -> list[int]:
    """The error bound of every box, after it was seen to hold."""
    found = []
    for box in world.devices.values():
        assert box.brain is not None
        mono = box.counter.now()
        time = box.brain.mind.time
        now, error = time.now(mono), time.error(mono)
        if now is not None:
            assert abs(now - world.now) <= error + 2
            found.append(error)
    return found


@pytest.mark.parametrize("rtc", [True, False])
def test_two_minutes_after_all_came_at_once_every_clock_is_good(rtc: bool) -> None:
    world, _ = district(rtc)
    for _ in range(120):
        world.run(SECOND)
        assert not rtc or max(bounds(world)) <= 520
    assert len(bounds(world)) == BOXES
    assert max(bounds(world)) <= 100


def test_a_box_goes_on_asking_while_its_bound_is_large_and_less_and_less_often() -> None:
    world, desk = district(rtc=True)
    counts = []
    for _ in range(10):
        before = desk.asked
        world.run(MINUTE)
        counts.append(desk.asked - before)
    assert max(bounds(world)) <= 40 + AGED_MS
    assert sum(counts) <= 20 * BOXES
    assert counts[-1] <= counts[0] / 4


def test_when_the_broker_drops_all_those_whose_clocks_are_good_do_not_crowd_the_line() -> None:
    world, desk = district(rtc=True)
    world.run(2 * REGULAR_MS)
    before = desk.asked
    for box in world.devices.values():
        assert box.link is not None
        box.link.bar(100)
    world.run(3 * SECOND)
    assert desk.asked - before < 2 * BOXES
    world.run(MINUTE)
    # a fair bound is asked for no further; it grows by the worst crystal until the next regular question
    assert max(bounds(world)) <= FAIR_MS + (MINUTE + 3 * SECOND) * DRIFT_PPM / 1e6 + 1
