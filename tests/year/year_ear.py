"""An ear at each horn: what really sounded, by true time, whoever says what about it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from firmware_sim.device import Device
from firmware_sim.events import Ended, Event, Started
from firmware_sim.virtual import VirtualWorld
from firmware_sim.virtual_speaker import VirtualSpeaker
from tests.year.year_oracle import wall


@dataclass(slots=True)
class Heard:
    """One stretch of sound. ``bound``: how wrong, at most, the box took its own clock to be (ms)."""

    device: str
    start: float
    skip: int
    bound: int
    end: float = 0.0


class Ear:
    """Listens at every horn."""

    def __init__(self, world: VirtualWorld) -> None:
        self._world = world
        self.heard: dict[str, list[Heard]] = defaultdict(list)
        """By occurrence or command."""
        self.over: list[str] = []
        """Sounds that began while another one sounded on the same horn."""
        self._now: dict[str, Heard] = {}
        self._days: dict[date, dict[str, list[Heard]]] = {}

    def put_at(self, device: Device) -> None:
        """Listen at this horn from now on."""
        player = device.player
        if not isinstance(player, VirtualSpeaker):
            return
        name, tell = device.identity.device, player.tell

        def told(event: Event) -> None:
            if isinstance(event, Started):
                self._begins(device, event.id)
            elif isinstance(event, Ended):
                self.silent(name)
            tell(event)

        player.tell = told

    def on(self, local: datetime, device: str) -> list[Heard]:
        """All that sounded at a horn on the day of a wall time."""
        return self._days.get(local.date(), {}).get(device, [])

    def forget(self, day: date) -> None:
        """What of a day was asked for is not asked for again."""
        self._days.pop(day, None)

    def silent(self, name: str) -> None:
        """Nothing sounds there any more: it ended, or the power went."""
        found = self._now.pop(name, None)
        if found is not None:
            found.end = self._world.now

    def _begins(self, device: Device, sound: str) -> None:
        name, brain = device.identity.device, device.brain
        if name in self._now:
            self.over.append(f"{sound} at {name}")
            self.silent(name)
        voice = brain.mind.voice if brain is not None else None
        skip = voice.skip if voice is not None else 0
        bound = brain.mind.time.error(brain.mind.mono) if brain is not None else 0
        found = Heard(name, self._world.now, skip, bound)
        self._now[name] = found
        self.heard[sound].append(found)
        self._days.setdefault(wall(found.start).date(), {}).setdefault(name, []).append(found)
