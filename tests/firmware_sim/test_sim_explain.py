"""A box explains itself: by what it holds it says beforehand what it will do, and then does it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from devices.decide import Why
from devices.identity import write
from devices.messages import Item, Klass, Late, Resume, Timetable
from devices.rehearse import rehearse
from firmware_sim.__main__ import main
from firmware_sim.explain import explain, instant
from firmware_sim.flash import FolderFlash
from firmware_sim.mind import Mind
from tests.firmware_sim.sim_desk import (
    MINUTE,
    MORNING,
    PICTURE,
    SAFE,
    SHORT,
    SOUND,
    ZONE,
    identity,
    item,
    key,
    timetable,
    world_with,
)

D = "loa-dong-1"
HOUR = 60 * MINUTE

ITEM: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    second=st.integers(0, 400),
    longest=st.sampled_from([5_000, 20_000, 45_000, 60_000]),
    klass=st.sampled_from(list(Klass)),
    late=st.sampled_from(list(Late)),
    late_ms=st.sampled_from([1_500, 60_500, 300_500]),  # a box decides a moment ahead: never just at a sound's end
    resume=st.sampled_from(list(Resume)),
    sound=st.sampled_from([SOUND, SOUND, SHORT]),
)


def items_of(drawn: Sequence[dict[str, Any]]) -> tuple[Item, ...]:
    return tuple(
        item(f"a{number}.x", MORNING + one["second"] * 1000, **{k: v for k, v in one.items() if k != "second"})
        for number, one in enumerate(drawn)
    )


def sounding(mind: Mind) -> str:
    return mind.voice.due.id if mind.voice is not None else ""


def said(plan: Timetable, at: int) -> str:
    decision = rehearse(plan, at)
    return decision.sound.due.id if decision.sound is not None else ""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ITEM, min_size=1, max_size=7), st.lists(st.integers(0, 600), min_size=4, max_size=12))
def test_what_was_said_beforehand_is_what_sounds(drawn: Sequence[dict[str, Any]], instants: Sequence[int]) -> None:
    """The law rehearsed, by the controller's timetable and by the box's own memory, against the box that plays."""
    world, desk = world_with()
    plan = timetable(D, *items_of(drawn))
    desk.want(plan)
    world.run_until(MORNING - MINUTE)
    box = world.devices[D]
    assert box.brain is not None
    mind = box.brain.mind
    assert not mind.missing
    at = [MORNING + second * 1000 + 500 for second in sorted(set(instants))]
    before = {one: explain(mind, one) for one in at}
    for one in at:
        assert before[one] == rehearse(plan, one)
    for one in at:
        world.run_until(one)
        steady = {said(plan, one + shift) for shift in (-1_000, 0, 1_000)}
        if len(steady) == 1:  # a box hands a sound over a third of a second early
            assert sounding(mind) == steady.pop(), (one - MORNING, before[one])


def test_in_the_middle_of_a_sound_it_says_that_it_sounds() -> None:
    """`decide` alone, without a memory, would say that it is too late to begin."""
    plan = timetable(D, item())
    decision = rehearse(plan, MORNING + 30_000)
    assert decision.sound is not None
    assert (decision.sound.due.id, decision.sound.fresh) == ("a1.20261122t0530", False)
    assert rehearse(plan, MORNING + 60_000).sound is None
    assert rehearse(plan, MORNING + 60_000).reasons[0].why is Why.OVER


def test_a_fortnight_of_daily_times_is_rehearsed_at_once() -> None:
    days = [item(f"a{day}-{n}.x", MORNING + day * 24 * HOUR + n * 2 * MINUTE) for day in range(14) for n in range(30)]
    plan = timetable(D, *days)
    assert said(plan, MORNING + 13 * 24 * HOUR + 58 * MINUTE + 500) == "a13-29.x"


def kept(folder: Path, plan: Timetable) -> list[str]:
    """A folder as a simulated device leaves it, and the options that name it."""
    one = identity()
    (folder / "who.json").write_bytes(write(one))
    flash = FolderFlash(folder / "out" / one.device / "flash")
    flash.keep("want", key("plans").seal(msgspec.json.encode(plan), "timetable", one.device))
    media = folder / "out" / one.device / "media"
    media.mkdir()
    for medium in (SOUND, PICTURE.media, SAFE.media):
        (media / medium.hash).write_bytes(b"four")
    return ["--identities", str(folder / "who.json"), "--out", str(folder / "out")]


def test_the_program_explains_from_the_folder_alone(tmp_path, capsys):
    options = kept(tmp_path, timetable(D, item(), item("b1.x", MORNING + 10_000, klass=Klass.EMERGENCY)))
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert main([*options, "--explain", "2026-11-22T05:30:15"]) == 0
    told = capsys.readouterr().out
    assert f"{D} at 2026-11-22 05:30:15 ({ZONE}), by timetable 1: sounds b1.x" in told
    assert "hours: open until 06:30" in told
    assert "b1.x: sounds" in told
    assert main([*options, "--explain", "2026-11-22T12:00"]) == 0
    assert "is silent\n  hours: closed until 2026-11-22 17:00" in capsys.readouterr().out
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_a_box_without_a_timetable_says_so(tmp_path, capsys):
    (tmp_path / "who.json").write_bytes(write(identity()))
    assert (
        main(["--identities", str(tmp_path / "who.json"), "--out", str(tmp_path), "--explain", "2026-11-22T12:00"]) == 0
    )
    assert capsys.readouterr().out == f"{D}: holds no timetable\n"
    assert json.loads((tmp_path / "who.json").read_bytes())


@pytest.mark.parametrize("text", ["noon", "2026-02-30T05:30", "5:30"])
def test_an_instant_that_is_none_is_refused(tmp_path, capsys, text):
    assert main([*kept(tmp_path, timetable(D, item())), "--explain", text]) == 2
    assert capsys.readouterr().err.startswith("firmware_sim: ")
    with pytest.raises(ValueError, match=r".+"):
        instant(text, ZONE)
