"""How a brain comes by true time: questions over the wire, a few at once after connecting, then one now and then.

In between it goes on asking as long as its error bound is large, at growing pauses: when thousands of boxes come back
at once the answers wait in line, and a box that gave up then would be wrong for ten minutes. A restless fleet asks less
often than it sends heartbeats, and after twenty questions a box takes the line for as bad as it seems.
"""

from __future__ import annotations

from devices.clock import JUMP_MS, sample
from devices.messages import TimeAnswer, TimeQuestion
from devices.topics import Kind
from firmware_sim import reporting
from firmware_sim.mind import Mind, Task

ROUNDS = 3
"""Questions after connecting: of several, the one with the shortest way is believed."""
GOOD_MS = 15
"""An error bound with which no further question is needed for now."""
FAIR_MS = 100
"""One that is taken for the line's own, if several exchanges gave about the same; a larger one is waiting in line."""
ALIKE = 1.5
MOST_ROUNDS = 20
ROUND_MS = 600
"""Between the first rounds; each further one waits twice as long: more questions do not help a busy network."""
RESTLESS_MS = 19_200
"""The longest pause between them."""
SILENT_MS = 9_600
"""The longest pause of a box that does not know the time at all, and is silent for it."""
REGULAR_MS = 600_000
"""The pause of a good clock, and of one that will not become better."""
COMPARE_MS = 5_000
"""Within so long after connecting a good clock is compared: it does not stand in the way of those that need to ask."""
CONFIRMED_MS = 2_000
"""A clock that was compared so recently is believed rather than a document."""
DOUBT_MS = 5_000
"""Between two doubts: who replays old documents to a box does not keep it asking."""
LEAP_MS = 60_000
"""Woken so much later than it wanted, a box has slept, or its counter leapt."""
PATIENCE_MS = 3_000
"""So long what an answer may lift is not refused."""
OLDEST_MS = 30_000
"""An answer that took longer says nothing."""


def begin(mind: Mind) -> None:
    """Connected: ask at once, unless this clock was good until now."""
    mind.questions = 0
    if mind.now is not None and mind.time.source == "exchange" and mind.time.error(mind.mono) <= 2 * FAIR_MS:
        mind.alarms[Task.TIME] = mind.mono + mind.rng.randrange(COMPARE_MS)
        return
    ask(mind)
    mind.doubted_at = mind.mono


def ask(mind: Mind) -> None:
    """One question, and the time of the next."""
    if not mind.connected:
        mind.alarms.pop(Task.TIME, None)
        return
    mind.questions += 1
    mind.alarms[Task.TIME] = mind.mono + int(_pause(mind) * mind.rng.uniform(0.5, 1.5))
    _question(mind)


def _pause(mind: Mind) -> int:
    longest = RESTLESS_MS if mind.now is not None else SILENT_MS
    if mind.now is not None and mind.questions >= ROUNDS and (_good(mind) or mind.questions >= MOST_ROUNDS):
        return REGULAR_MS
    return min(longest, ROUND_MS << min(max(0, mind.questions - ROUNDS), 16))


def _good(mind: Mind) -> bool:
    """Whether more questions would not bring a better bound."""
    if mind.now is None or mind.time.source != "exchange":
        return False
    bound = mind.time.error(mind.mono)
    return bound <= GOOD_MS or (bound <= FAIR_MS and mind.time.alike(mind.mono, ALIKE) >= ROUNDS)


def doubt(mind: Mind) -> bool:
    """Something signed disagrees with this clock: ask. Whether an answer is being waited for."""
    if not mind.connected or mind.now is None or confirmed(mind):
        return False
    if mind.doubted_at is None or mind.mono - mind.doubted_at >= DOUBT_MS:
        _question(mind)
        mind.doubted_at = mind.mono
    return mind.mono - mind.doubted_at < PATIENCE_MS


def _question(mind: Mind) -> None:
    reporting.publish(mind, Kind.TIME_QUESTION, TimeQuestion(mind.session, mind.mono))


def confirmed(mind: Mind) -> bool:
    """Whether this clock was compared with the service's a moment ago."""
    return mind.time.source == "exchange" and 0 <= mind.time.age(mind.mono) < CONFIRMED_MS


def overslept(mind: Mind, task: Task) -> bool:
    """Whether this must wait: woken far too late, a box compares its clock before it calls anything missed."""
    due = mind.alarms.get(task)
    if due is None or mind.mono - due < LEAP_MS or not doubt(mind):
        return False
    mind.alarms[task] = mind.mono + PATIENCE_MS
    return True


def heard(mind: Mind, answer: TimeAnswer) -> bool:
    """Take an answer in; whether true time is another now than was believed before."""
    if not 0 <= mind.mono - answer.t1 <= OLDEST_MS:
        return False
    taken = sample(answer.t1, answer.t2, answer.t3, mind.mono)
    if taken is None:
        return False
    before = mind.now
    mind.time = mind.time.heard(taken)
    mind.now = mind.time.now(mind.mono)
    if mind.now is None or (before is not None and abs(mind.now - before) <= JUMP_MS):
        return False
    if before is not None and len(mind.time.samples) == 1:  # it was set, and not only better known
        mind.questions = 0
        mind.wake(Task.TIME, mind.mono + ROUND_MS)
    return True
