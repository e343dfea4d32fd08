"""A box takes new software: judged before it is fetched, tried before it is kept; whatever goes wrong, it runs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from devices.messages import Media, Rung, Stop
from firmware_sim import slots
from firmware_sim.faults import Weather
from firmware_sim.flash import Cut, MemoryFlash
from firmware_sim.shelf import PooledShelf
from firmware_sim.slots import FACTORY
from firmware_sim.virtual import VirtualWorld
from tests.firmware_sim.sim_desk import (
    HORN,
    MINUTE,
    MORNING,
    SMALL_HORN,
    Desk,
    identity,
    item,
    key,
    timetable,
    world_with,
)
from tests.firmware_sim.sim_maker import Maker, build, released

D = "loa-dong-1"
NIGHT = MORNING - 5 * 60 * MINUTE
TAKEN = [(Rung.HELD, ""), (Rung.READY, ""), (Rung.STARTED, "")]
OLD = (FACTORY.version, FACTORY.hash, False)


def running(desk: Desk, device: str = D) -> tuple[str, str, bool]:
    """What a box says of itself: version, hash, whether it is on trial."""
    state = desk.states[device][-1]
    return state.firmware, state.image, state.trial


def told(desk: Desk, id: str = "c-up", device: str = D) -> list[tuple[Rung, str]]:
    """What was said of an update: rungs and reasons, each once, in order."""
    said = {report.seq: report for report in desk.reports[device] if report.id == id}
    return [(said[seq].rung, said[seq].reason) for seq in sorted(said)]


def test_a_good_image_is_fetched_tried_and_confirmed():
    world, desk = world_with(at=NIGHT)
    maker = Maker(desk)
    maker.order(D)
    world.run(2 * MINUTE)
    assert [(state.firmware, state.trial) for state in desk.states[D][-2:]] == [("2.0", True), ("2.0", False)]
    assert told(desk) == [*TAKEN, (Rung.DONE, "")]
    evidence = desk.reports[D][-1].evidence
    assert evidence is not None
    assert evidence.media == maker.hash
    world.devices[D].restart(0)
    world.run(2 * MINUTE)
    assert running(desk) == ("2.0", maker.hash, False)


def test_the_same_image_again_is_done_without_a_start():
    world, desk = world_with(at=NIGHT)
    maker = Maker(desk)
    maker.order(D)
    world.run(2 * MINUTE)
    boot = desk.states[D][-1].boot
    maker.order(D, "c-again")
    world.run(MINUTE)
    assert told(desk, "c-again") == [(Rung.DONE, "")]
    assert desk.states[D][-1].boot == boot


def bent(document: str) -> str:
    """With another signature."""
    head, body, signature = document.split(".")
    return f"{head}.{body}.{'A' if signature[0] != 'A' else 'B'}{signature[1:]}"


DATA = build()
REFUSED: dict[str, tuple[str, str]] = {
    "signed by a stranger": (released(DATA, signer="stranger"), "unknown-key"),
    "signed by a key for orders": (released(DATA, signer="orders"), "wrong-role"),
    "another model's": (released(DATA, model=SMALL_HORN), "wrong-model"),
    "another model's, by the name of this one": (released(DATA, model=SMALL_HORN, scope=HORN), "wrong-model"),
    "with another signature": (bent(released(DATA)), "bad-signature"),
    "for a release that is not there": (released(DATA, v=9, least=5), "too-old"),
    "larger than a slot": (released(DATA, image=Media(hash="e" * 64, bytes=65 << 20, kind="firmware")), "too-large"),
    "a picture": (released(DATA, image=Media(hash="e" * 64, bytes=100, kind="png")), "wrong-kind"),
    "no release": (key("maker").seal(b'{"v": 2}', "firmware", HORN).decode(), "malformed"),
    "another document": (key("maker").seal(b"{}", "timetable", HORN).decode(), "wrong-kind"),
    "no document": ("abc", "malformed"),
}


@pytest.fixture(scope="module")
def choosy() -> tuple[VirtualWorld, Desk, Maker]:
    """One box, asked for many things that it must not do."""
    world, desk = world_with(at=NIGHT)
    return world, desk, Maker(desk)


@pytest.mark.parametrize("what", REFUSED)
def test_what_does_not_hold_is_refused_with_its_reason(choosy, what):
    world, desk, maker = choosy
    release, reason = REFUSED[what]
    id = f"c-{list(REFUSED).index(what)}"
    maker.order(D, id, release=release)
    world.run(10_000)
    assert told(desk, id) == [(Rung.REFUSED, reason)]
    assert running(desk) == OLD


@pytest.mark.parametrize(
    ("entry", "reason"), [({"revoked": True}, "revoked-key"), ({"models": (SMALL_HORN,)}, "wrong-role")]
)
def test_a_makers_key_that_was_withdrawn_or_is_for_other_models_signs_nothing(entry, reason):
    world, desk = world_with(at=NIGHT)
    maker = Maker(desk)
    maker.register(v=3, **entry)
    maker.order(D)
    world.run(10_000)
    assert told(desk) == [(Rung.REFUSED, reason)]


def test_a_box_never_goes_back_to_an_older_release_however_well_it_is_signed():
    world, desk = world_with(at=NIGHT)
    maker = Maker(desk)
    maker.order(D)
    world.run(2 * MINUTE)
    maker.release = released(build("1.0"), v=1, version="1.0")
    maker.order(D, "c-old")
    world.run(MINUTE)
    assert told(desk, "c-old") == [(Rung.REFUSED, "rollback")]
    assert running(desk) == ("2.0", maker.hash, False)


def cut_short(desk: Desk, maker: Maker) -> None:
    desk.world.downloads.files[maker.hash] = maker.data[:-1]


def corrupt(desk: Desk, _maker: Maker) -> None:
    desk.world.world.weather = Weather(corrupt=1.0)


def full(desk: Desk, maker: Maker) -> None:
    shelf = desk.world.devices[D].shelf
    assert isinstance(shelf, PooledShelf)
    shelf.capacity = len(maker.data) - 1


@pytest.mark.parametrize(("harm", "reason"), [(cut_short, "cut-short"), (corrupt, "wrong-hash"), (full, "flash-full")])
def test_a_file_that_is_not_what_was_signed_or_does_not_fit_is_refused(
    harm: Callable[[Desk, Maker], None], reason: str
):
    world, desk = world_with(at=NIGHT)
    maker = Maker(desk)
    harm(desk, maker)
    maker.order(D)
    world.run(3 * MINUTE)
    assert told(desk) == [(Rung.HELD, ""), (Rung.REFUSED, reason)]
    assert running(desk) == OLD


@pytest.mark.parametrize(
    ("does", "reason", "after"),
    [
        ({"how": "crash"}, "boot-failed", 2),
        ({"how": "no-network"}, "no-contact", 12),
        ({"how": "deaf"}, "no-contact", 12),
        ({"how": "mute"}, "selftest", 2),
        ({"version": "3.1"}, "wrong-version", 2),
    ],
)
def test_an_image_that_does_not_prove_itself_gives_way_to_what_ran_before(does, reason, after):
    world, desk = world_with(at=NIGHT)
    maker = Maker(desk, build(**does))
    maker.order(D)
    world.run(after * MINUTE)
    assert told(desk) == [*TAKEN, (Rung.FAILED, reason)]
    assert running(desk) == OLD
    maker.order(D, "c-more")  # it is as willing as before
    world.run(10_000)
    assert told(desk, "c-more")[0] == (Rung.HELD, "")


def test_a_slow_image_and_one_that_only_fails_on_other_hardware_are_kept():
    world, desk = world_with(at=NIGHT)
    world.add(identity("loa-moi"), revision="b").power_on()
    world.run(10_000)
    maker = Maker(desk, build(how="slow", on={"b": "crash"}))
    maker.order(D)
    maker.order("loa-moi")
    world.run(3 * MINUTE)
    assert told(desk)[-1] == (Rung.DONE, "")
    assert told(desk, device="loa-moi")[-1] == (Rung.FAILED, "boot-failed")


def test_what_lies_in_the_slot_and_is_damaged_is_not_started():
    world, desk = world_with(at=NIGHT)
    data = b"no software at all"
    maker = Maker(desk, data)
    maker.order(D)
    world.run(2 * MINUTE)
    assert told(desk) == [*TAKEN, (Rung.FAILED, "image-damaged")]
    assert running(desk) == OLD


def test_it_starts_only_where_nothing_sounds_and_nothing_is_due_for_a_while():
    world, desk = world_with(at=MORNING - 15 * MINUTE)
    desk.want(timetable(D, item(start=MORNING)))
    world.run(10_000)
    maker = Maker(desk)
    maker.order(D, margin=20 * MINUTE)
    world.run_until(MORNING + 59_000)
    assert told(desk) == TAKEN[:2]
    world.run(3 * MINUTE)
    assert told(desk)[-1] == (Rung.DONE, "")
    finished = next(one.at for one in desk.reports[D] if one.rung is Rung.FINISHED)
    started = next(one.at for one in desk.reports[D] if one.id == "c-up" and one.rung is Rung.STARTED)
    assert MORNING < finished <= started


def test_an_order_that_found_no_gap_or_is_called_off_is_left():
    world, desk = world_with(at=MORNING - 15 * MINUTE)
    desk.want(timetable(D, item(start=MORNING)))
    world.run(10_000)
    maker = Maker(desk)
    maker.order(D, exp=MORNING - 5 * MINUTE)
    world.run(11 * MINUTE)
    assert told(desk)[-1] == (Rung.SKIPPED, "no-gap")
    now = int(world.now)
    maker.order(D, "c-two")
    world.run(10_000)
    desk.order(Stop("c-all", now, now + MINUTE), D)  # silence is not meant for it
    world.run(10_000)
    assert told(desk, "c-two")[-1] == (Rung.READY, "")
    desk.order(Stop("c-off", now, now + MINUTE, target="c-two"), D)
    world.run(10 * MINUTE)
    assert told(desk, "c-two")[-1] == (Rung.SKIPPED, "stopped")
    assert running(desk) == OLD


def test_a_newer_order_takes_the_place_of_one_that_has_not_begun():
    world, desk = world_with(at=NIGHT)
    world.downloads.down = True
    maker = Maker(desk)
    maker.order(D)
    world.run(10_000)
    newer = Maker(desk, build("3.0"), v=3, version="3.0")
    world.downloads.down = False
    newer.order(D, "c-newer")
    world.run(3 * MINUTE)
    assert told(desk)[-1] == (Rung.SKIPPED, "replaced")
    assert running(desk) == ("3.0", newer.hash, False)


def test_thousands_do_not_begin_to_fetch_at_once():
    names = [f"loa-{number}" for number in range(20)]
    world, desk = world_with(*(identity(name) for name in names), at=NIGHT)
    maker = Maker(desk)
    for name in names:
        maker.order(name, spread=10 * MINUTE)
    world.run(5 * MINUTE)
    halfway = sum(told(desk, device=name)[-1][0] is Rung.DONE for name in names)
    world.run(6 * MINUTE)
    assert 3 < halfway < 17
    assert all(told(desk, device=name)[-1] == (Rung.DONE, "") for name in names)


CUTS = [*range(0, 900, 60), *range(900, 2_400, 100)]


@pytest.mark.parametrize("how", ["good", "crash"])
def test_a_power_cut_at_any_step_leaves_a_working_version_and_a_true_word(how):
    """Twenty boxes and more, each with its power cut after another number of bytes written."""
    names = {f"loa-{after}": after for after in CUTS}
    world, desk = world_with(*(identity(name) for name in names), at=NIGHT)
    maker = Maker(desk, build(how=how))
    exp = int(world.now) + 60 * MINUTE
    for name, after in names.items():
        world.devices[name].flash.cut = Cut(after)
        maker.order(name, exp=exp)
    for _ in range(5):
        world.run(MINUTE)
        for name in names:
            if not told(desk, device=name):  # no receipt: it is sent again
                maker.order(name, exp=exp)
    struck = [name for name in names if world.devices[name].flash.cut is None]
    assert len(struck) > 12
    for name in names:
        last = told(desk, device=name)[-1]
        if how == "good":
            assert (last, running(desk, name)) == ((Rung.DONE, ""), ("2.0", maker.hash, False)), name
        else:
            assert (last, running(desk, name)) == ((Rung.FAILED, "boot-failed"), OLD), name


def test_a_box_that_is_dark_again_and_again_during_its_trial_runs_what_it_ran_before():
    world, desk = world_with(at=NIGHT)
    maker = Maker(desk, build(how="slow"))
    maker.order(D)
    world.run(10_000)
    for _ in range(slots.BOOTS):
        world.devices[D].restart(1_000)
        world.run(20_000)
    world.run(2 * MINUTE)
    assert told(desk)[-1] == (Rung.FAILED, slots.NOT_UP)
    assert running(desk) == OLD


def test_the_loader_counts_a_beginning_before_it_begins():
    flash = MemoryFlash()
    image = slots.Image(2, "2.0", "h")
    flash.keep(slots.FILE, slots.written(slots.Slots(FACTORY, image, slots.Trial("c-up"))))

    class Shelf:
        def read(self, _digest: str) -> bytes:
            return DATA

    booted = [slots.load(flash, Shelf()) for _ in range(slots.BOOTS + 1)]
    assert [one.image.version for one in booted] == ["2.0"] * slots.BOOTS + [FACTORY.version]
    assert booted[-1].slots.fell == slots.Fell("c-up", slots.NOT_UP)
