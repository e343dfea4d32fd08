"""How a brain comes by true time: questions over the wire, a few at once after connecting, then one now and then."""

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
MOST_ROUNDS = 7
ROUND_MS = 600
"""Between the first rounds; each further one waits twice as long: more questions do not help a busy network."""
REGULAR_MS = 600_000
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
    """Connected: ask at once."""
    mind.questions = 0
    ask(mind)
    mind.doubted_at = mind.mono


def ask(mind: Mind) -> None:
    """One question, and the time of the next."""
    if not mind.connected:
        mind.alarms.pop(Task.TIME, None)
        return
    mind.questions += 1
    good = mind.now is not None and mind.time.source == "exchange" and mind.time.error(mind.mono) <= GOOD_MS
    trusted = mind.now is not None
    again = mind.questions < ROUNDS or (mind.questions < MOST_ROUNDS and not good) or not trusted
    pause = ROUND_MS * 2 ** max(0, min(mind.questions, MOST_ROUNDS) - ROUNDS) if again else REGULAR_MS
    mind.alarms[Task.TIME] = mind.mono + int(pause * mind.rng.uniform(0.7, 1.3))
    _question(mind)


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
    if before is not None:
        mind.questions = 0
        mind.wake(Task.TIME, mind.mono + ROUND_MS)
    return True
