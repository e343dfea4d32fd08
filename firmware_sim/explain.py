"""A box that explains itself: what it does at an instant and why, by the law that it plays by and by what is on flash.

`python -m firmware_sim --explain 2026-11-22T05:30 …` reads the folders of devices that need not be running, and writes
nothing into them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import msgspec

from devices.decide import Decision, Reason, Why
from devices.hours import closes_at, local, opens_at
from devices.identity import Identity
from devices.ids import is_hash
from devices.messages import Timetable
from devices.profiles import profile
from devices.rehearse import rehearse
from firmware_sim import playing, prefetch, wanted
from firmware_sim.body import Body
from firmware_sim.mind import Mind
from firmware_sim.recall import recall

UNSAID = frozenset({Why.NOT_YET, Why.OVER})


def explain(mind: Mind, at_ms: int) -> Decision:
    """What this box does at an instant: from now on by all that it remembers, before by its timetable alone."""
    plan = mind.plan
    if plan is not None and mind.cut:
        items = tuple(playing.joined(one) if one.id in mind.cut else one for one in plan.items)
        plan = msgspec.structs.replace(plan, items=items)
    if mind.now is None or at_ms < mind.now:
        return rehearse(plan, at_ms, missing=mind.missing)
    urgent = [*mind.urgent.values(), *(one.due for one in mind.alerts.values() if one.due is not None)]
    return rehearse(plan, at_ms, urgent, mind.progress, mind.missing, mind.now)


class Looking:
    """A device's folder, read only: flash and shelf in one."""

    def __init__(self, folder: Path) -> None:
        self._flash, self._media = folder / "flash", folder / "media"

    def names(self) -> Iterator[str]:
        """The files on flash."""
        return iter([path.name for path in self._flash.iterdir()] if self._flash.is_dir() else [])

    def read(self, name: str) -> bytes | None:
        """A file on flash, or a medium by its hash."""
        path = (self._media if is_hash(name) else self._flash) / name
        return path.read_bytes() if path.is_file() else None

    def hashes(self) -> Iterator[str]:
        """The media that are there."""
        return iter([path.name for path in self._media.iterdir() if is_hash(path.name)] if self._media.is_dir() else [])

    def has(self, digest: str) -> bool:
        """Whether a medium is there, whole."""
        return (self._media / digest).is_file()

    def free(self) -> int:
        """Nothing is written."""
        return 0


def remembered(identity: Identity, folder: Path) -> Mind:
    """All that a box would know after power-on, from its folder."""
    looking = Looking(folder)
    mind = Mind(identity, profile(identity.profile), looking, looking, Random(0), Body(identity.device, lambda: 0.0), 0)
    recall(mind)
    wanted.recall(mind)
    prefetch.look(mind)
    return mind


def instant(text: str, zone: str) -> int:
    """Epoch ms of a wall time ``2026-11-22T05:30`` in the timetable's zone. Raises `ValueError` for anything else."""
    at = datetime.fromisoformat(text)
    return round((at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))).timestamp() * 1000)


def lines(mind: Mind, text: str) -> Iterator[str]:
    """The explanation, line by line. Raises `ValueError` for an instant that is none."""
    name, plan = mind.identity.device, mind.plan
    if plan is None:
        yield f"{name}: holds no timetable"
        return
    at_ms = instant(text, plan.zone)
    decision = explain(mind, at_ms)
    at = f"{local(at_ms, plan.zone):%Y-%m-%d %H:%M:%S} ({plan.zone})"
    yield f"{name} at {at}, by timetable {plan.v}: {_does(decision)}"
    yield f"  hours: {_hours(plan, at_ms)}"
    yield from (f"  {_reason(one)}" for one in decision.reasons if one.why not in UNSAID)
    if decision.next_ms is not None:
        yield f"  next change at {local(decision.next_ms, plan.zone):%Y-%m-%d %H:%M:%S}"
    if mind.missing:
        yield f"  {len(mind.missing)} files are missing"


def _does(decision: Decision) -> str:
    said = []
    if decision.sound is not None:
        said.append(f"sounds {decision.sound.due.id}")
    if decision.page is not None:
        said.append(f"shows {decision.page.due.id if decision.page.due else 'the safe page'}")
    return ", ".join(said) or "is silent"


def _hours(plan: Timetable, at_ms: int) -> str:
    closes, opens = closes_at(at_ms, plan.zone, plan.hours), opens_at(at_ms, plan.zone, plan.hours)
    if closes is not None:
        return f"open until {local(closes, plan.zone):%H:%M}"
    return "closed" if opens is None else f"closed until {local(opens, plan.zone):%Y-%m-%d %H:%M}"


def _reason(one: Reason) -> str:
    return f"{one.id}: {one.why}" + (f", because of {one.by}" if one.by else "")
