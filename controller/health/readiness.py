"""Can this box do what is due soon? What stands in the way, the cause before its symptoms. Pure.

| cause | it cannot be counted on, because |
|---|---|
| unseen | it never said anything since it was taken in |
| dark | it is not there |
| unsure | connected as far as we know, but its heartbeats are late, or nobody has listened since |
| clock | it does not trust its clock, and plays nothing by itself until it does |
| timetable | it does not report the timetable that it should hold |
| media | files of its timetable are missing or not verified yet |
| selftest | its last self-test failed |
| deaf | what it played last was not heard |
| panel | its panel does not show what it should |

Of a box that is not there nothing else is asked: what it lacks, it lacks because of that. One that is away at night by
plan is judged by what it held when it went.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from controller.health.standing import ASLEEP, DARK, DOUBTFUL, NEVER


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a box; None: nobody knows, and nothing follows."""

    standing: str
    same: bool
    """It reports the timetable that it should hold."""
    missing: int = 0
    """Files."""
    trusted: bool | None = None
    """Its clock, by itself."""
    tested: bool | None = None
    """Whether it passed its last self-test."""
    heard: bool | None = None
    """Whether it was heard when it last had to sound."""
    panel: bool | None = None
    """Whether its panel is as it should be."""


_AWAY: Mapping[str, str] = {NEVER: "unseen"} | dict.fromkeys(DARK, "dark")
_TABLE: tuple[tuple[str, Callable[[Known], bool]], ...] = (
    ("unsure", lambda one: one.standing == DOUBTFUL),
    ("clock", lambda one: one.trusted is False and one.standing != ASLEEP),
    ("timetable", lambda one: not one.same),
    ("media", lambda one: one.missing > 0),
    ("selftest", lambda one: one.tested is False),
    ("deaf", lambda one: one.heard is False),
    ("panel", lambda one: one.panel is False),
)
CAUSES = (*_AWAY.values(), *(code for code, _ in _TABLE))
UNWATCHED = frozenset({"unseen"})
"""No other rule looks at these: they are incidents by themselves."""


def causes(known: Known) -> tuple[str, ...]:
    """Why it cannot be counted on, in order; none: it is ready."""
    if known.standing in _AWAY:
        return (_AWAY[known.standing],)
    return tuple(code for code, stands in _TABLE if stands(known))


def begins(dues: Iterable[int], pause_ms: int) -> list[int]:
    """Of the instants at which something is due, those that begin a broadcast: nothing else is due so long before."""
    found, last = [], None
    for due_ms in sorted(dues):
        if last is None or due_ms - last >= pause_ms:
            found.append(due_ms)
        last = due_ms
    return found
