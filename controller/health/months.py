"""What failed at a place month by month, whichever box hung there; and what fails there again and again. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

DARK = "dark"
OFTEN = 3
"""So many times the same, in more than one month, is no accident."""
SEVERAL_MONTHS = 2


@dataclass(frozen=True, slots=True)
class Spell:
    """A place was ill by a rule; ``until_ms`` is None while it is."""

    rule: str
    since_ms: int
    until_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """From midnight of its first day on. ``times`` is how often each rule found something, ``hung`` how many boxes were
    hung up, ``due`` how many broadcasts the place had, ``missed`` how many of them it did not sound or show."""

    since_ms: int
    until_ms: int
    times: Mapping[str, int] = field(default_factory=dict)
    dark_ms: int = 0
    due: int = 0
    missed: int = 0
    hung: int = 0


@dataclass(frozen=True, slots=True)
class Repeat:
    """The same, again and again. ``changed``: it went on after another box was hung up, so it is not the box."""

    rule: str
    times: int
    months: int
    last_ms: int
    changed: bool = False


def counted(
    months: Sequence[tuple[int, int]],
    spells: Sequence[Spell],
    due: Iterable[tuple[int, bool]],
    hung: Iterable[int],
    now_ms: int,
) -> list[Month]:
    """Each month's figures. ``due``: when a broadcast was due, and whether it failed; ``hung``: when a box came."""
    broadcasts, boxes = list(due), list(hung)

    def one(since_ms: int, until_ms: int) -> Month:
        here = [missed for at_ms, missed in broadcasts if since_ms <= at_ms < until_ms]
        return Month(
            since_ms,
            until_ms,
            dict(Counter(spell.rule for spell in spells if since_ms <= spell.since_ms < until_ms).most_common()),
            sum(_inside(spell, since_ms, min(until_ms, now_ms), now_ms) for spell in spells if spell.rule == DARK),
            len(here),
            sum(here),
            sum(since_ms <= at_ms < until_ms for at_ms in boxes),
        )

    return [one(since_ms, until_ms) for since_ms, until_ms in months]


def repeats(months: Sequence[tuple[int, int]], spells: Sequence[Spell], hung: Sequence[int] = ()) -> list[Repeat]:
    """What was there `OFTEN`, in `SEVERAL_MONTHS`; the most frequent first."""
    found: dict[str, list[int]] = {}
    for spell in spells:
        found.setdefault(spell.rule, []).append(spell.since_ms)
    again = []
    for rule, instants in found.items():
        lately = sorted(at_ms for at_ms in instants if at_ms >= months[-1][0])
        touched = sum(any(since <= at_ms < until for at_ms in lately) for since, until in months)
        if len(lately) >= OFTEN and touched >= SEVERAL_MONTHS:
            changed = any(lately[0] < at_ms < lately[-1] for at_ms in hung)
            again.append(Repeat(rule, len(lately), touched, lately[-1], changed))
    return sorted(again, key=lambda one: (-one.times, -one.last_ms, one.rule))


def _inside(spell: Spell, since_ms: int, until_ms: int, now_ms: int) -> int:
    ends_ms = now_ms if spell.until_ms is None else spell.until_ms
    return max(0, min(ends_ms, until_ms) - max(spell.since_ms, since_ms))
