"""Orders as the pages show them: how far each box is, what went wrong first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from controller.fleet.errand_kinds import KINDS
from controller.people.who import Who, may
from controller.store import areas, doors, errands
from controller.store.errands import Box, Errand
from controller.store.ladder import DONE, FAILED, FINISHED, MISSED, PLANNED, RANKS, REFUSED, SKIPPED
from controller.web import moments
from controller.web.sights import people, worded
from controller.words import say
from controller.words.instants import wall

MOST = 500
GOOD = (DONE, FINISHED)
ORDER = (FAILED, MISSED, REFUSED, SKIPPED)
"""What a technician looks for comes first."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One order."""

    id: str
    kind: str
    title: str
    detail: str
    place: str
    by: str
    size: str
    end: str
    until: str
    counts: tuple[tuple[str, str, int], ...]
    """Rung, its word, how many boxes."""
    may_cancel: bool


def seen(conn: Connection, who: Who, rows: list[Errand], zone: str, lang: str) -> list[Seen]:
    """As they are listed."""
    names = people(conn, {one.maker for one in rows})
    places = {one.code: one for one in areas.below(conn, ended=True)}
    found = []
    for row in rows:
        tally = errands.tally(conn, row.id)
        place = places[row.scope]
        when = moments.when(wall(row.created_ms, zone), lang)
        found.append(
            Seen(
                id=row.id,
                kind=row.kind,
                title=say(f"command-{row.kind}", lang),
                detail=_detail(row, lang),
                place=place.name,
                by=say("web-errand-by", lang, who=names.get(row.maker, ""), when=when),
                size=say("web-errand-boxes", lang, count=sum(tally.values()), step=row.step),
                end=row.end or "open",
                until="" if row.end else moments.when(wall(row.expires_ms, zone), lang),
                counts=tuple(
                    (rung, say(f"errand-state-{rung}", lang), tally[rung])
                    for rung in sorted(tally, key=RANKS.__getitem__)
                ),
                may_cancel=not row.end and tally.get(PLANNED, 0) > 0 and may(who, KINDS[row.kind].right, place.path),
            )
        )
    return found


def boxes(found: list[Box], zone: str, lang: str) -> tuple[list[dict[str, Any]], int]:
    """What each box answered, and how many that are done are left out."""
    order = sorted(found, key=lambda box: (box.rung in GOOD, box.rung not in ORDER, box.name))
    shown = [
        {
            "id": box.device,
            "name": box.name,
            "rung": box.rung,
            "state": say(f"errand-state-{box.rung}", lang),
            "reason": worded("reason", box.reason, lang) if box.reason else "",
            "level": say("web-level", lang, level=round(box.level_dbfs, 1)) if box.level_dbfs is not None else "",
            "when": moments.clock(wall(at_ms, zone), seconds=True) if (at_ms := box.ended_ms or box.sent_ms) else "",
        }
        for box in order[:MOST]
    ]
    return shown, max(0, len(found) - MOST)


def logs(conn: Connection, device: str, zone: str, lang: str) -> list[dict[str, str]]:
    """The logs that a box sent."""
    return [
        {
            "id": one.digest[:16],
            "said": say(
                "web-errand-log-line",
                lang,
                when=moments.when(wall(one.used_ms or 0, zone), lang),
                size=max(1, len(one.body or b"") // 1024),
            ),
        }
        for one in doors.logs(conn, device)
    ]


def _detail(row: Errand, lang: str) -> str:
    body = row.body
    match row.kind:
        case "volume":
            return say("web-errand-detail-volume", lang, volume=body["volume"])
        case "tone":
            return say("web-errand-detail-tone", lang, **{one: body[one] for one in ("seconds", "hertz", "volume")})
        case "identify":
            code = "web-errand-detail-chirp" if body["chirp"] else "web-errand-detail-identify"
            more = {"volume": body["volume"]} if body["chirp"] else {}
            return say(code, lang, seconds=body["blink_s"], **more)
        case "selftest":
            what = [say(f"web-errand-{one}", lang) for one in ("chain", "tone", "calibrate") if body[one]]
            return say("web-errand-detail-selftest", lang, what=". ".join(what)) if what else ""
        case "network":
            new = ", ".join(str(body[name]) for name in ("broker_host", "apn", "wifi") if name in body)
            return say("web-errand-detail-network", lang, minutes=body["minutes"], what=new)
    return ""
