"""A box hears somebody speak live: in time, lost, late, forged, stopped, and what it interrupts."""

from __future__ import annotations

from functools import partial

import msgspec
import pytest

from devices.live import Frames, SessionKey
from devices.messages import Alert, Item, Klass, Live, Media, Report, Resume, Rung, Stop
from firmware_sim.device import REBOOT_MS
from firmware_sim.listening import BACK_MS, LOST_MS
from firmware_sim.virtual import VirtualWorld
from tests.firmware_sim.sim_desk import (
    DAY,
    LED,
    MINUTE,
    MORNING,
    SHORT,
    SOUND,
    Desk,
    identity,
    item,
    timetable,
    world_with,
)
from tests.firmware_sim.sim_talk import BATCH, DELAY, FRAME, Talker, tone

D = "loa-dong-1"
WHOLE = [Rung.READY, Rung.STARTED, Rung.SOUNDED, Rung.FINISHED]
RATE = 48_000


def morning(*items: Item, at: int = MORNING - MINUTE, model: str = "") -> tuple[VirtualWorld, Desk]:
    one = identity(D, model) if model else identity(D)
    world, desk = world_with(one, at=at - MINUTE)
    desk.want(timetable(D, *items))
    world.run_until(at)
    return world, desk


def last(desk: Desk, name: str = "c-live") -> Report:
    return [one for one in desk.reports[D] if one.id == name][-1]


def test_what_is_spoken_sounds_whole_at_its_instant() -> None:
    world, desk = morning(at=MORNING + MINUTE)
    talk = Talker(world, desk)
    talk.open()
    talk.say(tone())
    world.run(MINUTE)
    assert desk.rungs(D, "c-live") == WHOLE
    started = next(one for one in desk.reports[D] if one.rung is Rung.STARTED)
    assert abs(started.at - (talk.mouth + DELAY)) <= 3
    evidence = last(desk).evidence
    assert evidence is not None
    assert (evidence.frames, evidence.lost) == (4 * RATE, 0)
    assert evidence.level is not None
    assert -23 < evidence.level < -19


def test_lost_and_reordered_and_doubled_messages_move_nothing() -> None:
    world, desk = morning(at=MORNING + MINUTE)
    talk = Talker(world, desk)
    talk.open()
    pieces = tone()
    order = [0, 2, 1, 3, 3, *range(6, 40)]  # 4 and 5 are lost
    for turn, number in enumerate(order):
        batch = Frames(number * BATCH, pieces[number * BATCH : (number + 1) * BATCH])
        world.timers.at(talk.mouth + (turn + 1) * BATCH * FRAME, partial(talk.send, batch))
    world.timers.at(talk.mouth + 4_000, lambda: talk.send(Frames(200, end=True)))
    world.run(MINUTE)
    assert desk.rungs(D, "c-live") == WHOLE
    evidence = last(desk).evidence
    assert evidence is not None
    assert (evidence.frames, evidence.lost) == (190 * 960, 10 * 960)


def test_what_comes_too_late_is_dropped_and_never_moves_the_rest() -> None:
    world, desk = morning(at=MORNING + MINUTE)
    talk = Talker(world, desk)
    talk.open()
    pieces = tone()
    talk.say(pieces[:50], end=False)
    world.timers.at(talk.mouth + 2_000 + DELAY, lambda: talk.send(Frames(50, pieces[50:60])))
    talk.say(pieces[100:], first=100)
    world.run(MINUTE)
    evidence = last(desk).evidence
    assert evidence is not None
    assert (evidence.frames, evidence.lost) == (150 * 960, 50 * 960)


def test_a_replay_a_foreign_key_and_rubbish_change_nothing_and_are_told() -> None:
    world, desk = morning(at=MORNING + MINUTE)
    talk = Talker(world, desk)
    talk.open()
    talk.say(tone())
    world.run_until(talk.mouth + 3_000)
    talk.send(Frames(150, tone()[:BATCH]), key=SessionKey())
    talk.put(b"rubbish")
    talk.send(Frames(0, tone()[:BATCH]))  # signed, and played already
    world.run(MINUTE)
    assert desk.rungs(D, "c-live") == WHOLE
    told = [(one.rung, one.reason) for one in desk.reports[D] if one.id == "frames:c-live"]
    assert told == [(Rung.REFUSED, "bad-signature"), (Rung.REFUSED, "malformed")]
    evidence = last(desk).evidence
    assert evidence is not None
    assert (evidence.frames, evidence.lost) == (4 * RATE, 0)


def test_outside_its_hours_nobody_is_heard_and_in_an_emergency_somebody_is() -> None:
    world, desk = morning(at=MORNING + 120 * MINUTE)
    talk = Talker(world, desk)
    talk.open()
    talk.say(tone())
    world.run(MINUTE)
    assert (last(desk).rung, last(desk).reason) == (Rung.REFUSED, "outside-hours")
    storm = Talker(world, desk, "c-storm")
    storm.open(klass=Klass.EMERGENCY, volume=100)
    storm.say(tone())
    world.run(MINUTE)
    assert desk.rungs(D, "c-storm") == WHOLE


def test_a_lost_link_gives_the_horn_back_and_the_programme_goes_on() -> None:
    for resume, seconds in ((Resume.PAUSE, 60), (Resume.NEVER, 60), (Resume.STOP, 0)):
        long = item(start=MORNING, resume=resume, longest=2 * MINUTE, sound=SOUND)
        world, desk = morning(long, at=MORNING + 10_000)
        talk = Talker(world, desk, lead=1_000)
        talk.open()
        talk.say(tone(), end=False)
        world.run(MINUTE * 3)
        assert (last(desk).rung, last(desk).reason) == (Rung.FAILED, "link-lost"), resume
        silent = last(desk).at - (talk.mouth + 4_000)
        assert LOST_MS - 200 <= silent <= LOST_MS + 300
        ended = last(desk, long.id)
        if seconds:
            assert ended.rung is Rung.FINISHED, resume
        else:
            assert (ended.rung, ended.reason) == (Rung.SKIPPED, "interrupted")


def test_the_end_gives_the_horn_back_at_once() -> None:
    long = item(start=MORNING, resume=Resume.PAUSE, longest=2 * MINUTE)
    world, desk = morning(long, at=MORNING + 10_000)
    talk = Talker(world, desk, lead=1_000)
    talk.open()
    talk.say(tone())
    world.run(MINUTE * 3)
    assert desk.rungs(D, "c-live") == WHOLE
    whole = last(desk, long.id).at - MORNING
    assert MINUTE + 4_000 <= whole <= MINUTE + 5_500


def test_what_is_more_urgent_covers_it_and_it_is_joined_again() -> None:
    world, desk = morning(at=MORNING + MINUTE)
    talk = Talker(world, desk)
    talk.open()
    talk.say(tone(10))
    world.run_until(talk.mouth + 3_000)
    now = int(world.now)
    desk.alert(Alert("e-1", 1, now, now + DAY, sounds={"opus-48000-24": SHORT}))
    world.run(MINUTE)
    assert desk.rungs(D, "c-live")[-1] is Rung.FINISHED
    assert Rung.SOUNDED in desk.rungs(D, "e-1")
    evidence = last(desk).evidence
    assert evidence is not None
    assert 5 * RATE < evidence.frames < 7 * RATE, "the part after the alert"


def test_a_session_that_nobody_speaks_in_interrupts_nothing() -> None:
    long = item(start=MORNING)
    world, desk = morning(long, at=MORNING + 10_000)
    talk = Talker(world, desk)
    desk.order(talk.session(), area="xa-tan-hoa")
    world.run(MINUTE * 3)
    assert desk.rungs(D, "c-live") == [Rung.READY, Rung.MISSED]
    assert last(desk).reason == "link-lost"
    assert last(desk, long.id).at - MORNING <= MINUTE + 100


def test_a_second_talk_of_the_same_class_waits_for_the_first_and_joins() -> None:
    world, desk = morning(at=MORNING + MINUTE)
    first, second = Talker(world, desk, "c-one"), Talker(world, desk, "c-two", 4_000)
    for talk in (first, second):
        talk.open()
        talk.say(tone(8))
    world.run(MINUTE)
    assert desk.rungs(D, "c-one") == WHOLE
    assert desk.rungs(D, "c-two")[-1] is Rung.FINISHED
    heard = last(desk, "c-two").evidence
    assert heard is not None
    assert heard.frames < 2 * RATE


def test_a_stop_ends_it_and_nothing_of_it_comes_back() -> None:
    world, desk = morning(at=MORNING + MINUTE)
    talk = Talker(world, desk)
    talk.open()
    talk.say(tone(10))
    world.run_until(talk.mouth + 3_000)
    now = int(world.now)
    desk.order(Stop("s-1", now, now + MINUTE), area="xa-tan-hoa")
    world.run(MINUTE)
    assert (last(desk).rung, last(desk).reason) == (Rung.SKIPPED, "stopped")
    assert not world.devices[D].brain.mind.live  # type: ignore[union-attr]


def restarted(off_ms: int, seconds: int = 10) -> tuple[VirtualWorld, Desk, Talker]:
    """Power was cut three seconds into a talk of so many."""
    world, desk = morning(at=MORNING + MINUTE)
    talk = Talker(world, desk)
    desk.order(talk.session(), area="xa-tan-hoa")
    talk.send(Frames(0))
    talk.say(tone(seconds))
    world.run_until(talk.mouth + 3_000)
    world.devices[D].restart(off_ms)
    return world, desk, talk


def test_a_box_that_restarts_in_the_middle_joins_again_within_two_seconds() -> None:
    world, desk, talk = restarted(500)
    back = world.now + 500 + REBOOT_MS
    world.run(MINUTE)
    assert last(desk).rung is Rung.FINISHED
    again = [one.at for one in desk.reports[D] if one.rung is Rung.STARTED]
    assert len(again) == 2
    assert again[1] - back < 2_000
    evidence = last(desk).evidence
    assert evidence is not None
    assert evidence.frames == pytest.approx((talk.mouth + DELAY + 10_000 - again[1]) * 48, abs=4_800)
    assert not [name for name in world.devices[D].flash.names() if name.startswith("live")]


def test_a_box_that_comes_back_after_the_talk_says_so_soon_and_sounds_nothing() -> None:
    world, desk, _ = restarted(20_000)
    world.run(20_000 + REBOOT_MS + BACK_MS + 2_000)
    assert (last(desk).rung, last(desk).reason) == (Rung.FAILED, "power-cut")
    assert not world.devices[D].brain.mind.live  # type: ignore[union-attr]


def test_what_was_silenced_is_not_joined_again() -> None:
    world, desk, _ = restarted(1_000)
    now = int(world.now)
    desk.order(Stop("s1", now, now + MINUTE), D)
    world.run(MINUTE)
    assert [one.rung for one in desk.reports[D] if one.id == "c-live"].count(Rung.STARTED) <= 2
    assert (last(desk).rung, last(desk).reason) == (Rung.SKIPPED, "stopped")


def clockless() -> tuple[VirtualWorld, Desk]:
    """A box without a battery has just come back, and nobody tells it the time."""
    world, desk = morning(at=MORNING + MINUTE)
    box = world.devices[D]
    box.rtc = desk.answers = False
    box.restart(10_000)
    world.run(30_000)
    return world, desk


def test_a_box_that_learns_the_time_in_the_middle_joins_at_once() -> None:
    world, desk = clockless()
    talk = Talker(world, desk)
    talk.open()
    talk.say(tone(30))
    world.run_until(talk.mouth + 5_000)
    desk.order(talk.session(), area="xa-tan-hoa")  # the service says it again, as nobody answered
    world.run_until(talk.mouth + 10_000)
    assert desk.rungs(D, "c-live") == [], "neither refused nor begun"
    desk.answers = True
    world.run(MINUTE)
    assert desk.rungs(D, "c-live") == WHOLE
    started = next(one for one in desk.reports[D] if one.rung is Rung.STARTED)
    assert talk.mouth + 10_000 < started.at < talk.mouth + 10_000 + 12_000


def test_what_is_over_when_a_box_learns_the_time_is_refused_then() -> None:
    world, desk = clockless()
    talk = Talker(world, desk)
    talk.open(longest=5_000)
    world.run(3 * MINUTE)
    desk.answers = True
    world.run(MINUTE)
    assert (last(desk).rung, last(desk).reason) == (Rung.REFUSED, "expired")


@pytest.mark.parametrize("lost", [2, 20])
def test_who_loses_many_pieces_says_so_and_that_it_is_over(lost: int) -> None:
    """Of 50 messages a box misses so many in a row; each holds five pieces."""
    world, desk = morning(at=MORNING + MINUTE)
    talk = Talker(world, desk)
    talk.open()
    pieces = tone(10) * 2
    talk.say(pieces[: 40 * BATCH], end=False)
    talk.say(pieces[(40 + lost) * BATCH :], first=(40 + lost) * BATCH)
    world.run(MINUTE)
    told = [(one.rung, one.reason) for one in desk.reports[D] if one.id == "frames:c-live"]
    assert told == ([] if lost == 2 else [(Rung.FAILED, "pieces-lost"), (Rung.DONE, "")])
    evidence = last(desk).evidence
    assert evidence is not None
    assert (evidence.frames, evidence.lost) == ((len(pieces) - lost * BATCH) * 960, lost * BATCH * 960)


def test_what_nobody_sent_is_not_lost() -> None:
    """The microphone was away for two seconds; a sign of life came meanwhile."""
    world, desk = morning(at=MORNING + MINUTE)
    talk = Talker(world, desk)
    talk.open()
    pieces = tone(10)
    talk.say(pieces[:100], end=False)
    for later in (500, 1_000, 1_500):
        world.timers.at(talk.mouth + 2_000 + later, lambda: talk.send(Frames(100)))
    talk.say(pieces[200:], first=200)
    world.run(MINUTE)
    evidence = last(desk).evidence
    assert evidence is not None
    assert (evidence.frames, evidence.lost) == (400 * 960, 0)
    assert not [one for one in desk.reports[D] if one.id == "frames:c-live"]


def test_a_board_says_that_it_has_no_part_in_it() -> None:
    world, desk = morning(at=MORNING + MINUTE, model=LED)
    talk = Talker(world, desk)
    talk.open()
    world.run(MINUTE)
    assert (last(desk).rung, last(desk).reason) == (Rung.SKIPPED, "no-part")


def test_longest_ends_it_whoever_speaks_on() -> None:
    world, desk = morning(at=MORNING + MINUTE)
    talk = Talker(world, desk)
    talk.open(longest=3_000)
    talk.say(tone(10))
    world.run(MINUTE)
    assert desk.rungs(D, "c-live") == WHOLE
    evidence = last(desk).evidence
    assert evidence is not None
    assert evidence.frames == 3 * RATE


def test_the_session_is_one_of_the_commands_and_its_sound_is_no_file() -> None:
    live = Live("c-1", MORNING, MORNING + DAY, MORNING, 60_000, "xa-tan-hoa", SessionKey().public)
    assert msgspec.json.decode(msgspec.json.encode(live), type=Live) == live
    assert Media("a" * 64, 1, "live").kind == "live"
