"""The outbox: nothing is forgotten, nothing is sent for ever, and the urgent goes first."""

from __future__ import annotations

import pytest

from controller.store import Store, areas, commands, deliveries, devices, outbox
from controller.store.commands import Command
from controller.store.outbox import Again, Letter
from controller.store.reports import Report

NOW = 1_795_000_000_000


def want(device: str, digest: str = "a", due_ms: int = NOW) -> Letter:
    topic = f"tl1/d/{device}/want"
    return Letter(topic, b"\x00signed", 1, True, "want", device, NOW, NOW + 9_000, due_ms, digest * 64)


def order(command: str, kind: str = "cmd", due_ms: int = NOW) -> Letter:
    return Letter("tl1/g/xa/cmd", b"signed", 1, False, kind, command, NOW, NOW + 9_000, due_ms)


@pytest.fixture
def commune(store: Store) -> Store:
    with store.write() as conn:
        areas.add(conn, "xa", None, "commune", "Xã", 1)
        for number in (1, 2):
            devices.add(conn, f"loa-{number}", "xa", "horn", "Loa", "hash", 1)
    return store


def test_the_urgent_goes_first_then_the_longest_due(commune: Store) -> None:
    with commune.write() as conn:
        outbox.put(conn, [])
        outbox.put(conn, [want("loa-1", due_ms=NOW - 2), want("loa-2", due_ms=NOW - 5), order("later", due_ms=NOW + 1)])
        outbox.put(conn, [order("k1", "keys"), order("c1"), order("alert-1", "alert")])
        assert [one.subject for one in outbox.due(conn, 9, NOW)] == ["alert-1", "c1", "k1", "loa-2", "loa-1"]
        assert [one.subject for one in outbox.due(conn, 2, NOW)] == ["alert-1", "c1"]
        assert outbox.next_due(conn) == NOW - 5
        (first, *_) = outbox.of_subject(conn, "want", "loa-1")
        assert (first.payload, first.retain, first.attempts, first.settled_ms) == (b"\x00signed", True, 0, None)


def test_it_is_sent_again_until_the_device_answers(commune: Store) -> None:
    with commune.write() as conn:
        outbox.put(conn, [want("loa-1"), want("loa-2")])
        for attempt in (1, 2):
            first, second = outbox.due(conn, 9, NOW + attempt * 100)
            outbox.sent(conn, [Again(one.id, NOW + attempt * 100 + 50) for one in (first, second)], NOW + attempt * 100)
            assert outbox.due(conn, 9, NOW + attempt * 100) == []
        outbox.sent(conn, [], NOW)
        (sent,) = outbox.of_subject(conn, "want", "loa-1")
        assert (sent.attempts, sent.sent_ms, sent.due_ms) == (2, NOW + 200, NOW + 250)
        assert not outbox.settle_want(conn, "loa-1", "b" * 64, NOW + 300)  # it still holds another one
        assert outbox.settle_want(conn, "loa-1", "a" * 64, NOW + 300)
        assert not outbox.settle_want(conn, "loa-1", "a" * 64, NOW + 400)
        (settled,) = outbox.of_subject(conn, "want", "loa-1")
        assert (settled.settled_ms, settled.outcome) == (NOW + 300, "receipt")
        assert [one.subject for one in outbox.due(conn, 9, NOW + 500)] == ["loa-2"]


def test_many_answers_settle_at_once(commune: Store) -> None:
    with commune.write() as conn:
        outbox.put(conn, [want("loa-1"), want("loa-2"), order("loa-1")])
        held = {"loa-1": "a" * 64, "loa-2": "b" * 64, "nobody": "a" * 64}
        assert outbox.settle_wants(conn, held, NOW + 1) == ["loa-1"]
        assert outbox.settle_wants(conn, held, NOW + 2) == []
        assert outbox.settle_wants(conn, {}, NOW + 2) == []
        assert outbox.of_subject(conn, "want", "loa-1")[0].settled_ms == NOW + 1


def test_a_newer_want_takes_the_place_of_the_older(commune: Store) -> None:
    with commune.write() as conn:
        outbox.put(conn, [want("loa-1", "a"), want("loa-2", "a")])
        outbox.put(conn, [want("loa-1", "b")])
        assert [one.wanted[0] for one in outbox.due(conn, 9, NOW)] == ["a", "b"]
        old, new = outbox.of_subject(conn, "want", "loa-1")
        assert (old.outcome, new.outcome) == ("replaced", "")
        assert not outbox.settle_want(conn, "loa-1", "a" * 64, NOW)
        assert outbox.withdraw(conn, "want", "loa-1", NOW) == 1
        assert outbox.replace_wants(conn, [], NOW) == 0


def test_a_command_is_settled_when_everybody_answered(commune: Store) -> None:
    with commune.write() as conn:
        outbox.put(conn, [order("c1"), order("c2")])
        assert deliveries.expect_below(conn, "c1", "/xa/", NOW) == 2
        deliveries.sent_command(conn, "c1", NOW)
        for number, settled in ((1, False), (2, True)):
            rung = "refused" if number == 1 else "started"  # an answer is an answer
            deliveries.climb(conn, [Report(f"loa-{number}", "e", 1, "c1", rung, NOW, NOW)])
            assert outbox.settle_command(conn, "c1", NOW + number) is settled
        assert [one.subject for one in outbox.due(conn, 9, NOW + 9)] == ["c2"]


def test_what_is_over_is_told_once(commune: Store) -> None:
    with commune.write() as conn:
        outbox.put(conn, [want("loa-1"), order("c1")])
        assert outbox.expire(conn, NOW + 8_999) == []
        assert outbox.due(conn, 9, NOW + 9_000) == []
        assert [one.subject for one in outbox.expire(conn, NOW + 9_000)] == ["loa-1", "c1"]
        assert outbox.expire(conn, NOW + 9_000) == []
        assert outbox.next_due(conn) is None
        assert outbox.sweep(conn, NOW + 9_000) == 0
        assert outbox.sweep(conn, NOW + 9_001) == 2


def test_a_broker_that_is_back_gets_everything_now(commune: Store) -> None:
    with commune.write() as conn:
        outbox.put(conn, [want("loa-1", due_ms=NOW + 500), order("c1", due_ms=NOW + 600)])
        assert outbox.hurry(conn, NOW, "want") == 1
        assert [one.subject for one in outbox.due(conn, 9, NOW)] == ["loa-1"]
        assert outbox.hurry(conn, NOW) == 1
        assert [one.subject for one in outbox.due(conn, 9, NOW)] == ["c1", "loa-1"]


def test_commands_are_kept(commune: Store) -> None:
    first = Command("c1", "play", "xa", "area", {"volume": 70}, None, NOW, NOW + 1)
    second = Command("c2", "stop", "loa-1", "device", {}, None, NOW + 1, NOW + 2)
    with commune.write() as conn:
        commands.add(conn, first)
        commands.add(conn, second)
        assert commands.get(conn, "c1") == first
        assert commands.get(conn, "c9") is None
        assert commands.recent(conn) == [second, first]
        assert commands.recent(conn, 1) == [second]
