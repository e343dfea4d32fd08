"""Presence and status: stale wills, late heartbeats, devices that come back."""

from __future__ import annotations

import pytest

from controller.store import Store, areas, devices, status
from controller.store.presence import Presence, after_sign, after_state, forget
from controller.store.status import BeatHeard, HaveHeard, StateHeard, Status, fold

ONLINE_1, LOST_1 = Presence("online", "s1"), Presence("lost", "s1")


@pytest.mark.parametrize(
    ("now", "state", "session", "then"),
    [
        (Presence(), "online", "s1", ONLINE_1),
        (Presence(), "lost", "s1", LOST_1),  # retained from the time before we listened
        (ONLINE_1, "online", "s1", ONLINE_1),
        (ONLINE_1, "lost", "s1", LOST_1),
        (ONLINE_1, "leaving", "s1", Presence("leaving", "s1")),
        (ONLINE_1, "online", "s2", Presence("online", "s2")),  # back before its will was published
        (Presence("online", "s2"), "lost", "s1", Presence("online", "s2")),  # the stale will
        (Presence("online", "s2"), "leaving", "s1", Presence("online", "s2")),
        (LOST_1, "online", "s2", Presence("online", "s2")),
        (Presence("leaving", "s1"), "lost", "s1", LOST_1),
        (Presence("online", ""), "lost", "s2", Presence("lost", "s2")),  # nobody listened for a while
    ],
)
def test_what_a_state_says(now: Presence, state: str, session: str, then: Presence) -> None:
    assert after_state(now, state, session) == then


@pytest.mark.parametrize(
    ("now", "session", "then"),
    [
        (Presence(), "", Presence("online", "")),
        (Presence(), "s1", ONLINE_1),
        (ONLINE_1, "s1", ONLINE_1),
        (ONLINE_1, "", ONLINE_1),
        (ONLINE_1, "s0", ONLINE_1),  # a late word of an older session must not make the present will stale
        (LOST_1, "s1", LOST_1),  # it was on its way when the connection died
        (LOST_1, "", LOST_1),
        (LOST_1, "s2", Presence("online", "s2")),  # its state message is still to come
        (forget(LOST_1), "s2", Presence("online", "s2")),
    ],
)
def test_what_a_sign_of_life_says(now: Presence, session: str, then: Presence) -> None:
    assert after_sign(now, session) == then


@pytest.fixture
def commune(store: Store) -> Store:
    with store.write() as conn:
        areas.add(conn, "xa", None, "commune", "Xã", 1)
        areas.add(conn, "thon", "xa", "hamlet", "Thôn", 1)
        for number, area in ((1, "thon"), (2, "xa")):
            devices.add(conn, f"loa-{number}", area, "horn", "Loa", "hash", 1)
    return store


STATE = StateHeard("loa-1", 100, "online", "s1", "b1", "e1", "1.0", "horn-30w")
HAVE = HaveHeard("loa-1", 200, 7, "a" * 64, "e1", 3, ("m" * 64,), 2, 80, 90, {"source": "ntp"})
BEAT = BeatHeard("loa-1", 300, "s1", {"up": 5, "mains": True}, {"source": "rtc"})


def test_everything_a_device_says_is_one_row(commune: Store) -> None:
    with commune.write() as conn:
        (turned,) = status.take(conn, [STATE, HAVE, BEAT])
        assert turned.before == Status("loa-1")
        assert turned.after == status.get(conn, "loa-1")
        assert turned.after == Status(
            device="loa-1",
            presence="online",
            since_ms=100,
            session="s1",
            boot="b1",
            epoch="e1",
            firmware="1.0",
            profile="horn-30w",
            seen_ms=300,
            beat_ms=300,
            held_version=7,
            held_hash="a" * 64,
            held_ms=200,
            keys_version=2,
            seq=3,
            missing=["m" * 64],
            volume=80,
            cap=90,
            clock={"source": "rtc"},
            beat={"up": 5, "mains": True},
        )
        assert status.take(conn, [BEAT]) == []  # nothing turned
        assert status.below(conn, "/xa/thon/") == {"loa-1": turned.after}
        assert status.below(conn)["loa-2"] == Status("loa-2")
        assert status.get(conn, "nobody") is None


def test_strangers_are_left_out(commune: Store) -> None:
    with commune.write() as conn:
        turned = status.take(conn, [BeatHeard("stranger", 1, "s", {}), StateHeard("loa-2", 1, "online", "s1")])
        assert [one.after.device for one in turned] == ["loa-2"]
        assert status.take(conn, []) == []


def test_a_stale_will_does_not_lose_the_device(commune: Store) -> None:
    with commune.write() as conn:
        status.take(conn, [STATE, StateHeard("loa-1", 110, "online", "s2", "b1")])
        assert status.take(conn, [StateHeard("loa-1", 120, "lost", "s1")]) == []
        assert status.of(conn, ["loa-1"])["loa-1"].presence == "online"
        (turned,) = status.take(conn, [StateHeard("loa-1", 130, "lost", "s2")])
        assert (turned.before.presence, turned.after.presence, turned.after.seen_ms) == ("online", "lost", 110)


def test_a_restart_is_told(commune: Store) -> None:
    with commune.write() as conn:
        status.take(conn, [STATE])
        (turned,) = status.take(conn, [StateHeard("loa-1", 110, "online", "s2", "b2")])
        assert (turned.before.boot, turned.after.boot, turned.after.firmware) == ("b1", "b2", "1.0")


def test_an_older_have_changes_nothing() -> None:
    now = fold(Status("loa-1"), HAVE)
    assert fold(now, HaveHeard("loa-1", 210, 6, "b" * 64, "e1", 2)) == now
    same = fold(now, HaveHeard("loa-1", 220, 7, "a" * 64, "e1", 4))
    assert (same.held_ms, same.seq, same.missing) == (200, 4, [])
    formatted = fold(now, HaveHeard("loa-1", 230, 0, "", "e2", 0))
    assert (formatted.epoch, formatted.held_version, formatted.held_ms) == ("e2", 0, 230)


def test_silence_loses_and_the_next_sign_finds(commune: Store) -> None:
    with commune.write() as conn:
        status.take(conn, [STATE, StateHeard("loa-2", 500, "online", "x")])
        silent = status.quiet(conn, 400)
        assert [(one.device, one.places) for one in silent] == [("loa-1", ("xa", "thon"))]
        status.lose(conn, silent)
        assert status.quiet(conn, 400) == []
        assert status.of(conn, ["loa-1"])["loa-1"].since_ms == 100  # its last sign of life
        (turned,) = status.take(conn, [BEAT])
        assert (turned.before.presence, turned.after.presence) == ("lost", "online")


def test_after_a_pause_the_next_word_counts(commune: Store) -> None:
    with commune.write() as conn:
        status.take(conn, [STATE])
        status.forget_sessions(conn)
        (turned,) = status.take(conn, [StateHeard("loa-1", 900, "lost", "s7")])
        assert turned.after.presence == "lost"


def test_a_box_that_lies_holds_nobody_up(commune: Store) -> None:
    """What no column can hold is cut to fit: an error would keep the reports of all other devices out."""
    with commune.write() as conn:
        nul, long = "a\0b", "x" * 5_000
        status.take(conn, [StateHeard("loa-1", 1, "online", nul, long, nul, long, nul)])
        status.take(
            conn, [HaveHeard("loa-1", 2, 2**80, long, nul, -(2**80), (nul,), 2**80, 2**40, -(2**40), {"s": nul})]
        )
        status.take(conn, [BeatHeard("loa-1", 3, long, {"up": 2**63 - 1, "showing": nul})])
        told = status.of(conn, ["loa-1"])["loa-1"]
        assert (told.held_version, told.held_hash, told.volume, told.cap) == (2**53, "x" * 64, 1000, -1000)
        assert told.boot == long
        assert told.beat["up"] == 2**63 - 1
