"""Does a board show what it should? What its panel says with each heartbeat, against the picture it was given.

The box says which file it gave to the panel, and which frame it read back; the file is ours, and so is its frame. What
the panel's own figures tell stands in `devices.visible`. What is found becomes a trouble that lasts until a heartbeat
shows that it has healed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import Connection

from controller.people.who import Who, require
from controller.store import board_faults, devices, frames
from controller.store.board_faults import Told
from controller.store.status import BeatHeard, Heard
from devices.messages import PanelState
from devices.profiles import Panel, all_profiles
from devices.visible import FAULTS, FOREIGN, STUCK, WRONG_SIZE, by_figures


@dataclass(frozen=True, slots=True)
class Look:
    """What one board said of its panel at one moment."""

    device: str
    at_ms: int
    panel: Panel
    said: PanelState
    showing: str


def take(conn: Connection, heard: Sequence[Heard]) -> list[str]:
    """Note what the newest heartbeats show; the boards on which a fault has begun or healed."""
    looks = _looks(conn, heard)
    if not looks:
        return []
    known = frames.expected(conn, {one.said.page for one in looks if one.said.page})
    before = board_faults.lasting(conn, [one.device for one in looks])
    changed = []
    for look in looks:
        now, then = set(faults(look, known)), before.get(look.device, set())
        board_faults.begin(conn, look.device, sorted(now - then), look.at_ms)
        board_faults.end(conn, look.device, sorted(then - now), look.at_ms)
        changed += [look.device] if now != then else []
    return changed


def faults(look: Look, known: Mapping[str, str]) -> tuple[str, ...]:
    """What is wrong with it; ``known`` is the frame of each page of ours, by its file. Pure."""
    found = {*by_figures(look.panel, look.said), *_by_frame(look, known)}
    if WRONG_SIZE in found:
        found.discard(STUCK)  # it explains why the frame is another
    return tuple(one for one in FAULTS if one in found)


def since(conn: Connection, who: Who, since_ms: int, until_ms: int | None = None) -> list[Told]:
    """What went wrong on boards at and below a person's area, what lasts first."""
    require(who, "read", who.path)
    return board_faults.below(conn, who.path, since_ms, until_ms)


def _by_frame(look: Look, known: Mapping[str, str]) -> tuple[str, ...]:
    page = look.said.page
    if page and page not in known:
        return (FOREIGN,)
    wanted = known[page] if page else black(look.panel.width, look.panel.height)
    return (STUCK,) if wanted and look.showing and look.showing != wanted else ()


@cache
def black(width: int, height: int) -> str:
    """The frame of a panel that is dark."""
    return hashlib.sha256(bytes(3 * width * height)).hexdigest()


def _looks(conn: Connection, heard: Sequence[Heard]) -> list[Look]:
    beats = {one.device: one for one in heard if isinstance(one, BeatHeard) and one.beat.get("panel") is not None}
    if not beats:
        return []
    models = devices.models(conn, beats)
    found = []
    for device, beat in beats.items():
        model = all_profiles().get(models.get(device, ""))
        if model is not None and model.panel is not None:
            said: Any = beat.beat
            state = msgspec.convert(said["panel"], PanelState)
            found.append(Look(device, beat.received_ms, model.panel, state, said.get("showing", "")))
    return found
