"""Lengths and offers of programmes in words, in both languages."""

from __future__ import annotations

from collections.abc import Iterable

from controller.words import say
from schedules.programme_offers import Offer, Way


def length(seconds: int, lang: str) -> str:
    """``3 phút 20 giây``, ``45 giây``, ``1 giờ 5 phút``."""
    hours, rest = divmod(max(0, seconds), 3600)
    minutes, left = divmod(rest, 60)
    parts = (("hours", hours), ("minutes", minutes), ("seconds", left))
    said = [say(f"length-{unit}", lang, count=count) for unit, count in parts if count]
    return " ".join(said) or say("length-seconds", lang, count=0)


def encoded(offers: Iterable[Offer]) -> str:
    """Offers as one parameter of a refusal: the first of each way, so that the sentence stays short."""
    first: dict[Way, Offer] = {}
    for one in offers:
        first.setdefault(one.way, one)
    return " ".join(
        f"{one.way}/{one.number}/{one.last if one.last > one.number else 0}/{one.count}"
        f"/{f'{one.start:%H:%M}' if one.start else ''}"
        for one in first.values()
    )


def offered(offers: str, lang: str) -> str:
    """``bớt mục 4, hoặc bắt đầu lúc 17:00``, from what `encoded` wrote."""
    said = [_one(text, lang) for text in offers.split()]
    *before, last = said
    return say("offer-or", lang, before=", ".join(before), last=last) if before else last


def _one(text: str, lang: str) -> str:
    way, number, last, count, clock = text.split("/")
    return say(
        f"offer-{way}",
        lang,
        number=int(number),
        last=int(last),
        count=int(count),
        length=length(int(count), lang),
        clock=clock,
    )
