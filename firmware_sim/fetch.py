"""Downloads: on from where the last attempt broke off, verified by hash, test-decoded, and only then given their name.

One attempt a call; when to try again is the brain's business. Reasons of failure: ``unreachable``, ``http-<status>``,
``too-large``, ``cut-short``, ``wrong-hash``, ``undecodable``, ``flash-full``.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable
from random import Random

import httpx

from devices.firmware import KIND as FIRMWARE
from devices.messages import Media
from devices.relay import KIND, NotRelay, read_relay
from firmware_sim.board import NotPicture
from firmware_sim.faults import Weather
from firmware_sim.flash import FlashFull
from firmware_sim.shelf import PooledShelf, Shelf
from firmware_sim.sound import CONTAINERS, NotSound, measure

AT_ONCE = 64
"""Downloads under way in the whole process."""
TIMEOUT_S = 20.0


class Failed(Exception):
    """This attempt failed; the text is the reason's code."""


def test_decode(data: bytes, kind: str) -> None:
    """Whether a file can be used at all. Raises `Failed`."""
    try:
        if kind in CONTAINERS:
            measure(data, kind, 16_000)
        elif kind == KIND:
            read_relay(data)
        elif kind in ("png", "apng"):
            _look(data)
        elif kind == "mp4" and data[4:8] != b"ftyp":
            raise NotPicture("undecodable")
    except (NotSound, NotPicture, NotRelay):
        raise Failed("undecodable") from None


def _look(data: bytes) -> None:
    if not data.startswith(b"\x89PNG\r\n\x1a\n") or b"IEND" not in data[-16:]:
        raise NotPicture("undecodable")


class Fetcher:
    """All downloads of one process, on its event loop."""

    def __init__(self, rng: Random, ca: str = "") -> None:
        self._rng = rng
        limits = httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE)
        self._client = httpx.AsyncClient(
            timeout=TIMEOUT_S, limits=limits, verify=trust(ca), trust_env=False, follow_redirects=False
        )
        self._gate = asyncio.Semaphore(AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()
        self._together: dict[str, asyncio.Lock] = {}

    def start(
        self, shelf: Shelf, media: Media, url: str, weather: Weather, done: Callable[[str], object]
    ) -> asyncio.Task[None]:
        """Fetch in the background; ``done`` gets '' or the reason why not. Cancel the task if the power goes."""
        task = asyncio.get_running_loop().create_task(self._run(shelf, media, url, weather, done))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def send(self, url: str, data: bytes, done: Callable[[str], object]) -> asyncio.Task[None]:
        """Send in the background; ``done`` gets '' or the reason why not."""
        task = asyncio.get_running_loop().create_task(self._put(url, data, done))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def close(self) -> None:
        """Give up what is under way."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._client.aclose()

    async def _put(self, url: str, data: bytes, done: Callable[[str], object]) -> None:
        try:
            async with self._gate:
                answer = await self._client.put(url, content=data, headers={"content-type": "text/plain"})
        except (httpx.HTTPError, httpx.InvalidURL):
            done("unreachable")
        else:
            done("" if answer.is_success else f"http-{answer.status_code}")

    async def _run(self, shelf: Shelf, media: Media, url: str, weather: Weather, done: Callable[[str], object]) -> None:
        try:
            if isinstance(shelf, PooledShelf):
                async with self._together.setdefault(media.hash, asyncio.Lock()):
                    await self._get(shelf, media, url, weather)
            else:
                await self._get(shelf, media, url, weather)
        except Failed as why:
            done(str(why))
        except FlashFull:
            shelf.drop_part(media.hash)
            done("flash-full")
        except httpx.HTTPError:
            done("unreachable")
        else:
            done("")

    async def _get(self, shelf: Shelf, media: Media, url: str, weather: Weather) -> None:
        if shelf.part(media.hash) < media.bytes:
            async with self._gate:
                await self._download(shelf, media, url, weather)
        if shelf.part(media.hash) < media.bytes:
            raise Failed("cut-short")
        if not shelf.verified(media.hash):
            shelf.drop_part(media.hash)
            raise Failed("wrong-hash")
        if media.kind != FIRMWARE and not shelf.known(media.hash):  # an image may be larger than our memory
            try:
                await asyncio.to_thread(test_decode, shelf.whole(media.hash), media.kind)
            except Failed:
                shelf.drop_part(media.hash)
                raise
        shelf.finish(media.hash)

    async def _download(self, shelf: Shelf, media: Media, url: str, weather: Weather) -> None:
        have = shelf.part(media.hash)
        spoil = self._rng.random() < weather.corrupt
        headers = {"range": f"bytes={have}-"} if have else {}
        async with self._client.stream("GET", url, headers=headers) as answer:
            if answer.status_code == 416 or (answer.status_code == 200 and have):
                shelf.drop_part(media.hash)
                have = 0
            if answer.status_code not in (200, 206):
                raise Failed(f"http-{answer.status_code}")
            async for chunk in answer.aiter_raw():
                have += len(chunk)
                if have > media.bytes:
                    shelf.drop_part(media.hash)
                    raise Failed("too-large")
                shelf.extend(media.hash, _spoiled(chunk) if spoil else chunk)
                spoil = False
                if weather.slow:
                    await asyncio.sleep(len(chunk) / weather.slow)


def _spoiled(chunk: bytes) -> bytes:
    return bytes([chunk[0] ^ 0xFF]) + chunk[1:]


def trust(ca: str) -> bool | ssl.SSLContext:
    return ssl.create_default_context(cadata=ca) if ca else True
