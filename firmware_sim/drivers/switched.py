"""The horn of a box whose amplifier hangs behind a maker's switch: an old FM set, a wired amplifier.

On a while before something sounds, off after it: when, the brain says (`firmware_sim.amplifier`). The sound itself
goes another way: through the box's own output, or through the air, where the set receives a station by itself. Then
only relays are taken, and what was received nobody can say: the switch's word is all the evidence there is.
"""

from __future__ import annotations

from collections.abc import Callable

from devices.messages import Media
from devices.relay import KIND
from firmware_sim.deaf import Deaf
from firmware_sim.drivers.port import NO_INPUT, NO_LIVE, NOTHING_DRAWN, SWITCH_SILENT, Switch
from firmware_sim.effects import Pieces, Play, Stream
from firmware_sim.events import Broken, Ended, Event, Sounding, Started
from firmware_sim.player import Player, Tell

WARM_MS = 300_000
"""Switched on before something sounds, it stays on so long by itself, and no longer."""
SPARE_MS = 120_000
LONGEST_MS = 4 * 3_600_000
LEAST_W = 3.0
"""An amplifier that draws less than this is dead, or unplugged."""


class Switched:
    """A `Player` around another one."""

    def __init__(self, switch: Switch, inner: Callable[[Tell], Player], tell: Tell, *, by_air: bool = False) -> None:
        self._switch, self._tell, self._by_air = switch, tell, by_air
        self._inner = inner(self._kept)
        self._order: Play | None = None
        self._drew = False

    def prepare(self, sound: Media, chime: Media | None) -> None:
        self._inner.prepare(sound, chime)

    def tune(self, sound: Media) -> None:
        if not self._by_air:
            self._inner.tune(sound)

    def play(self, order: Play) -> None:
        if self._by_air and order.sound.kind != KIND:
            self._tell(Broken(order.id, NO_INPUT))
            return
        self._order, self._drew = order, False
        self._switch.turn(True, min(order.longest or LONGEST_MS, LONGEST_MS) + SPARE_MS)
        self._inner.play(order)

    def stream(self, order: Stream) -> None:
        if self._by_air:
            self._tell(Broken(order.id, NO_LIVE))
        else:
            self._switch.turn(True, min(order.longest or LONGEST_MS, LONGEST_MS) + SPARE_MS)
            self._inner.stream(order)

    def pieces(self, pieces: Pieces) -> None:
        if not self._by_air:
            self._inner.pieces(pieces)

    def silence(self, name: str) -> None:
        self._inner.silence(name)

    def amplifier(self, on: bool) -> None:
        self._inner.amplifier(on)
        self._switch.turn(on, WARM_MS)

    def deafen(self, deaf: Deaf) -> None:
        self._inner.deafen(deaf)

    def check(self) -> str:
        return self._inner.check()

    def power_off(self) -> None:
        self._order = None
        self._inner.power_off()
        self._switch.turn(False, 0)

    def _kept(self, event: Event) -> None:
        order = self._order
        if order is None or getattr(event, "id", "") != order.id:
            self._tell(event)
            return
        match event:
            case Started() if not self._switch.is_on:
                self._order = None
                self._inner.power_off()
                self._tell(Broken(order.id, SWITCH_SILENT))
            case Sounding():
                self._look()
                if self._drew:
                    self._tell(event)
            case Ended():
                self._look()
                self._order = None
                self._tell(event if self._drew else Broken(order.id, NOTHING_DRAWN, event.evidence))
            case _:
                self._tell(event)

    def _look(self) -> None:
        """A switch that does not measure is believed."""
        drawn = self._switch.drawn_w
        self._drew = self._drew or drawn is None or drawn >= LEAST_W
