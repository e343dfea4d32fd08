"""The places, people and boxes of a scenario (`firmware_sim.scenario`), instead of the sample commune's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from controller.demo import sample
from controller.fleet import enrol, keys
from controller.settings import Settings
from controller.store import Store, areas
from devices import identity
from devices.profiles import profile
from firmware_sim.scenario import Scenario
from firmware_sim.scenario.who import COMMUNE, PROVINCE, Box, boxes


def make(scenario: Scenario, store: Store, settings: Settings, now_ms: int, identities: Path) -> None:
    """Everything that is there before anything happens; each device's credentials go into ``identities``."""
    identities.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = boxes(scenario.fleet)
    with store.write() as conn:
        for code, parent, level, name in _places(scenario, made):
            hours = sample.ALL_DAY if parent is None else None
            areas.add(conn, code, parent, level, name, now_ms, zone=settings.zone, hours=hours, volume_cap=sample.CAP)
        keys.make_all(conn, settings.data_dir / "keys", PROVINCE, now_ms)
        for one in made:
            new = enrol.New(one.name, one.areas[-1], one.model, _name(scenario, one))
            _, document = enrol.add_device(conn, settings, new, "demo", now_ms)
            file = identities / f"{one.name}.json"
            file.touch(mode=0o600)
            file.write_bytes(identity.write(document))


def area_of(scenario: Scenario) -> str:
    """Where its people belong."""
    return COMMUNE if scenario.fleet.communes == 1 else PROVINCE


def _places(scenario: Scenario, made: list[Box]) -> Iterator[tuple[str, str | None, str, str]]:
    named = {one.code: one.name or one.code for one in scenario.fleet.hamlets}
    yield PROVINCE, None, "province", "Tỉnh Phú Thọ"
    for commune in dict.fromkeys(one.areas[1] for one in made):
        yield commune, PROVINCE, "commune", "Xã Tân Hòa" if commune == COMMUNE else f"Xã {commune.removeprefix('xa-')}"
    for hamlet, commune in dict.fromkeys((one.areas[2], one.areas[1]) for one in made):
        yield hamlet, commune, "hamlet", named[hamlet.removeprefix(f"{commune}-")]


def _name(scenario: Scenario, one: Box) -> str:
    kind = "Loa" if profile(one.model).audio is not None else "Bảng"
    hamlet = next(place for place in scenario.fleet.hamlets if one.areas[2].endswith(place.code))
    return f"{kind} {one.name.rpartition('-')[2]} {hamlet.name or hamlet.code}"
