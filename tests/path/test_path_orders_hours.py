"""Playing at once keeps to the hours, minutes and sessions of each place; an emergency is exempt, on record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from controller.errors import ManyRefused
from controller.fleet.orders import Order, order
from controller.store import areas, audit, outbox
from devices.messages import Play
from devices.signing import take_apart
from tests.path.joined import HOUR, MINUTE, MORNING, Joined, joined, keep_master
from tests.path.path_sounds import tone
from tests.path.test_path_orders import COMMUNE, SPEAKERS, give, rungs

ALL_WEEK = [1, 2, 3, 4, 5, 6, 7]
OPEN = {"windows": [{"days": ALL_WEEK, "start": "05:00", "end": "21:00"}]}
NIGHT = MORNING - 3 * HOUR


@pytest.fixture
def village(tmp_path: Path):
    with joined(tmp_path, MORNING) as made:
        made.run(MINUTE)
        yield made


def hours(village: Joined, said: dict[str, Any], area: str = COMMUNE) -> None:
    with village.desk.store.write() as conn:
        areas.change(conn, area, hours=said)
    village.work()
    village.run(MINUTE)


def agreed(village: Joined, folder: Path, start: str = "2026-11-23T17:00", **changes: Any) -> str:
    """Twenty seconds (and a chime) that are planned for another day."""
    sound = keep_master(village.desk, tone(folder / "notice.wav", seconds=20)).hash
    row = village.agree(village.draft(start, **{"sound": sound} | changes))
    village.work()
    village.run(MINUTE)
    return row.id


def refused(village: Joined, **wanted: Any) -> dict[str, dict[str, Any]]:
    with pytest.raises(ManyRefused) as found:
        order(village.desk, village.who("lanhdao"), Order("play", **wanted))
    return {one.code: one.params for one in found.value.refusals}


def noted(village: Joined, command: str) -> dict[str, Any]:
    with village.desk.store.read() as conn:
        (line,) = [one for one in audit.recent(conn) if one.subject == command]
    detail: dict[str, Any] = line.detail
    return detail


def test_outside_the_hours_nothing_is_played_at_once_and_nothing_was_sent(tmp_path):
    with joined(tmp_path, NIGHT) as village:
        hours(village, OPEN)
        announcement = agreed(village, tmp_path)
        with village.desk.store.read() as conn:
            before = audit.head(conn)
        found = refused(village, scope=COMMUNE, announcement=announcement)
        assert found["play-outside-hours"]["devices"] == len(SPEAKERS)
        assert found["play-outside-hours"]["nearest"].startswith("2026-11-21T22:00")  # 05:00 in Việt Nam
        with village.desk.store.read() as conn:
            assert audit.head(conn) == before
        storm = agreed(village, tmp_path, klass="emergency", title="Bão")
        command = give(village, kind="play", scope=COMMUNE, announcement=storm)
        assert noted(village, command)["exempt"] == "emergency-outside-hours"
        village.run(2 * MINUTE)
        did = rungs(village, command)
        assert {name: did[name] for name in SPEAKERS} == dict.fromkeys(SPEAKERS, "finished")


def test_a_page_is_silent_and_may_be_shown_at_night(tmp_path):
    with joined(tmp_path, NIGHT) as village:
        hours(village, OPEN)
        announcement = agreed(village, tmp_path, sound=None)
        command = give(village, kind="play", scope=COMMUNE, announcement=announcement)
        assert "exempt" not in noted(village, command)


def test_a_stricter_hamlet_counts_its_own_horns(village, tmp_path):
    hours(village, {"windows": [{"days": ALL_WEEK, "start": "06:00", "end": "21:00"}]}, "thon-dong")
    announcement = agreed(village, tmp_path)
    assert refused(village, scope=COMMUNE, announcement=announcement)["play-outside-hours"]["devices"] == 2
    assert refused(village, scope="loa-dong-1", announcement=announcement)["play-outside-hours"]["devices"] == 1
    assert give(village, kind="play", scope="thon-doai", announcement=announcement)


def test_a_day_s_minutes_count_what_is_planned_and_what_was_played_at_once(village, tmp_path):
    hours(village, OPEN | {"minutes_a_day": 1})
    announcement = agreed(village, tmp_path, "2026-11-22T17:00")
    give(village, kind="play", scope="thon-dong", announcement=announcement)
    found = refused(village, scope=COMMUNE, announcement=announcement)
    assert found["play-day-too-long"] == found["play-day-too-long"] | {"limit": 1, "devices": 2}
    assert give(village, kind="play", scope="thon-doai", announcement=announcement)


def test_sessions_of_the_day_are_counted(village, tmp_path):
    hours(village, OPEN | {"sessions": [{"gap_minutes": 5, "per_day": 1}]})
    announcement = agreed(village, tmp_path, "2026-11-22T17:00")
    assert refused(village, scope=COMMUNE, announcement=announcement)["play-too-many-sessions"]["limit"] == 1
    storm = agreed(village, tmp_path, klass="emergency", title="Bão")
    assert give(village, kind="play", scope=COMMUNE, announcement=storm)


def test_no_hours_at_all_are_no_hours(village, tmp_path):
    announcement = agreed(village, tmp_path)
    hours(village, {})
    assert refused(village, scope=COMMUNE, announcement=announcement).keys() == {"play-hours-not-set"}


def test_the_cap_of_the_hour_holds_the_volume_and_is_on_record(village, tmp_path):
    hours(village, OPEN | {"caps": [{"start": "05:00", "end": "06:00", "volume": 40}]}, "thon-dong")
    announcement = agreed(village, tmp_path, volume=70)
    command = give(village, kind="play", scope=COMMUNE, announcement=announcement)
    assert noted(village, command)["lowered"] == 40
    with village.desk.store.read() as conn:
        (letter,) = outbox.of_subject(conn, outbox.CMD, command)
    assert msgspec.json.decode(take_apart(letter.payload).payload, type=Play).volume == 40
    village.run(2 * MINUTE)
    did = rungs(village, command)
    assert {name: did[name] for name in SPEAKERS} == dict.fromkeys(SPEAKERS, "finished")
