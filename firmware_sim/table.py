"""The fleet at a glance: a live table in the terminal."""

from __future__ import annotations

from collections import Counter

from rich.table import Table

from firmware_sim.device import Device
from firmware_sim.fleet import Fleet

MOST_ROWS = 40


def table(fleet: Fleet) -> Table:
    """The present state: one row a device, as far as they fit, and the sums."""
    devices = list(fleet.devices.values())
    made = Table(title=_sums(fleet), title_justify="left", expand=False)
    for name in ("device", "link", "clock", "plan", "missing", "last report", "now"):
        made.add_column(name)
    for device in devices[:MOST_ROWS]:
        made.add_row(device.identity.device, *_row(fleet, device))
    if len(devices) > MOST_ROWS:
        made.caption = f"and {len(devices) - MOST_ROWS} more"
    return made


def _sums(fleet: Fleet) -> str:
    minds = [device.brain.mind for device in fleet.devices.values() if device.brain is not None]
    up = sum(mind.connected for mind in minds)
    sums = Counter("sounding" if mind.voice else "missing media" if mind.missing else "idle" for mind in minds)
    told = ", ".join(f"{count} {what}" for what, count in sorted(sums.items()))
    return f"{len(fleet.devices)} devices, {up} connected, {told}; {fleet.world.heard} messages heard"


def _row(fleet: Fleet, device: Device) -> tuple[str, ...]:
    if device.brain is None:
        return ("dark", "", "", "", "", "")
    mind = device.brain.mind
    refused = fleet.world.refused.get(device.identity.device, "")
    link = "up" if mind.connected else refused or "down"
    clock = f"{mind.time.source} ±{mind.time.error(mind.mono)} ms" if mind.now is not None else "not trusted"
    plan = f"v{mind.plan.v}, {len(mind.plan.items)} items" if mind.plan else "none"
    now = f"sounds {mind.voice.due.id}" if mind.voice else f"shows {mind.drawn[0]}" if mind.drawn[0] else ""
    return (link, clock, plan, str(len(mind.missing) or ""), fleet.world.last.get(device.identity.device, ""), now)
