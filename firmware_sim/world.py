"""What all devices of a process share, and what a device asks of the world outside: a wire, and downloads."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING, Protocol

from devices.messages import Media
from firmware_sim.effects import Publish
from firmware_sim.faults import Weather
from firmware_sim.shelf import Shelf
from firmware_sim.timers import Timers

if TYPE_CHECKING:
    from firmware_sim.device import Device


class Wire(Protocol):
    """A connection to a broker: `link.Link`, or a virtual one."""

    def start(self) -> None:
        """Connect, and stay connected."""

    def publish(self, topic: str, payload: bytes, qos: int, retain: bool) -> None:
        """Send one message."""

    def listen(self, add: tuple[tuple[str, int], ...], drop: tuple[str, ...]) -> None:
        """Subscribe and unsubscribe."""

    def power_off(self) -> None:
        """Break off without a word."""

    def bar(self, ms: float) -> None:
        """No connection for so long."""

    def leave(self) -> None:
        """Disconnect in good order."""


class Cancel(Protocol):
    """A download under way."""

    def cancel(self) -> object:
        """Give it up."""


class Downloads(Protocol):
    """`fetch.Fetcher`, or a virtual one."""

    def start(self, shelf: Shelf, media: Media, url: str, weather: Weather, done: Callable[[str], object], /) -> Cancel:
        """Fetch in the background; ``done`` gets '' or the reason why not."""

    def send(self, url: str, data: bytes, done: Callable[[str], object], /) -> object:
        """Send by HTTP PUT in the background; ``done`` gets '' or the reason why not."""


class World:
    """What all devices of a process share."""

    __slots__ = ("downloads", "heard", "last", "observe", "refused", "rng", "timers", "weather")

    def __init__(self, timers: Timers, rng: Random, downloads: Downloads, weather: Weather) -> None:
        self.timers, self.rng, self.downloads, self.weather = timers, rng, downloads, weather
        self.heard = 0
        self.refused: dict[str, str] = {}
        """Devices that the broker does not let in, and its reason."""
        self.observe: Callable[[Device, Publish], object] | None = None
        """Sees everything that is sent."""
        self.last: dict[str, str] = {}
        """Each device's last report, for who wants to show it."""
