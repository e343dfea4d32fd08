"""Numbers with what they count: 1.000.000, 1,5 triệu, 50.000đ/kg, 15-20%, 3x4 m, thứ 2, 1tr5."""

from __future__ import annotations

import re
from dataclasses import replace

from controller.reading import tables
from controller.reading.look import Found, Look
from controller.reading.numbers import numeral
from controller.reading.values import Kind

NUMERAL = (
    r"\d{1,3}(?:\.\d{3}){1,6}(?:,\d{1,6})?(?![.\d])|\d{1,3}(?:,\d{3}){2,6}(?![\d,])|\d{1,18}[,.]\d{1,6}(?![\d.,]\d)"
    r"|\d{1,4}(?:\.\d{1,4}){2,5}(?!\d)|\d+"
)
ONE = re.compile(NUMERAL)
SPACED = re.compile(r"[1-9]\d{0,2}(?: \d{3}){1,4}(?=\s?(?:đồng|đ|VNĐ|VND|vnđ|m2|m²|ha|người|hộ|con|cây|tấn|kg)(?!\w))")
RANGE = re.compile(rf"({NUMERAL})(\s?[-–—]\s?|\s?÷\s?)({NUMERAL})(?![\w/]|-\d|[.,]\d)")
RANGE_UNIT = re.compile(rf"({NUMERAL})(\s?[-–—]\s?|\s?÷\s?)({NUMERAL})(?=\s?(?:%|[^\W\d_]|°))(?!-)")
TIMES = re.compile(rf"({NUMERAL})\s?[x×*]\s?({NUMERAL})(?:\s?[x×*]\s?({NUMERAL}))?(?!\d)")
MINUS = re.compile(rf"[-−]({NUMERAL})(?=\s?(?:°|độ|oC))")
UNIT = re.compile(
    r"\s?(%|‰|°C?|'|\$|[^\W\d_µ]{1,6}[23²³]?|[µμ][a-z])(?![^\W_])(?:\s?/\s?([^\W\d_]{1,7}[23²³]?)(?![^\W_]))?(?:/([^\W\d_]{1,7})(?![^\W_]))?"
)
THOUSANDS = re.compile(r"\s?([kK])(?![^\W_])")
MILLIONS = re.compile(r"\s?(tr|triệu|tỷ|tỉ)\s?(\d)(?![\d/]|[.,]\d|\w)")
TO = re.compile(rf"\s?[-–—]\s?({NUMERAL})")
DOLLARS = re.compile(rf"\$\s?({NUMERAL})(?!\w)")
MONEY = frozenset({"đồng", "đô la Mỹ", "ơ rô"})
FREE = frozenset({"m", "l", "g", "h", "s", "V", "W", "L", "Đ"})
"""Units of one letter: with a space before it the letter stands for itself more often, unless a number counts it."""
ORDINALS = {"một": "nhất", "bốn": "tư"}


def quantity(look: Look) -> Found | None:
    """A numeral, a range or a product of numerals, and the unit behind it."""
    found = single(look)
    dash = TO.match(look.text, found.end) if found else None
    if not found or not dash or not united(look, dash.end()):
        return found
    other = single(replace(look, at=dash.start(1)))
    if not other:
        return found
    return Found(other.end, tuple(f"{said} đến {other.readings[0]}" for said in found.readings), found.kind)


def single(look: Look) -> Found | None:
    """One of two that a dash joins: "100.000đ - 150.000đ"."""
    end, readings, kind = counted(look)
    if end == look.at:
        return None
    if multiple := MILLIONS.match(look.text, end):
        name = {"tr": "triệu", "tỉ": "tỷ"}.get(multiple[1], multiple[1])
        half = numeral(multiple[2], look.manner)[0]
        half = {"bốn": "tư"}.get(half, half)
        end, readings = multiple.end(), tuple(f"{said} {name} {half}" for said in readings)
    elif thousand := THOUSANDS.match(look.text, end):
        said = readings[0]
        return Found(thousand.end(), (f"{said} {look.manner.thousand}", f"{said} ca"), Kind.MONEY, sure=False)
    elif unit := united(look, end):
        end, name = unit
        kind = Kind.MONEY if any(money in name for money in MONEY) else kind
        readings = tuple(f"{said} {name}" for said in readings)
    return Found(end, readings, kind)


def counted(look: Look) -> tuple[int, tuple[str, ...], Kind]:
    """The numerals alone."""
    if found := look.match(MINUS):
        return found.end(), (f"âm {numeral(found[1], look.manner)[0]}",), Kind.NUMBER
    if found := look.match(SPACED):
        return found.end(), numeral(found[0].replace(" ", ""), look.manner), Kind.NUMBER
    if found := look.match(TIMES):
        parts = [numeral(part, look.manner)[0] for part in found.groups() if part]
        return found.end(), (" nhân ".join(parts),), Kind.NUMBER
    if found := look.match(RANGE) or look.match(RANGE_UNIT):
        return found.end(), ranged(look, found), Kind.NUMBER
    found = look.match(ONE)
    if not found:
        return nothing(look)
    return found.end(), in_place(look, found), Kind.NUMBER


def nothing(look: Look) -> tuple[int, tuple[str, ...], Kind]:
    return look.at, (), Kind.NUMBER


def ranged(look: Look, found: re.Match[str]) -> tuple[str, ...]:
    """ "3-4": two numbers; alone and small it may be a day and a month."""
    one, two = numeral(found[1], look.manner)[0], numeral(found[3], look.manner)[0]
    if look.word_before == "thứ":
        return (f"{ordinal(one)} đến thứ {ordinal(two)}",)
    if look.word_before == "tháng":
        return (f"{ordinal(one) if one == 'bốn' else one} đến tháng {ordinal(two) if two == 'bốn' else two}",)
    return (f"{one} đến {two}",)


def in_place(look: Look, found: re.Match[str]) -> tuple[str, ...]:
    """One numeral, as the word before it wants it."""
    readings = numeral(found[0], look.manner)
    if look.word_before == "thứ":
        return (ordinal(readings[0]),)
    if look.word_before in ("tháng", "mùng", "mồng") and found[0].lstrip("0") == "4":
        return ("tư",) if look.word_before == "tháng" else ("bốn",)
    if (
        re.search(r"thứ [2-7](?:, [2-7])*(?:,| và) $", look.text[max(0, look.at - 24) : look.at].lower())
        and len(found[0]) == 1
    ):
        return (f"thứ {ordinal(readings[0])}",)
    return readings


def ordinal(said: str) -> str:
    """thứ nhất, thứ tư"""
    return ORDINALS.get(said, said)


def united(look: Look, end: int) -> tuple[int, str] | None:
    """The unit behind a number, with what it is divided by; None where the letters are something else."""
    found = UNIT.match(look.text, end)
    if not found:
        return None
    whole = found[0].lstrip()
    known = tables.units()
    if whole in known and not whole.isspace():
        return found.end(), known[whole][0]
    name = known.get(found[1])
    if name is None or (found[1] in FREE and look.text[end] == " " and not free(look, found)):
        return None
    said = name[0]
    for per in (found[2], found[3]):
        if per:
            each = known[per][0] if per in known else tables.abbreviations().get(per, (per.lower(),))[0]
            divided = per in known and said.split(" một ")[0] not in MONEY
            said += (" trên " if divided else " một ") + each
    return found.end(), said


def free(look: Look, found: re.Match[str]) -> bool:
    """ "rộng 5 m": a small letter behind a space is a unit where the sentence goes on or ends."""
    return found[1].islower() and look.text[found.end() : found.end() + 1] in ("", " ", ",", ".", ";", ")", "\n", "/")


def dollars(look: Look) -> Found | None:
    """$100"""
    found = look.match(DOLLARS)
    return Found(found.end(), (f"{numeral(found[1], look.manner)[0]} đô la",), Kind.MONEY) if found else None


def minus(look: Look) -> Found | None:
    """-5°C"""
    return quantity(look) if look.match(MINUS) else None
