"""A scenario from its text; every mistake with its line and field, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from devices.profiles import all_profiles
from firmware_sim.scenario.moments import Length, Wall
from firmware_sim.scenario.tree import Path, tree
from firmware_sim.scenario.values import MOST_BOXES, Crew, Event, Scenario
from firmware_sim.scenario.who import boxes, members
from firmware_sim.scenario.wrong import Wrong

_PLACE = re.compile(r"(?s)(.*?)(?: - at `(key in )?\$(.*)`)?")
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+)\]|\[\.\.\.\]")
_WORDS: tuple[tuple[str, str], ...] = (
    (r"Object missing required field `(.*)`", "{0} is missing"),
    (r"Object contains unknown field `(.*)`", "{0} is not known here"),
    (r"Invalid enum value '(.*)'", "{0!r} is not known here"),
    (r"Expected `(int|float)`, got .*", "a number is expected"),
    (r"Expected `(?:int|float)` ([<>]=?) (.*)", "has to be {0} {1}"),
    (r"Expected `str` matching regex .*", "small letters, digits and hyphens are expected"),
    (r"Expected `object` of length >= 1", "needs at least one entry"),
    (r"Expected `array` of length >= 1", "needs at least one entry"),
    (r"Expected `(?:array|object)`.*", "a list or a table of names is expected, not one word"),
)
"""What msgspec says, and what we do."""
USES: dict[str, frozenset[str]] = {
    "mains-off": frozenset({"lasts"}),
    "cell-crowded": frozenset({"lasts", "breaks", "gap", "loss", "delay"}),
    "signal-weak": frozenset({"lasts", "db"}),
    "hot": frozenset({"lasts", "celsius"}),
    "flash-wears": frozenset({"lasts", "mb"}),
    "amplifier-fades": frozenset({"lasts", "db"}),
    "sim-empty": frozenset({"lasts"}),
    "time-lost": frozenset({"lasts"}),
    "power-cut": frozenset({"lasts"}),
    "clock-lost": frozenset({"lasts"}),
    "mended": frozenset(),
    "horn-blown": frozenset({"lasts", "horns"}),
    "amplifier-off": frozenset({"lasts"}),
    "amplifier-weak": frozenset({"lasts", "db"}),
    "amplifier-dying": frozenset({"lasts", "db"}),
    "muted": frozenset({"lasts"}),
}
"""What of an event counts, by what happens."""
_LEFT_OUT = dict(zip(reversed(Event.__struct_fields__), reversed(Event.__struct_defaults__), strict=False))
"""What is not written."""
_ALWAYS = frozenset({"at", "what", "where", "spread"})


def read(text: str, file: str) -> Scenario:
    """Raises `Wrong`."""
    plain, lines = tree(text, file)
    try:
        found = msgspec.convert(plain, Scenario, strict=False, dec_hook=_own)
    except msgspec.ValidationError as problem:
        path, why = _told(str(problem))
        raise Wrong(file, _line(lines, path), _field(path), why) from None
    for path, why in _mistakes(found):
        raise Wrong(file, _line(lines, path), _field(path), why)
    return found


def _own(kind: type[Any], text: Any) -> Any:
    if kind not in (Wall, Length):
        raise NotImplementedError(kind)
    if not isinstance(text, str):
        raise ValueError("a time is expected, not a list")  # noqa: TRY004  msgspec tells a ValueError with its place
    return kind.read(text)


def _told(problem: str) -> tuple[Path, str]:
    match = _PLACE.fullmatch(problem)
    said, _, where = match.groups() if match else (problem, None, None)
    path: Path = tuple(name or int(number or 0) for name, number in _STEP.findall(where or ""))
    for pattern, words in _WORDS:
        if (found := re.fullmatch(pattern, said)) is not None:
            return path, words.format(*found.groups())
    return path, said


def _line(lines: dict[Path, int], path: Path) -> int:
    while path not in lines:
        path = path[:-1]
    return lines[path]


def _field(path: Path) -> str:
    return "".join(f" {part + 1}" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")


def _mistakes(found: Scenario) -> Iterator[tuple[Path, str]]:
    """What is well written and means nothing."""
    yield from _fleet(found.fleet)
    names = members(boxes(found.fleet))
    for place, event in enumerate(found.events):
        yield from _event(found, event, ("events", place), names)
    for place, one in enumerate(found.expect):
        path = ("expect", place)
        if one.where not in names:
            yield (*path, "where"), f"there is no place or box {one.where}"
        if not _inside(found, one.opens):
            yield (*path, "opens"), "lies outside the scenario"
        if one.closes is not None and one.closes < one.opens:
            yield (*path, "closes"), "it closes before it opens"


def _fleet(crew: Crew) -> Iterator[tuple[Path, str]]:
    known = all_profiles()
    for name in crew.models:
        if name not in known:
            yield ("fleet", "models", name), f"there is no such model; there are {', '.join(known)}"
    codes = [one.code for one in crew.hamlets]
    for place, code in enumerate(codes):
        if code in codes[:place]:
            yield ("fleet", "hamlets", place, "code"), f"{code} is there twice"
    count = crew.communes * sum(one.boxes for one in crew.hamlets)
    if count > MOST_BOXES:
        yield ("fleet", "hamlets"), f"{count} boxes; more than {MOST_BOXES} are not simulated"


def _event(found: Scenario, event: Event, path: Path, names: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    if not _inside(found, event.at):
        yield (*path, "at"), "lies outside the scenario"
    for name in (event.where,) if isinstance(event.where, str) else event.where:
        if name and name not in names:
            yield (*path, "where"), f"there is no place or box {name}"
    uses = _ALWAYS | USES[event.what]
    for field, nothing in _LEFT_OUT.items():
        if field not in uses and getattr(event, field) != nothing:
            yield (*path, field), f"means nothing for {event.what}"


def _inside(found: Scenario, at: Wall) -> bool:
    return found.begins <= at <= found.begins + found.lasts
