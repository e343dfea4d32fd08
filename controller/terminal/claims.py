"""``tienglang device await|code|revoke``: places for boxes that are to come, and the codes that boxes claim them by."""

from __future__ import annotations

from typing import Annotated

import typer

from controller.fleet import awaiting, codes
from controller.fleet.codes import LASTS_DAYS
from controller.terminal.at_desk import HERE, desk_of
from controller.terminal.handed_out import Sheet, hand_out
from controller.terminal.speaking import Config, spoken, tell

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
    with desk_of(config) as desk:
        with desk.store.read() as conn:
            wanted = awaiting.numbered(conn, area, profile, name, count)
        hand_out(desk, awaiting.make(desk, HERE, wanted, days), sheet)


@spoken
def code(
    ids: Annotated[list[str], typer.Argument(help="Devices whose box is to be replaced, or is to come.")],
    profile: Annotated[str | None, typer.Option(help="The box that comes is this model.")] = None,
    sheet: Sheet = None,
    days: Days = LASTS_DAYS,
    config: Config = None,
) -> None:
    """A new code for each; the one before is good no more. The old box goes on until the new one claims its place."""
    with desk_of(config) as desk:
        hand_out(desk, codes.renew(desk, HERE, ids, profile, days), sheet)


@spoken
def revoke(id: str, config: Config = None) -> None:
    """The code of a device is good no more."""
    with desk_of(config) as desk:
        codes.revoke(desk, HERE, id)
        tell("code-revoked", id=id)
