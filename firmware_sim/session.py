"""What a device's side of an MQTT session keeps: the publishes that the broker has not acknowledged yet.

It outlives a connection, as the session at the broker does, and ends with the power. No socket in it: what is to be
sent comes out as bytes.
"""

from __future__ import annotations

from itertools import islice

from devices import packets

IN_FLIGHT = 20
"""Unacknowledged publishes on the way at a time; the others wait here, in order."""
LAST_NUMBER = 0xFFFF


class Session:
    """Of the publishes in ``_open`` the first ``_sent`` were on the way at least once."""

    __slots__ = ("_last", "_open", "_sent")

    def __init__(self) -> None:
        self._open: dict[int, bytes] | None = None  # an idle device of thousands keeps no empty dictionary
        self._last = self._sent = 0

    def next(self) -> int:
        """A packet number that is not in use."""
        number = self._last % LAST_NUMBER + 1
        while self._open and number in self._open:
            number = number % LAST_NUMBER + 1
        self._last = number
        return number

    def publish(self, topic: str, payload: bytes, retain: bool, *, up: bool) -> bytes:
        """Keep a publish of QoS 1 until it is acknowledged; the bytes that are to go out now."""
        number = self.next()
        packet = packets.publish(topic, payload, 1, retain, number)
        if self._open is None:
            self._open = {}
        self._open[number] = packet
        if up and self._sent == len(self._open) - 1 < IN_FLIGHT:
            self._sent += 1
            return packet
        return b""

    def resume(self) -> bytes:
        """A new connection stands: what was not acknowledged, again, and what may go besides."""
        return b"".join(map(packets.again, islice((self._open or {}).values(), self._sent))) + self._more()

    def acknowledged(self, number: int) -> bytes:
        """The broker has this one; the bytes of the next that waited."""
        if self._open is None or self._open.pop(number, None) is None:
            return b""
        self._sent -= 1
        if not self._open:
            self._open = None
            return b""
        return self._more()

    def _more(self) -> bytes:
        waiting = [] if self._open is None else list(islice(self._open.values(), self._sent, IN_FLIGHT))
        self._sent += len(waiting)
        return b"".join(waiting)
