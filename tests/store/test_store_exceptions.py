"""Single occurrences as rows; and nothing that was left out ever comes back by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from controller.broadcast import value
from controller.store import Store, announcements, areas, exceptions, occurrences, users
from controller.store.exceptions import AGREED, PROPOSED, REJECTED, Exceptional
from controller.store.occurrences import PLANNED, Occurrence
from schedules.announcement import occurrence_id
from schedules.recurrence import occurrences as due
from schedules.walltime import format_local
from tests.store.test_store_path import EVERYBODY, NOW, PLAIN

DAYS = [f"2026-11-{day}" for day in range(22, 30)]


@pytest.fixture
def place(store: Store) -> Store:
    with store.write() as conn:
        areas.add(conn, "xa", None, "commune", "Xã", 1)
        areas.add(conn, "khac", None, "commune", "Khác", 1)
        users.add(conn, "u1", "lan", "Lan", "hash", "editor", "xa", 1)
    return store


def of(original: str, state: str = AGREED, kind: str = "left-out", **said: object) -> Exceptional:
    return Exceptional("a1", original, state, kind, "u1", NOW, **said)  # type: ignore[arg-type]


def test_at_most_one_row_in_each_state(place: Store) -> None:
    with place.write() as conn:
        announcements.add(conn, PLAIN, EVERYBODY)
        first, second = of("2026-11-22T05:30"), of("2026-11-22T05:30", kind="moved", new_local="2026-11-23T18:00")
        exceptions.put(conn, first)
        exceptions.put(conn, second)
        waits = of("2026-11-22T05:30", PROPOSED, "changed", text="Khác", page=False, volume=40, show_minutes=5)
        exceptions.put(conn, waits)
        later = of("2026-11-24T05:30", PROPOSED, "restored")
        exceptions.put(conn, later)
        assert exceptions.of_announcement(conn, "a1", AGREED) == {second.original_local: second}
        assert exceptions.of_announcement(conn, "a1", PROPOSED) == {
            waits.original_local: waits,
            later.original_local: later,
        }
        assert exceptions.agreed(conn, ["a1", "a2"]) == {"a1": [second]}
        assert exceptions.waiting(conn, "/xa/", "2026-11-23T00:00") == [later]
        assert exceptions.waiting(conn, "/khac/", "") == []
        assert exceptions.drop(conn, "a1", "2026-11-22T05:30", PROPOSED, REJECTED) == 1
        assert exceptions.of_announcement(conn, "a1", PROPOSED) == {later.original_local: later}


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("title"), st.text(max_size=5)),
        st.tuples(st.just("clock"), st.sampled_from(["05:30", "06:10"])),
        st.tuples(st.just("leave"), st.sampled_from(DAYS)),
        st.tuples(st.just("move"), st.sampled_from(DAYS)),
        st.tuples(
            st.just("rrule"), st.sampled_from(["FREQ=DAILY", "FREQ=DAILY;COUNT=6", "FREQ=WEEKLY;BYDAY=MO,TU,FR"])
        ),
    ),
    max_size=12,
)


@given(STEPS)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_edited_what_is_left_out_stays_out_and_what_is_moved_keeps_its_name(
    place: Store, steps: list[tuple[str, str]]
) -> None:
    """Editors rename and reschedule, leaders leave out and move, and after each step everything is planned."""
    with place.write() as conn:
        announcements.add(conn, PLAIN, EVERYBODY)
        left_out: set[str] = set()
        moved: dict[str, str] = {}
        clock, rrule = "05:30", "FREQ=DAILY"
        announcements.edit(conn, "a1", 1, NOW, rrule=rrule)
        for number, (what, said) in enumerate(steps, 2):
            match what:
                case "title":
                    announcements.edit(conn, "a1", number, NOW, title=said.replace("\x00", ""))
                case "clock":
                    clock = said
                    announcements.edit(conn, "a1", number, NOW, start_local=f"2026-11-22T{clock}")
                case "rrule":
                    announcements.edit(conn, "a1", number, NOW, rrule=said)
                case "leave":
                    left_out.add(f"{said}T{clock}")
                    exceptions.put(conn, of(f"{said}T{clock}"))
                    announcements.edit(conn, "a1", number, NOW)
                case "move":
                    name = f"{said}T{clock}"
                    if name not in left_out:
                        moved[name] = f"{said}T18:00"
                        exceptions.put(conn, of(name, kind="moved", new_local=moved[name]))
                    announcements.edit(conn, "a1", number, NOW)
            (row,) = announcements.many(conn, ["a1"])
            (one,) = value.announcements(conn, [row])
            since, until = value.instant(NOW - 3 * 86_400_000), value.instant(NOW + 12 * 86_400_000)
            found = [
                Occurrence(
                    occurrence_id(one.id, each.original_local),
                    one.id,
                    format_local(each.original_local),
                    value.ms(each.start),
                    value.ms(each.start + timedelta(minutes=5)),
                )
                for each in due(one.rule, since, until)
            ]
            occurrences.materialise(conn, found, ["a1"], value.ms(since), value.ms(until))
            planned = {
                each.original_local: each for each in occurrences.of_announcement(conn, "a1") if each.state == PLANNED
            }
            assert not left_out & planned.keys()
            for name in moved.keys() & planned.keys() - left_out:
                assert planned[name].start_ms == value.ms(_instant(moved[name]))
                assert planned[name].id == f"a1.{name.replace('-', '').replace(':', '').replace('T', 't')}"
        conn.rollback()


def _instant(local: str):
    from schedules.walltime import parse_local, to_instant, zone_named

    return to_instant(parse_local(local), zone_named(PLAIN.zone))
