"""Times of day: 7h30, 07:30, 19g00, 7 giờ 30, 7h-11h30."""

from __future__ import annotations

import re

from controller.reading.fractions import RATIO_BEFORE
from controller.reading.look import Found, Look
from controller.reading.manner import Manner
from controller.reading.numbers import cardinal
from controller.reading.values import Kind

MINUTES = r"(\d{1,2})(?:\s?(?:'|phút|ph|p)(?!\w))?"
CLOCK = rf"(\d{{1,2}})\s?(?:[hHg]|giờ|G(?=\d\d))(?:\s?{MINUTES})?"
HOUR = re.compile(rf"{CLOCK}(?!\w|/\d)")
COLON = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s?(?:[hH]|giờ)(?!\w))?(?![\w:])")
TO = re.compile(r"\s?[-–—]\s?")
BARE = re.compile(rf"(\d{{1,2}})\s?[-–—]\s?(?={CLOCK}(?!\w))")


def time_words(hour: int, minute: int, second: int, manner: Manner) -> str:
    """ "bảy giờ ba mươi phút"; of a full hour only the hour."""
    said = f"{cardinal(hour, manner)} giờ"
    said += f" {cardinal(minute, manner)} phút" if minute or second else ""
    return said + (f" {cardinal(second, manner)} giây" if second else "")


def clock(text: str, at: int, manner: Manner) -> tuple[int, str, bool] | None:
    """One time: where it ends, how it is said, whether a day has it."""
    if colon := COLON.match(text, at):
        hour, minute, second = int(colon[1]), int(colon[2]), int(colon[3] or 0)
        if hour > 24 or minute > 59 or second > 59:
            return None
        return colon.end(), time_words(hour, minute, second, manner), True
    if found := HOUR.match(text, at):
        hour, minute = int(found[1]), int(found[2] or 0)
        return found.end(), time_words(hour, minute, 0, manner), minute < 60 and (hour <= 24 or not found[2])
    return None


def hour(look: Look) -> Found | None:
    """A time, or two with a dash between them."""
    if look.word_before in RATIO_BEFORE:
        return None
    start, said = look.at, ""
    if bare := look.match(BARE):  # the 7 of "7-11h"
        said, start = f"{cardinal(int(bare[1]), look.manner)} đến ", bare.end()
    one = clock(look.text, start, look.manner)
    if one is None:
        return None
    end, words, sure = one
    said += words
    dash = TO.match(look.text, end)
    two = clock(look.text, dash.end(), look.manner) if dash and not bare else None
    if two:
        end, said, sure = two[0], f"{said} đến {two[1]}", sure and two[2]
    return Found(end, (said,), Kind.HOUR, sure)
