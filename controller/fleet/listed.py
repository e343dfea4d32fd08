"""A list of devices, as a spreadsheet gives it, becomes places for boxes; or every fault is told by line and column.

Nothing is made while there is a fault: half a list is worse than none, because nobody knows which half.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from controller.errors import Refused, Value
from controller.fleet import columns
from controller.fleet.awaiting import KINDS
from controller.fleet.codes import MOST
from controller.fleet.enrol import New
from controller.people.who import Who, may
from controller.store import areas, devices
from controller.store.areas import Area
from devices.ids import is_id
from devices.profiles import all_profiles

LONGEST_NAME = 160
HEAD_WITHIN = 20
"""A title or the name of the commune may stand above the headings."""
Lines = Sequence[tuple[int, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend: the sentence is ``refused-list-fault-<code>``. ``column`` is its letter."""

    line: int
    column: str
    heading: str
    code: str
    params: Mapping[str, Value] = field(default_factory=dict)

    def refused(self) -> Refused:
        """As a refusal of this one cell."""
        told = {"line": self.line, "column": self.column, "heading": self.heading, **self.params}
        return Refused(f"list-fault-{self.code}", f"{self.column}{self.line}", **told)


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list comes to. ``unused`` are headings that nobody asks for."""

    wanted: tuple[tuple[int, New], ...]
    faults: tuple[Fault, ...]
    unused: tuple[str, ...]

    @property
    def bad_lines(self) -> int:
        """How many lines have a fault."""
        return len({one.line for one in self.faults})


def read(conn: Connection, who: Who, lines: Lines) -> Listed:
    """Raises ``Refused("list-headings")`` where no line says what the columns are."""
    head, places = _head(lines)
    headings = lines[head][1]
    known = _Known(conn, who)
    if (place := places.get(columns.ID)) is not None:
        known.wished = {cells[place].casefold() for _, cells in lines[head + 1 :] if place < len(cells)}
    wanted: list[tuple[int, New]] = []
    faults: list[Fault] = []
    for line, cells in lines[head + 1 :]:
        row = _Row(line, cells, headings, places, known)
        made = row.read()
        faults += sorted(row.faults, key=lambda one: (len(one.column), one.column))
        if made is not None and not row.faults:
            wanted.append((line, made))
    if len(wanted) > MOST:
        raise Refused("list-too-long", "list", most=MOST)
    if not wanted and not faults:
        raise Refused("list-empty", "list")
    return Listed(tuple(wanted), tuple(faults), tuple(columns.unused(headings)))


def _head(lines: Lines) -> tuple[int, dict[str, int]]:
    """The line of headings: the first that names all that is needed."""
    best: set[str] = set()
    for place, (_, cells) in enumerate(lines[:HEAD_WITHIN]):
        places = columns.found(cells)
        if set(columns.NEEDED) <= places.keys():
            return place, places
        best = max(best, set(places), key=len)
    lacking = [columns.HEADINGS[one][0] for one in columns.NEEDED if one not in best]
    raise Refused("list-headings", "list", lacking=", ".join(lacking))


class _Known:
    """What is there, and what this list has named so far."""

    def __init__(self, conn: Connection, who: Who) -> None:
        self._places = [one for one in areas.below(conn, who.path) if may(who, "devices", one.path)]
        self.areas: dict[str, list[Area]] = {}
        for one in self._places:
            for name in {one.code, columns.plain(one.name)}:
                self.areas.setdefault(name, []).append(one)
        self.profiles = {columns.plain(name): name for name in all_profiles()}
        there = devices.below(conn, retired=True)
        self.ids: dict[str, int] = dict.fromkeys([one.id for one in there] + [one.code for one in areas.below(conn)], 0)
        self.wished: set[str] = set()
        """Ids that some line asks for itself."""
        self.names: dict[tuple[str, str], int] = {(one.area, columns.plain(one.name)): 0 for one in there}

    def free(self, area: str, profile: str) -> str:
        """An id that nobody has."""
        head = f"{KINDS.get(all_profiles()[profile].kind, 'hop')}-{area}"[:58].rstrip("-")
        number = 1
        while (id := f"{head}-{number}") in self.ids or id in self.wished:
            number += 1
        return id

    def near(self, text: str, names: Sequence[str]) -> str:
        """What may have been meant; empty where nothing is like it."""
        known = {columns.plain(name): name for name in names}
        return known.get(next(iter(difflib.get_close_matches(columns.plain(text), known, 1, 0.6)), ""), "")

    def area_names(self) -> list[str]:
        return [one.name for one in self._places]


class _Row:
    """One line."""

    def __init__(
        self, line: int, cells: Sequence[str], headings: Sequence[str], places: Mapping[str, int], known: _Known
    ) -> None:
        self.line, self._cells, self._headings, self._places, self._known = line, cells, headings, places, known
        self.faults: list[Fault] = []

    def read(self) -> New | None:
        """The place that it describes; None where something is wrong."""
        given = {one: self._cell(one) for one in columns.COLUMNS if one in self._places}
        for column, text in given.items():
            if text.startswith("="):
                self._fault(column, "formula")
        if self.faults:
            return None
        name, area, profile = given["name"], self._area(given["area"]), self._profile(given["profile"])
        self._check_name(name, area)
        id = self._id(given.get("id", ""), area, profile)
        if area is None or not profile or not id or self.faults:
            return None
        self._known.ids[id] = self.line
        self._known.names[area.code, columns.plain(name)] = self.line
        return New(id, area.code, profile, name)

    def _cell(self, column: str) -> str:
        place = self._places[column]
        return self._cells[place] if place < len(self._cells) else ""

    def _area(self, text: str) -> Area | None:
        found = self._known.areas.get(text) or self._known.areas.get(columns.plain(text), [])
        if len(found) == 1:
            return found[0]
        if not text:
            self._fault(columns.AREA, "blank")
        elif found:
            self._fault(columns.AREA, "area-several", text=text, codes=", ".join(one.code for one in found))
        else:
            self._unknown(columns.AREA, "area", text, self._known.near(text, self._known.area_names()))
        return None

    def _profile(self, text: str) -> str:
        name = self._known.profiles.get(columns.plain(text), "")
        if not text:
            self._fault(columns.PROFILE, "blank")
        elif not name:
            self._unknown(columns.PROFILE, "profile", text, self._known.near(text, list(all_profiles())))
        return name

    def _unknown(self, column: str, what: str, text: str, near: str) -> None:
        if near:
            self._fault(column, f"{what}-near", text=text, near=near)
        else:
            self._fault(column, f"{what}-unknown", text=text)

    def _check_name(self, name: str, area: Area | None) -> None:
        if not name:
            self._fault(columns.NAME, "blank")
        elif len(name) > LONGEST_NAME:
            self._fault(columns.NAME, "name-long", most=LONGEST_NAME)
        elif area is not None and (area.code, columns.plain(name)) in self._known.names:
            first = self._known.names[area.code, columns.plain(name)]
            self._fault(columns.NAME, "name-twice" if first else "name-there", text=name, place=area.name, first=first)

    def _id(self, text: str, area: Area | None, profile: str) -> str:
        if not text:
            return self._known.free(area.code, profile) if area is not None and profile else ""
        id = text.casefold()
        if not is_id(id):
            self._fault(columns.ID, "id-form", text=text)
        elif id in self._known.ids:
            first = self._known.ids[id]
            self._fault(columns.ID, "id-twice" if first else "id-there", text=id, first=first)
        return id

    def _fault(self, column: str, code: str, **params: Value) -> None:
        place = self._places[column]
        self.faults.append(Fault(self.line, columns.letter(place), self._headings[place], code, params))
