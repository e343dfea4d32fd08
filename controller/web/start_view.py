"""The first hour of a commune: what is done and what is next, read from what is there. No step remembers anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from controller.people.who import APPROVER, EDITOR
from controller.places.practising import is_simulated
from controller.store import announcements, areas, devices, status, users
from controller.store.areas import Area, settled
from schedules.lifecycle import AGREED, State

STEPS = ("hamlets", "hours", "devices", "people", "voice", "test")
_TOLD = {*(one.value for one in AGREED), State.ENDED.value}


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a commune is."""

    commune: Area
    hamlets: tuple[str, ...]
    hours: tuple[str, ...]
    devices: int
    awaited: int
    heard: int
    editors: int
    approvers: int
    voice: bool
    planned: int
    waiting: int

    @property
    def done(self) -> dict[str, bool]:
        """Each step."""
        return {
            "hamlets": bool(self.hamlets),
            "hours": bool(self.hours),
            "devices": self.devices > 0,
            "people": self.editors > 0 and self.approvers > 0,
            "voice": self.voice,
            "test": self.planned > 0,
        }

    @property
    def next(self) -> str:
        """The first that is not done; empty: all are."""
        return next((one for one in STEPS if not self.done[one]), "")


def standing(conn: Connection, commune: Area) -> Standing:
    """Read it."""
    chain = areas.chain(conn, commune.code)
    below = areas.below(conn, commune.path)
    here = [one for one in devices.below(conn, commune.path, retired=True) if not is_simulated(one.id)]
    people = [one for one in users.below(conn) if one.active and commune.path.startswith(one.path)]
    people += [one for one in users.below(conn, commune.path) if one.active and one.path != commune.path]
    roles = [one.role for one in people]
    hours = settled(chain).hours or {}
    notices = announcements.below(conn, commune.path, limit=500)
    return Standing(
        commune=commune,
        hamlets=tuple(one.name for one in below if one.parent == commune.code),
        hours=tuple(dict.fromkeys(f"{one['start']}–{one['end']}" for one in hours.get("windows") or ())),
        devices=len(here),
        awaited=sum(not one.active for one in here),
        heard=status.ever_heard(conn, commune.path),
        editors=roles.count(EDITOR),
        approvers=roles.count(APPROVER),
        voice=any(one.speech is not None for one in chain),
        planned=sum(one.state in _TOLD for one in notices),
        waiting=sum(one.state == State.SUBMITTED.value for one in notices),
    )


def told(one: Standing) -> list[dict[str, Any]]:
    """The steps in their order."""
    return [{"name": step, "done": one.done[step], "next": step == one.next} for step in STEPS]


def chosen(communes: Sequence[Area], code: str) -> Area | None:
    """The commune that is looked at: the one that was asked for, else the first."""
    return next((one for one in communes if one.code == code), communes[0] if communes else None)
