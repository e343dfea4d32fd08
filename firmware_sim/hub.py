"""What all connections of a process share: the loop, the threads that connect, whose turn it is.

Connecting (a name to resolve, a TLS handshake) happens in a few worker threads, because it may take its time. All
sockets hang on one epoll of ours, and that one on asyncio's loop: thousands cost the loop no handle each. It is asked
without `selectors` in between, which for each socket that has something to say costs as much as reading it.
"""

from __future__ import annotations

import asyncio
import select
import socket
import ssl
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from devices.identity import Identity
from firmware_sim.timers import Timers

if TYPE_CHECKING:
    from firmware_sim.link import Link

SWEEP_MS = 5_000
PIECE = 65_536
"""Bytes read at a time."""
PATIENCE_S = 5.0
"""So long a broker has time to take a connection, and again to shake hands."""
CONNECTING_AT_ONCE = 32
TIME = "/time"
COMPANY_S = 0.05
"""So long an acknowledgement waits for what else its device has to say: a box that reports at once says both in one
piece, which for thousands spares as many calls of the kernel here and in the broker."""
THINKING_S = 0.002
"""So long the devices of a process think at a time before its sockets have their turn again; or half as long as
these took: where thousands connect and ask for the time, no device must wait for its thought until all is calm."""


class Hub:
    """What all links of a process share: the loop, the threads that connect, the keepalive sweep."""

    def __init__(self, timers: Timers, spread: Any) -> None:
        self.loop = asyncio.get_running_loop()
        self.timers, self.rng = timers, spread
        self.links: set[Link] = set()
        self._threads = ThreadPoolExecutor(8, "connect")
        self._waiting: deque[Link] = deque()
        self._connecting = 0
        self._unwritten: list[Link] = []
        self._owing: list[Link] = []
        self._heard: deque[tuple[Link, str, bytes, int, Any]] = deque()
        self._thought_at = 0.0
        self._contexts: dict[str, ssl.SSLContext] = {}
        self.piece = memoryview(bytearray(PIECE))
        """Where each reads into: pieces of its own would leave holes in the memory of thousands."""
        self._epoll = select.epoll()
        self._watched: dict[int, Link] = {}
        self.loop.add_reader(self._epoll, self._turn)
        self._sweep = timers.after(SWEEP_MS, self._look_after)

    def queue(self, link: Link) -> None:
        """Connect when it is this link's turn."""
        self._waiting.append(link)
        self._next()

    def watch(self, link: Link, made: socket.socket) -> None:
        """Let the link read what comes."""
        self._watched[made.fileno()] = link
        self._epoll.register(made, select.EPOLLIN)

    def rewatch(self, made: socket.socket, *, writing: bool) -> None:
        """Let its link write, too, when the socket takes more; or no longer."""
        self._epoll.modify(made, select.EPOLLIN | (select.EPOLLOUT if writing else 0))

    def unwatch(self, made: socket.socket) -> None:
        """The socket will be closed."""
        self._epoll.unregister(made)
        del self._watched[made.fileno()]

    def write_soon(self, link: Link) -> None:
        """Write what this link has, once the present burst of messages is through."""
        if not self._unwritten:
            self.loop.call_soon(self._write_all)
        self._unwritten.append(link)

    def write_in_company(self, link: Link) -> None:
        """Write what this link has when something more is said, or in a moment."""
        if not self._owing:
            self.loop.call_later(COMPANY_S, self._write_owing)
        self._owing.append(link)

    def hear(self, link: Link, topic: str, payload: bytes, mid: int, made: Any) -> None:
        """Let a device think about this message, which came by the socket ``made``, soon; then it is acknowledged.

        Real boxes have a processor each: what a thousand of them think about a group command does not hold up the
        next one's hearing it. So reading goes before thinking. What tells the time does not wait: a box takes its
        counter's value as it comes in.
        """
        if topic.endswith(TIME):
            link.owner.arrive(topic, payload)
            link.acknowledge(mid, made)
            return
        if not self._heard:
            self._thought_at = self.loop.time()
            self.loop.call_soon(self._think)
        self._heard.append((link, topic, payload, mid, made))

    @property
    def waiting(self) -> int:
        """Messages that no device has thought about yet."""
        return len(self._heard)

    def trust(self, ca: str) -> ssl.SSLContext:
        """The TLS context for a CA, shared."""
        context = self._contexts.get(ca)
        if context is None:
            context = self._contexts[ca] = ssl.create_default_context(cadata=ca or None)
        return context

    def close(self) -> None:
        """No more connecting."""
        self._sweep.cancel()
        self._waiting.clear()
        self._heard.clear()
        self._owing.clear()
        self._threads.shutdown(wait=False, cancel_futures=True)
        self.loop.remove_reader(self._epoll)
        self._epoll.close()

    def _turn(self) -> None:
        watched = self._watched
        for number, events in self._epoll.poll(0, max(1, len(watched))):
            link = watched.get(number)  # none: what another said in this turn closed it
            if link is not None and events & ~select.EPOLLOUT:  # broken off, too, shows in reading
                link.read()
            if link is not None and events & select.EPOLLOUT:
                link.write()

    def _next(self) -> None:
        while self._waiting and self._connecting < CONNECTING_AT_ONCE:
            link = self._waiting.popleft()
            identity = link.prepare()
            if identity is None:
                continue
            self._connecting += 1
            trust = self.trust(identity.broker.ca) if identity.broker.tls else None
            future = self.loop.run_in_executor(self._threads, _connect, identity, trust)
            future.add_done_callback(lambda done, link=link: self._done(link, done))  # type: ignore[misc]

    def _done(self, link: Link, done: asyncio.Future[tuple[Any, str]]) -> None:
        self._connecting -= 1
        if not done.cancelled():
            link.opened(*done.result())
            self._next()

    def _write_all(self) -> None:
        links, self._unwritten = self._unwritten, []
        for link in links:
            link.write()

    def _write_owing(self) -> None:
        links, self._owing = self._owing, []
        for link in links:
            link.write()

    def _think(self) -> None:
        now = self.loop.time()
        until = now + max(THINKING_S, (now - self._thought_at) / 2)
        try:
            while self._heard and self.loop.time() < until:
                link, topic, payload, mid, made = self._heard.popleft()
                link.owner.arrive(topic, payload)
                link.acknowledge(mid, made)
        finally:
            self._thought_at = self.loop.time()
            if self._heard:
                self.loop.call_soon(self._think)

    def _look_after(self) -> None:
        for link in tuple(self.links):
            link.look_after()
        self._sweep = self.timers.after(SWEEP_MS, self._look_after)


def _connect(identity: Identity, trust: ssl.SSLContext | None) -> tuple[Any, str]:
    """In a worker thread: a socket that does not block, or why there is none."""
    broker, made = identity.broker, None
    try:
        made = socket.create_connection((broker.host, broker.port), PATIENCE_S)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if trust is not None:
            made = trust.wrap_socket(made, server_hostname=broker.host)
        made.setblocking(False)
    except (OSError, ValueError) as error:
        with suppress(AttributeError):
            made.close()  # type: ignore[union-attr]
        return None, str(error) or type(error).__name__
    return made, ""
