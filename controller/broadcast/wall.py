"""What every board shows now, by what it reports: the frame that was read back from its panel, and the picture of ours
that this frame is. Beside it what it should show by its timetable, so that another thing is seen to be another.

Nothing here follows from what was sent. A board that said nothing for three heartbeats shows nobody knows what.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from controller.broadcast import wall_plan
from controller.broadcast.board_watch import black
from controller.broadcast.desk import Desk
from controller.broadcast.timetable import BEAT_MS
from controller.broadcast.wall_plan import SAFE, Wanted
from controller.people.who import Who, require
from controller.store import announcements, board_faults, devices, frames, status
from controller.store.devices import Device
from controller.store.presence import ONLINE
from controller.store.status import Status
from devices.profiles import Panel, all_profiles

SILENT_MS = 3 * BEAT_MS + 15_000
"""Without a word for so long, a board shows nobody knows what."""
SHOWS, DARK, UNKNOWN, SILENT, UNTOLD = "shows", "dark", "unknown", "silent", "untold"
"""A picture of ours; nothing; a frame that is none of ours; no word for long; a board that tells no frame."""
STRANGE = frozenset({UNKNOWN, SILENT, UNTOLD})


@dataclass(frozen=True, slots=True)
class Standing:
    """One board now."""

    device: Device
    panel: Panel
    state: str
    at_ms: int | None
    """When it said so."""
    picture: str
    """The file of ours that its frame is; empty where there is none."""
    shows: str
    """The title of what it shows; `SAFE`; empty where nobody knows."""
    wanted: str
    """The same of what it should show by its plan."""
    differs: bool
    faults: tuple[str, ...] = ()


def now(conn: Connection, desk: Desk, who: Who, path: str) -> list[Standing]:
    """Every board at and below the area at ``path``, by id."""
    require(who, "read", path)
    return hanging(conn, desk, path)


def hanging(conn: Connection, desk: Desk, path: str) -> list[Standing]:
    """The same for whoever stands in the street and sees them anyway."""
    now_ms = desk.now_ms()
    boards = [one for one in devices.below(conn, path) if _panel(one) is not None]
    states = status.of(conn, [one.id for one in boards])
    raised = wall_plan.raised_at(conn, now_ms)
    plans = {one.id: wall_plan.plan_of(conn, one.id) for one in boards}
    wanted = {one.id: wall_plan.wanted(plans[one.id], one, states[one.id].beat_ms, raised) for one in boards}
    at_once = wall_plan.played(conn, desk, boards, now_ms)
    owners: dict[str, str] = {}
    for pages in (*map(wall_plan.planned, plans.values()), *(each.pages for some in wanted.values() for each in some)):
        owners |= pages
    known = _Known(
        frames.expected(conn, owners.keys() | {file for some in at_once.values() for file in some}),
        frames.pictures(conn, {_said(states[one.id], "showing") for one in boards} - {""}),
        owners,
        announcements.titles(conn, set(owners.values())) | {row.id: row.headline for row, _ in raised} | {SAFE: SAFE},
    )
    lasting = board_faults.lasting(conn, list(wanted))
    return [
        _standing(one, states[one.id], wanted[one.id], at_once[one.id], known, lasting.get(one.id, set()), now_ms)
        for one in boards
    ]


@dataclass(frozen=True, slots=True)
class _Known:
    """Read once for all boards: the frame of each file, the file of each frame, whose a file is, and what that is
    called."""

    frames: Mapping[str, str]
    pictures: Mapping[str, str]
    owners: Mapping[str, str]
    titles: Mapping[str, str]


def _standing(
    one: Device,
    said: Status,
    wanted: Sequence[Wanted],
    at_once: Mapping[str, str],
    known: _Known,
    faults: Iterable[str],
    now_ms: int,
) -> Standing:
    panel = _panel(one)
    assert panel is not None
    frame, dark = _said(said, "showing"), black(panel.width, panel.height)
    state = state_of(said, dark, known.pictures, now_ms)
    picture = known.pictures.get(frame, "")
    allowed = {
        known.frames.get(file) or frame for file in (*at_once, *(file for each in wanted for file in each.pages))
    }
    if any(not each.pages for each in wanted):
        allowed.add(dark)
    first = next(iter(wanted[0].pages.values()), "") if wanted else ""
    return Standing(
        one,
        panel,
        state,
        said.beat_ms,
        picture,
        at_once.get(picture, "") or known.titles.get(known.owners.get(picture, ""), ""),
        known.titles.get(first, ""),
        differs=state in (SHOWS, DARK, UNKNOWN) and bool(wanted) and frame not in allowed,
        faults=tuple(sorted(faults)),
    )


def state_of(said: Status, dark: str, pictures: Mapping[str, str], now_ms: int) -> str:
    """What a board's last word is worth; ``dark`` is the frame of a panel that shows nothing. Pure."""
    frame = _said(said, "showing")
    if said.beat_ms is None or said.presence != ONLINE or said.beat_ms < now_ms - SILENT_MS:
        return SILENT
    if not frame:
        return UNTOLD
    return DARK if frame == dark else SHOWS if frame in pictures else UNKNOWN


def _said(said: Status, name: str) -> str:
    return str(said.beat.get(name, "")) if isinstance(said.beat, dict) else ""


def _panel(one: Device) -> Panel | None:
    model = all_profiles().get(one.profile)
    return model.panel if model is not None else None
