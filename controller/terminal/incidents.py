"""``tienglang incident list``: what is broken, and what to do next."""

from __future__ import annotations

from typing import Annotated

import typer

from controller.fleet import incidents
from controller.terminal.at_desk import HERE, desk_of
from controller.terminal.fleet import Place
from controller.terminal.speaking import Config, language, put, spoken, tell
from controller.words import incidents as words
from controller.words.instants import wall

DAY_MS = 86_400_000

app = typer.Typer(help="What is broken.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """A group of commands, also while it has only one."""


@app.command("list")
@spoken
def list_(
    area: Place = "",
    days: Annotated[int, typer.Option(help="Also what was closed in so many days.", min=0, max=366)] = 0,
    config: Config = None,
) -> None:
    """What is open, the gravest first, each with what to do next."""
    lang = language()
    with desk_of(config) as desk, desk.store.read() as conn:
        zone, since_ms = desk.settings.zone, desk.now_ms() - days * DAY_MS if days else None
        found = incidents.seen(desk, conn, HERE, area, since_ms)
    for one in found:
        row = one.row
        times = [f"{wall(at, zone):%H:%M %d/%m/%Y}" for at in (row.opened_ms, row.closed_ms) if at is not None]
        title = words.title(row.rule, one.device, one.place, len(one.members), lang)
        put("\t".join((row.id, row.severity, " – ".join(times), title)))
        if row.closed_ms is None:
            put(f"\t→ {words.repair(row.rule, not row.device, lang)}")
    tell("incident-count", count=sum(one.row.closed_ms is None for one in found))
