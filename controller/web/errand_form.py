"""The form of an order: what was typed becomes a wish, and is shown again where it is refused."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection
from starlette.datastructures import FormData

from controller.fleet.errand_kinds import KINDS
from controller.fleet.errands import Wish
from controller.people.who import Who, may
from controller.store import areas, devices
from controller.web.visitors import several, word

NUMBERS = ("volume", "seconds", "hertz", "blink_s", "minutes", "broker_port")
WORDS = ("broker_host", "apn", "apn_user", "apn_password", "wifi", "wifi_password")
TICKS = ("chirp", "broker_tls", "chain", "tone", "calibrate")
FIELDS: dict[str, tuple[str, ...]] = {
    "volume": ("volume",),
    "selftest": ("chain", "tone", "calibrate"),
    "identify": ("blink_s", "chirp", "volume"),
    "tone": ("seconds", "hertz", "volume"),
    "network": ("minutes", *WORDS[:1], "broker_port", "broker_tls", *WORDS[1:]),
}
"""By kind: what belongs to it. All stand in one form; what belongs to another kind is passed over."""
USUAL = {"volume": "50", "seconds": "3", "hertz": "1000", "blink_s": "60", "minutes": "10"}
MOST_TICKED = 400
"""Devices that a page offers one by one; of more only places."""
_NO_NUMBER = -1
"""What is typed where a number belongs and is none: no field takes it."""


def typed(form: FormData) -> Wish:
    """What was typed."""
    kind = word(form, "kind")
    wanted = FIELDS.get(kind, ())
    details: dict[str, Any] = {name: _number(word(form, name)) for name in NUMBERS if name in wanted}
    details |= {name: word(form, name).strip() for name in WORDS if name in wanted}
    details |= {name: bool(word(form, name)) for name in TICKS if name in wanted}
    minutes = _number(word(form, "waits"))
    return Wish(
        kind,
        several(form, "areas"),
        several(form, "devices"),
        {name: value for name, value in details.items() if value not in (None, "")},
        _number(word(form, "percent")),
        None if minutes is None else minutes * 60_000,
        several(form, "groups"),
    )


def again(form: FormData) -> dict[str, Any]:
    """The same for the form, without passwords."""
    said = {name: word(form, name) for name in (*NUMBERS, *WORDS, "kind", "percent", "waits") if "password" not in name}
    ticked = {name: bool(word(form, name)) for name in TICKS}
    return {**empty(), **said, **ticked} | {name: several(form, name) for name in ("areas", "groups", "devices")}


def empty(area: str = "", device: str = "") -> dict[str, Any]:
    """A new form, perhaps with a place or a device."""
    blank = dict.fromkeys((*NUMBERS, *WORDS, "percent", "waits"), "") | dict.fromkeys(TICKS, False) | USUAL
    places = {"areas": (area,) if area else (), "groups": (), "devices": (device,) if device else ()}
    return {**blank, "kind": "", **places}


def kinds(who: Who) -> list[str]:
    """What this person may order somewhere."""
    return [name for name, kind in KINDS.items() if may(who, kind.right, who.path)]


def places(conn: Connection, who: Who) -> list[dict[str, Any]]:
    """Every place of one's own, with the devices that stand right there."""
    rows = devices.below(conn, who.path)
    inside: dict[str, list[dict[str, str]]] = {}
    for row in rows if len(rows) <= MOST_TICKED else ():
        inside.setdefault(row.area, []).append({"id": row.id, "name": row.name})
    reached = {code for row in rows for code in row.areas}
    return [
        {"code": area.code, "name": area.name, "depth": area.path.count("/"), "devices": inside.get(area.code, [])}
        for area in areas.below(conn, who.path)
        if area.code in reached
    ]


def _number(text: str) -> int | None:
    text = text.strip()
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else _NO_NUMBER
