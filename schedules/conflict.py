"""What sounds when two want to: the law for one device, as a table.

Rank is class first (normal < priority < emergency), then origin (commune < province < central). Ranks are settled from
the highest down. Inside a rank those that are on time go first, in order of start, then of age (`serial`), then of id;
then those that have to wait. So nothing depends on chance, and one delay never pushes a punctual equal aside.

- Emergency goes over all and waits for nothing but an emergency of higher origin, or an older one.
- Two priority announcements of the commune at the same time are a person's to order (Circular 39/2020): neither sounds
  until someone has said it, for exactly this set of announcements. Of more than twenty none sounds, unasked.
- An equal waits until the other has ended, if it still fits the allowed hours of that day.
- A lower rank gives way by its own resume policy (`LAW`). A sound that has not begun is not interrupted, it waits;
  except under ``never``, which is tied to its clock. A box knows classes but not origins (its contract has none), so
  only a higher class can make it pause; inside a class the plan itself moves or shortens.

Every claim gets exactly one decision, with its reasons.
"""

from __future__ import annotations

import enum
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby

from schedules.announcement import Klass, Origin, Resume
from schedules.findings import Finding
from schedules.hours import Hours, check, limited, local_day
from schedules.limits import Counted
from schedules.opening import opening
from schedules.span import Span, sounding
from schedules.walltime import whole_seconds


class Kind(enum.StrEnum):
    """The account in which an occurrence ends up."""

    PLANNED = "planned"
    """At its own time, perhaps shortened or paused: see its findings."""
    MOVED = "moved"
    DROPPED = "dropped"
    ASKS = "asks"


@dataclass(frozen=True, slots=True)
class Claim:
    """One occurrence's wish to sound on one device, alone and on time. ``start`` is an instant in UTC."""

    id: str
    announcement: str
    start: datetime
    length: timedelta
    klass: Klass
    origin: Origin = Origin.COMMUNE
    resume: Resume = Resume.STOP
    serial: int = 0
    yields: bool = False
    """It runs over its slot: punctual equals go first, whenever it begins."""

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + self.length)

    @property
    def rank(self) -> tuple[Klass, Origin]:
        return self.klass, self.origin


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a claim. ``spans`` is when it is expected to sound; ``longest`` how much of it a box may sound,
    pauses not counted; both are empty where it is dropped or asks."""

    claim: Claim
    kind: Kind
    spans: tuple[Span, ...] = ()
    longest: timedelta = timedelta()
    findings: tuple[Finding, ...] = ()


MOST_TO_ORDER = 20
"""No more announcements that collide are put to a person, who has to put all of them in order."""
Orders = Sequence[Sequence[str]]
"""What people said: each a sequence of announcement ids, first to sound first. The latest word comes last."""


class _Way(enum.Enum):
    """What a claim does that meets something of higher rank."""

    WAIT = enum.auto()
    CUT = enum.auto()
    PAUSE = enum.auto()
    COVER = enum.auto()
    LOSE = enum.auto()


# (the other is of a higher class, this one would have begun before it) → policy → what it does
LAW: Mapping[tuple[bool, bool], Mapping[Resume, _Way]] = {
    (True, True): {
        Resume.STOP: _Way.CUT,
        Resume.PAUSE: _Way.PAUSE,
        Resume.DEFER: _Way.WAIT,
        Resume.NEVER: _Way.COVER,
    },
    (False, True): {
        Resume.STOP: _Way.CUT,
        Resume.PAUSE: _Way.WAIT,
        Resume.DEFER: _Way.WAIT,
        Resume.NEVER: _Way.CUT,
    },
    (True, False): dict.fromkeys(Resume, _Way.WAIT) | {Resume.NEVER: _Way.LOSE},
    (False, False): dict.fromkeys(Resume, _Way.WAIT) | {Resume.NEVER: _Way.LOSE},
}


def settle(claims: Iterable[Claim], hours: Hours, orders: Orders = ()) -> tuple[Decision, ...]:
    """One decision for each claim on one device, in order of the claims' starts. ``hours`` are effective ones."""
    in_order = sorted(claims, key=_first)
    asking, turns = _to_be_ordered(in_order, orders)
    horn = _Horn(hours)
    decided: list[Decision] = []
    for _, equals in groupby(sorted(in_order, key=_rank, reverse=True), key=_rank):
        waiting: list[Claim] = []
        for claim in sorted(equals, key=lambda one: turns.get(one.id, (one.start, 0, *_first(one)))):
            if claim.id in asking:
                finding = asking[claim.id]
                kind = Kind.ASKS if finding.code == "order-needed" else Kind.DROPPED
                decided.append(Decision(claim, kind, findings=(finding,)))
            elif not claim.yields and (decision := horn.on_time(claim)) is not None:
                decided.append(decision)
            else:
                waiting.append(claim)
        decided += [(horn.on_time(claim) if claim.yields else None) or horn.later(claim) for claim in waiting]
    return tuple(sorted(decided, key=lambda one: _first(one.claim)))


_Turn = tuple[datetime, int, datetime, int, str]


def _first(claim: Claim) -> tuple[datetime, int, str]:
    return claim.start, claim.serial, claim.id


def _rank(claim: Claim) -> tuple[Klass, Origin]:
    return claim.rank


def _to_be_ordered(claims: Iterable[Claim], orders: Orders) -> tuple[dict[str, Finding], dict[str, _Turn]]:
    """The commune's priority claims that collide: what is said to those nobody ordered, and the turns of the others."""
    asking: dict[str, Finding] = {}
    turns: dict[str, _Turn] = {}
    for group in _collisions(one for one in claims if one.rank == (Klass.PRIORITY, Origin.COMMUNE)):
        names = {one.announcement for one in group}
        said = next((order for order in reversed(orders) if names <= set(order)), None)
        if len(names) > 1 and said is None:
            asking |= _asked(group, len(names))
        elif said is not None:
            turns |= {one.id: (group[0].start, said.index(one.announcement), *_first(one)) for one in group}
    return asking, turns


def _asked(group: Sequence[Claim], announcements: int) -> dict[str, Finding]:
    """The question to each claim of a group; where nobody could answer it, none of them sounds, and that is said."""
    if announcements > MOST_TO_ORDER:
        crowd = Finding("too-many-to-order", {"count": announcements, "limit": MOST_TO_ORDER})
        return {one.id: crowd for one in group}
    rivals = {one.id: " ".join(rival.id for rival in group if rival is not one) for one in group}
    return {id: Finding("order-needed", {"by": by}) for id, by in rivals.items()}


def _collisions(claims: Iterable[Claim]) -> Iterator[list[Claim]]:
    """Groups of claims (sorted by start) that overlap, one with the next."""
    group: list[Claim] = []
    end: datetime | None = None
    for claim in claims:
        if end is not None and claim.start >= end:
            yield group
            group, end = [], None
        group.append(claim)
        end = max(end or claim.span.end, claim.span.end)
    if group:
        yield group


class _Horn:
    """What is settled so far on one device: spans in order, none over another."""

    def __init__(self, hours: Hours) -> None:
        self._hours = hours
        self._open = opening(hours)
        self._limited = limited(hours)
        self._taken: list[tuple[Span, Claim]] = []
        self._counted = Counted(hours)
        self._silent: dict[date, tuple[list[Span], timedelta]] = {}
        """By local day, the silence that is left in its windows, and the longest of it; until more is taken."""

    def on_time(self, claim: Claim) -> Decision | None:
        """The decision at the claim's own time, or None if it has to wait for the others."""
        span = claim.span
        found = self._check(claim, span)
        if any(one.blocks for one in found):
            return Decision(claim, Kind.DROPPED, findings=found)
        rivals = self._over(span)
        if not rivals:
            return self._put(claim, Kind.PLANNED, [span], found)
        first, winner = rivals[0]
        if claim.klass is Klass.EMERGENCY or any(rival.rank == claim.rank for _, rival in rivals):
            return None
        match LAW[winner.klass > claim.klass, claim.start < first.start][claim.resume]:
            case _Way.WAIT:
                return None
            case _Way.LOSE:
                return Decision(claim, Kind.DROPPED, findings=(Finding("lost-to-higher", {"by": winner.id}),))
            case _Way.CUT:
                return self._cut(claim, [Span(span.start, first.start)], winner, found)
            case _Way.PAUSE:
                return self._pause(claim, winner, found)
            case _Way.COVER:
                return self._cover(claim, rivals, found)

    def later(self, claim: Claim) -> Decision:
        """At the first time after its own at which it fits whole: the same day for all but emergencies."""
        winner = self._over(claim.span)[0][1]
        for begin in self._silence(claim):
            span = Span(begin, begin + claim.length)
            found = self._check(claim, span)
            if not any(one.blocks for one in found):
                code = "after-higher" if winner.rank > claim.rank else "after-equal"
                moved = Finding(code, {"by": winner.id, "seconds": whole_seconds(begin - claim.start)})
                return self._put(claim, Kind.MOVED, [span], (moved, *found))
        return Decision(claim, Kind.DROPPED, findings=(Finding("no-room", {"by": winner.id}),))

    def _silence(self, claim: Claim) -> Iterator[datetime]:
        """Where there is silence for long enough, from the claim's own start on."""
        if claim.klass is Klass.EMERGENCY:
            last = max((span.end for span, _ in self._taken), default=claim.start)
            gaps, longest = list(self._gaps(Span(claim.start, last + claim.length))), claim.length
        else:
            day = local_day(claim.start, self._hours)
            if day not in self._silent:
                free = [gap for window in self._open.of(day) for gap in self._gaps(window)]
                self._silent[day] = free, max((one.length for one in free), default=timedelta())
            gaps, longest = self._silent[day]
            if self._limited and self._counted.full(claim.start, claim.length):
                return
        if claim.length <= longest:
            for gap in gaps:
                at = max(gap.start, claim.start)
                if gap.end - at >= claim.length:
                    yield at

    def _gaps(self, whole: Span) -> Iterator[Span]:
        """All silence in a stretch of time."""
        at = whole.start
        for span, _ in self._over(whole):
            if span.start > at:
                yield Span(at, span.start)
            at = span.end
        if at < whole.end:
            yield Span(at, whole.end)

    def _cut(self, claim: Claim, spans: list[Span], winner: Claim, found: tuple[Finding, ...]) -> Decision:
        return self._put(claim, Kind.PLANNED, spans, (*found, self._loss("cut-by-higher", claim, spans, winner)))

    def _pause(self, claim: Claim, winner: Claim, found: tuple[Finding, ...]) -> Decision:
        """On after each interruption until it is whole; cut where that runs into its own class, or out of the hours."""
        spans = self._around(claim, self._taken[self._index(claim.start) :], claim.length)
        whole = Span(claim.start, spans[-1].end)
        if any(one.blocks for one in self._check(claim, whole)):
            spans = spans[:1]
        if sounding(spans) < claim.length:
            return self._cut(claim, spans, winner, found)
        waits = whole_seconds(whole.length - claim.length)
        paused = Finding("paused-for-higher", {"by": winner.id, "seconds": waits})
        return self._put(claim, Kind.PLANNED, spans, (*found, paused))

    def _cover(self, claim: Claim, rivals: list[tuple[Span, Claim]], found: tuple[Finding, ...]) -> Decision:
        """It runs on by its clock, unheard where something higher sounds."""
        spans = [
            one for one in (Span(s.start, min(s.end, claim.span.end)) for s in self._around(claim, rivals, None))
            if one.start < one.end
        ]  # fmt: skip
        lost = self._loss("covered-by-higher", claim, spans, rivals[0][1])
        decision = self._put(claim, Kind.PLANNED, spans, (*found, lost))
        return replace(decision, longest=spans[-1].end - claim.start)

    def _around(self, claim: Claim, taken: Iterable[tuple[Span, Claim]], length: timedelta | None) -> list[Span]:
        """The silence between what is taken, up to ``length`` of it, or to the first of the claim's own class."""
        spans: list[Span] = []
        at, left = claim.start, length
        for span, other in taken:
            if span.start > at:
                piece = span.start - at if left is None else min(left, span.start - at)
                spans.append(Span(at, at + piece))
                left = None if left is None else left - piece
            if left == timedelta() or other.klass <= claim.klass:
                return spans
            at = span.end
        spans.append(Span(at, at + (claim.length if left is None else left)))
        return spans

    def _loss(self, code: str, claim: Claim, spans: Iterable[Span], winner: Claim) -> Finding:
        lost = claim.length - sounding(spans)
        return Finding(code, {"by": winner.id, "seconds": whole_seconds(lost)})

    def _check(self, claim: Claim, span: Span) -> tuple[Finding, ...]:
        if not self._limited and self._open.surely(span):
            return ()
        return check(span.start, span.length, claim.klass, self._hours, self._counted)

    def _index(self, instant: datetime) -> int:
        """Of the first taken span that ends after an instant."""
        index = bisect_left(self._taken, instant, key=lambda one: one[0].start)
        return index - 1 if index and self._taken[index - 1][0].end > instant else index

    def _over(self, span: Span) -> list[tuple[Span, Claim]]:
        index = self._index(span.start)
        end = bisect_left(self._taken, span.end, key=lambda one: one[0].start)
        return self._taken[index:end]

    def _put(self, claim: Claim, kind: Kind, spans: list[Span], found: tuple[Finding, ...]) -> Decision:
        for span in spans:
            self._taken.insert(self._index(span.start), (span, claim))
            # Emergencies, which alone may sound beyond a day's windows, are all settled before anything else waits.
            self._silent.pop(local_day(span.start, self._hours), None)
            if self._limited and claim.klass is not Klass.EMERGENCY:
                self._counted.add(span)
        return Decision(claim, kind, tuple(spans), sounding(spans), found)
