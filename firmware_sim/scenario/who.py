"""The boxes of a scenario by name, place and model; and what happens to each of them, as faults."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle
from random import Random
from typing import NamedTuple

from firmware_sim.device import Device
from firmware_sim.faults import Fault
from firmware_sim.scenario.values import Crew, Event, Scenario
from firmware_sim.slots import FACTORY, FILE, delivered

PROVINCE, COMMUNE = "tinh-phu-tho", "xa-tan-hoa"


class Box(NamedTuple):
    """One box. ``areas``: its place and those above it, the root first."""

    name: str
    areas: tuple[str, ...]
    model: str
    firmware: str
    battery_h: float


def boxes(crew: Crew) -> list[Box]:
    """All of them."""
    found = []
    models, versions = _in_turn(crew.models), _in_turn(crew.firmware or {FACTORY.version: 1})
    for number in range(1, crew.communes + 1):
        commune = COMMUNE if crew.communes == 1 else f"xa-{number:02}"
        for hamlet in crew.hamlets:
            code = hamlet.code if crew.communes == 1 else f"{commune}-{hamlet.code}"
            for each in range(1, hamlet.boxes + 1):
                hours = float(hamlet.battery) / 3600
                areas = (PROVINCE, commune, code)
                found.append(Box(f"{code}-{each}", areas, next(models), next(versions), hours))
    return found


def _in_turn(shares: dict[str, int]) -> Iterator[str]:
    return cycle([name for name, count in shares.items() for _ in range(count)])


def dress(device: Device, box: Box) -> None:
    """Before it has power for the first time: its battery and its software."""
    device.body.battery_h = box.battery_h
    if box.firmware != FACTORY.version:
        device.flash.keep(FILE, delivered(box.firmware))


def members(made: Sequence[Box]) -> dict[str, list[str]]:
    """The boxes of every place; of a box, itself."""
    found: dict[str, list[str]] = {}
    for one in made:
        for name in (*one.areas, one.name):
            found.setdefault(name, []).append(one.name)
    return found


def faults(scenario: Scenario) -> list[Fault]:
    """Everything that happens, box by box, in order; seconds since the beginning."""
    inside, rng = members(boxes(scenario.fleet)), Random(scenario.seed)
    return sorted(
        (fault for event in scenario.events for fault in _of_event(scenario, event, inside, rng)),
        key=lambda fault: fault.at,
    )


def _of_event(scenario: Scenario, event: Event, inside: dict[str, list[str]], rng: Random) -> Iterator[Fault]:
    wheres = (event.where or PROVINCE,) if isinstance(event.where, str) else event.where
    hit = list(dict.fromkeys(name for where in wheres for name in inside[where]))
    waits = sorted(rng.uniform(0, float(event.spread)) for _ in hit)
    lasts = float(event.lasts)
    off = lasts if event.what in ("power-cut", "clock-lost") else 0.0
    for name, wait in zip(hit, waits, strict=True):
        yield Fault(
            at=event.at - scenario.begins + wait,
            fault=event.what,
            device=name,
            off=off,
            lasts=0.0 if off else max(0.0, lasts - wait) if lasts else 0.0,
            breaks=event.breaks,
            gap=float(event.gap),
            loss=event.loss,
            delay=float(event.delay) * 1000,
            db=event.db,
            celsius=event.celsius,
            mb=event.mb,
            horns=event.horns,
        )
