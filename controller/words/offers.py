"""Offers to somebody whose announcement does not go as wished, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from controller.words import say
from controller.words.lengths import length
from schedules.announcement import Announcement
from schedules.offers import Offer, Way
from schedules.walltime import whole_seconds


def sentence(one: Offer, mine: Announcement, names: Mapping[str, str], lang: str) -> str:
    """``Phát lúc 17:45 ngày 22/11/2026``, ``Giữ giờ này, không gửi tới Thôn Đông``; ``names`` of areas and devices."""
    match one.way:
        case Way.EARLIER | Way.LATER:
            assert one.start is not None
            day = f"{one.start:%d/%m/%Y}" if mine.rule.once else ""
            return say(f"way-{one.way}-day" if day else f"way-{one.way}", lang, clock=f"{one.start:%H:%M}", day=day)
        case Way.SHORTER:
            return say(
                f"way-{one.way}", lang, length=length(recorded(one, mine), lang), less=length(less(one, mine), lang)
            )
    places = ", ".join(names.get(code, code) for code in one.without)
    return say(f"way-{one.way}", lang, places=places)


def recorded(one: Offer, mine: Announcement) -> int:
    """The seconds that a recording may have: what is offered, without the chime before it."""
    return one.seconds - (whole_seconds(timedelta(milliseconds=mine.sound.lead_ms)) if mine.sound is not None else 0)


def less(one: Offer, mine: Announcement) -> int:
    """By how many seconds it must become shorter."""
    return whole_seconds(timedelta(milliseconds=mine.sound.length_ms)) - one.seconds if mine.sound is not None else 0
