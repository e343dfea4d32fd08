"""Power cuts at every point: nothing sounds twice from its start, everything is accounted for once."""

from __future__ import annotations

from collections import Counter

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from devices.messages import Klass, Late, Play, Resume, Rung
from devices.profiles import profile
from firmware_sim.effects import Play as PlayNow
from firmware_sim.flash import Cut, MemoryFlash
from firmware_sim.journal import OVER
from firmware_sim.virtual import VirtualWorld
from tests.firmware_sim.sim_desk import (
    DAY,
    LED,
    MINUTE,
    MORNING,
    PICTURE,
    SHORT,
    SMALL_HORN,
    SOUND,
    Desk,
    identity,
    item,
    timetable,
    world_with,
)

D = "loa-dong-1"
A1 = "a1.20261122t0530"
RECIPE = profile("horn-opus-60w").recipe


class Ears:
    """Counts what is really started at the horn, by id and by whether it was from its beginning."""

    def __init__(self, world: VirtualWorld, name: str = D) -> None:
        self.from_start: Counter[str] = Counter()
        self.heard: Counter[str] = Counter()
        player = world.devices[name].player
        assert player is not None
        self._inner = player
        world.devices[name].player = self  # type: ignore[assignment]

    def play(self, order: PlayNow) -> None:
        self.heard[order.id] += 1
        if not order.from_ms:
            self.from_start[order.id] += 1
        self._inner.play(order)

    def __getattr__(self, name: str) -> object:
        return getattr(self._inner, name)


def morning(desk: Desk, late: Late, resume: Resume) -> tuple[str, ...]:
    """Three items in a row, and a command that comes between."""
    items = tuple(
        item(
            f"a{number}.x",
            MORNING + number * 2 * MINUTE,
            longest=MINUTE + 1_000,
            late=late,
            late_ms=10 * MINUTE,
            resume=resume,
        )
        for number in range(3)
    )
    desk.want(timetable(D, *items))
    return tuple(one.id for one in items)


def account(desk: Desk, name: str) -> list[Rung]:
    return [rung for rung in desk.rungs(D, name) if rung in OVER]


def run(after: int, off: int, late: Late, resume: Resume, cuts: int = 1) -> tuple[VirtualWorld, Desk, Ears, int]:
    """One morning with the power cut after so many bytes written from just before the first item on."""
    world, desk = world_with()
    names = morning(desk, late, resume)
    world.run_until(MORNING - 5_000)
    ears = Ears(world)
    flash = world.devices[D].flash
    assert isinstance(flash, MemoryFlash)
    cut = flash.cut = Cut(after)
    now = int(world.now)
    desk.order(
        Play(
            id="p1",
            iat=now,
            exp=now + DAY,
            at=MORNING + 30_000,
            klass=Klass.EMERGENCY,
            sounds={RECIPE: SHORT},
            volume=50,
        )
    )
    left = cuts
    while world.now < MORNING + 20 * MINUTE:
        world.run(5_000)
        if cut.after < 0 and left:
            left -= 1
            if left:
                cut = flash.cut = Cut(after)
            if off:
                world.devices[D].restart(off)
    written = after - cut.after
    for name in (*names, "p1"):
        assert ears.from_start[name] <= 1, (name, after, desk.rungs(D, name))
    return world, desk, ears, written


@pytest.mark.parametrize("late", [Late.SKIP, Late.START, Late.JOIN])
@pytest.mark.parametrize("resume", [Resume.STOP, Resume.PAUSE])
def test_a_cut_at_every_write(late: Late, resume: Resume) -> None:
    written = run(10_000_000, 0, late, resume)[3]
    assert written > 1_000
    for after in range(0, written, 37):
        _, desk, ears, _ = run(after, 0, late, resume)
        for name in ("a0.x", "a1.x", "a2.x", "p1"):
            told = account(desk, name)
            if name == "p1" and not told:
                # cut before the command was written down: it was never obeyed, and its sender repeats it
                assert ears.heard[name] == 0
            else:
                assert len(told) == 1, (name, after, desk.rungs(D, name))
                if told == [Rung.FINISHED]:
                    assert ears.heard[name] >= 1


@settings(max_examples=60, deadline=None)
@example(after=117, off=700, late=Late.SKIP, resume=Resume.STOP, cuts=2)  # between a report and its being unsent
@given(
    after=st.integers(0, 6_000),
    off=st.sampled_from([0, 700, 20_000, 3 * MINUTE]),
    late=st.sampled_from(list(Late)),
    resume=st.sampled_from([Resume.STOP, Resume.PAUSE, Resume.NEVER]),
    cuts=st.integers(1, 4),
)
def test_many_cuts_anywhere(after: int, off: int, late: Late, resume: Resume, cuts: int) -> None:
    _, desk, _, _ = run(after, off, late, resume, cuts)
    for name in ("a0.x", "a1.x", "a2.x"):
        assert len(account(desk, name)) == 1, desk.rungs(D, name)


def test_full_flash_does_not_sound_and_says_so() -> None:
    world, desk = world_with()
    morning(desk, Late.SKIP, Resume.STOP)
    world.run(MINUTE)
    flash = world.devices[D].flash
    assert isinstance(flash, MemoryFlash)
    flash.capacity = 10
    world.run_until(MORNING + 10 * MINUTE)
    assert account(desk, "a0.x") == [Rung.FAILED]
    assert desk.reports[D][0].reason == "flash-full"


def test_full_shelf_is_told_by_what_is_missing() -> None:
    world, desk = world_with()
    world.devices[D].shelf.capacity = 2
    desk.want(timetable(D, item()))
    world.run_until(MORNING + 10 * MINUTE)
    assert desk.haves[D][-1].missing == (SOUND.hash,)
    assert account(desk, "a1.20261122t0530") == [Rung.FAILED]


def test_an_hour_without_power_and_a_week_without_network() -> None:
    """Every broadcast that falls when there is power sounds on time; its reports arrive later, once."""
    world, desk = world_with(identity())
    items = tuple(
        item(f"d{day}.{hour}", MORNING + day * DAY + hour * 3_600_000) for day in range(9) for hour in (0, 12)
    )
    desk.want(timetable(D, *items))
    world.run_until(MORNING + MINUTE * 3)
    world.broker.down = True
    link = world.devices[D].link
    assert link is not None
    link.bar(1)
    world.run_until(MORNING + DAY - 30 * MINUTE)
    world.devices[D].restart(60 * MINUTE)
    world.run_until(MORNING + 7 * DAY + 20 * MINUTE)
    assert len(desk.reports[D]) == 3
    world.broker.down = False
    world.run_until(MORNING + 9 * DAY)
    for one in items:
        dark = MORNING + DAY - 30 * MINUTE <= one.start < MORNING + DAY + 31 * MINUTE
        expected = [Rung.MISSED] if dark else [Rung.STARTED, Rung.SOUNDED, Rung.FINISHED]
        assert desk.rungs(D, one.id) == expected, one.id
    seqs = [report.seq for report in desk.reports[D]]
    assert len(seqs) == len(set(seqs))


def test_a_fortnight_for_twenty_devices() -> None:
    """Off line from the second day on, drifting; every occurrence accounted for on every device, none twice.

    `test_path_fortnight` has a hundred, with their controller and with power cuts.
    """
    world = VirtualWorld(MORNING - 30 * MINUTE, seed=7)
    desk = Desk(world)
    names = [f"loa-{number}" for number in range(20)]
    items = tuple(
        item(f"d{day}.{hour}", MORNING + day * DAY + hour * 3_600_000) for day in range(14) for hour in (0, 12)
    )
    for name in names:
        world.add(identity(name), drift_ppm=world.rng.uniform(-50, 50)).power_on()
        desk.want(timetable(name, *items, beat=1_800_000))
    world.run_until(MORNING + DAY)
    world.broker.down = True
    for name in names:
        link = world.devices[name].link
        assert link is not None
        link.bar(1)
    world.run_until(MORNING + 13 * DAY + 13 * 3_600_000)
    world.broker.down = False
    world.run(3_600_000)
    for name in names:
        for one in items:
            assert desk.rungs(name, one.id) == [Rung.STARTED, Rung.SOUNDED, Rung.FINISHED], (name, one.id)


def test_messages_lost_doubled_and_out_of_order() -> None:
    world, desk = world_with()
    world.world.weather = msgspec.structs.replace(
        world.world.weather, loss=0.2, duplicate=0.3, delay=300.0, reorder=True
    )
    ears = Ears(world)
    plan = timetable(D, item())
    for repeat in range(20):
        now = int(world.now)
        desk.want(plan)
        order = Play(
            id="p1", iat=now, exp=now + DAY, at=now, klass=Klass.EMERGENCY, sounds={RECIPE: SHORT}, late_ms=DAY
        )
        desk.order(msgspec.structs.replace(order, iat=MORNING - MINUTE * 29))
        world.run(20_000 + repeat)
    world.run_until(MORNING + 10 * MINUTE)
    assert ears.heard == {"p1": 1, "a1.20261122t0530": 1}


@pytest.mark.parametrize("model", [SMALL_HORN, LED])
def test_what_a_new_timetable_does_not_go_back_to_any_more_is_told(model: str) -> None:
    """A box without a battery clock was dark for three days, and hears the new plan before it knows the time."""
    world = VirtualWorld(MORNING - 30 * MINUTE)
    desk = Desk(world)
    box = world.add(identity(profile=model))
    box.power_on()
    soon, later = item(), item("a1.20261127t0530", MORNING + 5 * DAY)
    if model == LED:
        soon, later = (
            msgspec.structs.replace(one, sound=None, pages=(PICTURE,), until=one.start + MINUTE)
            for one in (soon, later)
        )
    desk.want(timetable(D, soon, later))
    world.run(MINUTE)
    box.power_off()
    world.run_until(MORNING + 3 * DAY)
    desk.want(timetable(D, v=2, since=MORNING + 2 * DAY, until=MORNING + 16 * DAY, exp=MORNING + 17 * DAY))
    box.power_on()
    world.run(20 * MINUTE)
    assert desk.rungs(D, A1) == [Rung.MISSED]
    assert desk.rungs(D, later.id) == [], "this was withdrawn before anybody waited for it"
