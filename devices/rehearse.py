"""What a box will be doing at another instant than now: the law walked through until then.

`decide` answers for one instant by what the box remembers of the sounds before it. Ahead of time nobody remembers
anything yet, so this walks through every change from the first start on and remembers in the box's place, as one does
that has power, time and every file. The controller's preview, a box that explains itself, and tests ask here alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from devices.decide import UNTOUCHED, Decision, Due, Progress, decide, of_item
from devices.messages import Item, Timetable

_ENDED = Progress(ended=True)


@dataclass(slots=True)
class _Voice:
    """What sounds in the rehearsal, from ``skip`` ms into it since ``began``."""

    due: Due
    skip: int
    began: int

    @property
    def ends(self) -> int:
        """When its last frame is out."""
        return self.began + max(0, length_of(self.due, self.skip) - self.skip)


def rehearse(
    plan: Timetable | None,
    at_ms: int,
    urgent: Iterable[Due] = (),
    progress: Mapping[str, Progress] | None = None,
    missing: frozenset[str] = frozenset(),
    since_ms: int | None = None,
) -> Decision:
    """The decision of a box at ``at_ms``, if nothing else comes.

    ``progress`` is what the box remembers at ``since_ms``; without both, it begins before the first start.
    """
    asked = tuple(urgent)
    known = dict(progress or {})
    if plan is not None:
        items = sorted((one for one in plan.items if one.sound is not None), key=lambda one: one.start)
        starts = [one.start + plan.offset for one in items] + [one.start for one in asked if one.sound is not None]
        now = min(starts, default=at_ms) if since_ms is None else since_ms
        _walk(plan, items, now, at_ms, asked, known, missing)
    return decide(plan, at_ms, asked, known, missing)


def length_of(due: Due, skip: int = 0) -> int:
    """How long it sounds from its beginning, chime included; one that is joined has no chime."""
    if due.sound is None:
        return 0
    whole = due.sound.length + (due.chime.length if due.chime is not None and not skip else 0)
    return min(whole or due.longest, due.longest or whole)


def _walk(
    plan: Timetable,
    items: list[Item],
    now: int,
    until: int,
    urgent: tuple[Due, ...],
    known: dict[str, Progress],
    missing: frozenset[str],
) -> None:
    """Every change of the horn from ``now`` up to and with ``until``; ``known`` is what is remembered then."""
    voice = _resumed(plan, items, urgent, known)
    waiting, ahead = [], 0
    while now <= until:
        while ahead < len(items) and items[ahead].start + plan.offset <= now:
            waiting.append(items[ahead])
            ahead += 1
        if voice is not None and voice.ends <= now:
            known[voice.due.id], voice = _ENDED, None
        waiting = [one for one in waiting if not known.get(one.id, UNTOUCHED).ended]
        decision = decide(msgspec.structs.replace(plan, items=tuple(waiting)), now, urgent, known, missing)
        for account in decision.accounts:
            known[account.id] = _ENDED
        voice = _follow(decision, voice, now, known)
        changes = [decision.next_ms, voice.ends if voice else None]
        changes.append(items[ahead].start + plan.offset if ahead < len(items) else None)
        now = max(now + 1, min((one for one in changes if one is not None), default=until + 1))


def _follow(decision: Decision, voice: _Voice | None, now: int, known: dict[str, Progress]) -> _Voice | None:
    """Do as was decided, and remember it."""
    want = decision.sound
    if voice is not None and (want is None or want.due.id != voice.due.id):
        if not known[voice.due.id].ended:
            heard = voice.skip + now - voice.began
            known[voice.due.id] = Progress(started=known[voice.due.id].started, heard=heard)
        voice = None
    if want is not None and voice is None:
        voice = _Voice(want.due, want.skip, now)
        known[want.due.id] = Progress(started=now, heard=want.skip, sounding=True)
    return voice


def _resumed(
    plan: Timetable, items: Iterable[Item], urgent: Iterable[Due], known: Mapping[str, Progress]
) -> _Voice | None:
    """What sounds already, by what the box remembers."""
    for due in (*urgent, *(of_item(one, plan.offset) for one in items)):
        did = known.get(due.id, UNTOUCHED)
        if did.sounding and not did.ended:
            return _Voice(due, did.heard, did.started)
    return None
