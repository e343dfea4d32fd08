"""Pieces on their way to the horns: signed once, one message for each area that hears them.

What sounds live goes through here, wherever it comes from: a microphone, or a station's stream. The one who sends says
which piece it is; the horns sound piece n at ``at + n * 20 ms``, and drop what comes after that.
"""

from __future__ import annotations

from collections.abc import Sequence

from controller.live.shape import BATCH
from controller.ports import Sends
from devices.live import Frames, SessionKey
from devices.topics import TABLE, Kind

_ROW = TABLE[Kind.LIVE]


class Sender:
    """One session on the wire. For one thread at a time."""

    def __init__(self, session: str, areas: Sequence[str], key: SessionKey, link: Sends) -> None:
        self._session, self._key, self._link = session, key, link
        self._topics = tuple(_ROW.of(area, session) for area in areas)
        self._first = 0
        self._waiting: list[bytes] = []
        self.messages = 0
        self.ended = False

    @property
    def next(self) -> int:
        """The number of the piece that comes next, if nothing is left out."""
        return self._first + len(self._waiting)

    def put(self, number: int, piece: bytes) -> None:
        """One piece of Opus. What is not next in order begins another message; what went by is passed over."""
        if number < self.next:
            return
        if number > self.next:
            self.flush()
            self._first = number
        self._waiting.append(piece)
        if len(self._waiting) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Send what waits for its message to fill."""
        if self._waiting:
            first, pieces = self._first, tuple(self._waiting)
            self._first, self._waiting = self.next, []
            self._send(Frames(first, pieces))

    def hold(self) -> None:
        """Nobody speaks at the moment, and the talk goes on."""
        if not self.ended:
            self._send(Frames(self.next))

    def fault(self, number: int, fault: str) -> None:
        """The source of a relay gives nothing from this piece on."""
        if not self.ended and number >= self.next:
            self.flush()
            self._first = number
            self._send(Frames(number, fault=fault))

    def end(self) -> None:
        """Nothing comes any more."""
        if not self.ended:
            self.flush()
            self.ended = True
            self.say_end()

    def say_end(self) -> None:
        """Say it (again): it may have been lost."""
        self._send(Frames(self.next, end=True))

    def _send(self, frames: Frames) -> None:
        message = self._key.seal(self._session, frames)
        for topic in self._topics:
            self.messages += self._link.publish(topic, message, _ROW.qos, _ROW.retained)
