"""A relay on the whole way where boxes cannot carry it: the controller pulls the stream once and sends it in pieces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from controller.broadcast.cancel import cancel
from controller.broadcast.dispatch import send_due
from controller.broadcast.explain import wanted_timetable
from controller.fleet.orders import Order, order
from controller.live.books import Wanted
from controller.live.room import Room
from controller.live.shape import LEAD_MS
from controller.relay.carriers import Carriers
from controller.store import audit, deliveries, reports
from controller.store.announcements import Announcement
from devices.profiles import profile
from devices.relay import KIND, Way, way
from tests.path.joined import MINUTE, MORNING, Joined, joined
from tests.path.test_path_live import SPOKEN
from tests.relay.pulled import Stations
from tests.relay.test_relay_path import HORNS, carried, done, source, troubles

SLICE_MS = 250
ADDRESS = "http://127.0.0.1:9/live.m3u8"


class Village:
    """A joined commune whose controller looks after relays once a second, as the service does."""

    def __init__(self, made: Joined) -> None:
        self.made, self.stations = made, Stations()
        self.made.desk = replace(made.desk, ears=self.stations)
        self.carriers = self.anew()

    def anew(self) -> Carriers:
        """The service starts."""
        self.carriers = Carriers(self.made.desk, lambda: self.made.wire, spawn=lambda *_: None)
        return self.carriers

    def until(self, ms: int) -> None:
        """What the service's threads do, each in its time."""
        while self.made.now < ms:
            self.made.world.run_until(min(ms, self.made.now + SLICE_MS))
            self.carriers.turn()
            if self.made.now % 1_000 < SLICE_MS:
                self.made.collect()
                self.carriers.look()
                send_due(self.made.desk, self.made.wire)

    def agree(self, minutes: int = 1, **more: object) -> Announcement:
        row: Announcement = carried(self.made, source(self.made, ADDRESS, "hls"), minutes, **more)
        self.made.work()
        self.made.run(MORNING - 15_000 - self.made.now)
        return row

    def pieced(self) -> set[str]:
        """The horns that cannot carry it."""
        return {name for name in HORNS if way(self.model(name), "hls") is Way.PIECES}

    def model(self, name: str):
        return profile(self.made.identities[name].profile)

    def told(self, row: Announcement) -> dict[str, tuple[str, str]]:
        return {one.device: (one.rung, one.reason) for one in done(self.made, row.id) if one.device in HORNS}

    def invited(self) -> set[str]:
        """Who got a session of its own."""
        with self.made.desk.store.read() as conn:
            begun = [one.detail["session"] for one in audit.recent(conn) if one.action == "relay-begin"]
            return {one.device for name in begun for one in deliveries.of_subject(conn, str(name))}

    def last(self, row: Announcement, name: str):
        """The evidence that a horn gave at the end."""
        with self.made.desk.store.read() as conn:
            said = reports.of_subject(conn, f"{row.id}.20261122t0530", name)
        return [one.evidence for one in said if one.evidence and one.evidence.get("rate")][-1]


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    with joined(tmp_path, MORNING - 4 * MINUTE) as made:
        yield Village(made)


def test_each_horn_has_one_way_and_the_stream_is_opened_once(village: Village) -> None:
    row = village.agree()
    for name in HORNS:
        _, plan = wanted_timetable(village.made.desk, village.made.who("lanhdao"), name)
        assert [one.sound.kind for one in plan.items if one.sound] == [KIND], "one description for both ways"
    village.until(MORNING + 70_000)
    assert village.stations.opened == [ADDRESS]
    assert village.stations.open == 0
    pieced = village.pieced()
    assert pieced
    assert pieced < set(HORNS)
    assert village.invited() == pieced, "nobody who carries it himself gets pieces, too"
    assert set(village.told(row).values()) == {("finished", "")}
    for name in pieced:
        rate = village.model(name).audio.sample_rate
        evidence = village.last(row, name)
        assert evidence["carried"] == pytest.approx(60 * rate, rel=0.01)
        assert evidence["frames"] == evidence["carried"]
    starts = [(one.started_ms or 0) - MORNING for one in done(village.made, row.id) if one.device in pieced]
    assert max(map(abs, starts)) < 500
    assert troubles(village.made) == []
    # what is played at once goes the same ways; a stop ends it, and nobody pulls on for nobody
    given = order(village.made.desk, village.made.who("lanhdao"), Order("play", "xa-tan-hoa", announcement=row.id))
    village.until(village.made.now + 8_000)
    assert village.stations.open == 1
    order(village.made.desk, village.made.who("lanhdao"), Order("stop", "xa-tan-hoa"))
    village.until(village.made.now + 3_000)
    with village.made.desk.store.read() as conn:
        told = {one.device: one for one in deliveries.of_subject(conn, given.id)}
    assert {(told[name].reason, told[name].sounded_ms is not None) for name in pieced} == {("stopped", True)}
    assert village.stations.open == 0


def test_what_is_wrong_with_it_is_filled_within_seconds_and_one_trouble(village: Village) -> None:
    row = village.agree()
    village.until(MORNING + 20_000)
    village.stations.fault = "relay-silent"
    village.until(MORNING + 30_000)
    village.stations.fault = ""
    village.until(MORNING + 70_000)
    (trouble,) = troubles(village.made)
    assert trouble.reasons == ("relay-silent",)
    assert set(trouble.devices) == village.pieced()
    assert trouble.since_ms - MORNING == pytest.approx(21_000, abs=1_500)
    assert trouble.until_ms is not None
    assert trouble.until_ms - trouble.since_ms == pytest.approx(10_000, abs=1_500)
    assert set(village.told(row).values()) == {("finished", "")}
    for name in village.pieced():
        evidence = village.last(row, name)
        rate = village.model(name).audio.sample_rate
        assert evidence["carried"] == pytest.approx(50 * rate, rel=0.03)
        assert evidence["frames"] == pytest.approx(60 * rate, rel=0.03)
    assert len(village.stations.opened) == 1, "a silent one is still listened to"


def test_a_dead_one_is_tried_again_later_and_later(village: Village) -> None:
    row = village.agree()
    village.stations.nowhere = True
    village.until(MORNING + 70_000)
    assert 8 <= len(village.stations.opened) <= 12, "after one, two, four, eight seconds, then every ten"
    assert {village.told(row)[name] for name in village.pieced()} == {("failed", "relay-dead")}
    (trouble,) = troubles(village.made)
    assert trouble.reasons == ("relay-dead",)


def test_a_service_and_a_box_that_restart_in_the_middle_go_on_within_seconds(village: Village) -> None:
    row = village.agree()
    village.until(MORNING + 20_000)
    village.made.run(4_000, 500)
    village.anew()
    village.until(MORNING + 40_000)
    first, *others = sorted(village.pieced())
    village.made.world.devices[first].restart(500)
    village.until(MORNING + 70_000)
    assert set(village.told(row).values()) == {("finished", "")}
    (trouble,) = troubles(village.made)
    assert trouble.reasons == ("link-lost",)
    assert trouble.until_ms is not None
    assert trouble.until_ms - trouble.since_ms < 6_000
    shares = {name: village.last(row, name)["carried"] / village.model(name).audio.sample_rate for name in HORNS}
    assert all(52 < shares[name] < 57 for name in others)
    assert 12 < shares[first] < 20, "a box that restarts in the middle is back in it"


def test_a_cancel_ends_it_for_the_horns_and_for_the_stream(village: Village) -> None:
    row = village.agree()
    village.until(MORNING + 5_000)
    cancel(village.made.desk, village.made.who("lanhdao"), row.id, "nhầm")
    village.made.work()
    village.until(MORNING + 9_000)
    assert {village.told(row)[name][0] for name in village.pieced()} == {"skipped"}
    assert village.stations.open == 0
    assert village.carriers.sends() == []


def test_a_live_talk_goes_first_by_its_class_and_then_it_is_heard_again(village: Village) -> None:
    row = village.agree()
    village.until(MORNING + 5_000)
    made, who = village.made, village.made.who("lanhdao")
    room = Room(made.desk, lambda: made.wire)
    air = room.begin(made.desk, who, who.name, Wanted(("xa-tan-hoa",)))
    village.until(made.now + LEAD_MS)
    for at in range(40):
        village.until(made.now + 100)
        air.hear(at * 5, [SPOKEN[one * 640 :][:640] for one in range(5)], made.now)
    room.end(made.desk, air.talk.id, "lanhdao")
    village.until(MORNING + 65_000)
    assert set(village.told(row).values()) == {("finished", "")}
    with made.desk.store.read() as conn:
        talk = {one.device: one.rung for one in deliveries.of_subject(conn, air.talk.id)}
    for name in village.pieced():
        assert talk[name] == "finished"
        evidence = village.last(row, name)
        assert 9_000 < evidence["skip"] < 16_000
        assert evidence["carried"] > 40 * village.model(name).audio.sample_rate
