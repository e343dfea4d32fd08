"""What the compose page says after a look at the plan: what to know, and what would help, each as a button."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from sqlalchemy import Connection

from controller.api.problems import sentence
from controller.api.telling import offered, remarks
from controller.broadcast.submit import Outlook
from schedules.offers import Offer, Way
from schedules.walltime import format_local


@dataclass(frozen=True, slots=True)
class Helping:
    """One offer. ``value`` is what its button sends (`compose_form.filled`); empty where a person has to do it."""

    said: str
    value: str


@dataclass(frozen=True, slots=True)
class Checked:
    """``fine``: nothing stands against it, and nothing need be known."""

    fine: bool
    notes: tuple[str, ...]
    offers: tuple[Helping, ...]


def checked(conn: Connection, seen: Outlook | None, lang: str) -> Checked | None:
    """All of it, but what stands against it, which is told beside its fields."""
    if seen is None:
        return None
    found = remarks(seen)
    notes = tuple(sentence(one, lang) for one, blocks in found if not blocks)
    helping = tuple(Helping(said, _value(one)) for one, (said,) in offered(conn, seen, [lang]))
    return Checked(not found, notes, helping)


def _value(one: Offer) -> str:
    if one.start is not None:
        return urlencode({"start": format_local(one.start)})
    if one.way is Way.FEWER:
        return urlencode({"areas": sorted(one.audience.areas), "devices": sorted(one.audience.devices)}, doseq=True)
    return ""
