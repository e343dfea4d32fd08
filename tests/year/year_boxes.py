"""The boxes of the commune: where each hangs, when it has power, and when its 4G lets it through.

All of it is drawn beforehand by a seed, so the judge knows the truth about each box without asking it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from tests.year.year_oracle import ms
from tests.year.year_series import HAMLETS

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
HORNS = ("horn-opus-60w", "horn-mp3-30w", "column-wav-15w")
BOARD = "led-192x64-rg"
SAMPLE = {
    "loa-dong-1": "thon-dong", "loa-dong-2": "thon-dong", "loa-doai-1": "thon-doai", "loa-doai-2": "thon-doai",
    "loa-cho-1": "xom-cho", "loa-cho-2": "xom-cho", "bang-ubnd": "xom-cho", "bang-nha-van-hoa": "thon-dong",
}  # fmt: skip
"""What the sample commune has already."""
BAD_POLES = 10
"""One box in so many hangs on a pole with poor power and poor 4G."""
LASTS = ((2 * MINUTE, 2 * HOUR), (2 * HOUR, 30 * HOUR), (2 * DAY, 9 * DAY))
"""How long the power is away: mostly short."""
HEARS_IN = 20_000
"""On line for so long, a box has the time and its timetable."""
DIAL_AT, DIAL_SPREAD, STAY = 19 * HOUR, 4 * MINUTE, 150_000
"""Each evening a box is on line for a while (of the local day): a year of heartbeats would be 157 million."""


@dataclass(frozen=True, slots=True)
class Cut:
    """No power from ``off`` to ``on``; ``clock``: whether its battery kept the time."""

    off: int
    on: int
    clock: bool


@dataclass(slots=True)
class Box:
    """One device and its fortune. ``out`` are stretches without 4G, ``homes`` where it hangs from which instant on."""

    name: str
    model: str
    homes: list[tuple[int, str]]
    bad: bool = False
    cuts: list[Cut] = field(default_factory=list)
    out: list[tuple[int, int]] = field(default_factory=list)
    since: int = 0
    until: int = 1 << 60
    """When it was taken in, and when it was taken out."""
    met: list[tuple[int, int]] = field(default_factory=list)
    """When it was really on line."""
    ticks_from: int = 0

    @property
    def sounds(self) -> bool:
        """Whether it has a horn."""
        return self.model in HORNS

    def home(self, at: int) -> str:
        """The hamlet at an instant."""
        return next(place for since, place in reversed(self.homes) if since <= at)

    def dark(self, since: int, until: int) -> Cut | None:
        """The first power cut that touches this stretch."""
        return next((cut for cut in self.cuts if cut.off < until and since < cut.on), None)

    def is_out(self, at: int) -> int:
        """Until when it has no 4G; 0 if it has."""
        return next((until for since, until in self.out if since <= at < until), 0)

    def met_between(self, since: int, until: int) -> bool:
        """Whether it was on line, with power, for long enough to hear of something."""
        shared = ((max(since, open_), min(until, close)) for open_, close in self.met)
        return any(close - open_ >= HEARS_IN and self.dark(open_, close) is None for open_, close in shared)

    def dial(self, day_ms: int) -> int:
        """When it calls on the local day that begins at ``day_ms``."""
        return day_ms + DIAL_AT + Random(self.name).randrange(DIAL_SPREAD)


def boxes(
    count: int, first: date, last: date, starts: Sequence[datetime], rough: float = 1.0, seed: int = 11
) -> dict[str, Box]:
    """So many boxes with their fortunes between two days; ``starts`` are wall times at which something sounds,
    ``rough`` says how much more often than usual the power goes."""
    names = dict(SAMPLE)
    for number in range(count - len(SAMPLE)):
        names[f"may-{number:03}"] = HAMLETS[number % len(HAMLETS)]
    begin = ms(datetime.combine(first, datetime.min.time()))
    end = ms(datetime.combine(last, datetime.min.time())) + DAY
    made = {}
    for number, (name, place) in enumerate(names.items()):
        box = Box(name, _model(name, number), [(0, place)], bad=number % BAD_POLES == 3)
        _fortune(box, Random(f"{seed} {name}"), begin, end, starts, rough)
        made[name] = box
    return made


def _model(name: str, number: int) -> str:
    if name in SAMPLE:
        if name.startswith("bang"):
            return BOARD
        return HORNS[0] if name.endswith("1") else HORNS[1]
    return BOARD if number % 29 == 28 else HORNS[number % 3]


def _fortune(box: Box, dice: Random, begin: int, end: int, starts: Sequence[datetime], rough: float) -> None:
    years = rough * (end - begin) / (366 * DAY)
    cuts = []
    for _ in range(round(years * dice.uniform(0.6, 1.4) * (24 if box.bad else 6))):
        off = begin + HOUR + dice.randrange(end - begin - 2 * HOUR)
        if dice.random() < 0.6:  # in the middle of something, or shortly before it
            off = ms(dice.choice(starts)) + dice.randrange(-5 * MINUTE, 2 * MINUTE)
        kind = dice.random()
        low, high = (
            (2 * MINUTE, 2 * HOUR) if kind < 0.7 else (2 * HOUR, 30 * HOUR) if kind < 0.95 else (2 * DAY, 9 * DAY)
        )
        cuts.append(Cut(off, off + dice.randrange(low, high), dice.random() < 0.8))
    box.cuts = _apart(cuts, begin + HOUR, end)
    out = []
    for _ in range(round(years * dice.uniform(0.6, 1.4) * (10 if box.bad else 1.5))):
        since = begin + 2 * DAY + dice.randrange(max(1, end - begin - 2 * DAY))
        out.append((since, min(end, since + dice.randrange(DAY, (9 if box.bad else 3) * DAY))))
    box.out = _one_by_one(sorted(out))


def _apart(cuts: Sequence[Cut], begin: int, end: int) -> list[Cut]:
    """In order, never one into the other, and all over by the end."""
    found: list[Cut] = []
    for cut in sorted(cuts, key=lambda one: one.off):
        if cut.off > begin and cut.on < end and (not found or cut.off > found[-1].on + HOUR):
            found.append(cut)
    return found


def _one_by_one(out: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without those that begin in another one, or soon after it: nobody is away for three weeks."""
    found: list[tuple[int, int]] = []
    for since, until in out:
        if not found or since > found[-1][1] + 2 * DAY:
            found.append((since, until))
    return found


def places(at: int, merged: Sequence[tuple[int, str, str]], hamlets: Sequence[str]) -> frozenset[str]:
    """The hamlets that an audience names at an instant: those that were merged into others are read as these."""
    found = set(hamlets)
    for since, old, new in merged:
        if at >= since and old in found:
            found = found - {old} | {new}
    return frozenset(found)
