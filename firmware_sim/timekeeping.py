"""How a brain comes by true time: questions over the wire, a few at once after connecting, then one now and then."""

from __future__ import annotations

from devices.clock import sample
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
OLDEST_MS = 30_000
"""An answer that took longer says nothing."""


def begin(mind: Mind) -> None:
    """Connected: ask at once."""
    mind.questions = 0
    ask(mind)


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
    reporting.publish(mind, Kind.TIME_QUESTION, TimeQuestion(mind.session, mind.mono))


def heard(mind: Mind, answer: TimeAnswer) -> bool:
    """Take an answer in; whether the clock is trusted now and was not before."""
    if not 0 <= mind.mono - answer.t1 <= OLDEST_MS:
        return False
    taken = sample(answer.t1, answer.t2, answer.t3, mind.mono)
    if taken is None:
        return False
    before = mind.now
    mind.time = mind.time.heard(taken)
    mind.now = mind.time.now(mind.mono)
    return before is None and mind.now is not None
