"""Reports lift deliveries by one law, in whatever order and how often they come, on both databases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from controller.store import Store, areas, deliveries, devices, reports
from controller.store.deliveries import Delivery, Expected
from controller.store.ladder import FIRST_END, RANKS, is_end
from controller.store.reports import Report

SUBJECT = "a7k2m9.20261122t0530"
REPORTED = [rung for rung in RANKS if rung not in ("planned", "sent")]


class Undone(Exception):
    """Ends a transaction that shall leave no trace."""


@contextmanager
def undone(store: Store) -> Iterator[Connection]:
    try:
        with store.write() as conn:
            yield conn
            raise Undone
    except Undone:
        pass


def report(rung: str, at_ms: int, seq: int = 1, *, device: str = "loa-1", **more: Any) -> Report:
    return Report(device, "e1", seq, SUBJECT, rung, at_ms, 9_000, **more)


@pytest.fixture
def fleet(store: Store) -> Store:
    with store.write() as conn:
        areas.add(conn, "xa", None, "commune", "Xã", 1)
        areas.add(conn, "thon", "xa", "hamlet", "Thôn", 1)
        for number in (1, 2, 3):
            devices.add(conn, f"loa-{number}", "thon", "horn", f"Loa {number}", "hash", 1)
    return store


def after(fleet: Store, batches: Iterable[list[Report]], *, expected: bool = True) -> list[Delivery]:
    with undone(fleet) as conn:
        if expected:
            deliveries.expect(conn, [Expected(SUBJECT, "loa-1", 500)])
        for batch in batches:
            deliveries.climb(conn, batch)
        return deliveries.of_subject(conn, SUBJECT)
    raise AssertionError


def test_every_end_outranks_every_step() -> None:
    steps = [rung for rung in RANKS if not is_end(rung)]
    assert steps == ["planned", "sent", "held", "ready", "started", "sounded", "shown"]
    assert max(RANKS[rung] for rung in steps) < RANKS[FIRST_END]


def test_the_whole_ladder(fleet: Store) -> None:
    climbed = [
        report("held", 100, 1),
        report("ready", 200, 2),
        report("started", 1_000, 3, evidence={"skew": 12}),
        report("sounded", 1_500, 4, evidence={"level": -21.5, "frames": 24_000}),
        report("finished", 9_000, 5, evidence={"level": -22.0, "frames": 400_000}),
    ]
    (row,) = after(fleet, [climbed])
    assert row == Delivery(
        subject=SUBJECT,
        device="loa-1",
        kind="occurrence",
        rung="finished",
        due_ms=500,
        sent_ms=None,
        held_ms=100,
        ready_ms=200,
        started_ms=1_000,
        sounded_ms=1_500,
        shown_ms=None,
        ended_ms=9_000,
        reason="",
        frames=400_000,
        level_dbfs=-21.5,
        skew_ms=12,
        picture="",
        proof="",
    )


@pytest.mark.parametrize(
    ("rungs", "end", "ended_ms"),
    [
        (["missed", "finished"], "finished", 1),  # the power came back in time after all
        (["failed", "finished"], "finished", 1),
        (["refused", "done"], "done", 1),
        (["missed", "skipped"], "missed", 0),
        (["missed", "started"], "missed", 0),
        (["started", "failed"], "failed", 1),
    ],
)
def test_the_stronger_end_wins(fleet: Store, rungs: list[str], end: str, ended_ms: int) -> None:
    said = [report(rung, 1_000 + number, number, reason=rung) for number, rung in enumerate(rungs)]
    for order in (said, said[::-1]):
        (row,) = after(fleet, [order])
        assert (row.rung, row.reason, row.ended_ms) == (end, end, 1_000 + ended_ms)


def test_a_device_without_trusted_time_is_dated_by_us(fleet: Store) -> None:
    (row,) = after(fleet, [[report("started", 0)]])
    assert row.started_ms == 9_000


def test_what_nobody_asked_for_is_kept_as_such(fleet: Store) -> None:
    with fleet.write() as conn:
        deliveries.climb(conn, [report("started", 1_000), report("finished", 700, 2)])
        (row,) = deliveries.of_subject(conn, SUBJECT)
        assert (row.kind, row.due_ms, row.rung) == ("unasked", 700, "finished")
        deliveries.expect(conn, [Expected(SUBJECT, "loa-1", 500)])
        (row,) = deliveries.of_subject(conn, SUBJECT)
        assert (row.kind, row.due_ms, row.rung) == ("occurrence", 500, "finished")


def test_devices_that_are_not_ours_are_left_out(fleet: Store) -> None:
    rows = after(fleet, [[report("started", 1, device="stranger"), report("started", 1)]])
    assert [row.device for row in rows] == ["loa-1"]


evidence = st.none() | st.fixed_dictionaries(
    {},
    optional={
        "level": st.sampled_from([-20.0, -33.5]),
        "frames": st.integers(0, 2**70),
        "skew": st.integers(-3, 3),
        "picture": st.sampled_from(["a" * 64, "b" * 64]),
        "proof": st.sampled_from(['060{"verdict":"sounded"}', '140{"verdict":"unheard"}']),
    },
)
said = st.builds(
    lambda rung, at_ms, reason, evidence, device: report(rung, at_ms, reason=reason, evidence=evidence, device=device),
    rung=st.sampled_from(REPORTED),
    at_ms=st.integers(0, 4),
    reason=st.sampled_from(["", "no-power", "ổn", "Ô"]),
    evidence=evidence,
    device=st.sampled_from(["loa-1", "loa-2"]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), heard=st.lists(said, min_size=1, max_size=7))
def test_order_and_repetition_do_not_matter(fleet: Store, data: st.DataObject, heard: list[Report]) -> None:
    once = after(fleet, [heard], expected=data.draw(st.booleans()))
    again = data.draw(st.permutations(heard + data.draw(st.lists(st.sampled_from(heard), max_size=4))))
    cut = data.draw(st.integers(0, len(again)))
    expected = any(row.kind == "occurrence" for row in once)
    assert after(fleet, [again[:cut], again[cut:]], expected=expected) == once


def test_a_report_counts_once(fleet: Store) -> None:
    first, second = report("held", 1, 1), report("ready", 2, 2, reason="ổn", evidence={"level": None, "frames": 3})
    with fleet.write() as conn:
        assert reports.take(conn, [first, second, first]) == [first, second]
        assert reports.take(conn, [second]) == []
        assert reports.take(conn, []) == []
    with fleet.read() as conn:
        assert reports.of_subject(conn, SUBJECT) == [first, second]
        assert reports.of_subject(conn, SUBJECT, "loa-2") == []


def test_the_first_gap(fleet: Store) -> None:
    with fleet.write() as conn:
        assert reports.first_gap(conn, "loa-1", "e1") == 1
        reports.take(conn, [report("held", 1, seq) for seq in (1, 2, 4, 5, 9)])
        assert [reports.first_gap(conn, "loa-1", "e1", after) for after in (0, 2, 3, 5, 9)] == [3, 3, 6, 6, 10]
        assert reports.first_gap(conn, "loa-1", "another") == 1


def test_a_report_that_no_column_can_hold_holds_nobody_up(fleet: Store) -> None:
    wild = Report("loa-1", "e" * 500, 2**80, SUBJECT, "started", 1, 1, "a\0b", {"frames": 2**80, "skew": -(2**80)})
    with fleet.write() as conn:
        new = reports.take(conn, [wild, report("started", 5, device="loa-2"), wild])
        deliveries.climb(conn, new)
        assert [(one.device, one.seq, len(one.epoch)) for one in new] == [("loa-1", 2**53, 64), ("loa-2", 1, 2)]
        assert reports.take(conn, [wild]) == []
        found = deliveries.of_subject(conn, SUBJECT)
        assert [(one.device, one.rung, one.frames) for one in found] == [
            ("loa-1", "started", 2**53),
            ("loa-2", "started", None),
        ]
