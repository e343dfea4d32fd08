"""What all connections of a process share: the loop, the threads that connect, whose turn it is.

Connecting (a name to resolve, a TLS handshake) happens in a few worker threads, because it may take its time.
"""

from __future__ import annotations

import asyncio
import ssl
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import paho.mqtt.client as mqtt

from firmware_sim.timers import Timers

if TYPE_CHECKING:
    from firmware_sim.link import Link

SWEEP_MS = 5_000
CONNECTING_AT_ONCE = 32
TIME = "/time"
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
        self._heard: deque[tuple[Link, str, bytes]] = deque()
        self._thought_at = 0.0
        self._contexts: dict[str, ssl.SSLContext] = {}
        self._sweep = timers.after(SWEEP_MS, self._look_after)

    def queue(self, link: Link) -> None:
        """Connect when it is this link's turn."""
        self._waiting.append(link)
        self._next()

    def write_soon(self, link: Link) -> None:
        """Write what this link has, once the present burst of messages is through."""
        if not self._unwritten:
            self.loop.call_soon(self._write_all)
        self._unwritten.append(link)

    def hear(self, link: Link, topic: str, payload: bytes) -> None:
        """Let a device think about this message soon.

        Real boxes have a processor each: what a thousand of them think about a group command does not hold up the
        next one's hearing it. So reading goes before thinking. What tells the time does not wait: a box takes its
        counter's value as it comes in.
        """
        if topic.endswith(TIME):
            link.owner.arrive(topic, payload)
            return
        if not self._heard:
            self._thought_at = self.loop.time()
            self.loop.call_soon(self._think)
        self._heard.append((link, topic, payload))

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
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _next(self) -> None:
        while self._waiting and self._connecting < CONNECTING_AT_ONCE:
            link = self._waiting.popleft()
            client = link.prepare()
            if client is None:
                continue
            self._connecting += 1
            future = self.loop.run_in_executor(self._threads, _reconnect, client)
            future.add_done_callback(lambda done, link=link, client=client: self._done(link, client, done))  # type: ignore[misc]

    def _done(self, link: Link, client: mqtt.Client, done: asyncio.Future[str]) -> None:
        self._connecting -= 1
        if not done.cancelled():
            link.opened(client, done.result())
            self._next()

    def _write_all(self) -> None:
        links, self._unwritten = self._unwritten, []
        for link in links:
            link.write()

    def _think(self) -> None:
        now = self.loop.time()
        until = now + max(THINKING_S, (now - self._thought_at) / 2)
        try:
            while self._heard and self.loop.time() < until:
                link, topic, payload = self._heard.popleft()
                link.owner.arrive(topic, payload)
        finally:
            self._thought_at = self.loop.time()
            if self._heard:
                self.loop.call_soon(self._think)

    def _look_after(self) -> None:
        for link in tuple(self.links):
            link.look_after()
        self._sweep = self.timers.after(SWEEP_MS, self._look_after)


def _reconnect(client: mqtt.Client) -> str:
    """In a worker thread: the TCP connection, TLS, and the first packet queued. Returns '' or what went wrong."""
    try:
        client.reconnect()
    except (OSError, ValueError) as error:
        return str(error) or type(error).__name__
    return ""
