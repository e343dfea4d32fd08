"""Which commands there are and where each stands: the file of a command is imported when it is asked for, no other.

All of the service takes seconds to import on a small machine, and nobody waits for that who only lists keys.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, NamedTuple

from typer import Typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group


class Place(NamedTuple):
    """Where a command or a group of commands stands, and what `--help` says of it without looking there."""

    file: str
    name: str
    help: str
    passes_on: bool = False
    """What it does not know is for the program that it starts."""


PLACES: Mapping[str, Place] = {
    "serve": Place("serve", "serve", "Run the service: broker, planning, sending, collecting, console and API."),
    "demo": Place("demo", "demo", "A sample commune: six loudspeakers, two boards, three people."),
    "sim": Place("simulate", "sim", "Simulated loudspeakers and boards.", True),
    "user": Place("taking_in", "user", "People who may sign in."),
    "area": Place("taking_in", "area", "Provinces, communes, hamlets."),
    "device": Place("devices", "app", "Loudspeaker clusters and boards."),
    "incident": Place("incidents", "app", "What is broken."),
    "keys": Place("keys", "app", "Signing keys."),
    "firmware": Place("firmware", "app", "Software of boxes."),
    "db": Place("upkeep", "db", "The database."),
    "backup": Place("upkeep", "backup", "Write database, media and keys into one file."),
    "restore": Place("upkeep", "restore", "Put a backup into an empty place."),
    "boards": Place("boards", "boards", "All templates on all boards, as pictures."),
    "doctor": Place("upkeep", "doctor", "Say what is missing or wrong on this machine, and the mend."),
}


def opened(name: str) -> TyperCommand | TyperGroup:
    """The command itself."""
    place = PLACES[name]
    found: Typer | Callable[..., None] = getattr(import_module(f"controller.terminal.{place.file}"), place.name)
    around = Typer(add_completion=False)
    around.callback()(lambda: None)
    if isinstance(found, Typer):
        around.add_typer(found, name=name)
    else:
        passing_on = {"allow_extra_args": True, "ignore_unknown_options": True} if place.passes_on else None
        around.command(name, context_settings=passing_on)(found)
    made = get_group(around).commands[name]
    assert isinstance(made, TyperCommand | TyperGroup)
    return made


class Opening(TyperGroup):
    """All commands by name; only the one that is called is opened."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.commands = {name: TyperCommand(name, help=place.help) for name, place in PLACES.items()}

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """As of any group, and the file of the command is imported."""
        name, _, rest = super().resolve_command(ctx, args)
        assert name is not None
        return name, opened(name), rest
