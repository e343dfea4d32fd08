"""A group command is settled by its last answer, whatever the batches, and whatever is rolled back."""

from __future__ import annotations

import random

import pytest

from controller.broadcast import answers
from controller.broadcast.answers import Answers
from controller.store import Store, deliveries, outbox
from controller.store.outbox import Letter
from controller.store.reports import Report
from tests.store.conftest import BOXES

NOW = 1_795_000_000_000


def give(store: Store, command: str) -> None:
    with store.write() as conn:
        outbox.put(conn, [Letter("tl1/g/xa/cmd", b"signed", 1, False, "cmd", command, NOW, NOW + 9_000, NOW)])
        deliveries.expect_below(conn, command, "/xa/", NOW)


def answer(store: Store, one: Answers, command: str, names: list[str], *, fails: bool = False) -> bool:
    """A batch of answers; whether the command is settled after it."""
    try:
        with store.write() as conn:
            deliveries.climb(conn, [Report(name, "e", 1, command, "started", NOW, NOW) for name in names])
            found = one.settle(conn, {command}, NOW)
            if fails:
                raise OSError
    except OSError:
        pass
    else:
        one.remember(found)
    with store.read() as conn:
        (letter,) = outbox.of_subject(conn, "cmd", command)
        return letter.settled_ms is not None


def test_in_any_order_and_any_pieces_the_last_answer_settles_it(commune: Store) -> None:
    rng = random.Random(7)
    for number in range(4):
        one, command, left = Answers(), f"c-{number}", rng.sample(BOXES, len(BOXES))
        give(commune, command)
        while left:
            batch, left = left[:3], left[3:]
            assert answer(commune, one, command, batch) is (not left)
            if number % 2:
                one = Answers()  # the service was started again


def test_what_was_rolled_back_is_not_taken_for_answered(commune: Store) -> None:
    one = Answers()
    give(commune, "c-1")
    assert not answer(commune, one, "c-1", BOXES, fails=True)
    assert not answer(commune, one, "c-1", BOXES[1:])
    assert answer(commune, one, "c-1", BOXES[:1])


def test_only_the_newest_are_remembered_and_an_older_one_is_looked_up(
    commune: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "MOST", 2)
    one = Answers()
    for command in ("c-1", "c-2", "c-3"):
        give(commune, command)
        assert not answer(commune, one, command, BOXES[:6])
    assert len(one._silent) == 2
    assert answer(commune, one, "c-1", BOXES[6:])
