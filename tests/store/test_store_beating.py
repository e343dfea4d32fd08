"""Heartbeats by the short way leave what the long way leaves, whatever else was said."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import pytest
from sqlalchemy import Connection

from controller.store import Store, beating, connections, status
from controller.store.status import BeatHeard, HaveHeard, Heard, StateHeard
from tests.store.conftest import BOXES as EVERY

BOXES = tuple(EVERY[1:5])


def beat(device: str, at_ms: int, session: str = "s1", **more: object) -> BeatHeard:
    return BeatHeard(device, at_ms, session, {"up": at_ms, **more}, more.get("clock"))


def test_a_heartbeat_of_a_session_that_stands_is_kept(commune: Store) -> None:
    with commune.write() as conn:
        status.take(conn, [StateHeard(name, 10, "online", "s1") for name in BOXES[:3]])
        left: list[Heard] = [
            beat("loa-03", 30),
            HaveHeard("loa-03", 31, 7, "a" * 64, "e1", 3),
            beat("loa-04", 30),
            beat("ai-do", 30),
        ]
        heard: list[Heard] = [
            beat("loa-01", 20, clock={"source": "ntp"}),
            *left,
            beat("loa-01", 50),
            beat("loa-02", 30, ""),
        ]
        assert beating.take(conn, heard) == left
        now = status.below(conn)
    one = now["loa-01"]
    assert (one.seen_ms, one.beat_ms, one.beat, one.clock) == (50, 50, {"up": 50}, {"source": "ntp"})
    assert (now["loa-02"].seen_ms, now["loa-03"].seen_ms, now["loa-04"].seen_ms) == (30, 10, None)


def _heard(rng: random.Random) -> Iterator[Heard]:
    for at_ms in range(100, 100 + rng.randrange(1, 12)):
        device, session = rng.choice((*BOXES, "ai-do")), rng.choice(("", "s1", "s2"))
        match rng.randrange(8):
            case 0:
                yield StateHeard(device, at_ms, rng.choice(("online", "lost", "leaving")), session or "s1", "b1")
            case 1:
                yield HaveHeard(device, at_ms, 1, "a" * 64, "e1", at_ms, clock={"source": "ntp"})
            case other:
                yield beat(device, at_ms, session, **({"clock": {"source": f"rtc\0{other}"}} if other > 4 else {}))


def _after(conn: Connection, heard: Sequence[Heard], *, short: bool) -> object:
    """What is there then, and who turned; all of it is undone."""
    with conn.begin_nested() as point:
        turned = status.take(conn, beating.take(conn, heard) if short else heard)
        found = status.below(conn), connections.newest(conn, BOXES), turned
        point.rollback()
    return found


@pytest.mark.parametrize("seed", range(3))
def test_both_ways_lead_to_the_same(commune: Store, seed: int) -> None:
    rng = random.Random(seed)
    with commune.write() as conn:
        for _ in range(12):
            heard = list(_heard(rng))
            assert _after(conn, heard, short=True) == _after(conn, heard, short=False), heard
            status.take(conn, heard)
            if rng.random() < 0.1:
                status.forget_sessions(conn)
