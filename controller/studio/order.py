"""In which order an arranged sound goes, to the sample."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from controller.ports import Around, Part
from controller.studio.measure import RATE

AFTER_OPENING_MS = 700
AFTER_CHIME_MS = 400
BEFORE_CLOSING_MS = 800
LEAD_MS = 2_500
"""A bed is heard alone before the first word."""
TAIL_MS = 3_000
"""And fades behind the last one."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A stretch: the words (``tune`` is empty) or a tune, from sample to sample."""

    name: str
    tune: str
    start: int
    end: int

    @property
    def part(self) -> Part:
        """The same for people."""
        return Part(self.name, self.tune, ms(self.start), ms(self.end))


@dataclass(frozen=True, slots=True)
class Order:
    """What is in front, one behind the other, and what goes on under it."""

    front: tuple[Laid, ...]
    bed: Laid | None
    samples: int

    @property
    def parts(self) -> tuple[Part, ...]:
        """In the order in which they begin."""
        laid = [*self.front, *([self.bed] if self.bed else [])]
        return tuple(one.part for one in sorted(laid, key=lambda one: one.start))


def order(around: Around, words: int, lengths: Mapping[str, int]) -> Order:
    """Where everything stands; lengths are in samples, those of tunes by name."""
    front: list[Laid] = []
    at = 0

    def lay(name: str, tune: str, rest_ms: int) -> None:
        nonlocal at
        length = lengths[tune] if tune else words
        front.append(Laid(name, tune, at, at + length))
        at += length + samples(rest_ms)

    if around.opening:
        lay("opening", around.opening, AFTER_OPENING_MS)
    if around.chime:
        lay("chime", around.chime, AFTER_CHIME_MS)
    begin = at
    at += samples(LEAD_MS) if around.bed else 0
    for turn in range(around.repeats):
        if turn:
            at += samples(around.between_ms)
            if around.between:
                lay("between", around.between, AFTER_CHIME_MS)
        lay("words", "", 0)
    at += samples(TAIL_MS) if around.bed else 0
    bed = Laid("bed", around.bed, begin, at) if around.bed else None
    if around.closing:
        at += 0 if around.bed else samples(BEFORE_CLOSING_MS)
        lay("closing", around.closing, 0)
    return Order(tuple(front), bed, at)


def samples(milliseconds: int) -> int:
    """So many."""
    return milliseconds * RATE // 1000


def ms(samples: int) -> int:
    """So long."""
    return round(samples * 1000 / RATE)
