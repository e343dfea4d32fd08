"""What a box makes of a relay in its timetable: when it tunes, what it fetches, how often it tries, what it says."""

from __future__ import annotations

import msgspec
import pytest

from devices.messages import Item, Klass, Late, Media, Play, Resume, Rung
from devices.profiles import profile
from devices.relay import KIND, NotRelay, Relay, keeps_to, read_relay
from firmware_sim.events import Received
from firmware_sim.fetch import Failed
from firmware_sim.fetch import test_decode as decode
from firmware_sim.virtual import VirtualWorld
from firmware_sim.virtual_speaker import VirtualSpeaker
from tests.firmware_sim.sim_desk import HORN, MINUTE, MORNING, SHORT, SOUND, Desk, item, timetable, world_with
from tests.firmware_sim.sim_sounds import media

D, A = "loa-dong-1", "a1.20261122t0530"
STREAM = f"relay:{A}"
RELAY = Relay("http://radio.example/live.mp3", "mp3", 5 * MINUTE, filler=SHORT)
DOCUMENT = msgspec.json.encode(RELAY)
SIGNED = media(DOCUMENT, KIND, RELAY.length)
RECIPE = profile(HORN).recipe


class Listened(VirtualSpeaker):
    """A horn that keeps every order to tune."""

    def __init__(self, horn: VirtualSpeaker) -> None:
        super().__init__(horn.rate, horn.counter, horn.timers, horn.shelf, horn.tell, horn.measured)
        self.tuned: list[Media] = []

    def tune(self, sound: Media) -> None:
        self.tuned.append(sound)


@pytest.fixture
def place() -> tuple[VirtualWorld, Desk, list[Media]]:
    """A horn with a relay at half past five, and every order to tune that its player gets."""
    world, desk = world_with()
    world.downloads.files[SIGNED.hash] = DOCUMENT
    horn = world.devices[D].player
    assert isinstance(horn, VirtualSpeaker)
    world.devices[D].player = listened = Listened(horn)
    desk.want(timetable(D, carried()))
    return world, desk, listened.tuned


def carried() -> Item:
    return item(sound=SIGNED, longest=RELAY.length, late=Late.JOIN, resume=Resume.NEVER)


def streams(desk: Desk) -> list[tuple[Rung, str]]:
    return [(one.rung, one.reason) for one in desk.reports[D] if one.id == STREAM]


def test_description_and_filler_are_fetched_ahead(place) -> None:
    world, desk, _ = place
    world.run(MINUTE)
    assert desk.haves[D][-1].missing == ()
    assert world.devices[D].shelf.has(SIGNED.hash)
    assert world.devices[D].shelf.has(SHORT.hash)


def test_it_is_tuned_ten_seconds_ahead_and_sounds_for_its_length(place) -> None:
    world, desk, tuned = place
    world.run_until(MORNING - 10_500)
    assert tuned == []
    world.run_until(MORNING - 8_000)
    assert tuned == [SIGNED]
    world.run_until(MORNING + 6 * MINUTE)
    assert desk.rungs(D, A) == [Rung.STARTED, Rung.SOUNDED, Rung.FINISHED]
    evidence = desk.reports[D][-1].evidence
    assert evidence.carried == evidence.frames == 5 * 60 * 48_000
    assert (tuned, streams(desk)) == ([SIGNED], [])


def test_a_fault_is_told_once_tried_again_later_and_later_and_its_end_is_told(place) -> None:
    world, desk, tuned = place
    world.run_until(MORNING + 10_000)
    box = world.devices[D]
    for _ in range(4):
        box.tell(Received(SIGNED.hash, "relay-dead"))
        before = len(tuned)
        world.run(20_000)
        assert len(tuned) == before + 1, "one attempt after each that failed"
    box.tell(Received(SIGNED.hash))
    world.run(MINUTE)
    assert streams(desk) == [(Rung.FAILED, "relay-dead"), (Rung.DONE, "")]
    assert len(tuned) == 5


def test_silence_is_told_and_not_tuned_again(place) -> None:
    world, desk, tuned = place
    world.run_until(MORNING + 10_000)
    world.devices[D].tell(Received(SIGNED.hash, "relay-silent"))
    world.run(2 * MINUTE)
    assert streams(desk) == [(Rung.FAILED, "relay-silent")]
    assert tuned == [SIGNED]


def test_a_fault_before_the_start_is_told_when_it_is_heard(place) -> None:
    world, desk, _ = place
    world.run_until(MORNING - 5_000)
    world.devices[D].tell(Received(SIGNED.hash, "relay-wrong"))
    world.run_until(MORNING - 100)
    assert streams(desk) == []
    world.run_until(MORNING + 1_000)
    assert streams(desk) == [(Rung.FAILED, "relay-wrong")]


def test_what_interrupts_it_does_not_move_its_end(place) -> None:
    world, desk, _ = place
    world.run_until(MORNING + 30_000)
    now = int(world.now)
    desk.order(Play("p1", now, now + MINUTE, now + 1_000, Klass.EMERGENCY, {RECIPE: SOUND}), D)
    world.run_until(MORNING + 5 * MINUTE - 1_000)
    assert desk.rungs(D, "p1")[-1] is Rung.FINISHED
    assert Rung.FINISHED not in desk.rungs(D, A)
    world.run(3_000)
    assert desk.rungs(D, A)[-1] is Rung.FINISHED


def test_after_a_power_cut_it_is_joined(place) -> None:
    world, desk, _ = place
    world.run_until(MORNING + MINUTE)
    world.devices[D].restart(20_000)
    world.run_until(MORNING + 5 * MINUTE + 2_000)
    assert desk.rungs(D, A)[-1] is Rung.FINISHED
    frames = desk.reports[D][-1].evidence.frames
    assert 3.4 * 60 < frames / 48_000 < 3.7 * 60


def test_it_can_be_played_at_once_too(place) -> None:
    world, desk, _ = place
    now = int(world.now)
    order = Play("p1", now, now + MINUTE, now + 2_000, Klass.EMERGENCY, {RECIPE: SIGNED})
    desk.order(order, D)
    world.run(6 * MINUTE)
    assert desk.rungs(D, "p1")[-3:] == [Rung.STARTED, Rung.SOUNDED, Rung.FINISHED]


BAD = {
    "no JSON": b"#EXTM3U\nhttp://radio.example/",
    "a file": b'{"url": "file:///etc/passwd", "codec": "mp3", "length": 60000}',
    "another protocol": b'{"url": "rtmp://radio.example/live", "codec": "mp3", "length": 60000}',
    "a password": b'{"url": "http://me:secret@radio.example/live", "codec": "mp3", "length": 60000}',
    "no host": b'{"url": "http:///live", "codec": "mp3", "length": 60000}',
    "a port that is none": b'{"url": "http://radio.example:99999/live", "codec": "mp3", "length": 60000}',
    "a space": b'{"url": "http://radio.example/li ve", "codec": "mp3", "length": 60000}',
    "a codec that is none": b'{"url": "http://radio.example/live", "codec": "exe", "length": 60000}',
    "no length": b'{"url": "http://radio.example/live", "codec": "mp3", "length": 0}',
    "longer than a day": b'{"url": "http://radio.example/live", "codec": "mp3", "length": 90000000}',
    "too large": b'{"url": "http://radio.example/' + b"x" * 9_000 + b'", "codec": "mp3", "length": 60000}',
    "no text": b"\xff\xfe\x00",
}


@pytest.mark.parametrize("data", BAD.values(), ids=BAD)
def test_a_description_that_is_none_is_refused_as_it_comes(data: bytes) -> None:
    with pytest.raises(NotRelay):
        read_relay(data)
    with pytest.raises(Failed, match="undecodable"):
        decode(data, KIND)


@pytest.mark.parametrize(
    ("other", "may"),
    [
        ("http://radio.example/a/1.ts", True),
        ("http://radio.example:80/a", True),
        ("http://RADIO.example/a", True),
        ("https://radio.example/a", False),
        ("http://radio.example:8000/a", False),
        ("http://radio.example.evil.vn/a", False),
        ("http://radio.example@evil.vn/a", False),
        ("http://evil.vn/radio.example", False),
        ("file:///etc/passwd", False),
        ("data:audio/mpeg;base64,AAAA", False),
        ("concat:http://radio.example/a", False),
        ("", False),
    ],
)
def test_a_stream_leads_nowhere_else(other: str, may: bool) -> None:
    assert keeps_to(RELAY.url, other) is may
