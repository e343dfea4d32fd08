"""Announcements, occurrences and deliveries: no step is taken twice, nothing is planned twice."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from controller.store import Store, announcements, areas, deliveries, devices, occurrences, users
from controller.store.announcements import Announcement, Audience
from controller.store.deliveries import Expected
from controller.store.occurrences import CANCELLED, DROPPED, PAST, Occurrence
from controller.store.reports import Report

NOW = 1_795_000_000_000
HOUR = 3_600_000

PLAIN = Announcement(
    id="a1",
    area="xa",
    title="Họp thôn",
    text="Mời bà con đến nhà văn hóa.",
    klass="normal",
    origin="commune",
    sound=None,
    page=True,
    volume=70,
    chime=True,
    start_local="2026-11-22T05:30",
    zone="Asia/Ho_Chi_Minh",
    rrule=None,
    show_minutes=60,
    late="skip",
    late_ms=0,
    resume="stop",
    state="draft",
    fingerprint="f" * 64,
    maker="u1",
    created_ms=NOW,
    changed_ms=NOW,
    editors=["u1"],
)
EVERYBODY = Audience(areas=("xa",), devices=("loa-1", "loa-3"))


@pytest.fixture
def commune(store: Store) -> Store:
    with store.write() as conn:
        areas.add(conn, "xa", None, "commune", "Xã", 1)
        areas.add(conn, "thon", "xa", "hamlet", "Thôn", 1)
        areas.add(conn, "khac", None, "commune", "Khác", 1)
        users.add(conn, "u1", "lan", "Lan", "hash", "editor", "xa", 1)
        for number, area in ((1, "thon"), (2, "thon"), (3, "xa"), (4, "khac")):
            devices.add(conn, f"loa-{number}", area, "horn", "Loa", "hash", 1)
        announcements.add(conn, PLAIN, EVERYBODY)
    return store


def test_an_announcement_comes_back_as_it_was(commune: Store) -> None:
    with commune.read() as conn:
        assert announcements.get(conn, "a1") == PLAIN
        assert announcements.audience_of(conn, "a1") == EVERYBODY
        assert announcements.audiences(conn, ["a1", "a2"]) == {"a1": EVERYBODY}
        assert announcements.audience_of(conn, "a2") == Audience()
        assert announcements.get(conn, "a2") is None


def test_only_one_of_two_workers_moves_it(commune: Store) -> None:
    moved: list[bool] = []
    start = threading.Barrier(4)

    def work() -> None:
        start.wait()
        with commune.write() as conn:
            moved.append(announcements.set_state(conn, "a1", "draft", "submitted", submitted_ms=NOW))

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(moved) == [False, False, False, True]
    with commune.write() as conn:
        (found,) = announcements.in_state(conn, "submitted", "approved")
        assert (found.state, found.submitted_ms) == ("submitted", NOW)
        assert announcements.in_state(conn, "draft") == []
        assert announcements.set_state(conn, "a1", ("draft", "submitted"), "approved")
        assert not announcements.set_state(conn, "a1", ("draft", "submitted"), "approved")


def test_two_editors_cannot_overwrite_each_other(commune: Store) -> None:
    fewer = Audience(devices=("loa-2",))
    with commune.write() as conn:
        assert announcements.edit(conn, "a1", 1, NOW + 1, title="Họp xã", state="draft", audience=fewer)
        assert not announcements.edit(conn, "a1", 1, NOW + 2, title="Họp tỉnh", audience=EVERYBODY)
        edited = replace(PLAIN, title="Họp xã", edition=2, changed_ms=NOW + 1)
        assert announcements.get(conn, "a1") == edited
        assert announcements.audience_of(conn, "a1") == fewer
        assert announcements.edit(conn, "a1", 2, NOW + 3, text="")
        assert announcements.audience_of(conn, "a1") == fewer


def test_the_list_shows_the_last_changed_first(commune: Store) -> None:
    with commune.write() as conn:
        for number in (2, 3, 4):
            announcements.add(conn, replace(PLAIN, id=f"a{number}", changed_ms=NOW + number), EVERYBODY)
        announcements.add(conn, replace(PLAIN, id="a9", area="khac", state="ended"), Audience())
        assert [one.id for one in announcements.below(conn, "/xa/")] == ["a4", "a3", "a2", "a1"]
        assert [one.id for one in announcements.below(conn, "/xa/", limit=2, offset=1)] == ["a3", "a2"]
        assert [one.id for one in announcements.below(conn, "/", ["ended"])] == ["a9"]


def at(hours: int, **changed: object) -> Occurrence:
    start = NOW + hours * HOUR
    plain = Occurrence(f"a1.{hours}", "a1", f"2026-11-22T{hours:02}:30", start, start + HOUR)
    return replace(plain, **changed)  # type: ignore[arg-type]


def test_planning_again_changes_nothing(commune: Store) -> None:
    wanted = [at(1), at(2)]
    with commune.write() as conn:
        first = occurrences.materialise(conn, wanted, ["a1"], NOW, NOW + 9 * HOUR)
        assert (first.new, first.changed, first.vanished) == (wanted, [], [])
        again = occurrences.materialise(conn, wanted, ["a1"], NOW, NOW + 9 * HOUR)
        assert (again.new, again.changed, again.vanished) == ([], [], [])
        assert occurrences.of_announcement(conn, "a1") == wanted


def test_what_changed_and_what_vanished_is_told(commune: Store) -> None:
    with commune.write() as conn:
        occurrences.materialise(conn, [at(-2), at(1), at(2), at(3)], ["a1"], NOW - 9 * HOUR, NOW + 9 * HOUR)
        moved, dropped = at(2, end_ms=1), at(3, state=DROPPED, reason="collides")
        told = occurrences.materialise(conn, [moved, dropped, at(4)], ["a1"], NOW, NOW + 9 * HOUR, reason="edited")
        assert told.new == [at(4)]
        assert told.changed == [moved, dropped]
        assert told.vanished == [at(1, state=CANCELLED, reason="edited")]
        assert occurrences.of_announcement(conn, "a1") == [at(-2), *told.vanished, moved, dropped, at(4)]
        back = occurrences.materialise(conn, [at(1), moved, dropped, at(4)], ["a1"], NOW, NOW + 9 * HOUR)
        assert (back.new, back.changed, back.vanished) == ([], [at(1)], [])
        gone = occurrences.materialise(conn, [], ["a1"], NOW, NOW + 9 * HOUR)
        assert {one.id for one in gone.vanished} == {"a1.1", "a1.2", "a1.4"}


def test_two_planners_make_no_double(commune: Store) -> None:
    wanted = [at(hour) for hour in range(1, 20)]
    found: list[int] = []
    start = threading.Barrier(3)

    def planner() -> None:
        start.wait()
        with commune.write() as conn:
            made = occurrences.materialise(conn, wanted, ["a1"], NOW, NOW + 99 * HOUR)
            deliveries.expect(conn, [Expected(one.id, "loa-1", one.start_ms) for one in wanted])
            found.append(len(made.new))

    planners = [threading.Thread(target=planner) for _ in range(3)]
    for one in planners:
        one.start()
    for one in planners:
        one.join()
    assert sorted(found) == [0, 0, 19]
    with commune.read() as conn:
        assert occurrences.of_announcement(conn, "a1") == wanted
        assert len(deliveries.of_device(conn, "loa-1", NOW, NOW + 99 * HOUR)) == 19


def test_occurrences_pass_and_are_cancelled(commune: Store) -> None:
    with commune.write() as conn:
        occurrences.materialise(conn, [at(1), at(2), at(3)], ["a1"], NOW, NOW + 9 * HOUR)
        assert occurrences.next_start(conn, NOW + HOUR) == NOW + 2 * HOUR
        assert occurrences.pass_by(conn, NOW + 2 * HOUR) == 1
        assert occurrences.cancel(conn, "a1", NOW + 3 * HOUR, "taken back") == ["a1.3"]
        assert occurrences.between(conn, NOW, NOW + 9 * HOUR, PAST) == [at(1, state=PAST)]
        assert [one.id for one in occurrences.between(conn, NOW + 2 * HOUR, NOW + 3 * HOUR)] == ["a1.2"]
        assert occurrences.get(conn, "a1.3") == at(3, state=CANCELLED, reason="taken back")
        assert occurrences.many(conn, ["a1.2", "a1.8"]) == {"a1.2": at(2)}
        assert occurrences.get(conn, "a1.8") is None
        assert occurrences.next_start(conn, NOW + 2 * HOUR) is None


def rungs(found: list[deliveries.Delivery]) -> dict[str, str]:
    return {f"{one.subject} {one.device}": one.rung for one in found}


def test_a_command_expects_a_whole_area(commune: Store) -> None:
    with commune.write() as conn:
        devices.change(conn, "loa-2", active=False)
        assert deliveries.expect_below(conn, "c1", "/xa/", NOW) == 2
        assert deliveries.expect_below(conn, "c1", "/xa/", NOW) == 0
        assert deliveries.sent_command(conn, "c1", NOW + 1) == 2
        found = deliveries.of_subject(conn, "c1")
        assert [(one.device, one.kind, one.rung, one.sent_ms) for one in found] == [
            ("loa-1", "command", "sent", NOW + 1),
            ("loa-3", "command", "sent", NOW + 1),
        ]


def test_a_timetable_lifts_all_that_is_in_it(commune: Store) -> None:
    with commune.write() as conn:
        deliveries.expect(conn, [])
        deliveries.expect(conn, [Expected("o1", "loa-1", 1), Expected("o2", "loa-1", 2), Expected("o1", "loa-2", 1)])
        deliveries.expect_below(conn, "c1", "/xa/thon/", NOW)
        assert deliveries.sent(conn, ["loa-1"], 5) == 2
        assert deliveries.held(conn, ["loa-1", "loa-2"], 6) == 3
        assert deliveries.held(conn, ["loa-1"], 7, ready=True) == 2
        assert deliveries.held(conn, ["loa-1"], 8) == 0
        found = deliveries.of_subjects(conn, ["o1", "o2"])
        assert rungs(found) == {"o1 loa-1": "ready", "o2 loa-1": "ready", "o1 loa-2": "held"}
        assert [(one.sent_ms, one.held_ms, one.ready_ms) for one in found] == [(5, 6, 7), (None, 6, None), (5, 6, 7)]
        assert deliveries.counts(conn, ["o1", "c1", "o9"]) == {"o1": {"held": 1, "ready": 1}, "c1": {"planned": 2}}
        assert rungs(deliveries.unfinished(conn, 0, 2)) == {"o1 loa-1": "ready", "o1 loa-2": "held"}


def test_a_timetable_of_today_says_nothing_of_last_week(commune: Store) -> None:
    with commune.write() as conn:
        old, new = NOW - deliveries.BEHIND_MS - 1, NOW - deliveries.BEHIND_MS
        deliveries.expect(conn, [Expected("o1", "loa-1", old), Expected("o2", "loa-1", new)])
        assert deliveries.sent(conn, ["loa-1"], NOW) == 1
        assert deliveries.held(conn, ["loa-1"], NOW) == 1
        assert rungs(deliveries.of_subjects(conn, ["o1", "o2"])) == {"o1 loa-1": "planned", "o2 loa-1": "held"}


def test_what_is_withdrawn_is_not_missed(commune: Store) -> None:
    with commune.write() as conn:
        deliveries.expect(conn, [Expected("o1", "loa-1", 1), Expected("o1", "loa-2", 1), Expected("o2", "loa-1", 1)])
        deliveries.held(conn, ["loa-1"], 3)
        deliveries.climb(conn, [Report("loa-2", "e", 1, "o1", "started", 5, 5)])
        assert deliveries.withdraw(conn, ["o1"]) == 1
        assert deliveries.withdraw(conn, ["o2"], ["loa-2"]) == 0
        assert rungs(deliveries.unfinished(conn, 0, 9)) == {"o1 loa-2": "started", "o2 loa-1": "held"}
        deliveries.expect(conn, [Expected("o1", "loa-1", 4), Expected("o1", "loa-2", 4)])
        again, running = deliveries.of_subject(conn, "o1")
        assert (again.kind, again.rung, again.held_ms, again.due_ms) == ("occurrence", "planned", None, 4)
        assert (running.kind, running.rung, running.started_ms) == ("occurrence", "started", 5)


def test_a_device_that_plays_what_was_withdrawn_is_on_record(commune: Store) -> None:
    with commune.write() as conn:
        deliveries.expect(conn, [Expected("o1", "loa-1", 1)])
        deliveries.withdraw(conn, ["o1"])
        deliveries.climb(conn, [Report("loa-1", "e", 1, "o1", "finished", 5, 5)])
        (one,) = deliveries.of_subject(conn, "o1")
        assert (one.kind, one.rung) == ("withdrawn", "finished")
