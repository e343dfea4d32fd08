"""One occurrence in words."""

from __future__ import annotations

from controller.words import say
from controller.words.rules import sentence
from schedules.announcement import Rule
from schedules.walltime import parse_local


def moment(local: str, zone: str, lang: str) -> str:
    """``05:30 thứ Năm 24/12/2026``."""
    return sentence(Rule(parse_local(local), zone), lang)


def said(kind: str, original: str, to: str | None, zone: str, lang: str) -> str:
    """``05:30 thứ Năm 24/12/2026, dời sang 17:30 thứ Năm 24/12/2026``. ``kind`` is coming, holiday, or of
    `schedules.single.Kind`."""
    when = moment(original, zone, lang)
    if kind == "moved":
        return say("single-moved", lang, when=when, to=moment(to or original, zone, lang))
    return say(f"single-{kind}", lang, when=when)
