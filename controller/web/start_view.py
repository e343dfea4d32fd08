"""The first hour of a commune: what is done and what is next, read from what is there. No step remembers anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from controller.people.who import APPROVER, EDITOR, MAY
from controller.places import trial
from controller.places.practising import is_simulated
from controller.places.trial import Trial
from controller.store import areas, deliveries, devices, media, status, users
from controller.store.areas import Area, settled
from controller.web import moments
from controller.words.instants import wall

STEPS = ("hamlets", "hours", "devices", "people", "voice", "test")


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a commune is."""

    commune: Area
    hamlets: tuple[str, ...]
    first: str
    """Where the first device probably hangs."""
    hours: tuple[str, ...]
    devices: int
    awaited: int
    heard: int
    editors: int
    approvers: int
    voice: bool
    trial: Trial
    sounded: bool

    @property
    def done(self) -> dict[str, bool]:
        """Each step."""
        return {
            "hamlets": bool(self.hamlets),
            "hours": bool(self.hours),
            "devices": self.devices > 0,
            "people": self.editors > 0 and self.approvers > 0,
            "voice": self.voice,
            "test": self.sounded or self.trial.state in (trial.HEARD, trial.TRIED),
        }

    @property
    def next(self) -> str:
        """The first that is not done; empty: all are."""
        return next((one for one in STEPS if not self.done[one]), "")


def standing(conn: Connection, commune: Area, now_ms: int) -> Standing:
    """Read it."""
    chain = areas.chain(conn, commune.code)
    below = areas.below(conn, commune.path)
    here = [one for one in devices.below(conn, commune.path, retired=True) if not is_simulated(one.id)]
    people = [one for one in users.below(conn) if one.active and commune.path.startswith(one.path)]
    people += [one for one in users.below(conn, commune.path) if one.active and one.path != commune.path]
    roles = [one.role for one in people]
    hours = settled(chain).hours or {}
    return Standing(
        commune=commune,
        hamlets=tuple(one.name for one in below if one.parent == commune.code),
        first=next((one.code for one in below if one.parent == commune.code), commune.code),
        hours=tuple(dict.fromkeys(f"{one['start']}–{one['end']}" for one in hours.get("windows") or ())),
        devices=len(here),
        awaited=sum(not one.active for one in here),
        heard=status.ever_heard(conn, commune.path),
        editors=roles.count(EDITOR),
        approvers=roles.count(APPROVER),
        voice=any(one.speech is not None for one in chain),
        trial=trial.standing(conn, commune, now_ms),
        sounded=deliveries.ever_sounded(conn, commune.path),
    )


def told(one: Standing) -> list[dict[str, Any]]:
    """The steps in their order."""
    return [{"name": step, "done": one.done[step], "next": step == one.next} for step in STEPS]


def chosen(communes: Sequence[Area], code: str) -> Area | None:
    """The commune that is looked at: the one that was asked for, else the first."""
    return next((one for one in communes if one.code == code), communes[0] if communes else None)


def test(conn: Connection, now: Standing, leaders: Sequence[str], lang: str) -> dict[str, Any]:
    """The last step: how far the test is, and the boxes that it can be made with. ``leaders``: who may agree."""
    one, zone = now.trial, now.commune.zone
    sound = media.get(conn, one.row.sound) if one.row is not None and one.row.sound else None
    given = one.delivery
    heard_ms = (given.sounded_ms or given.shown_ms or given.started_ms) if given is not None else None
    return {
        "state": one.state,
        "row": one.row,
        "device": one.device.name if one.device is not None else "",
        "at": moments.when(wall(trial.start_ms(one.row), zone), lang) if one.row is not None else "",
        "heard": moments.clock(wall(heard_ms, zone), seconds=True) if heard_ms else "",
        "subject": one.occurrence.id if one.occurrence is not None else "",
        "sound": sound.hash if sound is not None else "",
        "leaders": ", ".join(leaders),
        "boxes": [(box.id, box.name) for box in trial.boxes(conn, now.commune)],
        "again": one.state not in trial.OPEN,
    }


def leaders(conn: Connection, commune: Area, but: str) -> list[str]:
    """Who may agree to what ``but`` wrote, by name."""
    every = [one for one in users.below(conn) if one.active and commune.path.startswith(one.path) and one.id != but]
    return [one.name for one in every if one.role in MAY["approve"]]
