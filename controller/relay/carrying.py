"""One relay on its way: a stream is opened, its sound encoded once, and sent a little before each piece's instant.

Where the stream gives nothing, the boxes are told so and why, and sound the filler from their own shelves; it is opened
again after one second, two, four, … ten. The number of a piece is its place in time, so what is left out moves
nothing.
"""

from __future__ import annotations

import threading

import structlog

from controller.errors import Refused
from controller.live.opus import Encoder
from controller.live.sender import Sender
from controller.live.shape import BATCH, BYTES, FRAME_MS
from controller.ports import Listens, Pulls
from controller.relay.due import Due
from devices.relay import DEAD, SILENT, WRONG

log = structlog.get_logger()

LEAD_MS = 1_500
"""A piece leaves so long before it sounds: nobody waits for it as for a word, and 4G is uneven."""
HICCUP_MS = 1_000
"""A stream may stumble for so long before that is a fault. Then it is silence."""
SAY_MS = 500
"""A fault is said again and again: a message may be lost, and a box may come in between."""
FIRST_RETRY_MS, LONGEST_RETRY_MS = 1_000, 10_000
"""One asks for all its boxes, so it may ask more often than they would: a station that is back is heard soon."""
KBIT = 32
"""A station plays music, too."""
BLOCK_MS = BATCH * FRAME_MS
_FOR_GOOD = {"relay-private": WRONG}
"""What a refusal to open an address means for who waits; any other is a station that is not there."""


class Carrying:
    """From shortly before its start to its end. Any thread may call; `turn` is for the one that sends."""

    def __init__(self, due: Due, ears: Listens, sender: Sender, now_ms: int, quiet_ms: int) -> None:
        self.due, self.fault = due, ""
        self.heard_ms = 0
        """So much of the stream was sent."""
        self.closed = False
        self._ears, self._sender, self._quiet_ms = ears, sender, quiet_ms
        self._encode = Encoder("audio", KBIT)
        self._stream: Pulls | None = None
        self._missed_ms = HICCUP_MS
        self._tries, self._again_ms, self._said_ms = 0, now_ms, 0
        late = max(0, now_ms + LEAD_MS - due.start_ms)
        self._next = -(-late // BLOCK_MS) * BATCH
        self._lock = threading.Lock()

    def turn(self, now_ms: int) -> None:
        """Send all whose time has come."""
        if self._stream is None and now_ms >= self._again_ms:
            self._open(now_ms)
        with self._lock:
            while not self.closed and self._leaves_ms() <= now_ms and self._next * FRAME_MS < self.due.source.length_ms:
                self._step(now_ms)

    def close(self, *, say: bool) -> None:
        """Nothing more goes out; ``say`` it where it is over, and not where a service that starts anew will go on."""
        with self._lock:
            if self.closed:
                return
            self.closed = True
            if say:
                self._sender.end()
            self._hang_up()

    def _leaves_ms(self) -> int:
        return self.due.start_ms + self._next * FRAME_MS - LEAD_MS

    def _open(self, now_ms: int) -> None:
        """Outside the lock: to look a name up may take its time."""
        source = self.due.source
        left_s = max(1.0, (self.due.end_ms - now_ms) / 1000)
        try:
            stream = self._ears.pull(source.address, source.codec, left_s, self._quiet_ms, source.station)
        except Refused as refused:
            self._lost(_FOR_GOOD.get(refused.code, DEAD), now_ms)
            return
        with self._lock:
            self._stream = stream
            if self.closed:
                self._hang_up()

    def _step(self, now_ms: int) -> None:
        """The next tenth of a second."""
        pulled = self._stream.take() if self._stream is not None else None
        if pulled is not None and pulled.sound is not None:
            self._send(pulled.sound)
        else:
            self._nothing(pulled.fault if pulled is not None else "", now_ms)
        self._next += BATCH

    def _send(self, sound: bytes) -> None:
        self._missed_ms, self._tries, self.fault = 0, 0, ""
        for number in range(BATCH):
            self._sender.put(self._next + number, self._encode(sound[number * BYTES :][:BYTES]))
        self.heard_ms += BLOCK_MS

    def _nothing(self, fault: str, now_ms: int) -> None:
        self._missed_ms += BLOCK_MS
        if fault in (DEAD, WRONG):
            self._lost(fault, now_ms)
        elif fault == SILENT:
            self.fault = SILENT
        if not self.fault and self._missed_ms >= HICCUP_MS:
            self.fault = DEAD
        if self.fault and now_ms - self._said_ms >= SAY_MS:
            self._said_ms = now_ms
            self._sender.fault(self._next, self.fault)

    def _lost(self, fault: str, now_ms: int) -> None:
        """Try again later."""
        if self.fault != fault:
            log.info("relay-fault", occurrence=self.due.what.subject, fault=fault)
        self.fault = fault
        self._hang_up()
        self._again_ms = now_ms + min(FIRST_RETRY_MS << min(self._tries, 10), LONGEST_RETRY_MS)
        self._tries += 1

    def _hang_up(self) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None
