"""Boxes as pages show them: which hung where, which are to come, and the codes that were just made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import segno
from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.fleet.codes import Made
from controller.people.who import Who, may
from controller.store import areas, boxes, claims
from controller.store.claims import Code
from controller.store.devices import Device
from controller.words import incidents, say
from controller.words.instants import wall
from devices.profiles import all_profiles

MOST_TOLD = 20


def hung(desk: Desk, conn: Connection, who: Who, row: Device, zone: str, lang: str) -> dict[str, Any]:
    """The story of a place: its boxes, and the code for the next one."""
    code = claims.newest(conn, [row.id]).get(row.id)
    story = boxes.of_device(conn, row.id)
    return {
        "there": row.active,
        "back": not row.active and bool(story) and story[0].end == boxes.OUT,
        "story": [_line(one, zone, lang) for one in story[:MOST_TOLD]],
        "code": said_of(code, desk.now_ms(), zone, lang) if code is not None else "",
        "good": code is not None and code.is_good(desk.now_ms()),
        "may": may(who, "devices", row.path),
        "profile": row.profile,
        "profiles": models(lang) if may(who, "devices", row.path) else [],
    }


def _line(one: boxes.Box, zone: str, lang: str) -> dict[str, str]:
    since = f"{wall(one.since_ms, zone):%d/%m/%Y}"
    until = f"{wall(one.until_ms, zone):%d/%m/%Y}" if one.until_ms is not None else ""
    return {
        "name": one.hardware or say("web-box-nameless", lang),
        "profile": one.profile,
        "when": say("web-box-was", lang, since=since, until=until) if until else say("web-box-is", lang, since=since),
        "end": ". ".join(_end(one, zone, lang)),
    }


def _end(one: boxes.Box, zone: str, lang: str) -> Iterator[str]:
    """How it left, and whether it tried to come back."""
    if one.end:
        yield say(f"web-box-end-{one.end}", lang)
    if one.tried_ms is not None:
        yield incidents.tried(one.tries, one.tried_ms, one.tried_from, zone, lang)


def said_of(code: Code, now_ms: int, zone: str, lang: str) -> str:
    """What became of a code."""
    made = f"{wall(code.made_ms, zone):%d/%m/%Y}"
    if code.is_good(now_ms):
        return say("web-code-good", lang, made=made, until=f"{wall(code.expires_ms, zone):%d/%m/%Y}")
    if code.ended_ms is None:
        return say("web-code-old", lang, until=f"{wall(code.expires_ms, zone):%d/%m/%Y}")
    ended = f"{wall(code.ended_ms, zone):%H:%M %d/%m/%Y}"
    said = say(f"web-code-{code.end}", lang, when=ended, hardware=code.hardware)
    if code.others:
        said += " " + say("web-code-others", lang, hardware=code.other, count=code.others)
    return said


def empty(desk: Desk, conn: Connection, rows: Sequence[Device], lang: str) -> list[dict[str, str]]:
    """Places where no box hangs now, and why."""
    codes = claims.newest(conn, [one.id for one in rows])
    zones = areas.zones(conn, {one.area for one in rows})
    found = []
    for row in rows:
        code, last = codes.get(row.id), next(iter(boxes.of_device(conn, row.id)), None)
        said = [say(f"web-box-end-{last.end}", lang)] if last is not None and last.end else []
        said += [said_of(code, desk.now_ms(), zones[row.area], lang)] if code is not None else []
        found.append({"id": row.id, "said": " · ".join(said)})
    return found


def models(lang: str) -> list[dict[str, str]]:
    """Every model, speakers first."""
    known = sorted(all_profiles().items(), key=lambda one: (one[1].kind != "speaker", one[0]))
    return [
        {"name": name, "said": say("web-add-model", lang, name=name, said=say(f"model-{name}", lang))}
        for name, _ in known
    ]


def labels(made: Sequence[Made], zone: str, names: dict[str, str]) -> list[dict[str, str]]:
    """Codes that were just made, with the pictures that boxes and telephones read."""
    return [
        {
            "id": one.device.id,
            "name": one.device.name,
            "place": names.get(one.device.area, one.device.area),
            "profile": one.profile,
            "code": one.shown,
            "until": f"{wall(one.expires_ms, zone):%d/%m/%Y}",
            "picture": segno.make_qr(one.link, error="m").svg_data_uri(scale=4, border=4, dark="#000", light="#fff"),
        }
        for one in made
    ]
