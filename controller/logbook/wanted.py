"""What somebody looks for in the book. Pure, but for the tables that the clauses speak of."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, true

from controller.store.ladder import FAILED, MISSED, RANKS, REFUSED, SHOWN, SOUNDED
from controller.store.tables import deliveries

SOUNDED_ALL, FAILED_SOME, NOWHERE, CANCELLED, AHEAD = "sounded", "failed", "nowhere", "cancelled", "ahead"
OUTCOMES = (SOUNDED_ALL, FAILED_SOME, NOWHERE, CANCELLED, AHEAD)
KLASSES = ("normal", "priority", "emergency")
WITHDRAWN = "withdrawn"

BAD = (REFUSED, MISSED, FAILED)
"""Ends without a sound or a page."""
GOOD = tuple(name for name, rank in RANKS.items() if name in (SOUNDED, SHOWN) or rank >= RANKS["done"])


@dataclass(frozen=True, slots=True)
class Wanted:
    """Lines that begin in [since, until); what is empty is not asked for. ``area`` is a code."""

    since_ms: int
    until_ms: int
    area: str = ""
    klass: str = ""
    words: str = ""
    outcome: str = ""
    approver: str = ""


def folded(text: str) -> str:
    """Without case and without marks, as people type who are in a hurry: ``hop thon`` finds ``Họp thôn``."""
    apart = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def has_words(wanted: str, *texts: str) -> bool:
    """Whether all words stand somewhere in these texts."""
    inside = folded("\n".join(texts))
    return all(word in inside for word in folded(wanted).split())


def came_so(outcome: str, subject: ColumnElement[str]) -> ColumnElement[bool]:
    """That devices say this of a thing: asked row by row, so that a page of the book reads no more than it shows."""
    mine = (deliveries.c.subject == subject, deliveries.c.kind != WITHDRAWN)
    some = exists().where(*mine)
    bad = exists().where(*mine, deliveries.c.rung.in_(BAD))
    good = exists().where(*mine, deliveries.c.rung.in_(GOOD))
    match outcome:
        case "sounded":
            return some & good & ~bad
        case "failed":
            return bad
        case "nowhere":
            return some & bad & ~good
    return true()
