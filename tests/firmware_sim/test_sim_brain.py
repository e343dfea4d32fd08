"""A brain in virtual time over a fake wire: what it plays, when, how often, and what it says about it."""

from __future__ import annotations

import msgspec
import pytest

from devices.messages import (
    Alert,
    Item,
    Klass,
    Late,
    Play,
    Presence,
    Reboot,
    ReportAgain,
    Resume,
    Rung,
    SelfTest,
    Stop,
    Volume,
)
from devices.profiles import profile
from devices.signing import document_hash
from devices.topics import TABLE, Kind
from firmware_sim.virtual import VirtualWorld
from tests.firmware_sim.sim_desk import (
    DAY,
    HORN,
    LED,
    MINUTE,
    MORNING,
    PATH,
    PICTURE,
    SAFE,
    SHORT,
    SMALL_HORN,
    SOUND,
    Desk,
    identity,
    item,
    key,
    timetable,
    world_with,
)

D = "loa-dong-1"
A1 = "a1.20261122t0530"
RECIPE = profile(HORN).recipe
WHOLE = [Rung.STARTED, Rung.SOUNDED, Rung.FINISHED]


def play(world: VirtualWorld, name: str = "p1", **changes: object) -> Play:
    now = int(world.now)
    order = Play(
        id=name, iat=now, exp=now + 5 * MINUTE, at=now + 2_000, klass=Klass.EMERGENCY, sounds={RECIPE: SOUND}, volume=80
    )
    return msgspec.structs.replace(order, **changes)


def test_a_timed_item_sounds_once_and_at_its_instant() -> None:
    world, desk = world_with()
    document = desk.want(timetable(D, item()))
    world.run_until(MORNING + 5 * MINUTE)
    assert desk.rungs(D, A1) == WHOLE
    started, sounded, finished = (report for report in desk.reports[D] if report.id == A1)
    assert abs(started.at - MORNING) <= 30
    assert started.evidence is not None
    assert abs(started.evidence.skew) <= 30
    assert sounded.evidence is not None
    assert sounded.evidence.frames == 2 * 48_000
    assert finished.evidence is not None
    assert finished.evidence.frames == 60 * 48_000
    assert finished.evidence.level == -32.0  # 70 percent: 12 dB below the -20 of the file
    assert desk.haves[D][-1].hash == document_hash(document)
    assert desk.haves[D][-1].missing == ()


def test_a_plan_that_is_sent_again_and_again_sounds_once() -> None:
    """Newer versions that say the same, every seven seconds: before, while, and after it sounds."""
    world, desk = world_with()
    desk.want(timetable(D, item()))
    world.run_until(MORNING - MINUTE)
    for version in range(2, 25):
        desk.want(timetable(D, item(), v=version))
        world.run(7_000)
    assert desk.rungs(D, A1) == WHOLE
    assert desk.haves[D][-1].v == 24


def test_what_is_held_is_told_with_its_missing_files() -> None:
    world, desk = world_with()
    del world.downloads.files[SOUND.hash]
    desk.want(timetable(D, item()))
    world.run(5_000)
    assert desk.haves[D][-1].missing == (SOUND.hash,)
    world.run_until(MORNING + 5 * MINUTE)
    assert desk.rungs(D, A1) == [Rung.FAILED]
    assert desk.reports[D][-1].reason == "no-media"


def test_nothing_timed_plays_before_the_clock_is_trusted() -> None:
    world = VirtualWorld(MORNING - 10 * MINUTE)
    desk = Desk(world, answers=False)
    box = world.add(identity(profile=SMALL_HORN))
    desk.want(timetable(D, item()))
    box.power_on()
    world.run_until(MORNING + 10 * MINUTE)
    assert desk.haves[D][-1].v == 1
    assert desk.haves[D][-1].clock.trusted is False
    assert desk.rungs(D, A1) == []
    desk.answers = True
    world.run(10 * MINUTE)
    assert desk.rungs(D, A1) == [Rung.MISSED]


def test_a_battery_backed_clock_plays_without_any_network() -> None:
    world, desk = world_with()
    desk.want(timetable(D, item()))
    world.run(MINUTE)
    world.broker.down = True
    world.devices[D].restart(1_000)
    world.run_until(MORNING + 5 * MINUTE)
    assert desk.rungs(D, A1) == []
    world.broker.down = False
    world.run(15 * MINUTE)
    assert desk.rungs(D, A1) == WHOLE
    assert len([report for report in desk.reports[D] if report.id == A1]) == 3


def test_refusals_are_reported_and_the_last_good_plan_stays() -> None:
    world, desk = world_with()
    good = desk.want(timetable(D, item(), v=5))
    world.run(MINUTE)
    want = TABLE[Kind.WANT].of(D)
    seal = key("plans").seal
    payload = msgspec.json.encode(timetable(D, v=6))
    bad = {
        "old-version": seal(msgspec.json.encode(timetable(D, v=4)), "timetable", D),
        "expired": seal(msgspec.json.encode(timetable(D, v=7, exp=MORNING - DAY + 1)), "timetable", D),
        "foreign-scope": seal(payload, "timetable", "loa-doai-1"),
        "bad-signature": seal(payload, "timetable", D)[:-8] + b"AAAAAAAA",
        "wrong-role": key("orders").seal(payload, "timetable", D),
        "unknown-key": key("nobody").seal(payload, "timetable", D),
        "malformed": b"rubbish",
        "outside-hours": seal(
            msgspec.json.encode(timetable(D, item(start=MORNING - 135 * MINUTE), v=8)), "timetable", D
        ),
        "too-loud": seal(msgspec.json.encode(timetable(D, item(volume=95), v=9)), "timetable", D),
    }
    for document in bad.values():
        world.broker.publish(want, document)
        world.run(1_000)
    reasons = [report.reason for report in desk.reports[D] if report.rung is Rung.REFUSED]
    expected = [reason if reason != "foreign-scope" else "wrong-topic" for reason in bad]
    assert reasons == expected
    assert desk.haves[D][-1].hash == document_hash(good)
    world.run_until(MORNING + 5 * MINUTE)
    assert desk.rungs(D, A1) == WHOLE


def test_a_flood_of_rubbish_does_not_wear_out_the_flash() -> None:
    world, desk = world_with()
    for number in range(500):
        world.broker.publish(TABLE[Kind.WANT].of(D), b"rubbish %d" % number)
    world.run(1_000)
    assert len(desk.reports[D]) <= 21


def test_play_now_sounds_once_however_often_it_comes() -> None:
    world, desk = world_with()
    world.downloads.files[SOUND.hash] = b"four"
    desk.want(timetable(D, item()))
    world.run(MINUTE)
    order = play(world)
    document = desk.order(order)
    desk.order(order)
    world.run(2_500)
    world.broker.publish(TABLE[Kind.GROUP_COMMAND].of(PATH[1]), document)
    world.run(2 * MINUTE)
    world.broker.publish(TABLE[Kind.GROUP_COMMAND].of(PATH[1]), document)
    world.run(MINUTE)
    assert desk.rungs(D, "p1") == [Rung.READY, *WHOLE]
    assert [report.rung for report in desk.reports[D] if report.id == "p1"][-1] is Rung.FINISHED  # told again


def test_play_now_waits_for_its_file() -> None:
    world, desk = world_with()
    desk.order(play(world, late_ms=60_000))
    world.run(2 * MINUTE)
    assert desk.rungs(D, "p1") == [Rung.HELD, Rung.READY, *WHOLE]


def test_a_play_for_another_profile_is_skipped() -> None:
    world, desk = world_with()
    desk.order(play(world, sounds={"wav-16000-256": SOUND}))
    world.run(MINUTE)
    assert desk.rungs(D, "p1") == [Rung.SKIPPED]


def test_stop_ends_what_sounds_and_refuses_what_was_issued_before() -> None:
    world, desk = world_with()
    early = play(world, "p2")
    desk.order(play(world))
    world.run(20_000)
    now = int(world.now)
    desk.order(Stop(id="s1", iat=now, exp=now + MINUTE))
    world.run(1_000)
    desk.order(early)
    world.run(2 * MINUTE)
    assert desk.rungs(D, "p1") == [Rung.HELD, Rung.READY, Rung.STARTED, Rung.SOUNDED, Rung.SKIPPED]
    stopped = next(report for report in desk.reports[D] if report.rung is Rung.SKIPPED)
    assert stopped.reason == "stopped"
    assert stopped.evidence is not None
    assert 0 < stopped.evidence.frames < 30 * 48_000
    assert desk.rungs(D, "s1") == [Rung.DONE]
    assert desk.rungs(D, "p2") == [Rung.REFUSED]


def test_volume_is_kept_over_a_restart_and_heard() -> None:
    world, desk = world_with()
    now = int(world.now)
    desk.order(Volume(id="v1", iat=now, exp=now + MINUTE, volume=50), D)
    desk.want(timetable(D, item()))
    world.run(5_000)
    desk.order(Reboot(id="r1", iat=int(world.now), exp=int(world.now) + MINUTE), D)
    world.run(MINUTE)
    assert desk.rungs(D, "v1") == [Rung.DONE]
    assert desk.rungs(D, "r1") == [Rung.HELD, Rung.DONE]
    assert len({state.boot for state in desk.states[D]}) == 2
    assert desk.haves[D][-1].volume == 50
    world.run_until(MORNING + 5 * MINUTE)
    finished = next(report for report in desk.reports[D] if report.rung is Rung.FINISHED)
    assert finished.evidence is not None
    assert finished.evidence.level == -46.0  # 35 percent


def test_reports_are_sent_again_on_request() -> None:
    world, desk = world_with()
    desk.want(timetable(D, item()))
    world.run_until(MORNING + 5 * MINUTE)
    before = list(desk.reports[D])
    desk.reports[D].clear()
    now = int(world.now)
    desk.order(ReportAgain(id="again", iat=now, exp=now + MINUTE, since=2), D)
    world.run(MINUTE)
    assert desk.reports[D][:-1] == [report for report in before if report.seq >= 2]
    assert desk.rungs(D, "again") == [Rung.DONE]


def test_self_test() -> None:
    world, desk = world_with()
    now = int(world.now)
    desk.order(SelfTest(id="t1", iat=now, exp=now + MINUTE), D)
    world.run(MINUTE)
    assert desk.rungs(D, "t1") == [Rung.DONE]


def test_an_alert_sounds_in_rounds_until_its_signed_end() -> None:
    world, desk = world_with()
    now = int(world.now)
    alert = Alert(id="storm", v=1, iat=now, exp=now + DAY, sounds={RECIPE: SOUND}, again=2 * MINUTE)
    desk.alert(alert)
    world.run(6 * MINUTE)
    assert desk.rungs(D, "storm").count(Rung.STARTED) == 3
    world.devices[D].restart(60_000)
    world.run(3 * MINUTE)
    assert desk.rungs(D, "storm").count(Rung.STARTED) >= 4
    desk.alert(msgspec.structs.replace(alert, v=2, iat=int(world.now), ended=True))
    world.run(MINUTE)
    assert desk.rungs(D, "storm")[-1] is Rung.FINISHED
    count = len(desk.reports[D])
    world.run(DAY)
    assert len(desk.reports[D]) == count


def test_an_emergency_interrupts_and_each_item_is_accounted_for() -> None:
    world, desk = world_with()
    desk.want(timetable(D, item(longest=2 * MINUTE, resume=Resume.PAUSE)))
    world.run_until(MORNING + 20_000)
    desk.order(play(world, sounds={RECIPE: SHORT}), signer="storm")
    world.run(5 * MINUTE)
    assert desk.rungs(D, "p1")[-1] is Rung.FINISHED
    assert desk.rungs(D, A1) == [Rung.STARTED, Rung.SOUNDED, Rung.STARTED, Rung.SOUNDED, Rung.FINISHED]
    last = [report for report in desk.reports[D] if report.id == A1][-1]
    assert last.evidence is not None
    assert last.evidence.frames < 45 * 48_000  # went on from where it was cut


def test_a_withdrawn_item_stops_sounding() -> None:
    world, desk = world_with()
    desk.want(timetable(D, item()))
    world.run_until(MORNING + 10_000)
    desk.want(timetable(D, v=2))
    world.run(MINUTE)
    assert desk.rungs(D, A1) == [Rung.STARTED, Rung.SOUNDED, Rung.SKIPPED]
    assert desk.reports[D][-1].reason == "withdrawn"


def test_a_replanned_item_does_not_sound_again() -> None:
    world, desk = world_with()
    desk.want(timetable(D, item(late=Late.START, late_ms=30 * MINUTE)))
    world.run_until(MORNING + 2 * MINUTE)
    desk.want(timetable(D, v=2))
    world.run(MINUTE)
    desk.want(timetable(D, item(late=Late.START, late_ms=30 * MINUTE), v=3))
    world.run(30 * MINUTE)
    assert desk.rungs(D, A1) == WHOLE


def test_a_board_shows_in_its_window_and_then_the_safe_page() -> None:
    board = identity("bang-1", LED)
    world, desk = world_with(board)
    notice = Item(id="n1.20261122t0530", start=MORNING, longest=0, pages=(PICTURE,), until=MORNING + 60 * MINUTE)
    desk.want(timetable("bang-1", notice, safe=(SAFE,)))
    world.run_until(MORNING + 2 * 60 * MINUTE)
    assert desk.rungs("bang-1", notice.id) == [Rung.SHOWN, Rung.FINISHED]
    shown = desk.reports["bang-1"][0]
    assert shown.evidence is not None
    assert shown.evidence.picture == "c" * 64
    assert abs(shown.at - MORNING) < 100
    brain = world.devices["bang-1"].brain
    assert brain is not None
    assert brain.mind.picture == "d" * 64


def test_a_board_without_power_in_its_window_says_so() -> None:
    board = identity("bang-1", LED)
    world, desk = world_with(board)
    notice = Item(id="n1.20261122t0530", start=MORNING, longest=0, pages=(PICTURE,), until=MORNING + 60 * MINUTE)
    desk.want(timetable("bang-1", notice, safe=(SAFE,)))
    world.run(MINUTE)
    world.devices["bang-1"].restart(3 * 60 * MINUTE)
    world.run(4 * 60 * MINUTE)
    assert desk.rungs("bang-1", notice.id) == [Rung.MISSED]


def test_presence_and_will_carry_the_session() -> None:
    world, desk = world_with()
    world.devices[D].power_off()
    world.run(5 * MINUTE)
    online, lost = desk.states[D][0], desk.states[D][-1]
    assert (online.state, lost.state) == (Presence.ONLINE, Presence.LOST)
    assert online.session == lost.session
    world.devices[D].power_on()
    world.run(MINUTE)
    world.devices[D].leave()
    world.run(MINUTE)
    assert desk.states[D][-1].state is Presence.LEAVING


def test_a_new_service_makes_it_report_again() -> None:
    world, desk = world_with()
    desk.alive("boot-1")
    world.run(MINUTE)
    count = len(desk.haves[D])
    desk.alive("boot-1")
    world.run(MINUTE)
    assert len(desk.haves[D]) == count
    desk.alive("boot-2")
    world.run(MINUTE)
    assert len(desk.haves[D]) == count + 1


def test_a_device_moves_to_another_area() -> None:
    world, desk = world_with()
    moved = (*PATH[:2], "thon-doai")
    desk.want(timetable(D, areas=moved))
    world.run(MINUTE)
    desk.send(Kind.GROUP_COMMAND, "thon-doai", play(world, "p-new"), "storm")
    desk.send(Kind.GROUP_COMMAND, "thon-dong", play(world, "p-old"), "storm")
    world.run(3 * MINUTE)
    assert desk.rungs(D, "p-new")[-1] is Rung.FINISHED
    assert desk.rungs(D, "p-old") == []


def test_key_lists_are_renewed() -> None:
    world, desk = world_with()
    desk.keys(2)
    world.run(MINUTE)
    assert desk.haves[D][-1].keys == 2


@pytest.mark.parametrize("off", [1_000, 10_000, 10 * MINUTE])
def test_power_cut_in_the_middle_of_a_long_item_joins_it(off: int) -> None:
    world, desk = world_with()
    long = item(longest=20 * MINUTE, late=Late.JOIN)
    desk.want(timetable(D, long))
    world.run_until(MORNING + 30_000)
    world.devices[D].restart(off)
    world.run_until(MORNING + 40 * MINUTE)
    rungs = desk.rungs(D, A1)
    assert rungs[:2] == [Rung.STARTED, Rung.SOUNDED]
    assert sum(rung in (Rung.FINISHED, Rung.FAILED, Rung.SKIPPED, Rung.MISSED) for rung in rungs) == 1
    again = [report for report in desk.reports[D] if report.rung is Rung.STARTED]
    assert len(again) == 2


def test_power_cut_in_the_middle_of_a_short_item_fails_it() -> None:
    world, desk = world_with()
    desk.want(timetable(D, item(late=Late.START, late_ms=20 * MINUTE)))
    world.run_until(MORNING + 30_000)
    world.devices[D].restart(5_000)
    world.run_until(MORNING + 40 * MINUTE)
    assert desk.rungs(D, A1) == [Rung.STARTED, Rung.SOUNDED, Rung.FAILED]
    assert desk.reports[D][-1].reason == "power-cut"


def test_power_that_comes_back_when_all_would_be_over_is_told_as_a_power_cut() -> None:
    world, desk = world_with()
    desk.want(timetable(D, item(late=Late.JOIN, resume=Resume.NEVER)))
    world.run_until(MORNING + 30_000)
    world.devices[D].restart(10 * MINUTE)
    world.run_until(MORNING + 40 * MINUTE)
    assert desk.rungs(D, A1) == [Rung.STARTED, Rung.SOUNDED, Rung.FAILED]
    assert desk.reports[D][-1].reason == "power-cut"


@pytest.mark.parametrize(("back", "reason"), [(-5 * MINUTE, "untrusted-clock"), (5 * MINUTE, "dark")])
def test_a_box_with_power_but_without_the_time_says_so(back: int, reason: str) -> None:
    """Its battery is empty, and the network comes an hour later: it stood there and could not begin."""
    world, desk = world_with()
    desk.want(timetable(D, item()))
    world.run_until(MORNING - 60 * MINUTE)
    box = world.devices[D]
    box.power_off()
    box.rtc = False
    world.broker.down = True
    world.run_until(MORNING + back)
    box.power_on()
    world.run_until(MORNING + 60 * MINUTE)
    world.broker.down = False
    world.run_until(MORNING + 2 * 60 * MINUTE)
    assert desk.rungs(D, A1) == [Rung.MISSED]
    assert desk.reports[D][-1].reason == reason
