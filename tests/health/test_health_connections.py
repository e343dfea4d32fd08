"""Connections of one box, as its story goes: each begins and ends once, with its reason."""

from __future__ import annotations

import pytest

from controller.health.connections import Connection, Told, Turn, follow

NOTHING = Told("never", "", "", None)
A, B = Told("online", "s1", "b1", 100), Told("online", "s2", "b1", 100)
LOST, LEFT, SILENT = Told("lost", "s1", "b1", 100), Told("leaving", "s1", "b1", 100), Told("silent", "", "", 100)
FORGOTTEN = Told("online", "", "b1", 100)
NAMELESS = Told("online", "", "", 100)
LATE = 500_000


def story(*turns: tuple[int, Told, Told]) -> list[tuple[int, int | None, str, int]]:
    """The lines that come of it, oldest first."""
    lines: dict[int, Connection] = {}
    last: Connection | None = None
    for at_ms, before, after in turns:
        for one in follow(last, Turn("loa", at_ms, before, after)):
            last = lines[one.since_ms] = one
    return [(one.since_ms, one.until_ms, one.reason, one.times) for _, one in sorted(lines.items())]


@pytest.mark.parametrize(
    ("turns", "wanted"),
    [
        ([(0, NOTHING, A)], [(0, None, "", 1)]),
        ([(0, NOTHING, A), (9, A, LOST)], [(0, 9, "will", 1)]),
        ([(0, NOTHING, A), (9, A, LEFT)], [(0, 9, "left", 1)]),
        ([(0, NOTHING, A), (9, A, SILENT)], [(0, 9, "silent", 1)]),
        ([(0, NOTHING, LOST)], []),  # a will from before we listened is no connection
        ([(0, NOTHING, A), (9, A, LOST), (10, LOST, LEFT)], [(0, 9, "will", 1)]),
        ([(0, NOTHING, A), (LATE, A, B)], [(0, LATE, "replaced", 1), (LATE, None, "", 1)]),
        (
            [(0, NOTHING, A), (LATE, A, Told("online", "s2", "b2", 100))],
            [(0, LATE, "restarted", 1), (LATE, None, "", 1)],
        ),
        ([(0, NOTHING, A), (LATE, FORGOTTEN, A)], [(0, None, "", 1)]),  # it stood while we were down
        ([(0, NOTHING, A), (LATE, FORGOTTEN, B)], [(0, 100, "unheard", 1), (LATE, None, "", 1)]),
        ([(0, NOTHING, NAMELESS), (9, NAMELESS, A)], [(0, None, "", 1)]),  # its name came later
        ([(0, NOTHING, A), (9, A, LOST), (20, LOST, B)], [(0, None, "", 2)]),  # within a minute: one line
        ([(0, NOTHING, A), (9, A, LOST), (20, LOST, B), (30, B, LOST)], [(0, 30, "will", 2)]),
        ([(0, NOTHING, A), (9, A, SILENT), (5, SILENT, B)], [(0, None, "", 2)]),  # a clock that was set back
    ],
)
def test_stories(turns: list[tuple[int, Told, Told]], wanted: list[tuple[int, int | None, str, int]]) -> None:
    assert story(*turns) == wanted


def test_a_box_that_flaps_every_second_fills_no_table() -> None:
    turns = []
    for second in range(3600):
        this, next_ = (A, B) if second % 2 else (B, A)
        turns.append((second * 1000, this, next_))
    lines = story(*turns)
    assert len(lines) == 60
    assert sum(times for *_, times in lines) == 3600
