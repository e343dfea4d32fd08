"""The rule of a form in words, with its next times: what a person sees while composing."""

from __future__ import annotations

from itertools import islice
from typing import Any

from sqlalchemy import Connection

from controller.api.problems import sentence
from controller.broadcast import value
from controller.broadcast.form import LEAST_GAP, Draft, of_law
from controller.store import areas
from controller.web import moments
from controller.words import rules
from controller.words.instants import wall
from schedules import errors as law
from schedules.announcement import OnHolidays, Rule
from schedules.compose import rule_complaints
from schedules.holidays import Holidays
from schedules.recurrence import Occurrence, occurrences
from schedules.walltime import to_local, zone_named

SHOWN = 5
_AHEAD_DAYS = (32, 400, 3660)
"""Looked near first: most rules are due within the month."""


def said(conn: Connection, draft: Draft, now_ms: int, lang: str) -> dict[str, Any]:
    """``words`` and ``next`` of the rule in a form, or ``wrong``: why it is none. Empty while no start was given."""
    empty: dict[str, Any] = {"words": "", "next": [], "wrong": ""}
    if not draft.start:
        return empty
    zone = areas.known(conn, draft.area).zone
    on_holidays = draft.holidays if draft.holidays in set(OnHolidays) else OnHolidays.PLAY.value
    try:
        rule = value.rule(draft.start, zone, draft.rrule, draft.lunar, on_holidays)
        days_off = value.holidays(conn)
        for refused in rule_complaints(rule, value.instant(now_ms - 60_000), LEAST_GAP, days_off):
            return empty | {"wrong": sentence(of_law(refused), lang)}
        today = wall(now_ms, zone).date()
        words = rules.sentence(rule, lang, today)
    except law.Refused as refused:
        return empty | {"wrong": sentence(of_law(refused), lang)}
    coming = _next(rule, now_ms, days_off)
    local = [to_local(one.start, zone_named(zone)) for one in coming]
    return empty | {"words": words, "next": [moments.when(one, lang) for one in local]}


def _next(rule: Rule, now_ms: int, holidays: Holidays) -> list[Occurrence]:
    now = value.instant(now_ms)
    found: list[Occurrence] = []
    for days in _AHEAD_DAYS:
        found = list(islice(occurrences(rule, now, value.instant(now_ms + days * 86_400_000), holidays), SHOWN))
        if len(found) == SHOWN:
            break
    return found
