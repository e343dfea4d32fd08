"""Connections are written with the status that they come from, and forgotten in time."""

from __future__ import annotations

import pytest

from controller.store import Store, areas, connections, devices, status
from controller.store.status import BeatHeard, StateHeard

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000


@pytest.fixture
def pair(store: Store) -> Store:
    with store.write() as conn:
        areas.add(conn, "xa", None, "commune", "Xã", 1)
        for name in ("loa-1", "loa-2"):
            devices.add(conn, name, "xa", "horn", "Loa", "hash", 1)
    return store


def state(at_ms: int, word: str, session: str, boot: str = "b1", device: str = "loa-1") -> StateHeard:
    return StateHeard(device, at_ms, word, session, boot)


def lines(store: Store, device: str = "loa-1") -> list[tuple[int, int | None, str, str, int]]:
    with store.read() as conn:
        found = connections.of_device(conn, device, 0, 99)
    return [(one.since_ms, one.until_ms, one.session, one.reason, one.times) for one in found]


def test_one_batch_may_hold_a_whole_story(pair: Store) -> None:
    with pair.write() as conn:
        status.take(
            conn,
            [
                state(0, "online", "s1"),
                BeatHeard("loa-1", 30_000, "s1", {"up": 1}),
                state(MINUTE, "lost", "s1"),
                state(HOUR, "online", "s2"),
                state(HOUR + 1, "lost", "s1"),  # stale
                BeatHeard("loa-1", HOUR + 2, "s1", {"up": 1}),  # late
                state(2 * HOUR, "online", "s3", "b2"),
                state(HOUR, "online", "x", device="loa-2"),
            ],
        )
        assert connections.begun(conn, 2 * HOUR) == {"loa-1": 1}
        assert connections.begun(conn, 2 * HOUR - 1) == {"loa-1": 2, "loa-2": 1}
    assert lines(pair) == [
        (2 * HOUR, None, "s3", "", 1),
        (HOUR, 2 * HOUR, "s2", "restarted", 1),
        (0, MINUTE, "s1", "will", 1),
    ]
    assert lines(pair, "loa-2") == [(HOUR, None, "x", "", 1)]


def test_silence_ends_it_at_the_last_sign_of_life(pair: Store) -> None:
    with pair.write() as conn:
        status.take(conn, [state(0, "online", "s1"), BeatHeard("loa-1", 30_000, "s1", {"up": 1})])
        status.lose(conn, status.quiet(conn, 10 * MINUTE))
        status.take(conn, [BeatHeard("loa-1", 11 * MINUTE, "s1", {"up": 1})])
    assert lines(pair) == [(11 * MINUTE, None, "s1", "", 1), (0, 30_000, "s1", "silent", 1)]


def test_a_restart_of_the_service_breaks_no_connection(pair: Store) -> None:
    with pair.write() as conn:
        status.take(conn, [state(0, "online", "s1"), state(0, "online", "x", device="loa-2")])
        status.forget_sessions(conn)
        status.take(conn, [state(HOUR, "online", "s1"), state(HOUR, "online", "y", device="loa-2")])
    assert lines(pair) == [(0, None, "s1", "", 1)]
    assert lines(pair, "loa-2") == [(HOUR, None, "y", "", 1), (0, 0, "x", "unheard", 1)]


def test_what_ended_long_ago_is_forgotten_and_what_stands_is_not(pair: Store) -> None:
    with pair.write() as conn:
        status.take(conn, [state(0, "online", "s1"), state(1, "lost", "s1"), state(0, "online", "x", device="loa-2")])
        assert connections.sweep(conn, 90 * DAY) == 1
    assert (lines(pair), len(lines(pair, "loa-2"))) == ([], 1)


def test_names_that_lie_hold_nobody_up(pair: Store) -> None:
    with pair.write() as conn:
        status.take(conn, [state(0, "online", "a\0b"), state(HOUR, "online", "x" * 5_000)])
    assert [one[3] for one in lines(pair)] == ["", "replaced"]
