"""Orders over the fake wire: play now, stop, volume, report again; each answered by each device, once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from controller.broadcast.form import compose
from controller.errors import Clash, Forbidden, NotFound, Refused
from controller.fleet.orders import Order, order
from controller.store import audit, deliveries, outbox, reports, selftests, status
from firmware_sim.deaf import Deaf
from tests.path.joined import MINUTE, MORNING, Joined, joined, keep_master
from tests.path.path_sounds import tone

COMMUNE = "xa-tan-hoa"
SPEAKERS = {"loa-dong-1", "loa-dong-2", "loa-doai-1", "loa-doai-2", "loa-cho-1", "loa-cho-2"}
BOARDS = {"bang-ubnd", "bang-nha-van-hoa"}


@pytest.fixture
def village(tmp_path: Path):
    with joined(tmp_path, MORNING) as made:
        made.run(MINUTE)
        yield made


def agreed(village: Joined, tmp_path: Path, seconds: float = 20) -> str:
    """An announcement that is planned for the evening, so that nothing but an order makes it sound now."""
    sound = keep_master(village.desk, tone(tmp_path / "notice.wav", seconds=seconds))
    row = village.agree(village.draft("2026-11-22T17:00", sound=sound.hash))
    village.work()
    village.run(MINUTE)
    return row.id


def give(village: Joined, by: str = "lanhdao", **wanted: object) -> str:
    row = order(village.desk, village.who(by), Order(**wanted))  # type: ignore[arg-type]
    return row.id


def rungs(village: Joined, subject: str) -> dict[str, str]:
    with village.desk.store.read() as conn:
        return {one.device: one.rung for one in deliveries.of_subject(conn, subject)}


def test_a_group_play_sounds_and_shows_on_every_device_below_the_area(village, tmp_path):
    announcement = agreed(village, tmp_path)
    command = give(village, kind="play", scope=COMMUNE, announcement=announcement)
    village.run(2 * MINUTE)
    did = rungs(village, command)
    assert {name: did[name] for name in SPEAKERS} == dict.fromkeys(SPEAKERS, "finished")
    assert set(did) == SPEAKERS | BOARDS
    with village.desk.store.read() as conn:
        said = Counter((one.device, one.rung) for one in reports.of_subject(conn, command))
        (letter,) = outbox.of_subject(conn, outbox.CMD, command)
    assert said["loa-cho-1", "started"] == said["loa-cho-1", "finished"] == 1
    assert letter.outcome == "receipt"


def test_a_stop_silences_what_sounds_and_takes_its_page_away(village, tmp_path):
    announcement = agreed(village, tmp_path, seconds=50)
    command = give(village, kind="play", scope=COMMUNE, announcement=announcement)
    village.run(15_000, slice_ms=1_000)
    assert set(rungs(village, command).values()) <= {"started", "sounded", "shown"}
    stop = give(village, kind="stop", scope=COMMUNE)
    village.run(10_000, slice_ms=1_000)
    assert set(rungs(village, stop).values()) == {"done"}
    assert "finished" not in {rungs(village, command)[name] for name in SPEAKERS}
    with village.desk.store.read() as conn:
        stopped = {one.device: one.reason for one in deliveries.of_subject(conn, command) if one.device in SPEAKERS}
    assert set(stopped.values()) == {"stopped"}


def test_an_order_is_repeated_until_a_device_that_was_away_has_answered(village, tmp_path):
    announcement = agreed(village, tmp_path, seconds=5)
    village.world.devices["loa-cho-1"].power_off()
    village.run(3 * MINUTE)
    command = give(village, by="kythuat", kind="volume", scope="xom-cho", volume=40)
    village.run(MINUTE)
    assert rungs(village, command)["loa-cho-1"] == "sent"
    village.world.devices["loa-cho-1"].power_on()
    village.run(3 * MINUTE)
    assert rungs(village, command) == {"loa-cho-1": "done", "loa-cho-2": "done", "bang-ubnd": "done"}
    with village.desk.store.read() as conn:
        assert status.below(conn)["loa-cho-1"].volume == 40
    assert announcement


def test_a_play_that_nobody_answered_expires_and_is_told(village, tmp_path):
    announcement = agreed(village, tmp_path, seconds=5)
    village.world.devices["loa-dong-1"].power_off()
    village.run(MINUTE)
    command = give(village, kind="play", scope="loa-dong-1", announcement=announcement)
    village.run(5 * MINUTE)
    village.work()
    with village.desk.store.read() as conn:
        (letter,) = outbox.of_subject(conn, outbox.CMD, command)
    assert letter.outcome == "expired"
    assert letter.attempts > 3
    village.world.devices["loa-dong-1"].power_on()
    village.run(5 * MINUTE)
    assert "started" not in {one.rung for one in _said(village, command)}


def _said(village: Joined, subject: str) -> list[reports.Report]:
    with village.desk.store.read() as conn:
        return reports.of_subject(conn, subject)


def test_a_box_without_a_clock_obeys_what_was_made_for_this_very_session(village):
    village.world.devices["loa-cho-2"].power_off()
    village.clock_unanswered = True
    village.run(MINUTE)
    village.world.devices["loa-cho-2"].power_on()
    village.run(MINUTE)
    group = give(village, by="kythuat", kind="volume", scope="xom-cho", volume=30)
    own = give(village, by="kythuat", kind="volume", scope="loa-cho-2", volume=40)
    village.run(MINUTE)
    assert rungs(village, own) == {"loa-cho-2": "done"}
    assert rungs(village, group)["loa-cho-1"] == "done"
    assert rungs(village, group)["loa-cho-2"] == "refused"
    with village.desk.store.read() as conn:
        (refused,) = [one for one in deliveries.of_subject(conn, group) if one.device == "loa-cho-2"]
    assert refused.reason == "untrusted-clock"


def test_who_may_not_and_what_may_not_be_ordered(village, tmp_path):
    announcement = agreed(village, tmp_path, seconds=5)
    draft = village.draft("2026-11-23T05:30")
    editor, leader = village.who("bientap"), village.who("lanhdao")
    unapproved = compose(village.desk, editor, draft)
    tries = [
        (editor, Order("play", COMMUNE, announcement), Forbidden, "role-may-not"),
        (leader, Order("play", COMMUNE, unapproved.id), Clash, "not-approved"),
        (leader, Order("play", COMMUNE, "a-khong-co"), NotFound, "announcement-unknown"),
        (leader, Order("play", COMMUNE), Refused, "play-what"),
        (leader, Order("play", "tinh-phu-tho", announcement), Forbidden, "area-not-reached"),
        (leader, Order("stop", "nowhere"), NotFound, "scope-unknown"),
        (leader, Order("dance", COMMUNE), Refused, "order-unknown"),
        (leader, Order("reboot", COMMUNE), Forbidden, "role-may-not"),
        (village.who("kythuat"), Order("volume", COMMUNE, volume=101), Refused, "number-out-of-range"),
    ]
    with village.desk.store.read() as conn:
        before = audit.head(conn)
    for who, wanted, kind, code in tries:
        with pytest.raises(kind) as refused:
            order(village.desk, who, wanted)
        assert refused.value.code == code
    with village.desk.store.read() as conn:
        assert audit.head(conn) == before


def test_what_self_tests_find_is_kept_and_the_last_one_is_told(village):
    first = give(village, by="kythuat", kind="selftest", scope="thon-dong")
    village.run(MINUTE)
    village.world.devices["loa-dong-1"].deafen(Deaf(off=True))
    give(village, by="kythuat", kind="selftest", scope="loa-dong-1")
    village.run(MINUTE)
    with village.desk.store.read() as conn:
        last = selftests.last(conn, ["loa-dong-1", "loa-dong-2", "loa-doai-1"])
        story = [(one.passed, one.reason) for one in selftests.of_device(conn, "loa-dong-1", 9)]
    assert {name: (one.passed, one.reason) for name, one in last.items()} == {
        "loa-dong-1": (False, "no-current"),
        "loa-dong-2": (True, ""),
    }
    assert story == [(False, "no-current"), (True, "")]
    assert (last["loa-dong-2"].command, last["loa-dong-2"].at_ms // MINUTE) == (first, MORNING // MINUTE + 1)
