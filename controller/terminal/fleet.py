"""``tienglang device list|out|stolen|back|move|import``: what hangs where and how it stands, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from controller.broadcast.desk import Desk
from controller.errors import NotFound, Refused
from controller.fleet import listing, roster, taking_down
from controller.people import signin
from controller.people.who import Who
from controller.places import propose
from controller.store import areas, users
from controller.store.devices import Device
from controller.terminal.at_desk import HERE, desk_of
from controller.terminal.handed_out import Sheet, hand_out
from controller.terminal.speaking import REFUSED, Config, language, put, spoken, tell
from controller.words import say
from controller.words.instants import wall

Place = Annotated[str, typer.Option(help="Code of an area; all, where it is left out.")]


@spoken
def list_(
    area: Place = "",
    state: Annotated[str, typer.Option(help=f"Only those: {', '.join(roster.STATES)}")] = "",
    wanted: Annotated[str, typer.Option("--find", help="Words of name, code, place or model.")] = "",
    config: Config = None,
) -> None:
    """Every device: how it stands, where it hangs, when it was heard last. What is broken comes first."""
    if state and state not in roster.STATES:
        raise Refused("state-unknown", "state", state=state, known=", ".join(roster.STATES))
    with desk_of(config) as desk, desk.store.read() as conn:
        path = areas.known(conn, area).path if area else "/"
        every = roster.lines(desk, conn, path)
    found = roster.sheet(every, state=state, wanted=wanted, size=len(every) or 1)
    lang = language()
    for one in found.lines:
        row = one.row
        seen = f"{wall(row.seen_ms, row.zone):%H:%M %d/%m/%Y}" if row.seen_ms is not None else "–"
        put(
            "\t".join(
                (
                    row.id,
                    say("roster-no-box" if one.state == roster.EMPTY else f"standing-{one.state}", lang),
                    row.name,
                    row.place,
                    row.profile,
                    seen,
                )
            )
        )
    tell("device-count", count=found.found)


@spoken
def out(id: str, config: Config = None) -> None:
    """The box was taken down: nothing is planned for its place, and `back` undoes it."""
    _done(config, lambda desk: taking_down.take_down(desk, HERE, id), "out")


@spoken
def stolen(id: str, config: Config = None) -> None:
    """The box was stolen: it is cut off for good, and when it comes back that is an incident."""
    _done(config, lambda desk: taking_down.take_down(desk, HERE, id, stolen=True), "stolen")


@spoken
def back(id: str, config: Config = None) -> None:
    """The box that was taken down last hangs there again."""
    _done(config, lambda desk: taking_down.put_back(desk, HERE, id), "back")


@spoken
def move(
    id: str,
    area: Annotated[str, typer.Option(help="Code of the hamlet where it will hang.")],
    effect: Annotated[str, typer.Option("--from", help="From which day on: 2026-12-01.")],
    by: Annotated[str, typer.Option(help="Login of the administrator who proposes it.")],
    config: Config = None,
) -> None:
    """Propose that a device moves, with its history; another administrator agrees to it (/areas)."""
    with desk_of(config) as desk:
        made = propose.propose(desk, _administrator(desk, by), effect, [{"do": "rehome", "device": id, "area": area}])
        tell("device-moves", id=id, area=area, effect=made.effect, change=made.id)


@spoken
def import_(
    file: Annotated[Path, typer.Argument(help="XLSX or CSV: columns name, area, model and perhaps id.")],
    make: Annotated[bool, typer.Option("--make", help="Make them, if nothing is wrong; else only look.")] = False,
    sheet: Sheet = None,
    config: Config = None,
) -> None:
    """Places for a whole list of devices; every fault is told by line and column, and then nothing is made."""
    if not file.is_file():
        raise NotFound("file-missing", path=str(file))
    lang = language()
    with desk_of(config) as desk:
        found = listing.look(desk, HERE, desk.papers.rows(file))
        for fault in found.faults:
            one = fault.refused()
            put(f"✗ {say(f'refused-{one.code}', lang, **one.params)}")
        tell("list-looked", good=len(found.wanted), bad=found.bad_lines)
        if found.faults:
            raise SystemExit(REFUSED)
        hand_out(desk, listing.make(desk, HERE, found) if make else [], sheet if make else None)


def _done(config: Path | None, what: Callable[[Desk], Device], code: str) -> None:
    with desk_of(config) as desk:
        tell(f"device-{code}", id=what(desk).id)


def _administrator(desk: Desk, login: str) -> Who:
    with desk.store.read() as conn:
        row = users.by_login(conn, signin.normal_login(login))
    if row is None or not row.active:
        raise NotFound("user-unknown")
    return Who.of(row)
