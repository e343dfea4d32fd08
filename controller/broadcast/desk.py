"""What a step of the path may touch. Everything comes in here, so that a test can put in twins."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from threading import BoundedSemaphore
from typing import Any

from controller.broadcast.progress import Progress
from controller.broadcast.proven import Proven
from controller.broadcast.trials import Trials
from controller.bus import Bus
from controller.clock import Clock
from controller.fleet.guesses import Guesses
from controller.fleet.keys import Signer
from controller.health.beats import Beats
from controller.health.chatter import Chatter
from controller.health.rivals import Rivals
from controller.health.standing import Listening
from controller.meters import Meters
from controller.ports import Listens, Pages, Sounds, TakesPapers, Voice
from controller.residents.crowd import Crowd
from controller.residents.kept import Kept
from controller.settings import Settings
from controller.shelf import Shelf
from controller.store.database import Store


@dataclass(slots=True)
class Practice:
    """Areas in which nothing reaches a box; in memory, because each letter asks."""

    codes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts of the service that the path uses."""

    store: Store
    clock: Clock
    settings: Settings
    shelf: Shelf
    studio: Sounds
    press: Pages
    papers: TakesPapers
    signer: Callable[[], Signer]
    """The newest: keys are rotated while the service runs."""
    bus: Bus
    ears: Listens
    nudge: Callable[[str], None]
    """Wakes a worker: ``render``, ``plan``, ``dispatch``."""
    voices: Mapping[str, Voice] = field(default_factory=dict)
    """What a notice can be spoken with, by the name that people choose."""
    speaking: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(3))
    """So many texts are read aloud at once: a slow voice must not hold up every thread that answers people."""
    taking_in: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(2))
    """So many recordings become masters at once."""
    progress: Progress = field(default_factory=Progress)
    """Of files that are being made."""
    trials: Trials = field(default_factory=Trials)
    """Pages that are only looked at yet."""
    beats: Beats = field(default_factory=Beats)
    """Heartbeats on their way into the series."""
    proven: Proven = field(default_factory=Proven)
    """What boxes proved last."""
    listening: Listening = field(default_factory=Listening)
    """Whether silence means anything."""
    rivals: Rivals = field(default_factory=Rivals)
    """Boxes that share an identity."""
    chatter: Chatter = field(default_factory=Chatter)
    """Boxes that say too much, or nothing that can be read."""
    uninvited: set[str] = field(default_factory=set)
    """Stolen boxes whose word the broker still retains."""
    guesses: Guesses = field(default_factory=Guesses)
    """Codes that were tried and are none."""
    meters: Meters = field(default_factory=Meters)
    """What is counted for `/metrics`."""
    crowd: Crowd = field(default_factory=Crowd)
    """Who asks how much of what needs no sign-in."""
    kept: Kept[Any] = field(default_factory=Kept)
    """Pages for everybody that were just made."""
    practice: Practice = field(default_factory=Practice)
    """Where people practise."""
    address: str = ""
    """Of the person at the other end, for the log."""

    def now_ms(self) -> int:
        """True time."""
        return self.clock.now_ms()

    def at(self, address: str) -> Desk:
        """The same desk, for a person at this address."""
        return replace(self, address=address)
