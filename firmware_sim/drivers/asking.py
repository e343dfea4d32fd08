"""Requests to an apparatus, one after the other, in a thread of its own: the boxes' loop never waits for a horn."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx

from firmware_sim.drivers.axis import Answer, Ask

PATIENCE_S = 8.0
LONGEST = 200_000
"""Letters of an answer that are read."""


class HttpAsking:
    """An `Asking` with digest authentication. Make it inside a running loop."""

    def __init__(self, url: str, user: str, password: str) -> None:
        self._loop = asyncio.get_running_loop()
        self._pool = ThreadPoolExecutor(1, "apparatus")
        self._client = httpx.Client(
            base_url=url,
            auth=httpx.DigestAuth(user, password),
            timeout=PATIENCE_S,
            follow_redirects=False,
            trust_env=False,
        )

    def __call__(self, ask: Ask, done: Callable[[Answer], object]) -> None:
        future = self._loop.run_in_executor(self._pool, self._send, ask)
        future.add_done_callback(lambda one: done(one.result()))

    def close(self) -> None:
        """No more."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._client.close()

    def _send(self, ask: Ask) -> Answer:
        files = {"file": (ask.name, ask.file, ask.kind)} if ask.file is not None else None
        try:
            answer = self._client.request("POST" if files else "GET", ask.target, files=files)
        except (httpx.HTTPError, OSError, ValueError):
            return Answer(0)
        return Answer(answer.status_code, answer.text[:LONGEST])
