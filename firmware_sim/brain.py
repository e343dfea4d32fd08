"""The brain of a box: what it hears and feels comes in, what it wants done comes out. No clock, socket or file in it.

Each method takes ``mono``, the value of the device's own running counter in milliseconds, and returns the effects to be
carried out, in order. Between calls nothing happens; `wake_at` says when it wants to be asked again.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import msgspec

from devices.clock import TrueTime
from devices.identity import Identity
from devices.messages import Presence
from devices.profiles import profile
from devices.topics import TABLE, Kind, subscriptions
from firmware_sim import (
    alerts,
    checking,
    commands,
    documents,
    listening,
    playing,
    prefetch,
    relaying,
    reporting,
    roaming,
    showing,
    timekeeping,
    updating,
    wanted,
)
from firmware_sim.body import Body
from firmware_sim.effects import Effect, Listen
from firmware_sim.events import (
    Broken,
    Checked,
    Ended,
    Event,
    Fetched,
    Losing,
    NotShown,
    Received,
    Sensed,
    Sent,
    Shown,
    Sounding,
    Started,
)
from firmware_sim.journal import Readable
from firmware_sim.mind import Mind, Shelved, Task
from firmware_sim.recall import recall
from firmware_sim.slots import PLAIN, Booted


class Brain:
    """One device, from power-on to power-off."""

    __slots__ = ("mind",)

    def __init__(
        self,
        identity: Identity,
        flash: Readable,
        shelf: Shelved,
        rng: Random,
        body: Body,
        mono: int = 0,
        rtc_ms: int | None = None,
        booted: Booted = PLAIN,
    ) -> None:
        """Power on. ``rtc_ms`` is true time by a battery-backed clock, if there is one and it ran on.

        ``flash``, ``shelf`` and ``body`` are only read. Call `boot` first.
        """
        self.mind = Mind(identity, profile(identity.profile), flash, shelf, rng, body, mono, booted)
        if rtc_ms is not None and self.mind.profile.rtc:
            self.mind.time = TrueTime.kept(mono, rtc_ms)

    def boot(self, mono: int) -> list[Effect]:
        """Read flash, settle what a power cut left open, begin."""
        mind = self._at(mono)
        left_open = recall(mind)
        roaming.recall(mind)
        left_open = commands.restarted(mind, left_open)
        wanted.recall(mind)
        listening.recall(mind)
        playing.after_power_cut(mind, updating.recall(mind, left_open))
        prefetch.look(mind)
        alerts.ring(mind)
        playing.decide_now(mind)
        return self._out()

    def begin_session(self) -> tuple[str, bytes]:
        """Before connecting: a new session id; returns topic and payload of the last will (QoS 1, retained)."""
        mind = self.mind
        mind.session = f"{mind.rng.getrandbits(48):012x}"
        will = reporting.state(mind, Presence.LOST)
        return TABLE[Kind.STATE].of(mind.identity.device), msgspec.json.encode(will)

    def connected(self, mono: int) -> list[Effect]:
        """The broker lets this device in."""
        mind = self._at(mono)
        mind.connected = True
        listen = subscriptions(mind.identity.device, mind.areas)
        if not mind.ring.version:
            # Without the list of keys everything else would be refused; the rest follows when it has come.
            listen = tuple(one for one in listen if one[0] == TABLE[Kind.KEYS].of())
        mind.out.append(Listen(listen + listening.topics(mind)))
        reporting.publish(mind, Kind.STATE, reporting.state(mind, Presence.ONLINE))
        if mind.ring.version:
            timekeeping.begin(mind)  # else the answer could not be verified
        listening.connected(mind)
        reporting.send_held_back(mind)
        roaming.connected(mind)
        reporting.have(mind)
        interval = mind.plan.beat if mind.plan else 30_000
        mind.alarms[Task.BEAT] = mono + mind.rng.randrange(1 + min(interval, 30_000))
        return self._out()

    def disconnected(self, mono: int) -> list[Effect]:
        """The connection is gone."""
        mind = self._at(mono)
        mind.connected = False
        mind.alarms.pop(Task.TIME, None)
        mind.alarms.pop(Task.BEAT, None)
        return self._out()

    def leaving(self, mono: int) -> list[Effect]:
        """Switched off in good order: say so."""
        mind = self._at(mono)
        if mind.connected:
            reporting.publish(mind, Kind.STATE, reporting.state(mind, Presence.LEAVING))
        return self._out()

    def hear(self, topic: str, payload: bytes, mono: int) -> list[Effect]:
        """One message from the broker."""
        documents.hear(self._at(mono), topic, payload)
        return self._out()

    def told(self, event: Event, mono: int) -> list[Effect]:
        """Something that a shell has to say."""
        mind = self._at(mono)
        if isinstance(event, Fetched):
            self._fetched(mind, event)
        else:
            _TOLD[type(event)](mind, event)
        return self._out()

    def tick(self, mono: int) -> list[Effect]:
        """The alarm rang."""
        mind = self._at(mono)
        for task in [task for task, due in mind.alarms.items() if due <= mono]:
            if task in (Task.DECIDE, Task.ALERT) and timekeeping.overslept(mind, task):
                continue
            mind.alarms.pop(task, None)
            _TASKS[task](mind)
        return self._out()

    def wake_at(self) -> int | None:
        """The counter's value at which `tick` wants to be called, or None."""
        return min(self.mind.alarms.values(), default=None)

    def _fetched(self, mind: Mind, event: Fetched) -> None:
        if roaming.fetched(mind, event):
            return
        waited = event.hash in mind.missing
        prefetch.fetched(mind, event)
        if mind.update is not None and mind.update.release.image.hash == event.hash:
            updating.fetched(mind, event)
        if event.reason:
            return
        if mind.pointer is not None and mind.pointer[0].document.hash == event.hash:
            wanted.pointed(mind)
        elif waited:
            commands.media_came(mind)
            playing.decide_now(mind)

    def _at(self, mono: int) -> Mind:
        self.mind.feel(mono)
        return self.mind

    def _out(self) -> list[Effect]:
        out, self.mind.out = self.mind.out, []
        return out


def _rounds(mind: Mind) -> None:
    alerts.next_rounds(mind)
    playing.decide_now(mind)


def _ended(mind: Mind, event: Ended) -> None:
    if not checking.over(mind, event):
        playing.ended(mind, event)


def _broken(mind: Mind, event: Broken) -> None:
    if not checking.over(mind, event):
        playing.broken(mind, event)


_TOLD: dict[type[Any], Callable[[Mind, Any], object]] = {
    Started: playing.started,
    Sounding: playing.sounding,
    Ended: _ended,
    Broken: _broken,
    Shown: showing.shown,
    NotShown: showing.not_shown,
    Sensed: showing.sensed,
    Checked: checking.checked,
    Sent: commands.sent,
    Received: relaying.received,
    Losing: listening.losing,
}
_TASKS: dict[Task, Callable[[Mind], object]] = {
    Task.DECIDE: playing.decide_now,
    Task.TIME: timekeeping.ask,
    Task.BEAT: reporting.beat,
    Task.HAVE: reporting.have,
    Task.FETCH: prefetch.run,
    Task.DOUBT: documents.reconsider,
    Task.ALERT: _rounds,
    Task.TUNE: relaying.again,
    Task.LIVE: listening.look,
    Task.NETWORK: roaming.give_up,
    Task.UPDATE: updating.look,
}
