"""Somebody speaks live: from a microphone's frames to what every horn reports, and what is written down of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import av
import numpy as np
import pytest

from controller.errors import Clash, Forbidden, ManyRefused, NotFound, Refused
from controller.fleet.orders import Order, order
from controller.live import books
from controller.live.air import LOST_MS, Air
from controller.live.books import Wanted
from controller.live.opus import Encoder
from controller.live.recording import Recording
from controller.live.room import Room
from controller.live.shape import BATCH, BYTES, DELAY_MS, FRAME_MS, LEAD_MS, RATE
from controller.store import areas, audit, deliveries, media, outbox, reports, talks
from controller.store.talks import Talk
from controller.web.live_view import said
from controller.words.instants import wall
from firmware_sim.faults import Weather
from firmware_sim.world import World
from tests.path.joined import MINUTE, MORNING, ZONE, Joined, joined
from tests.path.test_path_orders import COMMUNE, SPEAKERS
from tests.path.test_path_orders_hours import ALL_WEEK, OPEN

SEED = 3
"""Of a line that loses six messages in ten, and not the one that says so."""
SPOKEN = (np.sin(2 * np.pi * 500 * np.arange(5 * RATE) / RATE) * 9_000).astype("<i2").tobytes()


class Village:
    """A joined commune with a room; time passes in slices of a tenth of a second while somebody speaks."""

    def __init__(self, made: Joined) -> None:
        self.made, self.desk = made, made.desk
        self.room = Room(made.desk, lambda: made.wire)

    def begin(self, login: str = "lanhdao", **wanted: object) -> Air:
        who = self.made.who(login)
        air = self.room.begin(self.desk, who, who.name, Wanted(**({"areas": (COMMUNE,)} | wanted)))  # type: ignore[arg-type]
        self.made.run(LEAD_MS, 500)
        return air

    def speak(self, air: Air, seconds: float, number: int = 0) -> int:
        """Frames as they are spoken; the number of the next."""
        for at in range(int(seconds * 10)):
            self.run(100)
            frames = [SPOKEN[BYTES * ((at * BATCH + one) % 200) :][:BYTES] for one in range(BATCH)]
            air.hear(number + at * BATCH, frames, self.made.now)
            self.room.tick()
        return number + int(seconds * 10) * BATCH

    def run(self, ms: int) -> None:
        self.made.run(ms, ms)

    def wait(self, ms: int) -> None:
        """Nobody speaks."""
        for _ in range(ms // 500):
            self.run(500)
            self.room.tick()

    def talk(self, air: Air) -> Talk:
        with self.desk.store.read() as conn:
            found = talks.get(conn, air.talk.id)
        assert found is not None
        return found

    def rungs(self, air: Air) -> dict[str, tuple[str, str]]:
        with self.desk.store.read() as conn:
            return {one.device: (one.rung, one.reason) for one in deliveries.of_subject(conn, air.talk.id)}

    def horns(self, air: Air) -> set[tuple[str, str]]:
        return {said for name, said in self.rungs(air).items() if name in SPEAKERS}

    def noted(self, air: Air) -> dict[str, dict[str, object]]:
        with self.desk.store.read() as conn:
            return {one.action: one.detail for one in audit.recent(conn) if one.subject == air.talk.id}


@pytest.fixture(scope="module")
def commune(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Joined]:
    with joined(tmp_path_factory.mktemp("live"), MORNING + 5 * MINUTE) as made:
        with made.desk.store.write() as conn:
            areas.change(conn, COMMUNE, hours=OPEN)
        made.work()
        made.run(MINUTE)
        yield made


@pytest.fixture
def village(commune: Joined) -> Iterator[Village]:
    """One commune for all; nobody is on the air at the end of a test, and nothing is left of its hours."""
    made = Village(commune)
    yield made
    made.room.close()
    books.close_left(commune.desk)
    with commune.desk.store.write() as conn:
        areas.change(conn, COMMUNE, hours=OPEN)
    made.wait(6_000)


def test_every_horn_sounds_it_boards_have_no_part_and_it_is_recorded(village):
    air = village.begin()
    village.speak(air, 5)
    assert village.room.end(village.desk, air.talk.id, "lanhdao")
    village.wait(3_000)
    assert village.horns(air) == {("finished", "")}
    assert set(village.rungs(air).values()) == {("finished", ""), ("skipped", "no-part")}
    with village.desk.store.read() as conn:
        heard = [one for one in deliveries.of_subject(conn, air.talk.id) if one.device in SPEAKERS]
        kept = media.get(conn, village.talk(air).recording or "")
        left = outbox.of_subject(conn, outbox.CMD, air.talk.id)
    assert all(one.frames and one.level_dbfs and abs(one.skew_ms or 0) < 60 for one in heard)
    assert all(one.started_ms is not None and abs(one.started_ms - air.talk.at_ms) < 300 for one in heard)
    assert kept is not None
    assert abs(kept.length_ms - 5_000) <= 100
    with av.open(str(village.desk.shelf.path(kept.hash))) as file:
        assert abs(sum(frame.samples for frame in file.decode(audio=0)) / 48_000 - 5) < 0.1
    assert all(one.settled_ms for one in left)
    assert village.talk(air).why == "said"
    assert village.noted(air)["live-begin"]["areas"] == [COMMUNE]
    assert village.noted(air)["live-end"]["seconds"] == 5


def test_a_horn_that_loses_pieces_is_named_while_it_does_and_afterwards(village):
    lossy, world = "loa-dong-1", village.made.world
    box = world.devices[lossy]
    fair, foul = box.world, World(world.timers, Random(SEED), world.downloads, Weather(loss=0.6))
    air = village.begin()
    number = village.speak(air, 1)
    box.world = foul
    number = village.speak(air, 2, number)
    box.world = fair
    with village.desk.store.read() as conn:
        assert list(reports.losing(conn, air.talk.id)) == [lossy]
    village.speak(air, 6.5, number)
    with village.desk.store.read() as conn:
        assert reports.losing(conn, air.talk.id) == {}
    village.room.end(village.desk, air.talk.id, "lanhdao")
    village.wait(3_000)
    with village.desk.store.read() as conn:
        ((name, lost),) = deliveries.lost(conn, [air.talk.id])[air.talk.id].items()
        (told,) = [one for one in said(conn, village.made.who("lanhdao"), ZONE, "vi") if one.id == air.talk.id]
    assert 1_000 <= lost < 2_000
    assert name in told.lost
    assert village.rungs(air)[lossy] == ("finished", "")


def test_a_second_microphone_is_told_who_holds_the_air_where_and_since_when(village):
    air = village.begin(areas=("thon-dong",))
    for chosen in ("thon-dong", COMMUNE):
        with pytest.raises(Clash) as found:
            village.begin(areas=(chosen,))
        assert found.value.code == "air-held"
        assert found.value.params["who"] == air.talk.who
        assert found.value.params["where"] == "Thôn Đông"
    other = village.begin(areas=("thon-doai",))
    assert not other.is_over


def test_an_emergency_takes_the_air_from_a_talk_that_is_none(village):
    air = village.begin()
    village.speak(air, 2)
    storm = village.begin(klass="emergency")
    assert air.why == "taken"
    assert village.talk(air).why == "taken"
    village.speak(storm, 3)
    with pytest.raises(Clash, match="air-held"):
        village.begin(klass="emergency")
    village.room.end(village.desk, storm.talk.id, "lanhdao")
    village.wait(3_000)
    assert village.horns(storm) == {("finished", "")}
    assert village.talk(air).recording


def test_outside_the_hours_only_an_emergency_is_spoken_and_the_log_says_so(tmp_path):
    with joined(tmp_path, MORNING - 180 * MINUTE) as made:
        with made.desk.store.write() as conn:
            areas.change(conn, COMMUNE, hours=OPEN)
        made.work()
        made.run(MINUTE)
        village = Village(made)
        with pytest.raises(ManyRefused) as found:
            village.begin()
        assert [one.code for one in found.value.refusals] == ["play-outside-hours"]
        storm = village.begin(klass="emergency")
        assert village.noted(storm)["live-begin"]["exempt"] == "emergency-outside-hours"
        village.speak(storm, 4)
        village.room.end(made.desk, storm.talk.id, "lanhdao")
        village.wait(3_000)
        assert village.horns(storm) == {("finished", "")}


def test_a_talk_must_end_before_the_hours_do(village):
    with village.desk.store.write() as conn:
        closes = f"{wall(village.made.now + 20 * MINUTE, ZONE):%H:%M}"
        areas.change(conn, COMMUNE, hours={"windows": [{"days": ALL_WEEK, "start": "05:00", "end": closes}]})
    with pytest.raises(ManyRefused):
        village.begin(minutes=25)
    village.begin(minutes=5)


@pytest.mark.parametrize(
    ("login", "wanted", "wrong", "code"),
    [
        ("bientap", {}, Forbidden, "role-may-not"),
        ("kythuat", {"klass": "emergency"}, Forbidden, "role-may-not"),
        ("lanhdao", {"areas": ()}, Refused, "live-where"),
        ("lanhdao", {"areas": ("thon-la",)}, NotFound, "scope-unknown"),
        ("lanhdao", {"areas": ("tinh-phu-tho",)}, Forbidden, "area-not-reached"),
        ("lanhdao", {"minutes": 61}, Refused, "number-out-of-range"),
        ("lanhdao", {"minutes": 0}, Refused, "number-out-of-range"),
        ("lanhdao", {"volume": 101}, Refused, "number-out-of-range"),
    ],
)
def test_who_may_not_and_what_may_not_be(village, login, wanted, wrong, code):
    with village.desk.store.read() as conn:
        before = audit.head(conn)
    with pytest.raises(wrong) as found:
        village.begin(login, **wanted)
    assert found.value.code == code
    with village.desk.store.read() as conn:
        assert audit.head(conn) == before
        assert not talks.open_now(conn)


def test_hamlets_below_a_chosen_area_are_told_once(village):
    air = village.begin(areas=("thon-dong", COMMUNE))
    assert tuple(air.talk.areas) == (COMMUNE,)


def test_a_microphone_that_is_gone_ends_the_talk_and_one_that_comes_back_does_not(village):
    air = village.begin()
    number = village.speak(air, 2)
    village.wait(6_000)
    assert not air.is_over
    air.slots.anew()
    village.speak(air, 2, number=0)
    village.wait(LOST_MS + 1_000)
    assert air.why == "link-lost"
    village.wait(3_000)
    assert village.horns(air) == {("finished", "")}
    assert number
    with village.desk.store.read() as conn:
        kept = media.get(conn, village.talk(air).recording or "")
    assert kept is not None
    assert 9_500 < kept.length_ms < 10_600, "the silence between is recorded too"


def test_it_ends_by_itself_when_its_time_is_over(village):
    air = village.begin(minutes=1)
    village.speak(air, 2)
    for _ in range(7):
        village.wait(8_000)
        air.slots.anew()
        village.speak(air, 0.5)
    assert air.why == "longest"
    village.wait(3_000)
    assert village.horns(air) == {("finished", "")}


def test_late_frames_are_dropped_and_never_move_the_rest(village):
    air = village.begin()
    number = village.speak(air, 2)
    held_up = [SPOKEN[:BYTES]] * BATCH
    village.wait(1_000)
    assert not air.hear(number, held_up, village.made.now), "too late for the horns"
    assert air.slots.dropped == BATCH
    village.speak(air, 2, number + 1_000 // FRAME_MS)
    village.room.end(village.desk, air.talk.id, "lanhdao")
    village.wait(3_000)
    assert village.horns(air) == {("finished", "")}
    assert village.talk(air).dropped == BATCH


def test_what_comes_faster_than_anybody_speaks_is_dropped(village):
    air = village.begin()
    for number in range(0, 500, BATCH):
        air.hear(number, [SPOKEN[:BYTES]] * BATCH, village.made.now)
    assert air.slots.dropped >= 450


def test_a_stop_ends_it_for_the_speaker_too(village):
    air = village.begin()
    village.speak(air, 2)
    order(village.desk, village.made.who("bientap"), Order("stop", COMMUNE))
    village.wait(4_000)
    assert air.why == "stopped"
    assert village.horns(air) == {("skipped", "stopped")}


def test_when_the_service_dies_horns_end_by_themselves_and_the_books_are_closed_at_the_next_start(village):
    air = village.begin()
    village.speak(air, 3)
    air._recording.close()  # the operating system does that for a process that was killed
    village.made.run(8_000, 500)
    assert village.horns(air) == {("failed", "link-lost")}
    (left,) = books.close_left(village.desk)
    assert left.id == air.talk.id
    assert village.talk(air).why == "restart"
    with village.desk.store.read() as conn:
        kept = media.get(conn, village.talk(air).recording or "")
    assert kept is not None
    assert kept.length_ms >= 2_900
    assert Village(village.made).begin().talk.id != air.talk.id


def test_what_was_spoken_counts_against_the_minutes_of_the_day(village):
    with village.desk.store.write() as conn:
        areas.change(conn, COMMUNE, hours=OPEN | {"minutes_a_day": 20})
    air = village.begin(minutes=8)
    village.speak(air, 2)
    village.room.end(village.desk, air.talk.id, "lanhdao")
    village.wait(2_000)
    village.begin(minutes=14)
    village.room.close()
    with pytest.raises(ManyRefused) as found:
        village.begin(minutes=20)
    assert [one.code for one in found.value.refusals] == ["play-day-too-long"]


def test_a_talk_that_could_not_begin_leaves_the_air_to_others(village):
    def no_link():
        raise OSError("nothing there")

    who = village.made.who("lanhdao")
    with pytest.raises(OSError, match="nothing there"):
        Room(village.desk, no_link).begin(village.desk, who, who.name, Wanted((COMMUNE,)))
    with village.desk.store.read() as conn:
        assert not talks.open_now(conn)
        (failed,) = [one for one in talks.recent(conn) if one.why == "failed"]
    assert not village.begin().is_over
    with village.desk.store.read() as conn:
        assert all(one.settled_ms for one in outbox.of_subject(conn, outbox.CMD, failed.id))


def test_the_instant_at_the_horn_is_the_mouths_and_a_fixed_while(village):
    air = village.begin()
    assert air.talk.at_ms - air.talk.mouth_ms == DELAY_MS
    assert air.talk.mouth_ms == village.made.now


def test_a_full_disk_ends_the_recording_and_not_the_talk():
    made, encode = Recording(Path("/dev/full")), Encoder()
    for number in range(200):
        made.put(number, encode(SPOKEN[number * BYTES :][:BYTES]))
    made.close()
