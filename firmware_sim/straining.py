"""What comes over a box from outside, and what wears it down: begun, going on, undone. One law a strain, one table."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import msgspec

from firmware_sim.body import HOUR_MS
from firmware_sim.deaf import WELL
from firmware_sim.device import REBOOT_MS, Device
from firmware_sim.faults import Fault, Straining, Weather
from firmware_sim.world import World

STEP_MS = 60_000
"""What wears down does so once a minute."""
SHORTEST_GAP_MS = 5_000.0
"""So long at least a crowded cell leaves a box without a connection."""
FOR_EVER_MS = 1e12
BOOT_SPREAD_MS = 4_000


class Strains:
    """Those that are going on, by device and kind."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._active: dict[tuple[str, str], Fault] = {}

    def begin(self, device: Device, fault: Fault) -> None:
        """From now on, for as long as the fault says."""
        self._active[device.identity.device, fault.fault] = fault
        law = LAWS[fault.fault]  # type: ignore[index]  # `Straining`, by its caller
        law.begins(self, device, fault)
        if fault.lasts:
            self._world.timers.after(fault.lasts * 1000, lambda: self._over(device, fault))

    def end(self, device: Device) -> None:
        """All is well again with it."""
        for (name, _), fault in list(self._active.items()):
            if name == device.identity.device:
                self._over(device, fault)

    def _over(self, device: Device, fault: Fault) -> None:
        if self.lasts(device, fault):
            del self._active[device.identity.device, fault.fault]
            LAWS[fault.fault].ends(self, device, fault)  # type: ignore[index]

    def lasts(self, device: Device, fault: Fault) -> bool:
        """Whether it still is this fault."""
        return self._active.get((device.identity.device, fault.fault)) is fault

    def again(self, device: Device, fault: Fault, ms: float, step: Callable[[], object]) -> None:
        """Every so often while it lasts; each time a little sooner or later."""

        def ring() -> None:
            if self.lasts(device, fault):
                step()
                self.again(device, fault, ms, step)

        self._world.timers.after(ms * self._world.rng.uniform(0.9, 1.1), ring)

    # ------------------------------------------------------------ power

    def mains_go(self, device: Device, fault: Fault) -> None:
        """On the battery, and dark when it is empty."""

        def empty() -> None:
            if self.lasts(device, fault):
                device.body.dark = True
                device.power_off()

        runs_ms = device.body.switch(mains=False)
        if runs_ms:
            self._world.timers.after(runs_ms, empty)
        else:
            empty()

    def mains_come(self, device: Device, _fault: Fault) -> None:
        """A dark box starts."""
        device.body.switch(mains=True)
        if device.body.dark:
            device.body.dark = False
            wait_ms = REBOOT_MS + self._world.rng.randrange(BOOT_SPREAD_MS)
            self._world.timers.after(wait_ms, device.power_on)

    # ------------------------------------------------------------ air

    def cell_fills(self, device: Device, fault: Fault) -> None:
        """Slow, lossy, and broken off now and then."""
        device.body.air = Weather(loss=fault.loss or 0.0, delay=fault.delay or 0.0, reorder=bool(fault.reorder))

        def lose() -> None:
            if device.link is not None and device.brain is not None:
                device.link.bar(self._world.rng.uniform(SHORTEST_GAP_MS, max(SHORTEST_GAP_MS, fault.gap * 1000)))

        if fault.breaks:
            self.again(device, fault, HOUR_MS / fault.breaks, lose)

    def cell_clears(self, device: Device, _fault: Fault) -> None:
        """As everybody again."""
        device.body.air = None

    def sim_empties(self, device: Device, _fault: Fault) -> None:
        """No connection, until somebody pays."""
        if device.link is not None:
            device.link.bar(FOR_EVER_MS)

    def sim_fills(self, device: Device, _fault: Fault) -> None:
        """It connects."""
        if device.link is not None:
            device.link.bar(0)
            if device.brain is not None:
                device.link.start()

    # ------------------------------------------------------------ wear

    def flash_wears(self, device: Device, fault: Fault) -> None:
        """Blocks are given up, minute by minute. They do not come back by themselves: `mended` is a new card."""
        lost = round(fault.mb * 1e6 * STEP_MS / HOUR_MS)

        def step() -> None:
            device.shelf.capacity = max(0, device.shelf.capacity - lost)
            device.body.worn += lost

        self.again(device, fault, STEP_MS, step)

    def flash_new(self, device: Device, _fault: Fault) -> None:
        """A new card."""
        device.shelf.capacity += device.body.worn
        device.body.worn = 0

    def amplifier_fades(self, device: Device, fault: Fault) -> None:
        """A capacitor dries out: softer by the minute."""

        def step() -> None:
            weak = device.deaf.weak + fault.db * STEP_MS / HOUR_MS
            device.deafen(msgspec.structs.replace(device.deaf, weak=weak))

        self.again(device, fault, STEP_MS, step)


class Law(NamedTuple):
    """How a strain begins and ends."""

    begins: Callable[[Strains, Device, Fault], object]
    ends: Callable[[Strains, Device, Fault], object]


def _set(name: str, begun: Callable[[Fault], object], over: object) -> Law:
    """One that is only a value of the body while it lasts."""
    return Law(
        lambda _, device, fault: setattr(device.body, name, begun(fault)),
        lambda _, device, _fault: setattr(device.body, name, over),
    )


LAWS: dict[Straining, Law] = {
    "mains-off": Law(Strains.mains_go, Strains.mains_come),
    "cell-crowded": Law(Strains.cell_fills, Strains.cell_clears),
    "signal-weak": _set("fade", lambda fault: fault.db, 0.0),
    "hot": _set("degrees", lambda fault: fault.celsius, 0.0),
    "flash-wears": Law(Strains.flash_wears, Strains.flash_new),
    "amplifier-fades": Law(Strains.amplifier_fades, lambda _, device, _fault: device.deafen(WELL)),
    "sim-empty": Law(Strains.sim_empties, Strains.sim_fills),
    "time-lost": _set("timeless", lambda _fault: True, False),
}
