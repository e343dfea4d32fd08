"""Lists of devices from spreadsheets: looked at, made whole or not at all, and an empty one to fill in."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from controller.broadcast.desk import Desk
from controller.errors import ManyRefused
from controller.fleet import awaiting, columns, listed
from controller.fleet.codes import Made
from controller.fleet.listed import Lines, Listed
from controller.people.who import Who, require
from controller.store import areas
from devices.profiles import all_profiles

EXAMPLE = "Loa đầu ngõ 7"
BOM = "\ufeff"
"""Without it Excel takes UTF-8 for something else."""


def look(desk: Desk, who: Who, lines: Lines) -> Listed:
    """What a list comes to; nothing is made."""
    require(who, "devices", who.path)
    with desk.store.read() as conn:
        return listed.read(conn, who, lines)


def make(desk: Desk, who: Who, found: Listed) -> list[Made]:
    """All of it. Raises `ManyRefused` with every fault where there is one."""
    if found.faults:
        raise ManyRefused([one.refused() for one in found.faults])
    return awaiting.make(desk, who, [new for _, new in found.wanted])


def template(desk: Desk, who: Who, form: str) -> bytes:
    """An empty list: ``xlsx`` or ``csv``."""
    require(who, "devices", who.path)
    with desk.store.read() as conn:
        places = areas.below(conn, who.path)
    last, models = places[-1], all_profiles()
    rows = [
        [columns.HEADINGS[one][0].capitalize() for one in columns.COLUMNS],
        [EXAMPLE, last.name, next(iter(models)), ""],
    ]
    if form == "csv":
        return _csv(rows)
    names = [[one.name, one.code] for one in places]
    return desk.papers.sheets(
        {"Thiết bị": rows, "Địa bàn": names, "Loại": [[name, one.model] for name, one in models.items()]}
    )


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO(BOM, newline="")
    out.seek(0, io.SEEK_END)
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue().encode()
