"""From the form to the report, controller and devices in one process over a fake wire."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from controller.broadcast import history
from controller.broadcast.approve import approve
from controller.broadcast.cancel import cancel
from controller.broadcast.form import edit
from controller.broadcast.submit import submit
from controller.demo import sample
from controller.errors import Clash
from controller.fleet import enrol, keys
from controller.ports import Incoming
from controller.store import announcements, audit, deliveries, occurrences, reports, status, timetables
from controller.store import keys as key_rows
from devices.profiles import profile
from tests.databases import BACKENDS, ready_url
from tests.path.joined import DAY, HOUR, MINUTE, MORNING, ZONE, Joined, joined, keep_master
from tests.path.path_sounds import tone

SPEAKERS = {id for id, _, model, _ in sample.DEVICES if profile(model).audio}
BOARDS = {id for id, _, model, _ in sample.DEVICES if profile(model).panel}


@pytest.fixture
def village(tmp_path: Path):
    with joined(tmp_path) as made:
        made.unhurried = True
        made.run(MINUTE)
        yield made


@pytest.fixture(params=BACKENDS)
def village_on(request: pytest.FixtureRequest, tmp_path: Path):
    """The same village with its memory in each kind of database."""
    with ready_url(request.param, tmp_path) as url, joined(tmp_path, url=url) as made:
        made.unhurried = True
        made.run(MINUTE)
        yield made


def wall(instant_ms: int) -> str:
    return datetime.fromtimestamp(instant_ms / 1000, ZoneInfo(ZONE)).replace(tzinfo=None).isoformat(timespec="minutes")


def rungs(made: Joined, subject: str) -> dict[str, str]:
    with made.desk.store.read() as conn:
        return {one.device: one.rung for one in deliveries.of_subject(conn, subject)}


def test_a_notice_sounds_and_shows_everywhere_and_the_history_says_so_with_evidence(village_on, tmp_path):
    village = village_on
    sound = keep_master(village.desk, tone(tmp_path / "notice.wav", seconds=8))
    row = village.agree(village.draft(wall(MORNING), sound=sound.hash))
    village.work()
    village.run(MORNING - village.now + 5 * MINUTE)
    (times,) = history.of_announcement(village.desk, village.who("bientap"), row.id)
    did = {one.device: one for one in times.deliveries}
    assert set(did) == SPEAKERS | BOARDS
    for name in SPEAKERS:
        assert did[name].rung == "finished", did[name]
        level = did[name].level_dbfs
        assert level is not None
        assert -60 < level < 0
        assert did[name].frames
        assert abs(did[name].skew_ms or 0) <= 30
        assert abs((did[name].started_ms or 0) - MORNING) <= 100
    for name in BOARDS:
        assert len(did[name].picture) == 64
        assert abs((did[name].shown_ms or 0) - MORNING) <= 1_000


def test_every_device_holds_the_timetable_that_is_wanted(village):
    with village.desk.store.read() as conn:
        known = status.below(conn)
    assert {one.presence for one in known.values()} == {"online"}
    assert all(one.held_hash and not one.missing for one in known.values())


def test_planning_again_changes_nothing_and_bothers_nobody(village_on, tmp_path):
    village = village_on
    sound = keep_master(village.desk, tone(tmp_path / "notice.wav", seconds=5))
    village.agree(village.draft(wall(MORNING), sound=sound.hash, rrule="FREQ=DAILY"))
    village.work()
    before = len(village.wire.sent)
    assert village.planner.run() == 0
    village.work()
    assert [topic for topic, _ in village.wire.sent[before:] if topic.endswith("/want")] == []


def test_a_cancel_silences_it_and_takes_the_page_away(village, tmp_path):
    sound = keep_master(village.desk, tone(tmp_path / "notice.wav", seconds=5))
    row = village.agree(village.draft(wall(MORNING), sound=sound.hash, show_minutes=120))
    village.work()
    village.run(10 * MINUTE)
    cancel(village.desk, village.who("lanhdao"), row.id, "hoãn")
    village.work()
    village.run(MORNING - village.now + 10 * MINUTE)
    with village.desk.store.read() as conn:
        said = reports.of_subject(conn, f"{row.id}.20261122t0530")
        times = occurrences.of_announcement(conn, row.id)
    assert not [one for one in said if one.rung in ("started", "sounded", "shown", "finished")]
    assert [one.state for one in times] == ["cancelled"]


def test_an_edit_takes_the_approval_back_before_it_sounds(village, tmp_path):
    sound = keep_master(village.desk, tone(tmp_path / "notice.wav", seconds=5))
    draft = village.draft(wall(MORNING), sound=sound.hash)
    row = village.agree(draft)
    village.work()
    changed = edit(
        village.desk, village.who("bientap"), row.id, village.draft(wall(MORNING), title="Khác"), row.edition
    )
    assert changed.state == "draft"
    village.work()
    village.run(MORNING - village.now + 10 * MINUTE)
    assert not [one for one in rungs(village, f"{row.id}.20261122t0530").values() if one in ("started", "finished")]


def test_a_renamed_announcement_keeps_the_identity_of_its_occurrences(village, tmp_path):
    sound = keep_master(village.desk, tone(tmp_path / "notice.wav", seconds=5))
    row = village.agree(village.draft(wall(MORNING), sound=sound.hash, rrule="FREQ=DAILY;COUNT=3"))
    village.work()
    with village.desk.store.read() as conn:
        before = [one.id for one in occurrences.of_announcement(conn, row.id)]
        now = announcements.get(conn, row.id)
    assert now is not None
    again = village.draft(wall(MORNING), sound=sound.hash, rrule="FREQ=DAILY;COUNT=3", title="Tên mới")
    edit(village.desk, village.who("bientap"), row.id, again, now.edition)
    with village.desk.store.read() as conn:
        assert [one.id for one in occurrences.of_announcement(conn, row.id)] == before
    assert len(before) == 3


def test_a_device_that_was_dark_for_an_hour_plays_what_falls_when_it_has_power(village, tmp_path):
    sound = keep_master(village.desk, tone(tmp_path / "notice.wav", seconds=5))
    daily = village.draft(wall(MORNING), sound=sound.hash, rrule="FREQ=DAILY", late="skip", late_s=0)
    row = village.agree(daily)
    village.work()
    village.run(MINUTE)
    dark = village.world.devices["loa-dong-1"]
    village.run(MORNING - village.now - 30 * MINUTE)
    dark.power_off()
    village.run(HOUR)
    dark.power_on()
    village.run(DAY, slice_ms=10 * MINUTE)
    assert rungs(village, f"{row.id}.20261122t0530")["loa-dong-1"] == "missed"
    assert rungs(village, f"{row.id}.20261123t0530")["loa-dong-1"] == "finished"


def test_a_week_without_network_everything_sounds_on_time_and_is_reported_once(village, tmp_path):
    sound = keep_master(village.desk, tone(tmp_path / "notice.wav", seconds=5))
    row = village.agree(village.draft(wall(MORNING), sound=sound.hash, rrule="FREQ=DAILY"))
    village.work()
    village.run(10 * MINUTE)
    village.world.broker.down = True
    for device in village.world.devices.values():
        device.link.bar(7 * DAY)
    village.run(7 * DAY, slice_ms=HOUR)
    village.world.broker.down = False
    village.run(2 * HOUR, slice_ms=MINUTE)
    start = datetime.fromtimestamp(MORNING / 1000, UTC)
    with village.desk.store.read() as conn:
        for day in range(7):
            due = start + timedelta(days=day)
            subject = f"{row.id}.{(due + timedelta(hours=7)):%Y%m%dt%H%M}"
            did = {one.device: one for one in deliveries.of_subject(conn, subject)}
            for name in SPEAKERS:
                assert did[name].rung == "finished", (subject, did[name])
                assert abs((did[name].started_ms or 0) - due.timestamp() * 1000) < 5_000
                said = reports.of_subject(conn, subject, name)
                assert [one.rung for one in said].count("started") == 1
                assert [one.rung for one in said].count("finished") == 1


def test_reports_lost_by_a_broker_are_asked_for_again(village_on, tmp_path):
    village = village_on
    sound = keep_master(village.desk, tone(tmp_path / "notice.wav", seconds=5))
    row = village.agree(village.draft(wall(MORNING), sound=sound.hash))
    village.work()
    village.run(MORNING - village.now - MINUTE)
    heard, village.heard = village.heard, _Deaf()
    village.run(5 * MINUTE)
    village.heard = heard
    assert "finished" not in rungs(village, f"{row.id}.20261122t0530").values()
    village.welcome()
    village.run(10 * MINUTE)
    did = rungs(village, f"{row.id}.20261122t0530")
    assert {did[name] for name in SPEAKERS} == {"finished"}


class _Deaf(list[Incoming]):
    """A broker that forgets what it acknowledged."""

    def append(self, message: Incoming) -> None:
        """Lost."""


def test_the_log_of_who_did_what_holds_together(village_on, tmp_path):
    village = village_on
    sound = keep_master(village.desk, tone(tmp_path / "notice.wav", seconds=5))
    row = village.agree(village.draft(wall(MORNING), sound=sound.hash))
    village.work()
    with village.desk.store.read() as conn:
        assert audit.verify(conn) is None
        done = [(line.who, line.action) for line in audit.recent(conn, subject=row.id)][::-1]
    assert done == [("bientap", "compose"), ("bientap", "submit"), ("lanhdao", "approve"), ("system", "rendered")]


def test_an_edit_leaves_no_occurrence_planned_and_a_new_approval_brings_them_back(village, tmp_path):
    sound = keep_master(village.desk, tone(tmp_path / "notice.wav", seconds=5))
    draft = village.draft(wall(MORNING), sound=sound.hash, rrule="FREQ=DAILY;COUNT=2")
    row = village.agree(draft)
    village.work()
    with village.desk.store.read() as conn:
        now = announcements.get(conn, row.id)
    assert now is not None
    edited = edit(village.desk, village.who("bientap"), row.id, draft, now.edition)
    village.work()
    with village.desk.store.read() as conn:
        assert {one.state for one in occurrences.of_announcement(conn, row.id)} == {"cancelled"}
        assert {one.kind for one in deliveries.of_subject(conn, f"{row.id}.20261122t0530")} == {"withdrawn"}
    submit(village.desk, village.who("bientap"), row.id)
    approve(village.desk, village.who("lanhdao"), row.id, edited.fingerprint)
    village.work()
    with village.desk.store.read() as conn:
        assert {one.state for one in occurrences.of_announcement(conn, row.id)} == {"planned"}
    village.run(MORNING - village.now + 5 * MINUTE)
    assert {rungs(village, f"{row.id}.20261122t0530")[name] for name in SPEAKERS} == {"finished"}


def test_another_signing_key_signs_every_timetable_anew_and_devices_take_it(village):
    with village.desk.store.read() as conn:
        before = {one.device: one.held_hash for one in status.below(conn).values()}
    village.rotate("schedule")
    village.work()
    village.run(MINUTE)
    with village.desk.store.read() as conn:
        after = {one.device: one.held_hash for one in status.below(conn).values()}
        wanted = {name: mark.hash for name, mark in timetables.marks(conn).items()}
    assert all(after[name] != before[name] for name in before)
    assert after == wanted


def test_a_newcomer_owes_nothing_of_what_was_due_before_it_came(village, tmp_path):
    sound = keep_master(village.desk, tone(tmp_path / "notice.wav", seconds=5))
    row = village.agree(village.draft(wall(MORNING), sound=sound.hash, rrule="FREQ=DAILY", show_minutes=30))
    village.work()
    village.run(MORNING - village.now + 10 * MINUTE)
    new = enrol.New("loa-moi", "xom-cho", "horn-opus-60w", "Loa mới")
    with village.desk.store.write() as conn:
        _, made = enrol.add_device(conn, village.desk.settings, new, "test", village.now)
    village.world.add(made)
    village.work()
    village.power_on("loa-moi")
    village.run(10 * MINUTE)
    assert "loa-moi" not in rungs(village, f"{row.id}.20261122t0530")
    assert rungs(village, f"{row.id}.20261123t0530")["loa-moi"] == "ready"


def test_the_last_key_of_a_kind_is_not_revoked(village):
    with village.desk.store.read() as conn:
        (kid,) = [one.kid for one in key_rows.every(conn) if one.roles == ["schedule"]]
    with village.desk.store.write() as conn, pytest.raises(Clash) as refused:
        keys.revoke(conn, village.desk.settings.data_dir / "keys", kid, village.now)
    assert refused.value.code == "key-only-one"
