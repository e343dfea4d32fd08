"""``python -m firmware_sim.pull``: a stream's sound, a tenth of a second at a time, for who must not open it himself.

The question comes as one line of JSON on the standard input: ``url``, ``codec``, ``at`` (the IP address that the name
was found to mean), ``quiet_ms``, ``station``. Then each byte on the input asks for the next block. The answer is one
byte that says what is wrong (`devices.live.FAULT_CODES`; 0 nothing; 255: nothing was heard yet), one that says whether
sound follows, and the sound: raw, mono, 16 bit, `RATE`, as loud as a box would make it.
"""

from __future__ import annotations

import sys

import msgspec

from devices.live import FAULT_CODES
from devices.relay import Relay
from firmware_sim.carrier import HICCUP_S, IN_HAND_S
from firmware_sim.leveller import BLOCK_S
from firmware_sim.receiver import TUNING, Receiver
from firmware_sim.sound import Samples

RATE = 16_000
_CODES = {"": 0, TUNING: 255} | {fault: code for code, fault in FAULT_CODES.items()}


class Question(msgspec.Struct, frozen=True):
    """What to receive."""

    url: str
    codec: str
    at: str = ""
    quiet_ms: int = 6_000
    station: str = ""


class Pull:
    """Gives what there is, once there is enough; and no more where it stumbles for too long."""

    def __init__(self, receiver: Receiver) -> None:
        self.receiver = receiver
        self._waits = True
        self._missed = 0.0

    def take(self) -> tuple[int, Samples | None]:
        """What is wrong, and the next block."""
        receiver = self.receiver
        if self._waits and receiver.fault == "" and receiver.ahead_s >= IN_HAND_S:
            self._waits, self._missed = False, 0.0
        block = None if self._waits else receiver.take()
        self._missed = 0.0 if block is not None else self._missed + BLOCK_S
        if block is None and self._missed >= HICCUP_S and not self._waits:
            self._waits = True
            receiver.idle()
        return _CODES[receiver.fault], block


def main() -> None:
    """Answer until nobody asks any more."""
    asked = msgspec.json.decode(sys.stdin.buffer.readline(), type=Question)
    relay = Relay(asked.url, asked.codec, 1_000, quiet_ms=asked.quiet_ms, station=asked.station)
    pull = Pull(Receiver(relay, RATE, asked.at))
    out = sys.stdout.buffer
    while sys.stdin.buffer.read(1):
        code, block = pull.take()
        out.write(bytes((code, block is not None)) + (b"" if block is None else block.astype("<i2").tobytes()))
        out.flush()
    pull.receiver.close()


if __name__ == "__main__":
    main()
