"""What sounds when on a horn that speaks in turn with its neighbours.

The law of conflicts is asked about whole blocks (`neighbours.Turn.block`), with the same answer on every horn that has
the same to say; each then takes its own piece of the block. So neighbours are never heard over each other, not even
with two announcements that follow each other closely.

- An emergency does not wait for a turn: everybody sounds it at once. An echo is bad, being told minutes later is worse.
- A block that finds no room (hours, other announcements) where the sound alone would is given up: all sound together at
  the announcement's own time, which is put on record and stands against it when it is composed.
- Limits of minutes count the block: who lives between two horns hears both.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import timedelta

from schedules.announcement import Klass, Resume
from schedules.conflict import Claim, Decision, Kind, Orders, settle
from schedules.findings import Finding
from schedules.hours import Hours, nearest
from schedules.neighbours import Turn
from schedules.span import Span, sounding
from schedules.walltime import whole_seconds

_LOSSES = frozenset({"cut-by-higher", "covered-by-higher"})


def settle_in_turn(claims: Iterable[Claim], hours: Hours, orders: Orders, turn: Turn) -> tuple[Decision, ...]:
    """As `conflict.settle`, for a horn with this turn."""
    own = {claim.id: claim for claim in claims}
    if turn.of == 1:
        return settle(own.values(), hours, orders)
    urgent = {claim.id for claim in own.values() if claim.klass is Klass.EMERGENCY}
    together = set(urgent)
    while True:
        blocks = [
            claim if claim.id in together else replace(claim, length=turn.block(claim.length)) for claim in own.values()
        ]
        decided = settle(blocks, hours, orders)
        crowded = {one.claim.id for one in decided if one.claim.id not in together and _crowded(one, urgent)}
        if not crowded:
            break
        together |= crowded
    return tuple(
        _together(one, hours, turn) if one.claim.id in together else _piece(one, own[one.claim.id], turn)
        for one in decided
    )


def _crowded(block: Decision, urgent: Collection[str]) -> bool:
    """Whether the block is the trouble, and the sound alone may still have room."""
    if block.kind is Kind.DROPPED:
        return block.findings[0].code != "lost-to-higher"
    return any(one.code in _LOSSES and one.params["by"] not in urgent for one in block.findings)


def _together(decision: Decision, hours: Hours, turn: Turn) -> Decision:
    claim = decision.claim
    if not decision.spans or claim.klass is Klass.EMERGENCY:
        return decision
    needs = turn.block(claim.length)
    given_up = Finding(
        "turns-no-room",
        {"turns": turn.of, "seconds": whole_seconds(needs)},
        nearest(claim.start, needs, hours),
    )
    return replace(decision, findings=(*decision.findings, given_up))


def _piece(block: Decision, claim: Claim, turn: Turn) -> Decision:
    """What of a block is this turn's: nothing is left of it where the block was cut before."""
    if not block.spans:
        return replace(block, claim=claim)
    shift = turn.shift(claim.length)
    if claim.resume is Resume.NEVER:
        begin = block.spans[0].start + shift
        spans = _clipped(block.spans, Span(begin, begin + claim.length))
    else:
        spans = _part(block.spans, shift, claim.length)
    if not spans:
        by = next(one.params["by"] for one in block.findings if one.code in _LOSSES)
        return Decision(claim, Kind.DROPPED, findings=(Finding("lost-to-higher", {"by": by}),))
    longest = sounding(spans)
    if claim.resume is Resume.NEVER:
        longest = spans[-1].end - spans[0].start
    findings = [found for one in block.findings if (found := _of_piece(one, spans, claim)) is not None]
    if turn.number:
        params = {"turn": turn.number + 1, "of": turn.of, "seconds": whole_seconds(shift)}
        findings.append(Finding("in-turn", params))
    return Decision(claim, block.kind, spans, longest, tuple(findings))


def _part(spans: Iterable[Span], skip: timedelta, length: timedelta) -> tuple[Span, ...]:
    """The part of what sounds that begins after ``skip`` of sounding and is ``length`` long, pauses not counted."""
    found = []
    for span in spans:
        begin = min(skip, span.length)
        skip -= begin
        piece = min(length, span.length - begin)
        length -= piece
        if piece:
            found.append(Span(span.start + begin, span.start + begin + piece))
    return tuple(found)


def _clipped(spans: Iterable[Span], whole: Span) -> tuple[Span, ...]:
    clipped = (Span(max(one.start, whole.start), min(one.end, whole.end)) for one in spans)
    return tuple(one for one in clipped if one.start < one.end)


def _of_piece(one: Finding, spans: tuple[Span, ...], claim: Claim) -> Finding | None:
    """A finding about the block, as it concerns this piece; None where it does not."""
    sounds = sounding(spans)
    if one.code in _LOSSES:
        seconds = whole_seconds(claim.length - sounds)
    elif one.code == "paused-for-higher":
        seconds = whole_seconds(spans[-1].end - spans[0].start - sounds)
    else:
        return one
    return Finding(one.code, {**one.params, "seconds": seconds}) if seconds > 0 else None
