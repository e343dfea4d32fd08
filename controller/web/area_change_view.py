"""What the pages of changes of areas show: each step and all that follows from it, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from controller.people.who import Who
from controller.places import propose
from controller.places.preview import preview
from controller.places.telling import names_of, sentences, step_told
from controller.places.tree import places
from controller.store import area_changes, areas, devices
from controller.store.area_changes import Change
from controller.web import moments
from controller.web.sights import people
from controller.words.instants import wall

LEVELS = ("commune", "hamlet", "province")


@dataclass(frozen=True, slots=True)
class Card:
    """One change in the list."""

    id: str
    state: str
    effect: str
    steps: list[str]
    more: int
    needs: bool


SHOWN = 3
"""Steps of a change that its card tells."""


def cards(conn: Connection, who: Who, found: Iterable[Change], lang: str) -> tuple[list[Card], list[Card]]:
    """Those that are to come, the next first; and those that are over, the last first."""
    names = names_of(conn)
    listed = [(one, _card(conn, who, one, names, lang)) for one in found]
    ahead = [card for one, card in listed if one.state in area_changes.OPEN]
    return ahead, [card for one, card in reversed(listed) if one.state not in area_changes.OPEN]


def _card(conn: Connection, who: Who, one: Change, names: Mapping[str, str], lang: str) -> Card:
    needs = one.state == area_changes.PROPOSED and propose.may_agree(conn, who, one)
    told = steps_told(one.steps[:SHOWN], names, lang)
    return Card(one.id, one.state, day(one.effect, lang), told, max(len(one.steps) - SHOWN, 0), needs)


def whole(conn: Connection, who: Who, one: Change, now_ms: int, lang: str) -> dict[str, Any]:
    """Everything on the page of one change."""
    names, known = names_of(conn), people(conn, {one.maker, one.approver})
    waiting = one.state in area_changes.OPEN and one.effect_ms > now_ms
    found = preview(conn, one, now_ms) if waiting else None
    may_agree = one.state == area_changes.PROPOSED and waiting and propose.may_agree(conn, who, one)
    own = one.maker == who.user_id
    return {
        "one": one,
        "effect": day(one.effect, lang),
        "steps": steps_told(one.steps, names, lang),
        "follows": sentences(found, names, lang) if found is not None else [],
        "looked": found is not None,
        "silences": bool(found and found.silent),
        "maker": known.get(one.maker, one.maker),
        "approver": known.get(one.approver, ""),
        "proposed_at": _at(conn, one.created_ms, who, lang),
        "agreed_at": _at(conn, one.agreed_ms, who, lang),
        "done_at": _at(conn, one.done_ms, who, lang),
        "may_agree": may_agree,
        "may_cancel": waiting and (own or propose.may_agree(conn, who, one)),
        "own_waiting": own and one.state == area_changes.PROPOSED and waiting,
    }


def steps_told(steps: Sequence[Mapping[str, Any]], names: Mapping[str, str], lang: str) -> list[str]:
    """Each step in words; an area that a step makes is known by its new name."""
    known = {**names, **{one["code"]: one["name"] for one in steps if one["do"] == "make"}}
    return [step_told(one, known, lang) for one in steps]


def day(text: str, lang: str) -> str:
    """``Thứ Sáu 01/01/2027``."""
    return moments.day(datetime.fromisoformat(text), lang)


def _at(conn: Connection, ms: int | None, who: Who, lang: str) -> str:
    return moments.when(wall(ms, areas.known(conn, who.area).zone), lang) if ms is not None else ""


@dataclass(frozen=True, slots=True)
class Choice:
    """An area or a device to choose; ``said`` is set in by how deep it lies."""

    code: str
    said: str


def choices(conn: Connection, who: Who, steps: Iterable[Mapping[str, Any]]) -> dict[str, list[Choice]]:
    """The areas that go on, with those that steps make; and the devices, by their names and places."""
    tree = places(conn)
    every = [one for one in areas.below(conn, _top(who)) if one.ended_ms is None]
    found = [Choice(one.code, "\u2003" * (len(tree.path(one.code)) - 1) + one.name) for one in every]
    found += [Choice(one["code"], one["name"]) for one in steps if one["do"] == "make"]
    names = {one.code: one.name for one in every}
    boxes = [Choice(one.id, f"{one.name} ({names.get(one.area, one.area)})") for one in devices.below(conn, _top(who))]
    return {"areas": found, "devices": sorted(boxes, key=lambda one: one.said)}


def _top(who: Who) -> str:
    """The root of the person's tree: a change may name what lies beside, and others have to agree."""
    return f"/{who.path.strip('/').split('/')[0]}/" if who.path.strip("/") else "/"
