"""One talk on the air: sound comes in at one end, signed pieces, as loud as everything else, leave at the other, and
what was said is recorded."""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass

import numpy as np

from controller.live.leveller import Leveller
from controller.live.opus import Encoder
from controller.live.recording import Recording
from controller.live.sender import Sender
from controller.live.shape import BYTES
from controller.live.slots import Slots
from controller.store.talks import Talk

HOLD_MS = 500
"""Where nothing is said, a sign of life at least so often."""
LOST_MS = 10_000
"""A microphone that was away so long does not come back."""
FULL_SCALE = 32_768.0
LONGEST, LINK_LOST = "longest", "link-lost"


@dataclass(frozen=True, slots=True)
class Level:
    """How loud it was just now, dBFS; None where there was nothing at all."""

    level: float | None = None
    peak: float | None = None


class Air:
    """A talk from its count-down to its end. Any thread may call."""

    def __init__(self, talk: Talk, sender: Sender, recording: Recording, now_ms: int) -> None:
        self.talk = talk
        self.slots = Slots(talk.mouth_ms)
        self.level = Level()
        self.why = ""
        """Why it ended; '' while it goes on."""
        self.is_closed = False
        """Whether its end stands in the books: nobody is told of it before."""
        self.microphone: object | None = None
        """Whoever speaks now: the newest connection."""
        self._sender, self._recording, self._encode = sender, recording, Encoder()
        self._even = Leveller()
        self._heard_ms = max(now_ms, talk.mouth_ms)
        self._sent_ms = now_ms
        self._lock = threading.Lock()
        sender.hold()

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return bool(self.why)

    def hear(self, number: int, pieces: list[bytes], now_ms: int) -> bool:
        """Frames of a microphone from ``number`` on; whether they were in time."""
        with self._lock:
            if self.is_over:
                return False
            self._heard_ms = max(self._heard_ms, now_ms)
            first = self.slots.place(number, len(pieces), now_ms)
        self.level = level_of(b"".join(pieces))
        if first is None:
            return False
        for at, piece in enumerate(pieces, first):
            self.sound(at, piece, now_ms)
        return True

    def sound(self, number: int, piece: bytes, now_ms: int) -> None:
        """Raw sound of 20 ms that is piece ``number`` of the talk."""
        assert len(piece) == BYTES
        with self._lock:
            if not self.is_over and number >= self._sender.next:
                packet = self._encode(self._even(piece))
                self._sender.put(number, packet)
                self._recording.put(number, packet)
                self._sent_ms = self._heard_ms = now_ms

    def tick(self, now_ms: int) -> str:
        """Say that it goes on, where nobody speaks; why it must end, if it must."""
        with self._lock:
            if self.is_over:
                return ""
            if now_ms - self._sent_ms >= HOLD_MS:
                self._sender.flush()
                self._sender.hold()
                self._sent_ms = now_ms
        if now_ms >= self.talk.mouth_ms + self.talk.longest_ms:
            return LONGEST
        return LINK_LOST if now_ms - self._heard_ms >= LOST_MS else ""

    def end(self, why: str) -> bool:
        """Nothing more goes out; False where it had ended already."""
        with self._lock:
            if self.is_over:
                return False
            self.why = why
            self._sender.end()
            self._recording.close()
            return True

    def say_end(self) -> None:
        """Again, for who has not heard it."""
        self._sender.say_end()


def level_of(sound: bytes) -> Level:
    """Level (RMS) and peak of raw sound."""
    samples = np.frombuffer(sound, "<i2").astype(np.float64) / FULL_SCALE
    if not samples.size or not samples.any():
        return Level()
    return Level(
        round(10 * math.log10(float(np.mean(samples**2))), 1), round(20 * math.log10(float(np.abs(samples).max())), 1)
    )
