"""An agenda's entries in words: what happens to each time, and on which devices where they differ."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection

from controller.broadcast.agenda import Agenda, Entry
from controller.broadcast.fates import Fate
from controller.store import announcements, areas, devices
from controller.words import fates, instants, say

NAMED = 3
"""So many devices are named; more are counted."""


def words_of(entry: Entry, agenda: Agenda, lang: str) -> list[str]:
    """Every sentence about one entry; none where it goes as it was wished, by itself."""
    said = [*_in_list(entry, lang), *_by_hand(entry, lang)]
    if entry.reason:
        said.append(fates.reason(entry.reason, lang))
    # How long it takes may differ, too: a siren of a minute stays on boards for an hour, and nobody wonders.
    if len({(one.state, one.start_ms, *of_fate(one, agenda, lang)) for one in entry.fates}) == 1:
        return [*said, *of_fate(entry.fates[0], agenda, lang)]
    for fate in entry.fates:
        about = [say(f"plan-{fate.state}", lang) + ":", *of_fate(fate, agenda, lang), on(fate, agenda, lang)]
        said.append(" ".join(about))
    return [one for one in said if one]


def of_fate(fate: Fate, agenda: Agenda, lang: str) -> list[str]:
    """The reasons of one fate."""
    return [fates.sentence(one, agenda.titles, agenda.target.zone, lang) for one in fate.findings]


def on(fate: Fate, agenda: Agenda, lang: str) -> str:
    """``Chỉ ở: Loa cổng chợ, Loa bờ sông.``"""
    names = [agenda.devices.get(one, one) for one in fate.devices]
    said = ", ".join(names) if len(names) <= NAMED else say("plan-on-many", lang, count=len(names))
    return say("plan-on", lang, devices=said)


def _in_list(entry: Entry, lang: str) -> list[str]:
    if entry.listed is None:
        return []
    return [say("plan-in-list", lang, name=entry.listed.name, number=entry.listed.number)]


def _by_hand(entry: Entry, lang: str) -> list[str]:
    """Said where a person moved this one time: its id keeps the wall time that it had by the rule."""
    text = entry.occurrence.rpartition(".")[2]
    original = datetime.strptime(text, "%Y%m%dt%H%M")  # noqa: DTZ007  wall time
    wall = instants.wall(entry.due_ms, entry.announcement.zone)
    if not entry.fates or original == wall.replace(second=0, microsecond=0):
        return []
    return [say("fate-moved-by-hand", lang, **{"from": f"{original:%H:%M} {original:%d/%m/%Y}"})]


def places_of(conn: Connection, ids: Collection[str]) -> dict[str, str]:
    """``Thôn Đông, Loa cổng chợ``: for whom each of these announcements is, by id."""
    names = {one.code: one.name for one in areas.below(conn)}
    names |= {one.id: one.name for one in devices.below(conn, retired=True)}
    return {
        id: ", ".join(names.get(one, one) for one in (*whom.areas, *whom.devices))
        for id, whom in announcements.audiences(conn, ids).items()
    }
