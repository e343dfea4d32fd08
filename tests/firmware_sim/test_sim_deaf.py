"""A box whose horn is dead plays on and notices, as far as its model can: it claims nothing that its sensors deny."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from devices.messages import Evidence, Rung
from devices.profiles import profile
from firmware_sim.deaf import AMBIENT_DBFS, WELL, Deaf, Hurting, read_deaf
from firmware_sim.effects import Play
from firmware_sim.events import Ended
from firmware_sim.faults import read_script
from tests.firmware_sim.sim_desk import HORN, MINUTE, MORNING, SMALL_HORN, identity, item, timetable, world_with
from tests.firmware_sim.sim_sounds import tone
from tests.firmware_sim.test_sim_speaker import Bench

A1 = "a1.20261122t0530"
COLUMN = "column-wav-15w"


def heard(bench: Bench, deaf: Deaf, from_ms: float = 0.0, until_ms: float = 10_000) -> Evidence:
    """What is told of a tone of four seconds at full volume, where this is broken for a while."""
    sound = bench.put(tone(4_000, kind="wav", rate=48_000), "wav")
    bench.horn.play(Play("a", sound, 1_000, 100))
    bench.run(1_000 + from_ms)
    bench.horn.deafen(deaf)
    bench.run(until_ms - from_ms)
    bench.horn.deafen(WELL)
    bench.run(10_000)
    last = bench.events[-1]
    assert isinstance(last, Ended)
    return last.evidence


@pytest.fixture(params=["real", "virtual"])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Bench:
    made = Bench(tmp_path, virtual=request.param == "virtual")
    made.horn.profile = profile(HORN)
    return made


def test_a_well_horn_draws_its_current_and_is_heard_by_the_microphone(bench: Bench) -> None:
    said = heard(bench, WELL)
    assert said.level == pytest.approx(-9.0, abs=0.2)
    assert said.current == pytest.approx(3_800 * 10 ** (-9 / 20), rel=0.03)
    assert said.microphone == pytest.approx(-1.0, abs=0.3)
    assert said.ambient == AMBIENT_DBFS
    assert said.volume == 100


@pytest.mark.parametrize(
    ("what", "amount", "left"),
    [("horn-blown", 0, 0.0), ("horn-blown", 1, 0.5), ("amplifier-off", 0, 0.0), ("amplifier-weak", 6, 0.5)],
)
def test_what_is_lost_behind_the_player_its_sensors_miss(bench: Bench, what: Hurting, amount: float, left: float):
    said = heard(bench, WELL.broken(what, amount))
    assert said.frames == 4 * 48_000
    assert said.level == pytest.approx(-9.0, abs=0.2)
    assert said.current == pytest.approx(3_800 * 10 ** (-9 / 20) * left, rel=0.03)
    assert said.microphone == (AMBIENT_DBFS if not left else pytest.approx(-7.0, abs=0.3))


def test_a_muted_box_gives_nothing_to_its_amplifier(bench: Bench) -> None:
    said = heard(bench, WELL.broken("muted"))
    assert (said.level, said.current) == (None, 0)
    assert said.frames == 4 * 48_000


def test_half_a_sound_is_felt_as_half(bench: Bench) -> None:
    whole = heard(bench, WELL).current
    assert whole is not None
    assert heard(bench, WELL.broken("amplifier-off"), until_ms=2_000).current == pytest.approx(whole / 2**0.5, rel=0.06)


def test_a_resident_hears_what_is_left(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.horn.profile = profile(HORN)
    heard(bench, WELL.broken("amplifier-off"), until_ms=2_000)
    samples = np.abs(bench.samples().astype(int))
    assert samples[: 3 * 48_000 - 10_000].max() == 0
    assert samples[3 * 48_000 + 10_000 :].max() > 10_000


@pytest.mark.parametrize("model", [HORN, SMALL_HORN])
@pytest.mark.parametrize(
    ("what", "reason"), [("horn-blown", "unheard"), ("amplifier-off", "unheard"), ("muted", "silent")]
)
def test_a_box_that_can_feel_it_claims_nothing(model: str, what: Hurting, reason: str) -> None:
    world, desk = world_with(identity(profile=model))
    world.devices["loa-dong-1"].deafen(WELL.broken(what))
    desk.want(timetable("loa-dong-1", item()))
    world.run_until(MORNING + 5 * MINUTE)
    assert desk.rungs("loa-dong-1", A1) == [Rung.STARTED, Rung.FAILED]
    last = desk.reports["loa-dong-1"][-1]
    assert last.reason == reason
    assert last.evidence is not None
    assert last.evidence.frames == pytest.approx(60 * last.evidence.rate, rel=0.01)


def test_a_box_without_sensors_claims_what_it_knows(tmp_path: Path) -> None:
    world, desk = world_with(identity(profile=COLUMN))
    world.devices["loa-dong-1"].deafen(WELL.broken("horn-blown"))
    desk.want(timetable("loa-dong-1", item()))
    world.run_until(MORNING + 5 * MINUTE)
    last = desk.reports["loa-dong-1"][-1]
    assert last.rung is Rung.FINISHED
    assert last.evidence is not None
    assert (last.evidence.current, last.evidence.microphone) == (None, None)


def test_one_that_recovers_in_time_is_heard_again() -> None:
    world, desk = world_with()
    world.devices["loa-dong-1"].deafen(WELL.broken("amplifier-off"))
    later = item("a2.20261122t0535", MORNING + 5 * MINUTE)
    desk.want(timetable("loa-dong-1", item(), later))
    world.run_until(MORNING + 10_000)
    world.devices["loa-dong-1"].deafen(WELL)
    world.run_until(MORNING + 10 * MINUTE)
    # ten dead seconds of sixty are heard all the same, and said so when it is over
    assert desk.rungs("loa-dong-1", A1) == [Rung.STARTED, Rung.SOUNDED, Rung.FINISHED]
    assert desk.rungs("loa-dong-1", later.id) == [Rung.STARTED, Rung.SOUNDED, Rung.FINISHED]


def test_after_an_interruption_chime_and_sound_go_on_where_they_were(tmp_path: Path) -> None:
    for virtual in (False, True):
        bench = Bench(tmp_path / str(virtual), 16_000, virtual=virtual)
        chime, sound = bench.put(tone(500, 2_000), "wav"), bench.put(tone(3_000), "wav")
        bench.horn.play(Play("a", sound, 1_000, 100, from_ms=1_500, chime=chime))
        bench.run(6_000)
        last = bench.events[-1]
        assert isinstance(last, Ended)
        assert (last.evidence.frames, last.evidence.skip, last.evidence.chime) == (32_000, 1_500, chime.hash)


def test_options_and_scripts_name_what_is_broken(tmp_path: Path) -> None:
    assert read_deaf("loa-1=horn-blown:1") == ("loa-1", "horn-blown", 1.0)
    assert read_deaf("muted") == ("", "muted", 0.0)
    for wrong in ("loa-1=deaf", "horn-blown:many", ""):
        with pytest.raises(ValueError, match="--deaf"):
            read_deaf(wrong)
    script = tmp_path / "faults.jsonl"
    script.write_text('{"at": 1, "fault": "amplifier-weak", "db": 9, "for": 5}\n{"at": 9, "fault": "mended"}\n')
    assert [(one.fault, one.db, one.lasts) for one in read_script(script)] == [
        ("amplifier-weak", 9.0, 5.0),
        ("mended", 0.0, 0.0),
    ]
