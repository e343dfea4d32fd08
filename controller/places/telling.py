"""A change and what it will do, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection

from controller.places.preview import Preview
from controller.store import areas, devices
from controller.words import say

SHOWN = 5
"""Names in one sentence; then only how many."""


def names_of(conn: Connection) -> dict[str, str]:
    """Every area and device by its code."""
    found = {one.code: one.name for one in areas.below(conn, ended=True)}
    return found | {one.id: one.name for one in devices.below(conn, retired=True)}


def step_told(one: Mapping[str, Any], names: Mapping[str, str], lang: str) -> str:
    """What one step does."""
    known = {key: names.get(value, value) for key, value in one.items() if isinstance(value, str)}
    match one["do"]:
        case "make":
            return say("step-make", lang, name=one["name"], parent=known["parent"])
        case "hang":
            return say("step-hang", lang, area=known["area"], under=known["under"])
        case "rename":
            return say("step-rename", lang, area=known["area"], name=one["name"])
        case "end":
            into = ", ".join(names.get(code, code) for code in one["into"])
            return say("step-end", lang, area=known["area"], into=into)
    return say("step-rehome", lang, device=known["device"], area=known["area"])


def sentences(found: Preview, names: Mapping[str, str], lang: str) -> list[str]:
    """What will happen."""
    return list(_sentences(found, names, lang))


def _sentences(found: Preview, names: Mapping[str, str], lang: str) -> Iterator[str]:
    def listed(codes: tuple[str, ...]) -> str:
        said = ", ".join(names.get(code, code) for code in codes[:SHOWN])
        return say("change-more", lang, said=said, more=len(codes) - SHOWN) if len(codes) > SHOWN else said

    if found.moves:
        moved = tuple(one.id for one in found.moves)
        yield say("change-moves", lang, count=len(moved), devices=listed(moved))
    for one in found.reworded:
        yield say("change-reworded", lang, title=one.title, before=listed(one.before), after=listed(one.after))
    for each in found.reaches:
        if each.gained:
            yield say("change-gains", lang, title=each.name, count=len(each.gained), devices=listed(each.gained))
        if each.lost:
            yield say("change-loses", lang, title=each.name, count=len(each.lost), devices=listed(each.lost))
    for person in found.people:
        yield say("change-person", lang, name=person.name, gained=len(person.gained), lost=len(person.lost))
    for hours in found.hours:
        nothing = say("change-no-hours", lang)
        before, after = hours.before or nothing, hours.after or nothing
        yield say("change-hours", lang, count=len(hours.devices), before=before, after=after)
    for silent in found.silent:
        why = say("change-why", lang, code=silent.code)
        yield say("change-silent", lang, title=silent.title, count=len(silent.devices), why=why)
