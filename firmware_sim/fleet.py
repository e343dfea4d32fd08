"""Many devices in one process on one asyncio loop, against a real broker and a real media server."""

from __future__ import annotations

import asyncio
import gc
import resource
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from msgspec import Struct

from devices.identity import Identity
from devices.profiles import Profile, profile
from firmware_sim.blind import Blinding
from firmware_sim.board import Board, Glass, VirtualBoard
from firmware_sim.clock import Counter
from firmware_sim.deaf import Hurting
from firmware_sim.device import Device
from firmware_sim.faults import Fault, Weather
from firmware_sim.fetch import Fetcher
from firmware_sim.flash import Flash, FolderFlash, MemoryFlash
from firmware_sim.hub import Hub
from firmware_sim.link import Link
from firmware_sim.player import Card
from firmware_sim.shelf import FolderShelf, Pool, PooledShelf, Shelf
from firmware_sim.speaker import Speaker
from firmware_sim.striking import Striker
from firmware_sim.thrift import give_back
from firmware_sim.timeline import TimeLine
from firmware_sim.timers import Timers
from firmware_sim.virtual_speaker import Measured, VirtualSpeaker
from firmware_sim.world import World

REAL_MOST = 64
"""More devices than this neither write files nor decode each for itself, unless asked to."""
LEAVE_S = 0.3


class Options(Struct, frozen=True, kw_only=True):
    """How to run a fleet."""

    out: Path
    real: bool | None = None
    """Really decode, write WAV and PNG, keep flash and media in folders; None: up to `REAL_MOST` devices."""
    weather: Weather = Weather()
    script: tuple[Fault, ...] = ()
    deaf: tuple[tuple[str, Hurting, float], ...] = ()
    """What is broken from the start: on which device ('': on all), what, how much of it."""
    blind: tuple[tuple[str, Blinding, float], ...] = ()
    """The same of panels."""
    seed: int | None = None
    card: Callable[[int], Card] | None = None
    """Opens the sound card for a sample rate: the first speaker is heard on it."""
    glass: Callable[[str], Glass] | None = None
    """Opens a window for a board."""


class Drive:
    """Rings the timers from an asyncio loop."""

    def __init__(self, timers: Timers) -> None:
        self._timers = timers
        self._loop = asyncio.get_running_loop()
        self._handle: asyncio.TimerHandle | None = None
        timers.changed = self._set

    def stop(self) -> None:
        """No alarm rings any more."""
        self._timers.changed = None
        if self._handle is not None:
            self._handle.cancel()

    def _set(self) -> None:
        if self._handle is not None:
            self._handle.cancel()
        due = self._timers.next_due()
        self._handle = None
        if due is not None:
            self._handle = self._loop.call_later(max(0.0, due - self._timers.now()) / 1000, self._ring)

    def _ring(self) -> None:
        self._timers.changed = None
        try:
            self._timers.ring(most=500)  # then let the sockets have their turn
        finally:
            self._timers.changed = self._set
            self._set()


class Fleet:
    """The devices and what they share. Make it inside a running loop; then `start`, and in the end `stop`."""

    def __init__(self, identities: Sequence[Identity], true: Callable[[], float], options: Options) -> None:
        self.options = options
        self.real = options.real if options.real is not None else len(identities) <= REAL_MOST
        allow_files(3 * len(identities) + 256)
        if not self.real:
            give_back()
        self.rng = Random(options.seed)
        self.timers = Timers(true)
        self._drive = Drive(self.timers)
        ca = next((one.broker.ca for one in identities if one.broker.ca), "")
        self.fetcher = Fetcher(self.rng, ca)
        self.world = World(self.timers, self.rng, self.fetcher, options.weather)
        self.hub = Hub(self.timers, self.rng)
        self.started = true()
        self._pool, self._measured = Pool(), Measured()
        self._prints: dict[tuple[str, int, int], str] = {}
        self._card: Card | None = None
        self.devices = {one.device: self._make(one) for one in identities}
        self.striker = Striker(self.world, self.devices)

    def start(self) -> None:
        """Power for all, and the script's faults in their time."""
        if not self.real:
            calm_collector()
        for name, what, amount in self.options.deaf:
            for device in self.striker.hit(name):
                device.deafen(device.deaf.broken(what, amount))
        for name, hurt, amount in self.options.blind:
            for device in self.striker.hit(name):
                device.blind(device.blindness.broken(hurt, amount))
        for device in self.devices.values():
            device.power_on()
        for fault in self.options.script:
            self.timers.at(self.started + fault.at * 1000, lambda fault=fault: self.striker.strike(fault))  # type: ignore[misc]

    async def stop(self) -> None:
        """All leave in good order; what was heard and seen is complete on disk."""
        for device in self.devices.values():
            device.leave()
        await asyncio.sleep(LEAVE_S)
        self.hub.close()
        await self.fetcher.close()
        self._drive.stop()
        for device in self.devices.values():
            if isinstance(device.player, Speaker):
                device.player.close()

    def _make(self, identity: Identity) -> Device:
        model = profile(identity.profile)
        weather = self.world.weather
        counter = Counter(self.timers.now, self.rng.uniform(-weather.drift, weather.drift))
        room = weather.room or model.storage_mb << 20
        folder = self.options.out / identity.device
        flash: Flash = FolderFlash(folder / "flash") if self.real else MemoryFlash()
        shelf: Shelf = FolderShelf(folder / "media", room) if self.real else PooledShelf(self._pool, room)
        device = Device(self.world, identity, flash, shelf, counter)
        if model.audio is not None:
            device.player = self._speaker(device, model, folder)
        if model.panel is not None:
            if self.real:
                glass = self.options.glass(identity.device) if self.options.glass else None
                shown = folder / "shown"
                device.screen = Board(shown, model.panel, self.timers, shelf, device.tell, glass, counter.now)
            else:
                device.screen = VirtualBoard(model.panel, shelf, device.tell, self._prints)
        device.link = Link(self.hub, device)
        return device

    def _speaker(self, device: Device, model: Profile, folder: Path) -> Speaker | VirtualSpeaker:
        rate = model.audio.sample_rate if model.audio is not None else 0
        if not self.real:
            return VirtualSpeaker(rate, device.counter, self.timers, device.shelf, device.tell, self._measured, model)
        card = None
        if self.options.card is not None and self._card is None:
            card = self._card = self.options.card(rate)
        line = TimeLine(folder / "sound", device.identity.device, rate, self.timers.now())
        warmup_ms = model.warmup_ms
        return Speaker(line, device.counter, self.timers, device.shelf, device.tell, warmup_ms, card, model)


def calm_collector() -> None:
    """Let the garbage collector walk through a million living objects seldom: it cost a third of a fleet's time."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def allow_files(wanted: int) -> None:
    """Raise this process's limit of open files as far as it may go; each device needs one socket."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < wanted:
        allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
