"""Many boxes and many days, by the laws of health alone: every heartbeat of a scenario is made and judged by all rules.

Nothing passes a broker, a database or a page here: a week of 5,000 boxes is a hundred million heartbeats.
They are made box by box, whole weeks at once, by the very laws of simulated boxes (`firmware_sim.climate`), and only
where a rule sees a change the watch is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from controller.health import patience
from controller.health.rules import Book, Rule
from controller.health.standing import CONNECTED, DARK, Known, standing
from controller.health.trouble import Fact
from controller.health.watch import Box, Incident, Watch
from firmware_sim.climate import NOISE_C, NOISE_DBM, hour, reception, warmth
from firmware_sim.scenario import Scenario
from firmware_sim.scenario.moments import ZONE
from firmware_sim.scenario.values import Event
from firmware_sim.scenario.who import Box as Named
from firmware_sim.straining import SHORTEST_GAP_MS
from firmware_sim.virtual import DETECT_MS

BEAT_MS = 30_000
LOOK_MS = 30_000
HOUR_MS, DAY_MS = 3_600_000, 86_400_000
PLANNED_MS = 5 * 60_000
"""At five past midnight every box gets another timetable, and has fetched what it needs within a minute or two."""
Series = NDArray[np.float64]


class Change(NamedTuple):
    """From an instant on a box has another fact."""

    at_ms: int
    box: str
    name: str
    fact: Fact


class Life:
    """What one box does and says from one instant to another."""

    def __init__(self, box: Named, event: Event, book: Book, span: tuple[int, int], seed: int) -> None:
        self.box, self._book, self._event = box, book, event
        self._since, self._until = span
        self._rng = np.random.default_rng((seed, *box.name.encode()))
        self._gone, self._back = self._holes()
        self.beats = self._heard()

    def _holes(self) -> tuple[Series, Series]:
        """When its connection breaks, and when it comes back."""
        if not self._event.breaks:
            return np.empty(0), np.empty(0)
        mean_ms = HOUR_MS / self._event.breaks
        many = int((self._until - self._since) / mean_ms * 1.2) + 2
        lasts = self._rng.uniform(SHORTEST_GAP_MS, float(self._event.gap) * 1000, many)
        begins = self._since + np.cumsum(mean_ms * self._rng.uniform(0.9, 1.1, many)) - mean_ms * self._rng.uniform()
        begins = np.maximum(begins, self._since)
        there = begins < self._until
        return begins[there], np.minimum(begins + lasts, np.append(begins[1:], np.inf))[there]

    def _heard(self) -> Series:
        """The instants of the heartbeats that reach us."""
        many = int((self._until - self._since) / BEAT_MS * 1.05) + 8
        beats = self._since + np.cumsum(BEAT_MS * self._rng.uniform(0.9, 1.1, many))
        beats = beats[beats < self._until]
        hole = np.searchsorted(self._gone, beats, side="right") - 1
        inside = (hole >= 0) & (beats < self._back[hole]) if len(self._gone) else np.zeros(len(beats), bool)
        return beats[~inside & (self._rng.uniform(size=len(beats)) >= self._event.loss)]

    def changes(self) -> Iterator[Change]:
        """Everything that any rule can see of it."""
        yield from self._connection()
        yield from self._timetables()
        says = {
            "temperature": warmth(hour(self.beats)) + self._rng.uniform(-NOISE_C, NOISE_C, len(self.beats)),
            "signal": np.round(reception(self.box.name) + self._rng.uniform(-NOISE_DBM, NOISE_DBM, len(self.beats))),
        }
        for rule in self._book.rules:
            if rule.fact in says and rule.fits(self.box.model):
                yield from self._crossings(rule, says[rule.fact])

    def _connection(self) -> Iterator[Change]:
        """By the law of standing, with the patience for this model: wills, returns, and silence."""
        holds = patience.table().of(self.box.model, self.box.areas)
        lost_ms = holds.lost_s * 1000
        late = self._gone[self._back - self._gone > DETECT_MS] + DETECT_MS
        turns = [(at, at, "lost") for at in late] + [(back, back, CONNECTED) for back in self._back]
        for place in np.nonzero(np.diff(self.beats) > lost_ms)[0]:
            seen, again = self.beats[place], self.beats[place + 1]
            turns += [(seen + lost_ms, seen, "lost"), (again, again, CONNECTED)]
        for at, since, presence in sorted(turns):
            at_ms, since_ms = round(at), round(since)
            seen_ms = at_ms if presence == CONNECTED else since_ms
            state = standing(Known(presence, since_ms, seen_ms), holds, ZONE, at_ms).state
            yield Change(at_ms, self.box.name, "dark", Fact(float(state in DARK), since_ms))
        for number, back in enumerate(self._back):
            begun = number - np.searchsorted(self._back, back - HOUR_MS) + 1
            yield Change(round(back), self.box.name, "sessions", Fact(float(begun), round(back)))

    def _timetables(self) -> Iterator[Change]:
        first = -(-self._since // DAY_MS) * DAY_MS + PLANNED_MS
        for at_ms in range(first, self._until, DAY_MS):
            held_ms = at_ms + round(self._rng.uniform(2_000, 120_000))
            yield Change(at_ms, self.box.name, "drift", Fact(1.0, at_ms))
            yield Change(held_ms, self.box.name, "drift", Fact(0.0, held_ms))

    def _crossings(self, rule: Rule, values: Series) -> Iterator[Change]:
        """Where a series becomes bad, or well again, for a rule."""
        level = rule.above if rule.above is not None else rule.below
        assert level is not None
        back = level if rule.back is None else rule.back
        side = np.where(values > max(level, back), 1, np.where(values < min(level, back), -1, 0))
        for place in np.nonzero(np.diff(side, prepend=0))[0]:
            at_ms = round(self.beats[place])
            yield Change(at_ms, self.box.name, rule.fact, Fact(float(values[place]), at_ms))


def live(scenario: Scenario, named: Sequence[Named], book: Book, begins_ms: int) -> tuple[list[Incident], int]:
    """The incidents of these boxes, and how many heartbeats were heard."""
    (event,) = scenario.events
    span = (begins_ms, begins_ms + round(float(scenario.lasts) * 1000))
    changes: list[Change] = []
    beats = 0
    for one in named:
        life = Life(one, event, book, span, scenario.seed)
        changes += life.changes()
        beats += len(life.beats)
    changes.sort(key=lambda change: change.at_ms)  # of one instant: as the box lived it
    well = {"dark": Fact(0.0, begins_ms)}
    boxes = {one.name: Box(one.name, one.areas, one.model, ZONE, well) for one in named}
    watch = Watch(book)
    told: dict[str, Incident] = {}
    for look, some in groupby(changes, lambda change: -(-change.at_ms // LOOK_MS)):
        for change in some:
            box = boxes[change.box]
            boxes[change.box] = replace(box, facts={**box.facts, change.name: change.fact})
        told |= {one.id: one for one in watch.look(boxes, look * LOOK_MS)}
    told |= {one.id: one for one in watch.look(boxes, span[1])}
    return list(told.values()), beats
