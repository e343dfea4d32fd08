"""Who speaks live in virtual time: a session, and its pieces on the wire as a service would send them."""

from __future__ import annotations

from functools import cache, partial

import av
import numpy as np

from devices.live import Frames, SessionKey
from devices.messages import Klass, Live
from devices.topics import TABLE, Kind
from firmware_sim.virtual import VirtualWorld
from tests.firmware_sim.sim_desk import PATH, Desk

FRAME = 20
BATCH = 5
RATE = 16_000
DELAY = 800
"""Between a mouth and a horn."""


def encode(samples: np.ndarray) -> list[bytes]:
    """Opus pieces of 20 ms of mono 16-bit sound at 16 kHz."""
    codec = av.CodecContext.create("libopus", "w")
    codec.sample_rate, codec.format, codec.layout, codec.bit_rate = RATE, "s16", "mono", 24_000
    pieces, whole = [], RATE * FRAME // 1000
    for at in range(0, len(samples) - whole + 1, whole):
        frame = av.AudioFrame.from_ndarray(samples[at : at + whole].reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate, frame.pts = RATE, at
        pieces += [bytes(packet) for packet in codec.encode(frame)]
    return pieces


@cache
def tone(seconds: int = 4) -> tuple[bytes, ...]:
    at = np.arange(seconds * RATE) / RATE
    return tuple(encode((np.sin(2 * np.pi * 440 * at) * 10_000).astype(np.int16)))


class Talker:
    """One session; ``say`` puts its messages on the wire, each when it would have been spoken."""

    def __init__(self, world: VirtualWorld, desk: Desk, name: str = "c-live", lead: int = 3_000) -> None:
        self.world, self.desk, self.name = world, desk, name
        self.key = SessionKey()
        self.mouth = int(world.now) + lead
        """When piece 0 is spoken."""

    def session(self, **changes: object) -> Live:
        now = int(self.world.now)
        fields: dict[str, object] = {"klass": Klass.PRIORITY, "longest": 60_000, "volume": 80} | changes
        at = self.mouth + DELAY
        return Live(self.name, now, at + 60_000, at, area=PATH[1], key=self.key.public, **fields)  # type: ignore[arg-type]

    def open(self, **changes: object) -> None:
        self.desk.order(self.session(**changes), area=PATH[1])
        self.send(Frames(0))

    def send(self, frames: Frames, key: SessionKey | None = None) -> bytes:
        message = (key or self.key).seal(self.name, frames)
        self.put(message)
        return message

    def put(self, message: bytes) -> None:
        self.world.broker.publish(TABLE[Kind.LIVE].of(PATH[1], self.name), message, 0, False)

    def say(self, pieces: tuple[bytes, ...], first: int = 0, end: bool = True) -> None:
        """From piece ``first`` on; with the end behind it."""
        for number in range(0, len(pieces), BATCH):
            batch = Frames(first + number, pieces[number : number + BATCH])
            spoken = self.mouth + (batch.first + len(batch.pieces)) * FRAME
            self.world.timers.at(spoken, partial(self.send, batch))
        if end:
            last = first + len(pieces)
            self.world.timers.at(self.mouth + last * FRAME, lambda: self.send(Frames(last, end=True)))
