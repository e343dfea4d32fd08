"""What a board's page shows of the hours in which it is dark or dim, and what is typed there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from controller.errors import Refused
from controller.people.who import Who, may
from controller.store.areas import Area
from controller.store.devices import Device
from devices.profiles import is_speaker

EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
FIELDS = ("off_start", "off_end", "dim_start", "dim_end", "dim")


def shown(who: Who, row: Device, above: Sequence[Area]) -> dict[str, Any] | None:
    """The hours that hold for a board, whose they are, and whether this person may set them for its area.

    None for a horn. Hours that are not the same every day, or more than one of a kind, are told by the API alone.
    """
    if is_speaker(row.profile):
        return None
    area = next((one for one in reversed(above) if one.screen is not None), None)
    kept = area.screen if area is not None else {}
    off, glows = kept.get("off", []), kept.get("glows", [])
    simple = len(off) <= 1 and len(glows) <= 1 and all(sorted(one["days"]) == EVERY_DAY for one in (*off, *glows))
    made = dict.fromkeys(FIELDS, "")
    if simple and off:
        made |= {"off_start": off[0]["start"], "off_end": off[0]["end"]}
    if simple and glows:
        made |= {"dim_start": glows[0]["start"], "dim_end": glows[0]["end"], "dim": str(glows[0]["bright"])}
    return {"of": area.name if area is not None else "", "simple": simple, "tunes": may(who, "tune", row.path)} | made


def typed(form: Mapping[str, str], kept: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """What an area keeps after the form: what the form does not speak of stays. Nothing typed: nothing of its own."""
    data = {name: value for name, value in (kept or {}).items() if name not in {"off", "glows"}}
    if form["off_start"] or form["off_end"]:
        data["off"] = [{"days": EVERY_DAY, "start": form["off_start"], "end": form["off_end"]}]
    if form["dim_start"] or form["dim_end"] or form["dim"]:
        bright = form["dim"]
        if not (bright.isascii() and bright.isdigit() and 1 <= int(bright[:4]) <= 100):
            raise Refused("number-out-of-range", "screen", number=bright[:20], low=1, high=100)
        data["glows"] = [{"days": EVERY_DAY, "start": form["dim_start"], "end": form["dim_end"], "bright": int(bright)}]
    return data or None
