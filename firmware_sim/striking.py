"""Does to devices what scripts and scenarios say."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import get_args

from firmware_sim.blind import Blind
from firmware_sim.deaf import WELL
from firmware_sim.device import Device
from firmware_sim.faults import Fault, Straining
from firmware_sim.flash import Cut
from firmware_sim.straining import Strains
from firmware_sim.world import World

STRAINING: tuple[Straining, ...] = get_args(Straining)


class Striker:
    """Over the devices of one world."""

    def __init__(self, world: World, devices: Mapping[str, Device]) -> None:
        self._world = world
        self._devices = devices
        self._strains = Strains(world)

    def strike(self, fault: Fault) -> None:
        """One fault, now."""
        hit = self.hit(fault.device)
        if fault.fault == "set":
            self._world.weather = fault.changed(self._world.weather)
        for device in hit:
            match fault.fault:
                case "power-cut" if fault.write is not None:
                    device.flash.cut = Cut(fault.write)
                case "power-cut":
                    device.restart(fault.off * 1000)
                case "clock-lost":
                    device.rtc = False
                    device.restart(fault.off * 1000)
                case "link-down" if device.link is not None:
                    device.link.bar(fault.lasts * 1000)
                case "clock-jump":
                    device.counter.jump(fault.ms)
                case "set" if fault.drift is not None:
                    device.counter.drift(self._world.rng.uniform(-fault.drift, fault.drift))
                case _:
                    self._hurt(device, fault)

    def hit(self, name: str) -> list[Device]:
        """The device of this name, or all. Raises `ValueError` for a stranger."""
        if name and name not in self._devices:
            raise ValueError(f"no device {name}")
        return [self._devices[name]] if name else list(self._devices.values())

    def _hurt(self, device: Device, fault: Fault) -> None:
        after = self._world.timers.after
        if fault.fault in STRAINING:
            self._strains.begin(device, fault)
        match fault.fault:
            case "mended":
                device.deafen(WELL)
                device.blind(Blind())
                self._strains.end(device)
            case "module-dead" | "screen-stuck" | "wrong-size" | "dim" as hurt:
                device.blind(device.blindness.broken(hurt, fault.modules or fault.percent))
                if fault.lasts:
                    after(fault.lasts * 1000, partial(device.blind, Blind()))
            case "horn-blown" | "amplifier-off" | "amplifier-weak" | "amplifier-dying" | "muted" as what:
                device.deafen(device.deaf.broken(what, fault.horns or fault.db))
                if fault.lasts:
                    after(fault.lasts * 1000, partial(device.deafen, WELL))
