"""A relay that a box cannot carry itself: it opens nothing, and sounds what the controller sends in pieces."""

from __future__ import annotations

from functools import partial

import msgspec
import pytest

from devices import live
from devices.errors import DocumentRefused
from devices.live import Frames, SessionKey
from devices.messages import Alert, Evidence, Late, Live, Resume, Rung
from devices.profiles import profile
from devices.relay import KIND, Relay, Way, way
from devices.topics import TABLE, Kind
from firmware_sim.device import REBOOT_MS
from firmware_sim.virtual import VirtualWorld
from tests.firmware_sim.sim_desk import (
    HORN,
    LED,
    MINUTE,
    MORNING,
    PATH,
    SHORT,
    SMALL_HORN,
    Desk,
    identity,
    item,
    timetable,
    world_with,
)
from tests.firmware_sim.sim_sounds import media
from tests.firmware_sim.sim_talk import BATCH, FRAME, tone

D, A = "loa-dong-1", "a1.20261122t0530"
LENGTH = 20_000
RELAY = Relay("http://radio.example/live.m3u8", "hls", LENGTH, filler=SHORT)
DOCUMENT = msgspec.json.encode(RELAY)
SIGNED = media(DOCUMENT, KIND, LENGTH)
RATE = 22_050
LEAD = 1_500


class Sending:
    """The controller's end: a session for the relay, and its pieces, each some time before its instant."""

    def __init__(self, world: VirtualWorld, desk: Desk, name: str = "c-relay") -> None:
        self.world, self.desk, self.name, self.key = world, desk, name, SessionKey()

    def invite(self, device: str = D) -> None:
        now, end = int(self.world.now), MORNING + LENGTH
        live = Live(self.name, now, end, MORNING, LENGTH, PATH[0], self.key.public, volume=0, item=A)
        self.desk.order(live, device)

    def send(self, frames: Frames) -> None:
        topic = TABLE[Kind.LIVE].of(PATH[0], self.name)
        self.world.broker.publish(topic, self.key.seal(self.name, frames), 0, False)

    def at(self, seconds: float, frames: Frames) -> None:
        self.world.timers.at(MORNING + seconds * 1000 - LEAD, partial(self.send, frames))

    def carry(self, since: float, until: float) -> None:
        """Pieces for so many seconds of the relay."""
        sound = tone(4)
        for number in range(int(since * 50), int(until * 50), BATCH):
            pieces = tuple(sound[one % len(sound)] for one in range(number, number + BATCH))
            self.at(number * FRAME / 1000, Frames(number, pieces))

    def fail(self, since: float, until: float, fault: str) -> None:
        for half in range(round((until - since) * 2)):
            number = int(since * 50) + half * 25
            self.at(number * FRAME / 1000, Frames(number, fault=fault))


def morning(model: str = SMALL_HORN) -> tuple[VirtualWorld, Desk, Sending]:
    world, desk = world_with(identity(D, model))
    world.downloads.files[SIGNED.hash] = DOCUMENT
    desk.want(timetable(D, item(sound=SIGNED, longest=LENGTH, late=Late.JOIN, resume=Resume.NEVER)))
    world.run_until(MORNING - 8_000)
    sending = Sending(world, desk)
    sending.invite()
    return world, desk, sending


def over(world: VirtualWorld, desk: Desk) -> tuple[list[Rung], Evidence]:
    world.run_until(MORNING + LENGTH + 3_000)
    last = [one for one in desk.reports[D] if one.id == A][-1]
    assert last.evidence is not None
    return desk.rungs(D, A), last.evidence


def about(ms: float) -> int:
    """Frames; the decoder's first piece is a little short."""
    return pytest.approx(ms * RATE / 1000, abs=450)  # type: ignore[return-value]


def streams(desk: Desk) -> list[tuple[Rung, str]]:
    return [(one.rung, one.reason) for one in desk.reports[D] if one.id == f"relay:{A}"]


def test_it_sounds_what_comes_from_its_instant_for_its_length() -> None:
    world, desk, sending = morning()
    sending.carry(0, LENGTH / 1000)
    rungs, evidence = over(world, desk)
    assert rungs == [Rung.STARTED, Rung.SOUNDED, Rung.FINISHED]
    assert evidence.carried == evidence.frames == about(LENGTH)
    assert (evidence.lost, evidence.media) == (0, SIGNED.hash)
    assert desk.rungs(D, sending.name) == [Rung.DONE], "the session is no sound of its own"
    assert streams(desk) == []
    assert not world.devices[D].brain.mind.live  # type: ignore[union-attr]


def test_what_is_wrong_with_the_stream_is_filled_and_told_as_the_sender_says_it() -> None:
    world, desk, sending = morning()
    sending.carry(0, 5)
    sending.fail(5, 9, "relay-silent")
    sending.carry(9, LENGTH / 1000)
    rungs, evidence = over(world, desk)
    assert rungs == [Rung.STARTED, Rung.SOUNDED, Rung.FINISHED]
    assert streams(desk) == [(Rung.FAILED, "relay-silent"), (Rung.DONE, "")]
    assert (evidence.carried, evidence.frames) == (about(16_000), about(20_000))
    (failed, back) = [one for one in desk.reports[D] if one.id == f"relay:{A}"]
    assert failed.at - MORNING == pytest.approx(5_000, abs=500), "at once"
    assert back.at - MORNING == pytest.approx(9_000, abs=500)


def test_where_nobody_says_anything_the_link_is_lost_and_the_filler_sounds_after_a_second() -> None:
    world, desk, sending = morning()
    sending.carry(0, 5)
    rungs, evidence = over(world, desk)
    assert rungs == [Rung.STARTED, Rung.SOUNDED, Rung.FINISHED]
    assert streams(desk) == [(Rung.FAILED, "link-lost")]
    assert evidence.lost == pytest.approx(RATE, rel=0.1), "one second is waited"
    assert evidence.frames + evidence.lost == about(LENGTH)


def test_of_which_nothing_came_it_says_that_it_failed_and_the_filler_sounded() -> None:
    world, desk, sending = morning()
    sending.fail(0, 20, "relay-wrong")
    rungs, evidence = over(world, desk)
    assert rungs == [Rung.STARTED, Rung.FAILED]
    assert desk.reports[D][-1].reason == "relay-wrong" or streams(desk) == [(Rung.FAILED, "relay-wrong")]
    assert (evidence.carried, evidence.frames) == (0, 20 * RATE)


def test_after_a_power_cut_it_is_joined() -> None:
    world, desk, sending = morning()
    sending.carry(0, LENGTH / 1000)
    world.run_until(MORNING + 5_000)
    world.devices[D].restart(500)
    back = world.now + 500 + REBOOT_MS
    rungs, evidence = over(world, desk)
    assert rungs[-1] is Rung.FINISHED
    again = [one.at for one in desk.reports[D] if one.id == A and one.rung is Rung.STARTED][1]
    assert again - back < 2_000
    assert evidence.frames + evidence.lost == about(MORNING + LENGTH - again)
    assert evidence.frames - evidence.carried < (LEAD + 500) * RATE / 1000, "what was on its way when it came back"


def test_a_service_that_starts_anew_goes_on_with_another_session() -> None:
    world, desk, sending = morning()
    sending.carry(0, 6)
    world.run_until(MORNING + 8_000)
    anew = Sending(world, desk, "c-anew")
    anew.invite()
    anew.carry(11, LENGTH / 1000)
    world.run(1_000)
    assert list(world.devices[D].brain.mind.live) == ["c-anew"]  # type: ignore[union-attr]
    rungs, evidence = over(world, desk)
    assert rungs == [Rung.STARTED, Rung.SOUNDED, Rung.FINISHED]
    assert streams(desk) == [(Rung.FAILED, "link-lost"), (Rung.DONE, "")]
    assert evidence.carried == about(15_000)


def test_what_is_more_urgent_covers_it_and_it_comes_back() -> None:
    world, desk, sending = morning()
    sending.carry(0, LENGTH / 1000)
    world.run_until(MORNING + 5_000)
    now = int(world.now)
    desk.alert(Alert("e1", 1, now, now + MINUTE, sounds={profile(SMALL_HORN).recipe: SHORT}))
    rungs, evidence = over(world, desk)
    assert desk.rungs(D, "e1")[-1] in (Rung.SOUNDED, Rung.FINISHED)
    assert rungs[-1] is Rung.FINISHED
    assert evidence.skip > 5_000
    assert evidence.frames + evidence.lost == about(LENGTH - evidence.skip)
    assert evidence.carried == evidence.frames, "what came before and meanwhile is there"


def test_a_timetable_without_it_ends_it() -> None:
    world, desk, sending = morning()
    sending.carry(0, LENGTH / 1000)
    world.run_until(MORNING + 5_000)
    desk.want(timetable(D, v=2))
    world.run(1_000)
    assert (desk.rungs(D, A)[-1], desk.reports[D][-1].reason) == (Rung.SKIPPED, "withdrawn")
    assert not world.devices[D].brain.mind.live  # type: ignore[union-attr]


def test_a_horn_that_carries_it_itself_takes_no_pieces() -> None:
    world, desk, sending = morning(HORN)
    sending.carry(0, LENGTH / 1000)
    _, evidence = over(world, desk)
    (said,) = [one for one in desk.reports[D] if one.id == sending.name]
    assert (said.rung, said.reason) == (Rung.SKIPPED, "no-part")
    assert evidence.frames == LENGTH * 48
    assert not world.devices[D].brain.mind.live  # type: ignore[union-attr]


def test_the_way_is_one_for_each_model() -> None:
    deaf = profile(SMALL_HORN)
    assert deaf.audio is not None
    mute = msgspec.structs.replace(deaf, audio=msgspec.structs.replace(deaf.audio, live=()))
    asked = [(profile(HORN), "hls"), (deaf, "mp3"), (deaf, "hls"), (mute, "mp3"), (mute, "hls"), (profile(LED), "mp3")]
    ways = [way(model, codec) for model, codec in asked]
    assert ways == [Way.ITSELF, Way.ITSELF, Way.PIECES, Way.ITSELF, Way.NONE, Way.NONE]


def test_pieces_of_another_key_are_refused() -> None:
    world, desk, sending = morning()
    sending.key = SessionKey()
    sending.carry(0, 3)
    world.run_until(MORNING + 3_000)
    assert {one.reason for one in desk.reports[D] if one.id == f"frames:{sending.name}"} == {"bad-signature"}


@pytest.mark.parametrize(
    "body", [b"\x03\x00\x00\x00\x01", b"\x03\x00\x00\x00\x01\x09", b"\x03\x00\x00\x00\x01\x01\x01"]
)
def test_a_fault_that_is_none_is_malformed(body: bytes) -> None:
    key = SessionKey()
    message = key._private.sign(live._signed("c-1", body)) + body
    with pytest.raises(DocumentRefused, match="malformed"):
        live.admit(message, "c-1", key.public)
    good = live.admit(key.seal("c-1", Frames(7, fault="relay-dead")), "c-1", key.public)
    assert good == Frames(7, fault="relay-dead")
