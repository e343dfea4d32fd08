"""Software of devices as a technician reads it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from controller.campaign.box import BAD, STATES, UNDER_WAY, WAITING, WELL, Box
from controller.campaign.law import ABORTED, FINISHED, OVER, PAUSED, RUNNING, STOPPED
from controller.fleet import software
from controller.people.who import Who, may, reaches
from controller.store import areas, campaigns, releases
from controller.store.campaigns import Row
from controller.store.releases import Release
from controller.web import moments
from controller.web.sights import Names, people, worded
from controller.words import incidents as words
from controller.words import say
from controller.words.instants import wall

MOST = 300
"""Boxes on one page; those that need somebody first."""
MARKS = {RUNNING: ("wait", "clock"), PAUSED: ("calm", "circle"), STOPPED: ("bad", "warn"),
         ABORTED: ("calm", "circle"), FINISHED: ("good", "check")}  # fmt: skip
BOX_MARKS = dict.fromkeys(STATES, ("wait", "clock")) | {
    WAITING: ("calm", "circle"),
    WELL: ("good", "check"),
    **dict.fromkeys(BAD, ("bad", "cross")),
}
ORDER = (*sorted(BAD), *sorted(UNDER_WAY), "drawn", WAITING, WELL)


def campaigns_shown(conn: Connection, rows: Sequence[Row], zone: str, now_ms: int, lang: str) -> list[dict[str, Any]]:
    """Each with what it brings, where, and how far it is."""
    known = releases.many(conn, {row.release for row in rows})
    counts = campaigns.counts(conn, [row.id for row in rows])
    names = {one.code: one.name for one in areas.below(conn, ended=True)}
    makers = people(conn, {row.maker for row in rows})
    return [
        _campaign(row, known[row.release], counts.get(row.id, {}), zone, now_ms, lang)
        | {"place": names.get(row.area, row.area), "by": makers.get(row.maker, row.maker)}
        for row in rows
    ]


def _campaign(
    row: Row, release: Release, counts: dict[tuple[int, str], int], zone: str, now_ms: int, lang: str
) -> dict[str, Any]:
    total = sum(counts.values())
    well = sum(number for (_, state), number in counts.items() if state == WELL)
    bad = sum(number for (_, state), number in counts.items() if state in BAD)
    waves = len((row.terms or {}).get("waves", ())) or 1
    return {
        "id": row.id,
        "title": say("software-title", lang, version=release.version, model=release.model),
        "model": release.model,
        "version": release.version,
        "state": row.state,
        "mark": (*MARKS[row.state], say(f"campaign-{row.state}", lang)),
        "why": say(f"campaign-why-{row.state}", lang, wave=row.wave + 1),
        "wave": say("campaign-wave", lang, wave=row.wave + 1, waves=waves),
        "total": total,
        "well": well,
        "bad": bad,
        "progress": say("campaign-progress", lang, well=well, total=total),
        "failed": say("campaign-bad", lang, count=bad) if bad else "",
        "since": moments.when(wall(row.created_ms, zone), lang),
        "turned": moments.ago(row.changed_ms, now_ms, lang),
        "over": row.state in OVER,
        "running": row.state == RUNNING,
        "waves": _waves(counts, lang),
    }


def _waves(counts: dict[tuple[int, str], int], lang: str) -> list[dict[str, Any]]:
    found: dict[int, dict[str, int]] = {}
    for (wave, state), number in counts.items():
        found.setdefault(wave, {})[state] = number
    return [
        {
            "name": say("campaign-wave-name", lang, wave=wave + 1) if wave >= 0 else say("campaign-not-drawn", lang),
            "states": [
                (*BOX_MARKS[state], say("campaign-count", lang, state=say(f"box-{state}", lang), count=inside[state]))
                for state in ORDER
                if state in inside
            ],
        }
        for wave, inside in sorted(found.items(), key=lambda one: (one[0] < 0, one[0]))
    ]


def boxes_shown(conn: Connection, row: Row, zone: str, lang: str) -> tuple[list[dict[str, Any]], int]:
    """Its boxes, who needs somebody first; and how many are left out."""
    names = Names.load(conn)
    boxes = sorted(campaigns.boxes(conn, row.id).values(), key=lambda box: (ORDER.index(box.state), box.wave, box.id))
    return [_box(box, names, zone, lang) for box in boxes[:MOST]], max(0, len(boxes) - MOST)


def _box(box: Box, names: Names, zone: str, lang: str) -> dict[str, Any]:
    return {
        "id": box.id,
        "name": names.devices.get(box.id, box.id),
        "mark": (*BOX_MARKS[box.state], say(f"box-{box.state}", lang)),
        "reason": reason(box.reason, lang),
        "when": moments.when(wall(box.since_ms, zone), lang) if box.tries else "",
        "wave": say("campaign-wave-name", lang, wave=box.wave + 1) if box.wave >= 0 else "",
    }


def reason(code: str, lang: str) -> str:
    """Why a box stands as it does, for people."""
    return worded("reason", code, lang) if code else ""


def aim(conn: Connection, who: Who, device: str, lang: str) -> dict[str, str] | None:
    """What a box was to run, where it does not; with the campaign, if the person may see it."""
    found = campaigns.aims(conn, [device]).get(device)
    if found is None or found.runs == found.image:
        return None
    said = words.aim({"version": found.version, "state": found.state, "reason": found.reason}, lang)
    row = campaigns.get(conn, found.campaign)
    mine = row is not None and reaches(who, areas.known(conn, row.area).path)
    return {"said": said, "campaign": found.campaign if mine else ""}


def releases_shown(conn: Connection, who: Who, found: Sequence[Release], zone: str, lang: str) -> list[dict[str, Any]]:
    """Those that are offered, and those that were."""
    paths = {one.code: one.path for one in areas.below(conn, ended=True)}
    return [
        {
            "id": one.id,
            "title": say("software-title", lang, version=one.version, model=one.model),
            "number": say("software-number", lang, number=one.v),
            "size": say("software-size", lang, megabytes=round(one.bytes / 1e6, 1)),
            "since": moments.when(wall(one.created_ms, zone), lang),
            "ended": one.ended_ms is not None,
            "least": say("software-least", lang, number=one.least) if one.least else "",
            "may": may(who, software.RIGHT, paths.get(one.area, "?")),
        }
        for one in found
    ]
