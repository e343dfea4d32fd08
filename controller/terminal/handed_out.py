"""Codes that were just made, as lines and as labels: they stand nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from controller.broadcast.desk import Desk
from controller.fleet.codes import Made
from controller.terminal.speaking import language, put, tell

Sheet = Annotated[Path | None, typer.Option("--labels", help="Write labels (PDF, A4) into this file.")]


def hand_out(desk: Desk, made: Sequence[Made], sheet: Path | None) -> None:
    """A line for each, and the labels where somebody wants them, readable by the owner alone."""
    for one in made:
        put(f"{one.device.id:24} {one.shown}  {one.link}")
    if sheet is not None:
        from controller.fleet import labels

        sheet.touch(mode=0o600)
        sheet.write_bytes(labels.sheet(desk, made, language()))
        tell("labels-written", path=str(sheet))
