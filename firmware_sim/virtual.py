"""A world without waiting: many devices, a broker and a network in one heap of alarms; idle time costs nothing.

The broker here does what the contract needs of a real one: retained messages, sessions that outlive a connection, last
wills, QoS 1 queues for who is away. Nothing in a device knows that its world is virtual.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from random import Random

from devices.firmware import KIND as FIRMWARE
from devices.identity import Identity
from devices.messages import Media
from devices.profiles import profile
from firmware_sim.board import VirtualBoard
from firmware_sim.clock import Counter
from firmware_sim.device import Device
from firmware_sim.faults import Weather
from firmware_sim.flash import Flash, FlashFull, MemoryFlash
from firmware_sim.shelf import Pool, PooledShelf, Shelf
from firmware_sim.striking import Striker
from firmware_sim.timers import Alarm, Timers
from firmware_sim.virtual_speaker import Measured, VirtualSpeaker
from firmware_sim.world import World

WIRE_MS = 20
"""One way over the virtual network."""
DETECT_MS = 90_000
"""After so long the broker takes a silent device for lost (one and a half keepalives)."""
FIRST_PAUSE_MS = 500.0
LONGEST_PAUSE_MS = 600_000.0
"""Between attempts to connect while the broker is down."""
Listener = Callable[[str, bytes], object]


class Broker:
    """Messages between devices and whoever plays the controller (`publish`, `listeners`)."""

    def __init__(self, timers: Timers) -> None:
        self.timers = timers
        self.retained: dict[str, bytes] = {}
        self.listeners: list[Listener] = []
        """Hear everything that devices send, at the instant when it arrives."""
        self.down = False
        self.unreachable: set[str] = set()
        """Hosts and networks (APN, Wi-Fi) by which nobody comes here."""
        self._sessions: dict[str, dict[str, int]] = defaultdict(dict)
        self._queues: dict[str, list[tuple[str, bytes]]] = defaultdict(list)
        self._links: dict[str, VirtualLink] = {}

    def publish(self, topic: str, payload: bytes, qos: int = 1, retain: bool = False) -> None:
        """From the controller's side."""
        if retain:
            self._retain(topic, payload)
        for device, topics in self._sessions.items():
            if topic in topics:
                self._deliver(device, topic, payload, qos)

    def take(self, topic: str, payload: bytes, retain: bool) -> None:
        """From a device."""
        if retain:
            self._retain(topic, payload)
        for listener in self.listeners:
            listener(topic, payload)

    def _retain(self, topic: str, payload: bytes) -> None:
        """An empty message is how a broker is told to retain nothing."""
        if payload:
            self.retained[topic] = payload
        else:
            self.retained.pop(topic, None)

    def join(self, link: VirtualLink) -> None:
        """A device is here: give it what waited."""
        name = link.owner.identity.device
        self._links[name] = link
        waiting, self._queues[name] = self._queues[name], []
        for topic, payload in waiting:
            self._deliver(name, topic, payload, 1)

    def lose(self, link: VirtualLink) -> None:
        """A device is gone."""
        if self._links.get(link.owner.identity.device) is link:
            del self._links[link.owner.identity.device]

    def subscribe(self, name: str, add: tuple[tuple[str, int], ...], drop: tuple[str, ...]) -> None:
        """A subscription brings the retained message."""
        for topic in drop:
            self._sessions[name].pop(topic, None)
        for topic, qos in add:
            self._sessions[name][topic] = qos
            if payload := self.retained.get(topic):
                self._deliver(name, topic, payload, qos)

    def _deliver(self, name: str, topic: str, payload: bytes, qos: int) -> None:
        link = self._links.get(name)
        if link is None:
            if qos:
                self._queues[name].append((topic, payload))
            return
        session = link.session
        self.timers.after(WIRE_MS, lambda: link.take(session, topic, payload, qos))


class VirtualLink:
    """One device's connection to a virtual broker."""

    __slots__ = ("_alarm", "_barred_until", "_lost", "_pause", "_will", "broker", "owner", "session", "up")

    def __init__(self, broker: Broker, owner: Device) -> None:
        self.broker, self.owner = broker, owner
        self.up = False
        self.session = 0
        self._lost = 0
        self._barred_until = 0.0
        self._pause = FIRST_PAUSE_MS
        self._alarm: Alarm | None = None
        self._will: tuple[str, bytes] | None = None

    def start(self) -> None:
        timers = self.broker.timers
        self._stop()
        due = max(timers.now() + 2 * WIRE_MS, self._barred_until)
        self._alarm = timers.at(due, self._connect)

    def publish(self, topic: str, payload: bytes, qos: int, retain: bool) -> None:  # noqa: ARG002 - never lossy
        if self.up:
            session = self.session
            self.broker.timers.after(WIRE_MS, lambda: self._give(session, topic, payload, retain))

    def listen(self, add: tuple[tuple[str, int], ...], drop: tuple[str, ...]) -> None:
        if self.up:
            self.broker.subscribe(self.owner.identity.device, add, drop)

    def power_off(self) -> None:
        """Dark: what is on the wire does not arrive."""
        self._stop()
        self._lost = self.session
        self._break()

    def bar(self, ms: float) -> None:
        self._barred_until = self.broker.timers.now() + ms
        if self.up:
            self._break()
            self.owner.disconnected()
        self.start()

    def leave(self) -> None:
        self._stop()
        self.up, self._will = False, None
        self._pause, self._barred_until = FIRST_PAUSE_MS, 0.0
        self.broker.lose(self)

    def take(self, session: int, topic: str, payload: bytes, qos: int) -> None:
        """A message comes out of the wire; if the connection broke meanwhile, QoS 1 waits for the next."""
        if self.up and session == self.session:
            self.owner.arrive(topic, payload)
        elif qos:
            self.broker._deliver(self.owner.identity.device, topic, payload, qos)

    def _give(self, session: int, topic: str, payload: bytes, retain: bool) -> None:
        if session > self._lost:
            self.broker.take(topic, payload, retain)

    def _connect(self) -> None:
        if self.owner.brain is None:
            return
        way = {self.owner.identity.broker.host, *self.owner.ways}
        if self.broker.down or way & self.broker.unreachable:
            self._pause = min(2 * self._pause, LONGEST_PAUSE_MS)
            self._barred_until = self.broker.timers.now() + self._pause
            self.start()
            return
        self._pause = FIRST_PAUSE_MS
        self._will = self.owner.begin_session()
        self.up = True
        self.session += 1
        self.broker.join(self)
        self.owner.connected()

    def _break(self) -> None:
        if not self.up:
            return
        self.up = False
        self.broker.lose(self)
        will, session = self._will, self.session
        if will is not None:
            self.broker.timers.after(DETECT_MS, lambda: self._publish_will(session, *will))

    def _publish_will(self, session: int, topic: str, payload: bytes) -> None:
        if not (self.up and self.session > session):
            self.broker.take(topic, payload, True)

    def _stop(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None


class VirtualDownloads:
    """A media server that answers after a while; ``files`` by hash."""

    def __init__(self, timers: Timers, rng: Random, wait_ms: float = 500.0) -> None:
        self.files: dict[str, bytes] = {}
        self.takes: Callable[[str, bytes], str] = lambda _url, _data: "http-404"
        """The other end of an upload."""
        self.down = False
        self._timers, self._rng, self._wait = timers, rng, wait_ms

    def start(self, shelf: Shelf, media: Media, _url: str, weather: Weather, done: Callable[[str], object]) -> Alarm:
        def arrive() -> None:
            data = self.files.get(media.hash)
            if self.down or data is None:
                done("unreachable" if self.down else "http-404")
                return
            if media.kind == FIRMWARE and len(data) < media.bytes:
                done("cut-short")
                return
            try:
                shelf.extend(media.hash, data)
            except FlashFull:
                done("flash-full")
                return
            if self._rng.random() < weather.corrupt:
                shelf.drop_part(media.hash)
                done("wrong-hash")
                return
            shelf.finish(media.hash)
            done("")

        return self._timers.after(self._wait * self._rng.uniform(0.5, 1.5), arrive)

    def send(self, url: str, data: bytes, done: Callable[[str], object]) -> None:
        def arrive() -> None:
            done("unreachable" if self.down else self.takes(url, data))

        self._timers.after(self._wait * self._rng.uniform(0.5, 1.5), arrive)


class VirtualWorld:
    """Everything together, beginning at ``start_ms``."""

    def __init__(self, start_ms: float, seed: int = 0, weather: Weather | None = None) -> None:
        self._now = float(start_ms)
        self.rng = Random(seed)
        self.timers = Timers(lambda: self._now)
        self.broker = Broker(self.timers)
        self.downloads = VirtualDownloads(self.timers, self.rng)
        self.world = World(self.timers, self.rng, self.downloads, weather or Weather())
        self.pool = Pool()
        self.measured = Measured()
        self.prints: dict[tuple[str, int, int], str] = {}
        self.devices: dict[str, Device] = {}
        self.striker = Striker(self.world, self.devices)

    @property
    def now(self) -> float:
        """True time, epoch ms."""
        return self._now

    def add(self, identity: Identity, flash: Flash | None = None, drift_ppm: float = 0.0, revision: str = "") -> Device:
        """A device, without power yet; ``revision`` is of its hardware."""
        model = profile(identity.profile)
        counter = Counter(self.timers.now, drift_ppm)
        shelf = PooledShelf(self.pool, self.world.weather.room or model.storage_mb << 20)
        device = Device(self.world, identity, flash or MemoryFlash(), shelf, counter)
        device.revision = revision
        if model.audio is not None:
            device.player = VirtualSpeaker(
                model.audio.sample_rate, counter, self.timers, shelf, device.tell, self.measured, model
            )
        if model.panel is not None:
            device.screen = VirtualBoard(model.panel, shelf, device.tell, self.prints)
        device.link = VirtualLink(self.broker, device)
        self.devices[identity.device] = device
        return device

    def run_until(self, instant_ms: float) -> None:
        """Let time pass, from alarm to alarm."""
        while (due := self.timers.next_due()) is not None and due <= instant_ms:
            self._now = max(self._now, due)
            self.timers.ring()
        self._now = max(self._now, float(instant_ms))

    def run(self, ms: float) -> None:
        """Let so much time pass."""
        self.run_until(self._now + ms)
