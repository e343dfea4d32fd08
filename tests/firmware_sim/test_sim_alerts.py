"""Emergencies: at once, again and again, through restarts, without a clock; and their ends."""

from __future__ import annotations

import msgspec
import pytest

from devices.messages import Alert, Media, Page, Rung, Stop
from devices.profiles import profile
from devices.topics import TABLE, Kind
from firmware_sim.effects import Play as PlayNow
from firmware_sim.sound import Measures
from firmware_sim.virtual import VirtualWorld
from tests.firmware_sim.sim_desk import (
    DAY,
    HORN,
    LED,
    MINUTE,
    MORNING,
    PATH,
    PICTURE,
    SHORT,
    SMALL_HORN,
    SOUND,
    Desk,
    identity,
    world_with,
)

D, BOARD = "loa-dong-1", "bang-1"
SOUNDS = {profile(HORN).recipe: SOUND, profile(SMALL_HORN).recipe: SOUND}
PAGES: dict[str, tuple[Page, ...]] = {profile(LED).recipe: (PICTURE,)}
WIRE = TABLE[Kind.ALERT].of(PATH[1])


class Horn:
    """Writes down when what really started and stopped at the horn (true time)."""

    def __init__(self, world: VirtualWorld, name: str = D) -> None:
        self.world, self.starts, self.stops = world, [], []  # type: ignore[var-annotated]
        device = world.devices[name]
        self._inner = device.player
        device.player = self  # type: ignore[assignment]

    def play(self, order: PlayNow) -> None:
        self.starts.append((round(self.world.now), order.sound.hash))
        self._inner.play(order)  # type: ignore[union-attr]

    def silence(self, name: str) -> None:
        self.stops.append(round(self.world.now))
        self._inner.silence(name)  # type: ignore[union-attr]

    def __getattr__(self, name: str) -> object:
        return getattr(self._inner, name)


def storm(world: VirtualWorld, v: int = 1, **changes: object) -> Alert:
    now = int(world.now)
    alert = Alert(id="storm", v=v, iat=now, exp=now + DAY, sounds=SOUNDS, pages=PAGES, again=2 * MINUTE)
    return msgspec.structs.replace(alert, **changes)


def clockless(with_media: bool = True) -> tuple[VirtualWorld, Desk]:
    """A box without a battery-backed clock, which has the clip, in a village whose service does not tell the time."""
    world = VirtualWorld(MORNING)
    desk = Desk(world)
    box = world.add(identity(profile=SMALL_HORN))
    box.power_on()
    if with_media:
        box.shelf.extend(SOUND.hash, b"four")
        box.shelf.finish(SOUND.hash)
    world.run(10_000)
    desk.answers = False
    box.restart(1_000)
    world.run(MINUTE)
    assert desk.haves[D][-1].clock.trusted is False
    return world, desk


@pytest.fixture
def village() -> tuple[VirtualWorld, Desk]:
    return world_with(identity(), identity(BOARD, LED))


def test_it_sounds_at_once_and_again_and_ends_by_its_signed_end(village: tuple[VirtualWorld, Desk]) -> None:
    world, desk = village
    horn, begun = Horn(world), round(world.now)
    desk.alert(storm(world))
    world.run(5 * MINUTE)
    starts = [at - begun for at, _ in horn.starts]
    assert starts[0] < 3_000
    assert len(starts) == 3
    assert all(abs(at - number * 2 * MINUTE) < 3_000 for number, at in enumerate(starts))
    desk.alert(storm(world, 2, ended=True))
    world.run(1_000)
    assert len(horn.stops) == 1, "it was silenced in the middle of its third round"
    world.run(DAY)
    assert len(horn.starts) == 3
    assert desk.rungs(D, "storm")[-1] is Rung.FINISHED
    assert desk.rungs(D, "storm").count(Rung.FINISHED) == 1
    assert desk.rungs(BOARD, "storm") == [Rung.HELD, Rung.SHOWN, Rung.FINISHED]


def test_only_a_higher_version_is_obeyed(village: tuple[VirtualWorld, Desk]) -> None:
    world, desk = village
    horn = Horn(world)
    first = desk.alert(storm(world, 3))
    world.run(MINUTE)
    desk.alert(storm(world, 2, ended=True))
    world.run(2 * MINUTE)
    assert len(horn.starts) == 2
    desk.alert(storm(world, 4, ended=True))
    world.run(MINUTE)
    world.broker.publish(WIRE, first)
    world.run(10 * MINUTE)
    assert len(horn.starts) == 2
    assert not [report for report in desk.reports[D] if report.rung is Rung.REFUSED]


def test_a_new_version_with_another_sound_is_heard_at_once_and_with_the_same_goes_on(
    village: tuple[VirtualWorld, Desk],
) -> None:
    world, desk = village
    desk.alert(storm(world))
    world.run(10_000)
    horn = Horn(world)
    desk.alert(storm(world, 2))
    world.run(20_000)
    assert horn.starts == horn.stops == []
    desk.alert(storm(world, 3, sounds=dict.fromkeys(SOUNDS, SHORT)))
    world.run(30_000)
    assert [digest for _, digest in horn.starts] == [SHORT.hash]
    world.run(2 * MINUTE)
    assert [digest for _, digest in horn.starts] == [SHORT.hash] * 2
    desk.alert(storm(world, 4, ended=True))
    world.run(MINUTE)
    rungs = desk.rungs(D, "storm")
    assert [rungs.count(rung) for rung in (Rung.HELD, Rung.FINISHED, Rung.FAILED)] == [1, 1, 0]


def test_it_expires(village: tuple[VirtualWorld, Desk]) -> None:
    world, desk = village
    horn = Horn(world)
    desk.alert(storm(world, exp=int(world.now) + 3 * MINUTE))
    world.run(DAY)
    assert len(horn.starts) == 2
    assert desk.rungs(D, "storm")[-1] is Rung.FINISHED
    assert desk.rungs(BOARD, "storm")[-1] is Rung.FINISHED
    assert [name for name in world.devices[D].flash.names() if name.startswith("alert")] == []


def test_without_again_it_sounds_once_and_its_end_is_told_once(village: tuple[VirtualWorld, Desk]) -> None:
    world, desk = village
    horn = Horn(world)
    desk.alert(storm(world, again=0))
    world.run(20 * MINUTE)
    world.devices[D].restart(1_000)
    world.run(10 * MINUTE)
    desk.alert(storm(world, 2, ended=True))
    world.run(MINUTE)
    assert len(horn.starts) == 1
    assert desk.rungs(D, "storm").count(Rung.FINISHED) == 1


def test_a_restart_in_the_storm_says_it_again_and_it_still_ends(village: tuple[VirtualWorld, Desk]) -> None:
    world, desk = village
    desk.alert(storm(world))
    world.run(10_000)
    horn = Horn(world)
    world.broker.down = True
    for name in (D, BOARD):
        world.devices[name].restart(5 * MINUTE)
    world.run(7 * MINUTE)
    assert len(horn.starts) == 1
    world.broker.down = False
    world.run(10 * MINUTE)
    desk.alert(storm(world, 2, ended=True))
    world.run(10 * MINUTE)
    assert [desk.rungs(name, "storm")[-1] for name in (D, BOARD)] == [Rung.FINISHED] * 2


def test_who_has_no_part_says_so_and_claims_nothing(village: tuple[VirtualWorld, Desk]) -> None:
    world, desk = village
    desk.alert(storm(world, pages={}))
    world.run(5 * MINUTE)
    desk.alert(storm(world, 2, pages={}, ended=True))
    world.run(MINUTE)
    assert desk.rungs(BOARD, "storm") == [Rung.SKIPPED]


def test_an_alert_of_silence_is_told_once_and_never_called_finished(village: tuple[VirtualWorld, Desk]) -> None:
    world, desk = village
    silence = Media(hash="9" * 64, bytes=4, kind="opus", length=1_000)
    world.downloads.files[silence.hash] = b"four"
    world.measured.set(silence, Measures(48_000, 48_000, None, None))
    desk.alert(storm(world, sounds=dict.fromkeys(SOUNDS, silence)))
    world.run(20 * MINUTE)
    desk.alert(storm(world, 2, ended=True))
    world.run(MINUTE)
    assert [rung for rung in desk.rungs(D, "storm") if rung is not Rung.STARTED] == [Rung.HELD, Rung.FAILED]


def test_a_stop_silences_it_for_good(village: tuple[VirtualWorld, Desk]) -> None:
    world, desk = village
    horn = Horn(world)
    desk.alert(storm(world))
    world.run(10_000)
    now = int(world.now)
    desk.order(Stop(id="s1", iat=now, exp=now + MINUTE))
    world.run(MINUTE)
    board = world.devices[BOARD].brain
    assert board is not None
    assert board.mind.picture == PICTURE.media.hash, "a stop leaves pages where they are"
    now = int(world.now)
    desk.order(Stop(id="s2", iat=now, exp=now + MINUTE, pages=True))
    for name in (D, BOARD):
        world.run(MINUTE)
        world.devices[name].restart(1_000)
    world.run(20 * MINUTE)
    assert len(horn.starts) == 1
    assert desk.rungs(D, "storm")[-1] is Rung.SKIPPED
    assert desk.rungs(BOARD, "storm") == [Rung.HELD, Rung.SHOWN, Rung.SKIPPED]
    board = world.devices[BOARD].brain
    assert board is not None
    assert board.mind.picture != PICTURE.media.hash


# ------------------------------------------------------------------ without a clock


def test_a_fresh_alert_sounds_without_a_clock_for_as_long_as_it_was_made_for() -> None:
    world, desk = clockless()
    horn, begun = Horn(world), round(world.now)
    desk.alert(storm(world, exp=int(world.now) + 7 * MINUTE))
    world.run(DAY)
    starts = [at - begun for at, _ in horn.starts]
    assert starts[0] < 1_000
    assert len(starts) == 4
    assert desk.rungs(D, "storm")[-1] is Rung.FINISHED
    brain = world.devices[D].brain
    assert brain is not None
    assert brain.mind.now is None
    assert brain.mind.amplifier is False


def test_an_alert_from_flash_or_repeated_is_held_until_the_clock_is_trusted() -> None:
    world, desk = clockless()
    document = desk.alert(storm(world))
    world.run(10_000)
    horn = Horn(world)
    world.devices[D].restart(1_000)
    world.run(MINUTE)
    world.broker.publish(WIRE, document)
    world.run(5 * MINUTE)
    assert horn.starts == []
    desk.answers = True
    world.run(11 * MINUTE)
    assert len(horn.starts) >= 1


def test_when_the_clock_comes_in_the_middle_of_it_it_sounds_on() -> None:
    world, desk = clockless()
    horn = Horn(world)
    desk.alert(storm(world))
    world.run(20_000)
    desk.answers = True
    world.run(10 * MINUTE)
    brain = world.devices[D].brain
    assert brain is not None
    assert brain.mind.now is not None
    assert 5 <= len(horn.starts) <= 6
    assert horn.stops == []
    assert Rung.FAILED not in desk.rungs(D, "storm")
    skews = [report.evidence.skew for report in desk.reports[D] if report.rung is Rung.STARTED and report.evidence]
    assert all(abs(skew) < 2_000 for skew in skews)


def test_one_that_has_expired_meanwhile_ends_when_the_clock_comes() -> None:
    world, desk = clockless()
    horn = Horn(world)
    desk.alert(storm(world, iat=MORNING - 3 * DAY, exp=MORNING - 2 * DAY))
    world.run(10_000)
    assert len(horn.starts) == 1, "as far as it can know, it is a fresh one"
    desk.answers = True
    world.run(11 * MINUTE)
    assert len(horn.stops) <= 1
    assert desk.rungs(D, "storm")[-1] is Rung.FINISHED
    count = len(horn.starts)
    world.run(DAY)
    assert len(horn.starts) == count
