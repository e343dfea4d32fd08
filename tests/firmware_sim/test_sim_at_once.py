"""A play whose instant is past starts at once, and `started` is its receipt: also where the power goes in between."""

from __future__ import annotations

from devices.messages import Klass, Play, Rung, Stop
from devices.profiles import profile
from firmware_sim.effects import Play as PlayNow
from firmware_sim.flash import Cut, MemoryFlash
from firmware_sim.playing import HAND_OVER_MS
from firmware_sim.virtual import VirtualWorld
from tests.firmware_sim.sim_desk import DAY, MINUTE, SHORT, SOUND, Desk, identity, world_with

D = "loa-dong-1"
COLUMN = "column-wav-15w"
"""Its amplifier is always warm."""
WHOLE = [Rung.STARTED, Rung.SOUNDED, Rung.FINISHED]


def ready_world(model: str = COLUMN) -> tuple[VirtualWorld, Desk]:
    world, desk = world_with(identity(D, model))
    for media in (SOUND, SHORT):
        pool = world.devices[D].shelf
        pool.extend(media.hash, b"four")
        pool.finish(media.hash)
    return world, desk


def order(world: VirtualWorld, name: str = "p1", ahead_ms: int = 0, model: str = COLUMN) -> Play:
    now = int(world.now)
    sounds = {profile(model).recipe: SHORT}
    return Play(id=name, iat=now, exp=now + DAY, at=now + ahead_ms, klass=Klass.EMERGENCY, sounds=sounds, volume=80)


def test_started_is_the_only_receipt_of_what_starts_at_once() -> None:
    world, desk = ready_world()
    sent = int(world.now)
    desk.order(order(world))
    world.run(MINUTE)
    assert desk.rungs(D, "p1") == WHOLE
    started = desk.reports[D][0]
    assert 0 <= started.at - sent <= 2 * HAND_OVER_MS + 5


def test_ready_is_told_where_the_start_is_ahead_or_the_amplifier_cold() -> None:
    world, desk = ready_world()
    desk.order(order(world, ahead_ms=2_000))
    world.run(MINUTE)
    assert desk.rungs(D, "p1") == [Rung.READY, *WHOLE]
    cold, desk = ready_world("horn-mp3-30w")
    desk.order(order(cold, model="horn-mp3-30w"))
    cold.run(MINUTE)
    assert desk.rungs(D, "p1") == [Rung.READY, *WHOLE]


def test_ready_is_told_where_something_of_its_class_sounds() -> None:
    world, desk = ready_world()
    desk.order(order(world, "p1"))
    world.run(500)
    desk.order(order(world, "p2"))
    world.run(MINUTE)
    assert desk.rungs(D, "p2") == [Rung.READY, *WHOLE]


def test_a_stop_right_after_it_is_its_receipt() -> None:
    world, desk = ready_world()
    desk.order(order(world))
    now = int(world.now)
    desk.order(Stop(id="s1", iat=now, exp=now + MINUTE))
    world.run(MINUTE)
    assert desk.rungs(D, "p1")[-1] is Rung.SKIPPED


def test_a_power_cut_at_every_write_neither_repeats_it_nor_hides_it() -> None:
    """It is sent again until something is told about it, as the controller does."""
    ends = set()
    for after in range(0, 1_200, 7):
        world, desk = ready_world()
        flash = world.devices[D].flash
        assert isinstance(flash, MemoryFlash)
        starts: list[PlayNow] = []
        player = world.devices[D].player
        assert player is not None
        world.devices[D].player = Spy(player, starts)  # type: ignore[assignment]
        flash.cut = Cut(after)
        sent = order(world)
        for _ in range(6):
            desk.order(sent)
            world.run(20_000)
        rungs = desk.rungs(D, "p1")
        told = [rung for rung in rungs if rung in (Rung.FINISHED, Rung.FAILED)]
        assert len(starts) <= 1, (after, rungs)
        assert len(told) == 1, (after, rungs)
        assert told == [Rung.FAILED] or len(starts) == 1
        ends.add(told[0])
    assert ends == {Rung.FINISHED, Rung.FAILED}


class Spy:
    """Notes what is started at the horn."""

    def __init__(self, inner: object, starts: list[PlayNow]) -> None:
        self._inner, self._starts = inner, starts

    def play(self, order: PlayNow) -> None:
        self._starts.append(order)
        self._inner.play(order)  # type: ignore[attr-defined]

    def __getattr__(self, name: str) -> object:
        return getattr(self._inner, name)
