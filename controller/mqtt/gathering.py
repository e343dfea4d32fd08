"""A socket that reads and writes in large pieces, for paho, which asks for a byte at a time.

paho reads a packet in three calls of the kernel and writes each by one more. After every such call a thread must win
the interpreter back from all others, so that in a busy service a packet costs milliseconds of waiting. Here the network
thread fills and flushes once a turn. A piece is small, so that what must go out soon (the answer to a question about
the time) waits for tens of packets and not for all that have come.
"""

from __future__ import annotations

import ssl
from contextlib import suppress
from typing import Any

PIECE = 16_384
"""Bytes read in one turn: about a hundred reports."""
MOST = 1 << 20
"""Bytes that wait to be written before paho has to keep the rest."""


class Gathering:
    """Stands between paho and its socket, which does not block."""

    def __init__(self, sock: Any) -> None:
        self._sock = sock
        self._in = b""
        self._at = 0
        self._out = bytearray()
        self._ended = False

    # -------------------------------------------------------------- for the network thread

    def fill(self) -> None:
        """Take what has come, up to one piece. Raises nothing: a lost connection shows when paho reads on."""
        try:
            self._in, self._at = self._sock.recv(PIECE), 0
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return
        except OSError:
            self._in, self._at = b"", 0
        self._ended = not self._in

    def has_more(self) -> bool:
        """Whether paho has not read all of the piece, or not yet that the connection has ended."""
        return self._at < len(self._in) or self._ended

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
        """The next bytes of the piece; at its end it is as if nothing more had come."""
        data = self._in[self._at : self._at + size]
        self._at += len(data)
        if not data and not self._ended:
            raise BlockingIOError
        return data

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
