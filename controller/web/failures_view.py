"""What fails again and again, and a place month by month, as technicians read them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.fleet import failures
from controller.fleet.failures import Failing
from controller.health.months import Month, Repeat
from controller.store.devices import Device
from controller.words import codes, say
from controller.words.instants import wall
from controller.words.lengths import length

MINUTE_MS = 60_000


def of_device(desk: Desk, conn: Connection, row: Device, zone: str, lang: str) -> dict[str, Any]:
    """A year of a place; months in which nothing was at all are left out."""
    months, again = failures.of_device(desk, conn, row)
    return {
        "rows": [_month(one, zone, lang) for one in months if one.times or one.due or one.hung or one.dark_ms],
        "again": [said(one, zone, lang) for one in again],
    }


def shown(found: Sequence[Failing], zone: str, lang: str) -> list[dict[str, Any]]:
    """A line for each place."""
    return [
        {
            "href": f"/devices/{one.device}" if one.device else f"/devices?area={one.area}",
            "name": one.name or one.place,
            "place": one.place if one.device else "",
            "again": [said(each, zone, lang) for each in one.again],
        }
        for one in found
    ]


def said(one: Repeat, zone: str, lang: str) -> str:
    """``Mất liên lạc: 5 lần trong 3 tháng, lần cuối 21/11/2026. Đã thay hộp mà vẫn vậy: …``."""
    last = f"{wall(one.last_ms, zone):%d/%m/%Y}"
    told = say("again-times", lang, what=trouble(one.rule, lang), count=one.times, months=one.months, last=last)
    return f"{told} {say('again-changed', lang)}" if one.changed else told


def trouble(rule: str, lang: str) -> str:
    """A rule in two words; one that somebody wrote has its own name."""
    code = f"trouble-{rule}"
    return say(code, lang) if code in codes(lang) else rule


def _month(one: Month, zone: str, lang: str) -> dict[str, str]:
    begins = wall(one.since_ms, zone)
    told = [say("month-trouble", lang, what=trouble(rule, lang), count=count) for rule, count in one.times.items()]
    if one.hung:
        told.append(say("month-hung", lang, count=one.hung))
    return {
        "month": say("sum-month", lang, month=f"{begins:%m}", year=f"{begins:%Y}"),
        "told": "; ".join(told) or say("month-well", lang),
        "dark": length(one.dark_ms // MINUTE_MS * 60, lang) if one.dark_ms >= MINUTE_MS else "–",
        "missed": say("month-missed", lang, missed=one.missed, due=one.due) if one.due else "–",
    }
