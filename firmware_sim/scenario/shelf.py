"""The scenarios that come with the program, and those of a file."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from firmware_sim.scenario.reading import read
from firmware_sim.scenario.values import Scenario
from firmware_sim.scenario.wrong import Wrong

_SHELF = files("firmware_sim") / "scenarios"


def known() -> list[str]:
    """Their names."""
    return sorted(one.name.removesuffix(".yaml") for one in _SHELF.iterdir() if one.name.endswith(".yaml"))


def scenario(name: str) -> Scenario:
    """One of ours by name, or a file. Raises `Wrong`."""
    if name in known():
        return read((_SHELF / f"{name}.yaml").read_text("utf-8"), f"{name}.yaml")
    try:
        return read(Path(name).read_text("utf-8"), Path(name).name)
    except UnicodeDecodeError:
        raise Wrong(name, 1, "", "this is no text in UTF-8") from None
    except OSError:
        raise Wrong(name, 1, "", f"there is no such scenario; there are {', '.join(known())}, or name a file") from None
