"""A clock that is wrong: the service's that was set, a box's counter that leapt. Hearing anything signed heals it."""

from __future__ import annotations

import msgspec
import pytest

from devices.messages import Klass, Late, Play, Rung, TimeAnswer, TimeQuestion, Volume
from devices.profiles import profile
from devices.topics import TABLE, Kind, read
from firmware_sim.brain import Brain
from firmware_sim.virtual import VirtualWorld
from tests.firmware_sim.sim_desk import (
    DAY,
    HORN,
    MINUTE,
    MORNING,
    SHORT,
    Desk,
    identity,
    item,
    key,
    timetable,
    world_with,
)

D = "loa-dong-1"
A1 = "a1.20261122t0530"
HOUR = 60 * MINUTE
RECIPE = profile(HORN).recipe


class ShiftedDesk(Desk):
    """A service whose own clock was set: it signs, and tells the time, by that."""

    shift = 0

    @property
    def now(self) -> int:
        return int(self.world.now) + self.shift

    def hear(self, topic: str, payload: bytes) -> None:
        heard = read(topic)
        if heard is not None and heard.kind is Kind.TIME_QUESTION:
            asked = msgspec.json.decode(payload, type=TimeQuestion)
            self.send(Kind.TIME_ANSWER, heard.name, TimeAnswer(asked.nonce, asked.t1, self.now, self.now), "clock")
        else:
            super().hear(topic, payload)


def shifted() -> tuple[VirtualWorld, ShiftedDesk]:
    world, _ = world_with()
    world.broker.listeners.clear()
    desk = ShiftedDesk(world)
    world.run(3 * MINUTE)
    return world, desk


def off_by(world: VirtualWorld) -> float:
    """How far the box's time is from the world's, in ms."""
    device = world.devices[D]
    assert device.brain is not None
    mind = device.brain.mind
    mind.feel(device.counter.now())
    assert mind.now is not None
    return mind.now - world.now


def play(now: int, **changes: object) -> Play:
    order = Play("p1", now, now + MINUTE, now + 1_000, Klass.EMERGENCY, {RECIPE: SHORT}, volume=50)
    return msgspec.structs.replace(order, **changes)


@pytest.mark.parametrize("hours", [-5, 5])
def test_when_the_service_was_set_its_first_order_is_obeyed(hours: int) -> None:
    world, desk = shifted()
    desk.shift = hours * HOUR
    desk.order(play(desk.now))
    world.run(10_000)
    assert abs(off_by(world) - desk.shift) < 100
    assert desk.rungs(D, "p1")[-1] is Rung.FINISHED
    assert Rung.REFUSED not in desk.rungs(D, "p1")


@pytest.mark.parametrize("hours", [-5, 5])
def test_when_the_service_was_set_and_back_again_the_timetable_sounds_at_its_time(hours: int) -> None:
    world, desk = shifted()
    desk.want(timetable(D, item()))
    world.run(MINUTE)
    desk.shift = hours * HOUR
    desk.order(Volume("v1", desk.now, desk.now + MINUTE, 90), D)
    world.run(15_000)
    assert abs(off_by(world) - desk.shift) < 100
    desk.shift = 0
    desk.order(Volume("v2", desk.now, desk.now + MINUTE, 90), D)
    world.run(15_000)
    assert abs(off_by(world)) < 100
    world.run_until(MORNING + 5 * MINUTE)
    assert desk.rungs(D, "v1") == desk.rungs(D, "v2") == [Rung.DONE]
    assert len([rung for rung in desk.rungs(D, A1) if rung in (Rung.FINISHED, Rung.MISSED)]) == 1


@pytest.mark.parametrize("leap", [-26 * HOUR, -HOUR, -10 * MINUTE, 10 * MINUTE, HOUR, 26 * HOUR])
def test_a_counter_that_leapt_is_noticed_at_the_next_order(leap: int) -> None:
    world, desk = world_with()
    desk.want(timetable(D, item(late=Late.START, late_ms=DAY)))
    world.run(5 * MINUTE)
    world.devices[D].counter.jump(leap)
    now = int(world.now)
    desk.order(play(now), D)
    world.run(5_000)
    assert abs(off_by(world)) < 100
    assert desk.rungs(D, "p1")[-1] is Rung.FINISHED
    world.run_until(MORNING + 5 * MINUTE)
    started = [report for report in desk.reports[D] if report.id == A1 and report.rung is Rung.STARTED]
    assert [abs(report.at - MORNING) < 100 for report in started] == [True]
    assert desk.rungs(D, A1) == [Rung.STARTED, Rung.SOUNDED, Rung.FINISHED]


@pytest.mark.parametrize("leap", [-HOUR, -MINUTE, 10 * MINUTE, HOUR])
def test_a_counter_that_leapt_is_asked_about_before_anything_is_missed(leap: int) -> None:
    """Nobody says anything: the box itself sees that it was woken at another time than it wanted."""
    world, desk = world_with()
    desk.want(timetable(D, item()))
    world.run(5 * MINUTE)
    world.devices[D].counter.jump(leap)
    world.run_until(MORNING + 5 * MINUTE)
    assert desk.rungs(D, A1) == [Rung.STARTED, Rung.SOUNDED, Rung.FINISHED]
    started = next(report for report in desk.reports[D] if report.rung is Rung.STARTED)
    assert abs(started.at - MORNING) < 100


def test_what_sounds_goes_on_while_the_clock_is_set() -> None:
    world, desk = shifted()
    desk.order(play(desk.now, sounds={RECIPE: item().sound}, exp=desk.now + DAY))
    world.run(20_000)
    for shift in (3 * HOUR, -3 * HOUR):
        desk.shift = shift
        desk.order(Volume(f"v{shift}", desk.now, desk.now + MINUTE, 90), D)
        world.run(15_000)
        assert abs(off_by(world) - shift) < 100
    world.run(MINUTE)
    assert desk.rungs(D, "p1")[-3:] == [Rung.STARTED, Rung.SOUNDED, Rung.FINISHED]


@pytest.mark.parametrize("year_ms", [946_684_800_000, 4_102_444_800_000])
@pytest.mark.parametrize("new", [True, False])
def test_a_battery_backed_clock_of_another_century_is_set_right(year_ms: int, new: bool) -> None:
    """With and without a list of keys from before."""
    world = VirtualWorld(MORNING - 30 * MINUTE)
    desk = Desk(world)
    box = world.add(identity())
    if not new:
        box.power_on()
        world.run(MINUTE)
        box.power_off()
    box.counter.power_on()
    box.brain = Brain(box.identity, box.flash, box.shelf, world.rng, box.body, box.counter.now(), year_ms)
    box._run(box.brain.boot)
    assert box.link is not None
    box.link.start()
    desk.want(timetable(D, item()))
    world.run_until(MORNING + 5 * MINUTE)
    assert desk.rungs(D, A1) == [Rung.STARTED, Rung.SOUNDED, Rung.FINISHED]
    assert abs(off_by(world)) < 100


def test_old_documents_replayed_do_not_keep_it_asking() -> None:
    world, desk = world_with()
    world.run(MINUTE)
    now = int(world.now)
    old = [
        key("storm").seal(msgspec.json.encode(play(now - HOUR, id=f"p{number}")), "command", D) for number in range(200)
    ]
    asked: list[int] = []
    question = TABLE[Kind.TIME_QUESTION].of(D)
    world.broker.listeners.append(lambda topic, _: asked.append(1) if topic == question else None)
    for document in old:
        world.broker.publish(TABLE[Kind.COMMAND].of(D), document)
        world.run(250)
    assert len(asked) <= 15
    assert {report.reason for report in desk.reports[D] if report.rung is Rung.REFUSED} == {"expired"}


def test_nobody_answers_and_it_is_refused_after_all() -> None:
    world, desk = world_with()
    world.run(MINUTE)
    desk.answers = False
    desk.order(play(int(world.now) - HOUR))
    world.run(10_000)
    assert [report.reason for report in desk.reports[D] if report.id == "p1"] == ["expired"]


def test_a_doubt_does_not_cut_the_first_rounds_short() -> None:
    """An old timetable on connecting is no news; the clock is still compared as often as its precision needs."""
    assert questions_after_power_on(with_plan=True) == questions_after_power_on(with_plan=False) >= 3


def questions_after_power_on(with_plan: bool) -> int:
    world = VirtualWorld(MORNING - 30 * MINUTE)
    desk = Desk(world)
    world.add(identity())
    if with_plan:
        desk.want(timetable(D, item()))
    heard: list[str] = []
    world.broker.listeners.append(lambda topic, _: heard.append(topic))
    world.devices[D].power_on()
    world.run(MINUTE)
    return heard.count(TABLE[Kind.TIME_QUESTION].of(D))
