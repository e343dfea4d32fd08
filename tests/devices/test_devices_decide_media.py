"""A sound whose file never came."""

from __future__ import annotations

import pytest

from devices.decide import GRACE_MS, Due, Source, Why, decide
from devices.messages import Klass, Late, Media, Rung

START = 1_795_300_200_000
SOUND = Media(hash="a" * 64, bytes=4, kind="opus", length=60_000)


@pytest.mark.parametrize("woken_late_ms", [0, 1, 40, 700])
@pytest.mark.parametrize(("late", "late_ms"), [(Late.SKIP, 0), (Late.START, 30_000)])
def test_who_waited_for_a_file_says_so_however_late_it_is_woken(late: Late, late_ms: int, woken_late_ms: int):
    due = Due("p1", Source.COMMAND, START, 60_000, Klass.NORMAL, SOUND, late=late, late_ms=late_ms)
    end = START + max(GRACE_MS, late_ms) + woken_late_ms
    (account,) = decide(None, end, [due], {}, frozenset({SOUND.hash})).accounts
    assert (account.rung, account.why) == (Rung.FAILED, Why.NO_MEDIA)


def test_who_comes_much_later_was_late():
    due = Due("p1", Source.COMMAND, START, 60_000, Klass.NORMAL, SOUND, late=Late.SKIP)
    (account,) = decide(None, START + 600_000, [due], {}, frozenset({SOUND.hash})).accounts
    assert (account.rung, account.why) == (Rung.MISSED, Why.LATE)
