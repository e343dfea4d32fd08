"""``tienglang device await|code|revoke``: places for boxes that are to come, and the codes that boxes claim them by."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from controller.broadcast.desk import Desk
from controller.fleet import awaiting, codes
from controller.fleet.codes import LASTS_DAYS, Made
from controller.people.who import ADMINISTRATOR, Who
from controller.terminal.speaking import Config, language, put, settings_of, spoken, tell

HERE = Who("terminal", "terminal", "terminal", ADMINISTRATOR, "", "/", "vi")
"""Whoever may open the database may do all of this."""

Sheet = Annotated[Path | None, typer.Option("--labels", help="Write labels (PDF, A4) into this file.")]
Days = Annotated[int, typer.Option(help="So long a code is good.")]


@spoken
def await_(
    area: Annotated[str, typer.Option(help="Code of the hamlet.")],
    profile: Annotated[str, typer.Option(help="The model.")],
    name: Annotated[str, typer.Option(help="Where it will hang; {n} is the number.")],
    count: Annotated[int, typer.Option(help="How many.")] = 1,
    sheet: Sheet = None,
    days: Days = LASTS_DAYS,
    config: Config = None,
) -> None:
    """Places for boxes that are to come; each box claims its own with a code, once."""
    desk = desk_of(config)
    with desk.store.read() as conn:
        wanted = awaiting.numbered(conn, area, profile, name, count)
    told(desk, awaiting.make(desk, HERE, wanted, days), sheet)


@spoken
def code(
    ids: Annotated[list[str], typer.Argument(help="Devices whose box is to be replaced, or is to come.")],
    profile: Annotated[str | None, typer.Option(help="The box that comes is this model.")] = None,
    sheet: Sheet = None,
    days: Days = LASTS_DAYS,
    config: Config = None,
) -> None:
    """A new code for each; the one before is good no more. The old box goes on until the new one claims its place."""
    desk = desk_of(config)
    told(desk, codes.renew(desk, HERE, ids, profile, days), sheet)


@spoken
def revoke(id: str, config: Config = None) -> None:
    """The code of a device is good no more."""
    desk = desk_of(config)
    codes.revoke(desk, HERE, id)
    tell("code-revoked", id=id)
    desk.store.close()


def desk_of(config: Path | None) -> Desk:
    """Everything wired, nothing started."""
    from controller.bootstrap import build

    return build(settings_of(config)).desk


def told(desk: Desk, made: Sequence[Made], sheet: Path | None) -> None:
    """The codes, which stand nowhere else, and labels of them."""
    for one in made:
        put(f"{one.device.id:24} {one.shown}  {one.link}")
    if sheet is not None:
        from controller.fleet import labels

        sheet.touch(mode=0o600)
        sheet.write_bytes(labels.sheet(desk, made, language()))
        tell("labels-written", path=str(sheet))
    desk.store.close()
