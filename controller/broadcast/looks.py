"""What an announcement looks like on every kind of board that it is for, before anybody agrees to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from controller.broadcast import board
from controller.broadcast.board import Board
from controller.broadcast.desk import Desk
from controller.broadcast.trials import Trial
from controller.ports import Notice
from controller.store import areas, devices, plates
from controller.store.announcements import Announcement, Audience
from controller.store.devices import Device
from devices.profiles import Profile, profile


@dataclass(frozen=True, slots=True)
class Look:
    """One kind of board: its model, what the boards of it are called, and what they would show."""

    model: Profile
    names: tuple[str, ...]
    trial: Trial


def of_row(conn: Connection, desk: Desk, row: Announcement, whom: Audience) -> list[Look]:
    """Of an announcement that is kept."""
    if not row.page:
        return []
    return _looks(desk, board.notice(desk, row, plates.of(conn, row.area)), _reached(conn, whom))


def of_form(
    conn: Connection,
    desk: Desk,
    path: str,
    area: str,
    notice: tuple[str, str, str, Board | None],
    whom: Audience,
) -> list[Look]:
    """Of a form that nobody has saved: ``notice`` is title, text, class and choice. As long as it is for nobody yet,
    of all boards at ``path``."""
    reached = _reached(conn, whom) if whom.areas or whom.devices else devices.below(conn, path)
    inside = [one for one in reached if one.path.startswith(path)]
    title, text, klass, chosen = notice
    return _looks(desk, board.noticed(desk, title, text, klass, chosen, plates.of(conn, area)), inside)


def _reached(conn: Connection, whom: Audience) -> list[Device]:
    known = [code for code in whom.areas if areas.get(conn, code) is not None]
    return devices.in_audience(conn, known, whom.devices)


def _looks(desk: Desk, notice: Notice, reached: Sequence[Device]) -> list[Look]:
    kinds: dict[str, tuple[Profile, list[str]]] = {}
    for one in reached:
        model = profile(one.profile)
        if model.panel is not None:
            kinds.setdefault(model.recipe, (model, []))[1].append(one.name)
    return [
        Look(model, tuple(names), desk.trials.of(desk.press, notice, board.panel_of(model)))
        for model, names in sorted(kinds.values(), key=lambda pair: _size(pair[0]))
    ]


def _size(model: Profile) -> tuple[int, str]:
    assert model.panel is not None
    return model.panel.width * model.panel.height, model.name
