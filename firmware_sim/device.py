"""One simulated device: a brain, bound to its flash, shelf, counter, output and link, and to its power supply."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

import msgspec

from devices.identity import Broker, Identity
from devices.topics import TABLE, Kind
from firmware_sim.blind import Blind
from firmware_sim.board import Screen
from firmware_sim.body import Body
from firmware_sim.brain import Brain
from firmware_sim.clock import Counter
from firmware_sim.deaf import WELL, Deaf
from firmware_sim.effects import (
    Amplifier,
    Append,
    Blink,
    Check,
    Dial,
    Discard,
    Effect,
    Fetch,
    Forget,
    Keep,
    Listen,
    Pieces,
    Play,
    Prepare,
    Publish,
    Reboot,
    Send,
    Shine,
    Show,
    Silence,
    Stock,
    Stream,
    Tune,
)
from firmware_sim.events import Broken, Checked, Event, Fetched, Sent
from firmware_sim.faults import Weather, through
from firmware_sim.flash import Flash, FlashFull, PowerCut
from firmware_sim.mind import NOTHING
from firmware_sim.player import Player
from firmware_sim.shelf import Shelf
from firmware_sim.slots import Booted, How, load
from firmware_sim.timers import Alarm
from firmware_sim.world import Cancel, Wire, World

_TIME = "/" + TABLE[Kind.TIME_ANSWER].pattern.rpartition("/")[2]
REBOOT_MS = 2_000
"""From a reboot or the return of power to the first instruction."""
WATCHDOG_MS = 10_000
"""What has stopped is started again after so long."""
SLOW_MS = 60_000
DYING_MS = 86_400_000
MONTH_MS = 30 * DYING_MS
LAST_WORDS_MS = 200
"""Between the receipt of an order to reboot and the reboot."""


class Device:
    """A box with a power switch. Without power everything that comes is lost."""

    __slots__ = (
        "_alarm",
        "_busy",
        "_fetches",
        "_home",
        "_lives",
        "_told",
        "blindness",
        "body",
        "brain",
        "counter",
        "deaf",
        "flash",
        "identity",
        "lamp_until",
        "link",
        "player",
        "program",
        "revision",
        "rtc",
        "screen",
        "shelf",
        "ways",
        "world",
    )

    def __init__(self, world: World, identity: Identity, flash: Flash, shelf: Shelf, counter: Counter) -> None:
        self.world, self.identity, self.flash, self.shelf, self.counter = world, identity, flash, shelf, counter
        self.player: Player | None = None
        self.screen: Screen | None = None
        self.link: Wire | None = None
        self.brain: Brain | None = None
        self.rtc = not world.weather.no_rtc
        self.revision = ""
        self.program: How = "good"
        self.deaf = WELL
        self.blindness = Blind()
        self._home = identity.broker
        self.ways = NOTHING
        """Networks that it goes by, by name; empty: as it was delivered."""
        self.lamp_until = 0.0
        self.body = Body(identity.device, world.timers.now)
        self._alarm: Alarm | None = None
        self._lives = 0
        self._busy = False
        self._told: deque[Event] | None = None
        self._fetches: dict[str, Cancel] | None = None

    @property
    def weather(self) -> Weather:
        """Its own, or that of all."""
        return self.body.air or self.world.weather

    # ---------------------------------------------------------------- power

    def power_on(self) -> None:
        """The loader chooses the software; that boots, then connects."""
        if self.brain is not None or self.body.dark:
            return
        self.identity = msgspec.structs.replace(self.identity, broker=self._home)  # what is kept, the brain finds
        self.ways = NOTHING
        self.counter.power_on()
        try:
            booted = load(self.flash, self.shelf)
        except PowerCut:
            self._struck()
            return
        self.program = booted.program.does(self.revision)
        if self.program == "crash":
            self.restart(WATCHDOG_MS)
        elif self.program == "slow":
            self.world.timers.after(SLOW_MS, self._unless_dark(lambda: self._boot(booted)))
        else:
            self._boot(booted)

    def _boot(self, booted: Booted) -> None:
        if self.brain is not None:
            return
        now = self.counter.now()
        rtc = int(self.world.timers.now()) if self.rtc else None
        self.brain = brain = Brain(self.identity, self.flash, self.shelf, self.world.rng, self.body, now, rtc, booted)
        self._run(brain.boot)
        if self.link is not None and self.brain is brain and self.program != "no-network":
            self.link.start()

    def power_off(self) -> None:
        """Dark, in the middle of whatever it was doing."""
        self.brain = None
        self._lives += 1
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        for download in (self._fetches or {}).values():
            download.cancel()
        self._fetches = self._told = None
        if self.player is not None:
            self.player.power_off()
        if self.screen is not None:
            self.screen.power_off()
        if self.link is not None:
            self.link.power_off()

    def _struck(self) -> None:
        """The power went in the middle of a write; it comes back."""
        self.flash.cut = None
        self.restart(0)

    def restart(self, off_ms: float) -> None:
        """Power off, and on again after ``off_ms`` and the time that booting takes."""
        self.power_off()
        self.world.timers.after(off_ms + REBOOT_MS, self._unless_dark(self.power_on))

    def _unless_dark(self, action: Callable[[], object]) -> Callable[[], None]:
        """What happens later, unless the power goes before."""
        life = self._lives

        def later() -> None:
            if self._lives == life:
                action()

        return later

    def deafen(self, deaf: Deaf) -> None:
        """From now on so much is broken behind its player, with power and without."""
        self.deaf = deaf
        if self.player is not None:
            self.player.deafen(deaf)
        if deaf.dying:
            self.world.timers.after(DYING_MS, lambda: self._die(deaf))

    def _die(self, deaf: Deaf) -> None:
        """A day later it is a little worse, unless somebody mended it."""
        if self.deaf is deaf:
            self.deafen(msgspec.structs.replace(deaf, weak=deaf.weak + deaf.dying * DYING_MS / MONTH_MS))

    def blind(self, blind: Blind) -> None:
        """From now on so much is broken in its panel."""
        self.blindness = blind
        if self.screen is not None:
            self.screen.blind(blind)

    def reboot(self) -> None:
        """Start again by its own will, when what it said last is out."""
        brain = self.brain

        def restart() -> None:
            if self.brain is brain:
                self.restart(0)

        self.world.timers.after(LAST_WORDS_MS, restart)

    def leave(self) -> None:
        """Switched off in good order."""
        brain = self.brain
        if brain is not None:
            self._run(brain.leaving)
        if self.link is not None:
            self.link.leave()

    # ---------------------------------------------------------------- what comes in

    def begin_session(self) -> tuple[str, bytes]:
        """Topic and payload of the last will of the connection to come."""
        assert self.brain is not None, "a dark box does not connect"
        return self.brain.begin_session()

    def connected(self) -> None:
        """From the link."""
        self.world.refused.pop(self.identity.device, None)
        if (brain := self.brain) is not None:
            self._run(brain.connected)

    def disconnected(self) -> None:
        """From the link."""
        if (brain := self.brain) is not None:
            self._run(brain.disconnected)

    def shut_out(self, reason: str) -> None:
        """From the link: the broker refuses this device."""
        self.world.refused[self.identity.device] = reason

    def arrive(self, topic: str, payload: bytes) -> None:
        """From the link: one message, through whatever weather there is."""
        weather = self.weather
        if self.body.timeless and topic.endswith(_TIME):
            return
        if weather.fair:
            self.hear(topic, payload)
        else:
            through(weather, self.world.rng, self.world.timers.after, self.hear)(topic, payload)

    def hear(self, topic: str, payload: bytes) -> None:
        """One message reaches the brain."""
        brain = self.brain
        if brain is not None and self.program != "deaf":
            self.world.heard += 1
            self._run(brain.hear, topic, payload)

    def tell(self, event: Event) -> None:
        """From a shell: after what is being done now."""
        brain = self.brain
        if brain is None:
            return
        if self._busy:
            if self._told is None:
                self._told = deque()
            self._told.append(event)
        else:
            self._run(brain.told, event)

    def _tick(self) -> None:
        self._alarm = None
        if (brain := self.brain) is not None:
            self._run(brain.tick)

    # ---------------------------------------------------------------- what goes out

    def _run(self, ask: Callable[..., list[Effect]], *said: Any) -> None:
        """Tell the brain, and do what it wants."""
        try:
            self._do(ask(*said, self.counter.now()))
        except PowerCut:
            self._struck()
        else:
            self._arm()

    def _do(self, effects: list[Effect]) -> None:
        self._busy = True
        try:
            self._all(effects)
            while self._told and (brain := self.brain) is not None:
                self._all(brain.told(self._told.popleft(), self.counter.now()))
        finally:
            self._busy = False
            self._told = self._told or None  # an empty one takes 600 bytes

    def _all(self, effects: list[Effect]) -> None:
        full = False
        for effect in effects:
            if self.brain is None:
                return
            if full and isinstance(effect, Play | Stream):
                self.tell(Broken(effect.id, "flash-full"))  # what cannot be written down does not sound
                continue
            try:
                _DO[type(effect)](self, effect)
            except FlashFull:
                full = True

    def _arm(self) -> None:
        """See to it that the brain is woken in time. An alarm that is too early does no harm."""
        brain = self.brain
        mono = brain.wake_at() if brain is not None else None
        if mono is None:
            return
        due = self.counter.true_at(mono)
        alarm = self._alarm
        if alarm is not None:
            if alarm.due <= due:
                return
            alarm.cancel()
        self._alarm = self.world.timers.at(due, self._tick)

    def publish(self, effect: Publish) -> None:
        """Out, through whatever weather there is."""
        link, weather = self.link, self.weather
        if link is None:
            return
        if self.world.observe is not None:
            self.world.observe(self, effect)
        if weather.fair:
            link.publish(effect.topic, effect.payload, effect.qos, effect.retain)
        else:
            send = through(
                weather,
                self.world.rng,
                self.world.timers.after,
                lambda topic, payload: link.publish(topic, payload, effect.qos, effect.retain),
            )
            send(effect.topic, effect.payload)

    def fetch(self, effect: Fetch) -> None:
        """Start a download; with the power it ends."""
        name, brain = effect.media.hash, self.brain

        def done(reason: str) -> None:
            if self.brain is brain and self._fetches is not None:
                self._fetches.pop(name, None)
                self.body.spend(0 if reason else effect.media.bytes)
                self.tell(Fetched(name, reason))

        if self._fetches is None:
            self._fetches = {}
        self._fetches[name] = self.world.downloads.start(self.shelf, effect.media, effect.url, self.weather, done)

    def send(self, effect: Send) -> None:
        """Start an upload."""
        brain = self.brain

        def done(reason: str) -> None:
            if self.brain is brain:
                self.tell(Sent(effect.id, reason))

        self.world.downloads.send(effect.url, effect.data, done)

    def stock(self, effect: Stock) -> None:
        """A file of its own."""
        self.shelf.extend(effect.hash, effect.data)
        self.shelf.finish(effect.hash)

    def dial(self, effect: Dial) -> None:
        """By this way from now on: hang up when what was said last is out, and connect anew."""
        brain, settings = self.brain, effect.settings
        broker = settings.broker if settings is not None else None
        named = [one.name for one in (settings.apn, settings.wifi) if one is not None] if settings is not None else []
        wanted = self._home if broker is None else Broker(broker.host, broker.port, broker.tls, broker.ca)

        def go() -> None:
            if self.brain is not brain or brain is None:
                return
            self.identity = msgspec.structs.replace(self.identity, broker=wanted)
            self.ways = frozenset(named) or NOTHING
            if self.link is not None and not effect.at_once:
                self.link.leave()
                self.disconnected()
                self.link.start()

        if effect.at_once:
            go()
        else:
            self.world.timers.after(LAST_WORDS_MS, go)

    def blink(self, effect: Blink) -> None:
        """The lamp."""
        self.lamp_until = self.world.timers.now() + effect.ms

    def check(self, effect: Check) -> None:
        """Storage, then the output path, if that is asked for."""
        probe = b"self-test"
        try:
            self.flash.keep("probe", probe)
            reason = "" if self.flash.read("probe") == probe else "flash-broken"
            self.flash.forget("probe")
        except FlashFull:
            reason = "flash-full"
        if effect.output and not reason and self.player is not None:
            reason = "muted" if self.program == "mute" else self.player.check()
        self.tell(Checked(effect.id, reason))

    def listen(self, effect: Listen) -> None:
        """Subscribe."""
        if self.link is not None:
            self.link.listen(effect.add, effect.drop)

    def sound(self, effect: Play | Stream) -> None:
        """The horn begins."""
        player = self.player
        if player is None:
            self.tell(Broken(effect.id, "no-horn"))
        elif isinstance(effect, Play):
            player.play(effect)
        else:
            player.stream(effect)

    def steer(self, effect: Prepare | Tune | Pieces | Silence | Amplifier) -> None:
        """Other orders to the horn."""
        player = self.player
        if player is None:
            return
        match effect:
            case Amplifier():
                player.amplifier(effect.on)
            case Pieces():
                player.pieces(effect)
            case Silence():
                player.silence(effect.id)
            case Prepare():
                player.prepare(effect.sound, effect.chime)
            case Tune():
                player.tune(effect.sound)

    def show(self, effect: Show) -> None:
        """Orders to the panel."""
        if self.screen is not None:
            self.screen.show(effect.id, effect.page, effect.motion)

    def shine(self, effect: Shine) -> None:
        """Orders to the panel's light."""
        if self.screen is not None:
            self.screen.shine(effect.bright, effect.gamma)


_DO: dict[type[Any], Callable[[Device, Any], object]] = {
    Publish: Device.publish,
    Listen: Device.listen,
    Keep: lambda device, effect: device.flash.keep(effect.name, effect.data),
    Append: lambda device, effect: device.flash.append(effect.name, effect.data),
    Forget: lambda device, effect: device.flash.forget(effect.name),
    Fetch: Device.fetch,
    Discard: lambda device, effect: device.shelf.remove(effect.hash),
    Play: Device.sound,
    Stream: Device.sound,
    Prepare: Device.steer,
    Tune: Device.steer,
    Pieces: Device.steer,
    Silence: Device.steer,
    Amplifier: Device.steer,
    Show: Device.show,
    Shine: Device.shine,
    Check: Device.check,
    Stock: Device.stock,
    Blink: Device.blink,
    Send: Device.send,
    Dial: Device.dial,
    Reboot: lambda device, _: device.reboot(),
}
