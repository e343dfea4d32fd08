"""``python -m firmware_sim.listen``: what this box would hear of a stream, as one line of JSON.

The question comes as JSON on the standard input: ``url``, ``codec``, ``seconds``, and ``at``, the IP address that the
name was found to mean.
"""

from __future__ import annotations

import json
import sys
import time

import msgspec

from devices.relay import DEAD, Relay
from firmware_sim.receiver import TUNING, Receiver

RATE = 48_000
LOOK_S = 0.05
FIRST_S = 10.0
"""A stream may need so long before its first sound."""


class Question(msgspec.Struct, frozen=True):
    """What to listen to."""

    url: str
    codec: str
    seconds: float
    at: str = ""


def listen(asked: Question) -> dict[str, object]:
    """Hear it for so many seconds, or until something is wrong with it."""
    receiver = Receiver(
        Relay(asked.url, asked.codec, 1_000, quiet_ms=max(1_000, round(asked.seconds * 800))), RATE, asked.at
    )
    began = time.monotonic()
    heard_since: float | None = None
    while True:
        time.sleep(LOOK_S)
        now, fault = time.monotonic(), receiver.fault
        if heard_since is None and fault == "":
            heard_since = now
        if fault not in ("", TUNING) or (heard_since is not None and now - heard_since >= asked.seconds):
            break
        if now - began > FIRST_S + asked.seconds:
            fault = fault or DEAD
            break
        while receiver.ahead_s > 1:
            receiver.take()
    receiver.close()
    fault = DEAD if fault == TUNING else fault
    return {
        "fault": fault,
        "loudness": receiver.loudness,
        "title": receiver.title,
        "led": receiver.led,
        "codec": receiver.codec,
        "rate": receiver.source_rate,
    }


def main() -> None:
    """Answer one question."""
    asked = msgspec.json.decode(sys.stdin.buffer.read(), type=Question)
    sys.stdout.write(json.dumps(listen(asked)) + "\n")


if __name__ == "__main__":
    main()
