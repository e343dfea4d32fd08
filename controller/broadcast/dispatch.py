"""What is in the outbox goes to the broker, again and again, until the *device* has answered or its time is over.

The broker's acknowledgement settles nothing. Sending again costs little, because devices know a document by its version
and a command by its id, and answer without obeying twice.
"""

from __future__ import annotations

import random

from controller.broadcast.desk import Desk
from controller.fleet.practice import holds
from controller.ports import Sends
from controller.store import deliveries, outbox
from controller.store.outbox import ALERT, CMD, KEYS, WANT, Again, Entry

MOST = 1_000
"""Letters in one round."""
PAUSES_MS = {
    CMD: (2_000, 4_000, 8_000, 15_000, 30_000),
    ALERT: (2_000, 5_000, 15_000, 60_000, 300_000, 900_000),
    KEYS: (60_000, 600_000),
    WANT: (15_000, 60_000, 300_000, 900_000, 3_600_000),
}
"""How long to wait for a device's answer before sending again, by attempt; the last one repeats."""
EACH_MS = 1
"""So much longer for each device that a group command goes to: thousands need seconds to answer, and what comes
again before that would only make them answer twice."""


def send_due(desk: Desk, link: Sends) -> int:
    """Send everything that is due, the most urgent first; how many letters went."""
    total = 0
    while sent := _round(desk, link):
        total += sent
        if sent < MOST:
            break
    return total


def _round(desk: Desk, link: Sends) -> int:
    now_ms = desk.now_ms()
    with desk.store.read() as conn:
        due = outbox.due(conn, MOST, now_ms)
    gone = [entry for entry in due if link.publish(entry.topic, entry.payload, entry.qos, entry.retain)]
    if not gone:
        return 0
    with desk.store.write() as conn:
        held = {entry.id for entry in gone if holds(desk, entry.topic)}  # reached nobody: people practise there
        first = [entry for entry in gone if entry.kind in (CMD, ALERT) and entry.attempts == 0 and entry.id not in held]
        reached = {entry.id: deliveries.sent_command(conn, entry.subject, now_ms) for entry in first}
        again = [Again(entry.id, now_ms + _pause(entry, reached.get(entry.id, 0))) for entry in gone]
        outbox.sent(conn, again, now_ms)
        wants = [entry.subject for entry in gone if entry.kind == WANT and entry.attempts == 0 and entry.id not in held]
        if wants:
            deliveries.sent(conn, wants, now_ms)
    return len(gone)


def expire(desk: Desk) -> list[Entry]:
    """Settle what nobody answered in time. It is returned, so that it becomes news instead of silence."""
    with desk.store.write() as conn:
        over = outbox.expire(conn, desk.now_ms())
    for entry in over:
        desk.bus.say("unanswered", what=entry.kind, subject=entry.subject)
    return over


def _pause(entry: Entry, reached: int) -> int:
    """With jitter, so that thousands do not come back in step; ``reached`` devices are to answer."""
    steps = PAUSES_MS[entry.kind]
    pause = steps[min(entry.attempts, len(steps) - 1)]
    return round(pause * random.uniform(0.8, 1.2)) + reached * EACH_MS
