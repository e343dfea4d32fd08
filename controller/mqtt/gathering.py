"""A socket that reads and writes in large pieces, for paho, which asks for a byte at a time.

paho reads a packet in three calls of the kernel and writes each by one more. After every such call a thread must win
the interpreter back from all others, so that in a busy service a packet costs milliseconds of waiting. Here the network
thread fills and flushes once a turn. A piece is small, so that what must go out soon (the answer to a question about
the time) waits for tens of packets and not for all that have come.

What has come is cut into packets here, and paho is lent one at a time: so the link can take the messages themselves,
of which there are thousands, and leave to paho what keeps the connection (decision 53).
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from devices import packets

PIECE = 16_384
"""Bytes read in one turn: about a hundred reports."""
MOST = 1 << 20
"""Bytes that wait to be written before paho has to keep the rest."""


class Gathering:
    """Stands between paho and its socket, which does not block."""

    def __init__(self, sock: Any) -> None:
        self._sock = sock
        self._in = b""
        self._at = self._lent = 0
        self._out = bytearray()
        self._ended = False

    # -------------------------------------------------------------- for the network thread

    def fill(self) -> None:
        """Take what has come, up to one piece. Raises nothing: a lost connection shows when paho reads on."""
        try:
            data = self._sock.recv(PIECE)
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return
        except OSError:
            data = b""
        self._ended = not data
        self._in += data

    def packets(self) -> Iterator[tuple[int, bytes, int, int]]:
        """The whole packets that have come: first byte, data, where the body begins and ends. paho may read the present
        one. Raises `Malformed`: who asked has to `break_off` then."""
        data = self._in
        self._at = self._lent = 0
        for first, body, end in packets.frames(data):
            self._at, self._lent = self._lent, end
            yield first, data, body, end
        self._in = data[self._lent :]
        self._at = self._lent = 0

    def break_off(self) -> None:
        """What came is no MQTT: for paho it is as if the connection had ended."""
        self._ended = True

    @property
    def has_ended(self) -> bool:
        """Whether the connection is gone, and paho has yet to read that."""
        return self._ended

    def holds(self) -> bool:
        """Whether TLS has unpacked more than was taken: the kernel's socket is not readable for it."""
        return isinstance(self._sock, ssl.SSLSocket) and self._sock.pending() > 0

    def flush(self) -> None:
        """Write as much as the kernel takes."""
        while self._out:
            try:
                sent = self._sock.send(self._out)
            except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
                return
            except OSError:
                self._ended = True  # the next turn tells paho
                return
            del self._out[:sent]

    def is_full(self) -> bool:
        """Whether there is something that the kernel has not taken yet."""
        return bool(self._out)

    # -------------------------------------------------------------- for paho

    def recv(self, size: int) -> bytes:
        """The next bytes of the packet that is lent; at its end it is as if nothing more had come."""
        data = self._in[self._at : min(self._at + size, self._lent)]
        self._at += len(data)
        if not data and not self._ended:
            raise BlockingIOError
        return data

    def put(self, packet: bytes) -> None:
        """A whole packet, among paho's."""
        self._out += packet

    def send(self, data: bytes) -> int:
        """Kept for the next `flush`."""
        if len(self._out) >= MOST:
            raise BlockingIOError
        self._out += data
        return len(data)

    def close(self) -> None:
        """The last word (a farewell to the broker) goes out with it, if the kernel takes it."""
        with suppress(OSError):
            self.flush()
        self._sock.close()

    def fileno(self) -> int:
        """For the selector."""
        return int(self._sock.fileno())

    def setblocking(self, flag: bool) -> None:
        """paho asks for it once."""
        self._sock.setblocking(flag)
