"""How commands speak: refusals as sentences in the reader's language, one a line, and exit code 2."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Annotated, NoReturn, ParamSpec, TypeVar

import typer

import schedules.errors
from controller import errors
from controller.settings import Settings
from controller.settings_reading import read_settings
from controller.store import Store
from controller.words import say

P = ParamSpec("P")
R = TypeVar("R")

REFUSED = 2

Config = Annotated[Path | None, typer.Option(help="TOML file with the settings.")]


def language() -> str:
    """``TIENGLANG_LANGUAGE``, else what the terminal speaks, else Vietnamese."""
    for name in ("TIENGLANG_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        spoken = os.environ.get(name, "")[:2]
        if spoken in ("vi", "en"):
            return spoken
    return "vi"


def tell(code: str, **params: str | float) -> None:
    """Say a sentence of the catalogue."""
    sys.stdout.write(say(code, language(), **params) + "\n")


def put(line: str = "") -> None:
    """Write a line that is no sentence: a table's row, a document."""
    sys.stdout.write(line + "\n")


def refuse(refused: errors.Refused | schedules.errors.Refused) -> NoReturn:
    """Every mistake in a sentence, then the end."""
    several = refused.refusals if isinstance(refused, errors.ManyRefused) else (refused,)
    for one in several:
        sys.stderr.write(f"✗ {say(f'refused-{one.code}', language(), **one.params)}\n")
    raise SystemExit(REFUSED)


def spoken(command: Callable[P, R]) -> Callable[P, R]:
    """A command whose refusals are said instead of shown as a traceback."""

    @functools.wraps(command)
    def said(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except (errors.Refused, schedules.errors.Refused) as refused:
            refuse(refused)

    return said


def settings_of(config: Path | None, **given: object) -> Settings:
    """The settings of this call."""
    return read_settings(config, **{name: value for name, value in given.items() if value is not None})


@contextmanager
def open_store(settings: Settings) -> Iterator[Store]:
    """The database, brought to its newest shape."""
    with closing(Store(settings.database_url)) as store:
        store.upgrade()
        yield store
