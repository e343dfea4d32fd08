"""The sentence of a rule, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from controller.words import Value, say
from schedules.announcement import Rule
from schedules.describe import describe
from schedules.phrases import Phrase

_APART = frozenset({"many-times", "every"})
"""Phrases with a number that would run into the time of day."""


def sentence(rule: Rule, lang: str, today: date | None = None) -> str:
    """``05:30 thứ Hai đến thứ Sáu, trừ ngày lễ``.

    ``today`` as in `schedules.describe.describe`. Raises `schedules.errors.Refused` for a rule that cannot be read.
    """
    at, *rest = describe(rule, today)
    said = [_said(one, lang) for one in rest]
    apart = at.code in _APART or (rest and rest[0].code in _APART)
    return (", " if apart else " ").join([_said(at, lang), ", ".join(said)]) if said else _said(at, lang)


def _said(one: Phrase, lang: str) -> str:
    params: dict[str, Value] = {
        name: _list([_said(part, lang) for part in value], lang) if isinstance(value, tuple) else value
        for name, value in one.params.items()
    }
    if "date" in params:
        params["date"] = f"{date.fromisoformat(str(params['date'])):%d/%m/%Y}"
    return say(f"rule-{one.code}", lang, **params)


def _list(said: Sequence[str], lang: str) -> str:
    """``a, b and c``."""
    *before, last = said
    return say("rule-list", lang, before=", ".join(before), last=last) if before else last
