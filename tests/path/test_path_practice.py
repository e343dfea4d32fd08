"""Practising: everything is written, agreed to and planned, real boxes listen, and nothing reaches them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from controller import bootstrap
from controller.broadcast.approve import approve
from controller.broadcast.form import compose
from controller.broadcast.submit import submit
from controller.demo import sample
from controller.errors import Refused
from controller.fleet import alert, enrol, errands, practice
from controller.fleet.orders import Order, order
from controller.logbook import reading, telling
from controller.logbook.wanted import Wanted
from controller.people import accounts
from controller.people.who import Who
from controller.places import practising
from controller.store import announcements, areas, audit, deliveries, devices, occurrences, status, timetables
from devices.topics import TABLE, Kind, read
from schedules.errors import WrongMoment
from tests.path.joined import HOUR, MINUTE, MORNING, Joined, joined
from tests.path.test_path_joined import wall
from tests.serving import PASSWORD

HELD = {Kind.WANT, Kind.COMMAND, Kind.GROUP_COMMAND, Kind.ALERT, Kind.LIVE}


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Joined]:
    """Nobody was heard yet; the link is the one that the service has."""
    with joined(tmp_path, start_ms=MORNING - 2 * HOUR) as made:
        made.unhurried = True
        accounts.add(made.desk.store, "quantri", "Chung", "administrator", sample.PROVINCE, PASSWORD, made.now)
        gate = practice.Gate(made.desk, made.wire)
        plain = made.wire

        class Gated:
            """The wire of the world, through the gate."""

            down = False
            sent = plain.sent

            def publish(self, topic: str, payload: bytes, qos: int, retain: bool) -> bool:
                return gate.publish(topic, payload, qos, retain)

        made.wire = Gated()  # type: ignore[assignment]
        plain.sent.clear()
        yield made


def reached(made: Joined) -> set[Kind]:
    """What went out of the port that a box would obey."""
    kinds = {heard.kind for topic, payload in made.wire.sent if payload and (heard := read(topic)) is not None}
    return kinds & HELD


def chief(made: Joined) -> Who:
    return made.who("quantri")


def practise(made: Joined) -> None:
    practising.begin(made.desk, chief(made), sample.COMMUNE)
    made.welcome()  # as the service does: the broker forgets what it retained


def test_a_notice_is_planned_for_real_boxes_and_none_of_them_hears_of_it(village: Joined) -> None:
    practise(village)
    village.run(MINUTE)
    row = village.agree(village.draft(wall(MORNING), chime=True, show_minutes=5))
    village.work()
    village.run(2 * HOUR + 10 * MINUTE, slice_ms=10 * MINUTE)
    village.work()
    assert reached(village) == set()
    with village.desk.store.read() as conn:
        planned = timetables.get(conn, "loa-dong-1")
        assert announcements.get(conn, row.id).state in ("planned", "ended")  # type: ignore[union-attr]
        boxes = [one for one in status.below(conn).values() if one.presence == "online"]
        rungs = {one.rung for one in deliveries.of_subject(conn, f"{row.id}.20261122t0530")}
        rows = [one.state for one in occurrences.of_announcement(conn, row.id)]
        (line,) = telling.told(conn, reading.lines(conn, chief(village), Wanted(0, village.now), None, 10), "vi")
    assert planned is not None  # signed, kept, and gone nowhere
    assert rungs <= {"planned", "missed"}
    assert rows == ["cancelled"]
    assert (line.result, line.look, line.note) == ("Tập, không phát thật", telling.CALM, "")
    assert len(boxes) == len(sample.DEVICES)  # all of them on line, and with nothing to play
    for box in village.world.devices.values():
        assert box.brain is not None
        assert box.brain.mind.plan is None


def test_what_the_broker_retains_is_taken_away(village: Joined) -> None:
    want = TABLE[Kind.WANT].of("loa-dong-1")
    village.wire.publish(want, b"an old timetable", 1, True)
    assert village.world.broker.retained[want] == b"an old timetable"
    practise(village)
    assert not village.world.broker.retained.get(want)


def test_orders_are_refused_and_silence_is_not(village: Joined) -> None:
    practise(village)
    desk, who = village.desk, chief(village)
    for scope in (sample.COMMUNE, "thon-dong", "loa-dong-1"):
        with pytest.raises(Refused, match="practice-silent"):
            order(desk, who, Order("volume", scope, volume=30))
    with pytest.raises(Refused, match="practice-silent"):
        errands.give(desk, who, errands.Wish("reboot", areas=("thon-dong",)))
    with pytest.raises(Refused, match="practice-silent"):
        alert.give(desk, who, alert.Wish("nothing", sample.COMMUNE))
    order(desk, who, Order("stop", sample.COMMUNE))
    village.run(MINUTE)
    assert reached(village) == set()


def test_an_order_to_the_province_reaches_no_box_that_practises(village: Joined) -> None:
    practise(village)
    group = TABLE[Kind.GROUP_COMMAND].of(sample.PROVINCE)
    assert practice.holds(village.desk, group)  # its only commune practises
    with village.desk.store.write() as conn:
        areas.add(conn, "xa-khac", sample.PROVINCE, "commune", "Xã Khác", village.now)
        told = {one.username: one.groups for one in enrol.accounts(conn)}
    assert not practice.holds(village.desk, group)  # real boxes elsewhere have to hear it
    assert set(told.values()) == {()}  # and the broker keeps it from those that practise
    for kind in (Kind.ALERT, Kind.LIVE, Kind.GROUP_COMMAND):
        assert practice.holds(village.desk, TABLE[kind].of("thon-dong", "s1"))
        assert not practice.holds(village.desk, TABLE[kind].of("xa-khac", "s1"))
    assert practice.holds(village.desk, TABLE[Kind.WANT].of("nobody-knows-it"))
    for kind in (Kind.KEYS, Kind.ALIVE, Kind.TIME_ANSWER):
        assert not practice.holds(village.desk, TABLE[kind].of("loa-dong-1"))


def test_a_commune_whose_boxes_were_heard_cannot_begin(village: Joined) -> None:
    village.run(MINUTE)
    with pytest.raises(Refused, match="practice-boxes"):
        practise(village)


def test_nothing_that_was_practised_sounds_when_it_becomes_real(village: Joined) -> None:
    practise(village)
    village.run(MINUTE)
    row = village.agree(village.draft(wall(MORNING), chime=True))
    sent = compose(village.desk, village.who("bientap"), village.draft(wall(MORNING + HOUR)))
    sent = submit(village.desk, village.who("bientap"), sent.id)
    draft = compose(village.desk, village.who("bientap"), village.draft(wall(MORNING + HOUR)))
    village.work()
    practising.end(village.desk, chief(village), sample.COMMUNE)
    village.work()
    assert reached(village) == {Kind.WANT}  # empty ones: boxes are to know that nothing is planned
    with village.desk.store.read() as conn:
        states = [announcements.get(conn, one.id).state for one in (row, sent, draft)]  # type: ignore[union-attr]
        assert states == ["cancelled", "cancelled", "draft"]
        assert {one.state for one in occurrences.of_announcement(conn, row.id)} <= {"cancelled"}
        assert [one.action for one in audit.recent(conn, 100) if one.action.startswith("practice")] == [
            "practice-off",
            "practice-on",
        ]
    with pytest.raises(WrongMoment, match="announcement-over"):
        approve(village.desk, village.who("lanhdao"), sent.id, sent.fingerprint)
    with pytest.raises(Refused, match="practice-off"):
        practising.end(village.desk, chief(village), sample.COMMUNE)
    with pytest.raises(Refused, match="role-may-not"):
        practising.begin(village.desk, village.who("lanhdao"), sample.COMMUNE)


def test_where_there_is_no_device_yet_two_that_are_none_stand_in(village: Joined) -> None:
    with village.desk.store.write() as conn:
        areas.add(conn, "xa-moi", sample.PROVINCE, "commune", "Xã Mới", village.now)
    practising.begin(village.desk, chief(village), "xa-moi")
    with village.desk.store.read() as conn:
        made = [one.id for one in devices.below(conn, f"/{sample.PROVINCE}/xa-moi/")]
    assert made == ["tap-board-xa-moi", "tap-horn-xa-moi"]
    practising.end(village.desk, chief(village), "xa-moi")
    with village.desk.store.read() as conn:
        assert devices.below(conn, f"/{sample.PROVINCE}/xa-moi/") == []
    practising.begin(village.desk, chief(village), "xa-moi")
    with village.desk.store.read() as conn:
        assert len(devices.below(conn, f"/{sample.PROVINCE}/xa-moi/")) == 2


def test_nobody_gets_the_link_past_the_gate() -> None:
    source = Path(bootstrap.__file__).read_text(encoding="utf-8")
    whole = re.findall(r"^.*self\.link\b(?!\.| =|:).*$", source, re.MULTILINE)
    assert [line.strip() for line in whole] == ["self.wire = Gate(desk, self.link)"]
    # what answers a box's question for the time goes out in a hurry, and can carry nothing else
    assert set(re.findall(r"self\.link\.publish\w*", source)) == {"self.link.publish_now"}
