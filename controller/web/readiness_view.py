"""A broadcast and its boxes as a technician reads them: how many are ready, and why the others are not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from controller.fleet.readiness import Broadcast
from controller.web import moments
from controller.words import say
from controller.words.instants import wall
from controller.words.readiness import because


@dataclass(frozen=True, slots=True)
class Shown:
    """One broadcast on a page."""

    when: str
    count: str
    well: bool
    lacking: tuple[dict[str, str], ...]
    mended: tuple[dict[str, str], ...]


def shown(one: Broadcast, names: Mapping[str, str], zone: str, lang: str) -> Shown:
    """As the page shows it."""
    lacking = tuple(
        {"id": box.device, "name": box.name, "place": names.get(box.area, box.area), "why": because(box.causes, lang)}
        for box in one.lacking
    )
    mended = tuple(
        {
            "id": box.device,
            "name": box.name,
            "place": names.get(box.area, box.area),
            "why": say(
                "ready-mended",
                lang,
                why=because(box.first, lang),
                at=moments.clock(wall(box.checked_ms or 0, zone)),
            ),
        }
        for box in one.mended
    )
    return Shown(
        when=moments.when(wall(one.begin_ms, zone), lang),
        count=count(one, lang),
        well=not lacking,
        lacking=lacking,
        mended=mended,
    )


def count(one: Broadcast, lang: str) -> str:
    """``118 trong 120 thiết bị sẵn sàng``."""
    return say("ready-count", lang, ready=len(one.boxes) - len(one.lacking), all=len(one.boxes))
