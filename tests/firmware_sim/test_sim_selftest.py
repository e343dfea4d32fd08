"""A box that looks at itself: the chain of keys, a tone that nobody minds, and how it was when it was well."""

from __future__ import annotations

import msgspec
import pytest

from devices.messages import Evidence, QuietTone, SelfTest
from devices.signing import document_hash
from devices.topics import Kind
from firmware_sim.deaf import WELL, Deaf
from firmware_sim.virtual import VirtualWorld
from tests.firmware_sim.sim_desk import DAY, HORN, LED, MINUTE, MORNING, SAFE, SMALL_HORN, Desk, identity, timetable

D = "loa-dong-1"
NIGHT = MORNING - 3 * 60 * MINUTE


class Box:
    """One box at 02:30."""

    def __init__(self, model: str = HORN) -> None:
        self.world = VirtualWorld(NIGHT, seed=5)
        self.desk = Desk(self.world)
        self.plan = document_hash(self.desk.want(timetable(D, safe=(SAFE,) if model == LED else ())))
        self.device = self.world.add(identity(D, model))
        self.device.power_on()
        self.world.run(MINUTE)
        self._number = 0

    def test(self, **more: object) -> tuple[str, Evidence | None]:
        """Rung and reason of one test, and what was felt."""
        self._number += 1
        now, id = int(self.world.now), f"m-{self._number}"
        self.desk.order(SelfTest(id, now, now + 5 * MINUTE, **more), D)  # type: ignore[arg-type]
        self.world.run(10_000)
        (said,) = [one for one in self.desk.reports[D] if one.id == id]
        return f"{said.rung} {said.reason}".strip(), said.evidence


@pytest.fixture(scope="module")
def box() -> Box:
    return Box()


def test_the_chain_of_keys_holds_without_a_sound(box: Box) -> None:
    assert box.test(keys=1, plan=box.plan) == ("done", None)
    assert box.test(keys=2, plan=box.plan)[0] == "failed keys-old"
    assert box.test(keys=1, plan="f" * 64)[0] == "failed plan-other"


def test_a_timetable_under_a_key_that_was_revoked_is_found() -> None:
    box = Box()
    listed = box.device.brain.mind.ring.listed  # type: ignore[union-attr]
    assert listed is not None
    for gone, why in (("plans", "no-key"), ("clock", "no-key")):
        entries = tuple(msgspec.structs.replace(one, revoked=one.kid == gone) for one in listed.keys)
        listed = msgspec.structs.replace(listed, v=listed.v + 1, keys=entries)
        box.desk.send(Kind.KEYS, "", listed, "root")
        box.world.run(5_000)
        assert box.test(keys=listed.v, plan=box.plan)[0] == f"failed {why}"
    box = Box()
    box.device.flash.keep("want", b"x" + (box.device.flash.read("want") or b"")[1:])
    assert box.test(keys=1, plan=box.plan)[0] == "failed plan-broken"


def test_a_quiet_tone_sounds_at_night_and_is_measured_whatever_the_volume(box: Box) -> None:
    rung, felt = box.test(tone=QuietTone())
    assert (rung, felt is not None) == ("done", True)
    assert felt is not None
    assert felt.level == pytest.approx(-46.0, abs=0.2)  # with soft ends
    assert (felt.current, felt.frames) == (19, 48_000)
    assert felt.microphone == pytest.approx(-37.9, abs=0.3)
    assert box.test(tone=QuietTone(level=-40.0))[0] == "refused too-loud"


@pytest.mark.parametrize(
    ("hurt", "why"),
    [(Deaf(muted=True), "muted"), (Deaf(off=True), "unheard"), (Deaf(blown=2), "unheard"), (Deaf(blown=1), "weak")],
)
def test_what_is_broken_is_found(box: Box, hurt: Deaf, why: str) -> None:
    box.device.deafen(hurt)
    assert box.test(tone=QuietTone())[0] == f"failed {why}"
    box.device.deafen(WELL)


def test_a_box_that_was_always_weak_is_held_against_itself_and_dies_slowly() -> None:
    box = Box(SMALL_HORN)
    box.device.deafen(Deaf(weak=5.5))  # a cheap horn: by its model it would be broken
    assert box.test(tone=QuietTone())[0] == "failed weak"
    assert box.test(tone=QuietTone(), calibrate=True)[0] == "failed weak"
    box.device.deafen(Deaf(weak=1.5, dying=1.5))
    assert box.test(tone=QuietTone(), calibrate=True)[0] == "done"
    currents = []
    for _ in range(4):
        rung, felt = box.test(tone=QuietTone())
        currents.append((rung, felt.current if felt is not None else None))
        box.device.power_off()
        box.world.run(30 * DAY)
        box.desk.keys(v=len(currents) + 1)
        box.device.power_on()
        box.world.run(5 * MINUTE)
    assert [rung for rung, _ in currents] == ["done", "done", "done", "done"]
    assert [current for _, current in currents] == [8, 7, 6, 5]
    assert box.test(tone=QuietTone())[0] == "failed weak"


def test_who_cannot_feel_says_so() -> None:
    assert Box(LED).test(tone=QuietTone())[0] == "skipped no-part"
