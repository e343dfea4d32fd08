"""Days, months, years and quarters: 15/3/2026, ngày 15-3, 15-20/3, 03/2026, năm học 2025-2026."""

from __future__ import annotations

import re

from controller.reading.fractions import COUNTED_AFTER, SHARES_BEFORE, fraction
from controller.reading.look import Found, Look
from controller.reading.manner import Manner
from controller.reading.numbers import cardinal
from controller.reading.values import Kind

DASH = r"\s?[-–—]\s?"
END = r"(?![\d/]|[.,-]\d|\w)"
SPAN = re.compile(rf"(\d{{1,2}})/(\d{{1,2}})(?:/(\d{{4}}))?{DASH}(\d{{1,2}})/(\d{{1,2}})(?:/(\d{{4}}))?{END}")
DAYS = re.compile(rf"(\d{{1,2}}){DASH}(\d{{1,2}})[/.](\d{{1,2}})(?:[/.](\d{{4}}))?{END}")
FULL = re.compile(rf"(\d{{1,2}})\s?([/.-])\s?(\d{{1,2}})\s?\2\s?(\d{{4}}|\d{{2}}){END}")
MONTH = re.compile(rf"(\d{{1,2}})[/-]((?:19|20)\d\d){END}")
SHORT = re.compile(rf"(\d{{1,2}})([/.-])(\d{{1,2}}){END}")
NAMED = re.compile(r"(\d{1,2})(?=(?:,? (?:và )?\d{1,2}){0,5}\s+(?:tháng\s|h[ằà]ng tháng))")
YEARS = re.compile(rf"((?:19|20)\d\d){DASH}((?:19|20)\d\d){END}")

BEFORE_DAY = frozenset({"ngày", "hôm", "mùng", "mồng", "rằm"})
NO_DAY = BEFORE_DAY | {"lễ", "dịp", "nghỉ", "khánh", "động", "nữ", "nhi", "tết"}
"""After these a good announcer does not put "ngày" before the number."""
DATES_BEFORE = NO_DAY | set(
    """
từ đến trước sau hết hạn sáng trưa chiều tối đêm mai nay kia qua niệm nhân chậm nhất hai ba tư năm sáu bảy nhật cn
vào tới
""".split()
)
AFTER_HOUR = re.compile(
    r"(?:\(|\d[hg],?|\d[hg:]\d\d,?|(?:phút|giờ|sáng|trưa|chiều|tối|đêm|mai|nay|kia|nhật|cn|thứ \w{1,4}),)\Z"
)
FESTIVE = frozenset({"30/4", "1/5", "2/9"})
LARGEST = {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


def is_day(day: int, month: int) -> bool:
    """Whether a year can have that day."""
    return 1 <= day <= LARGEST.get(month, 0)


def day_words(day: int, manner: Manner, before: str = "") -> str:
    """ "mùng năm" for the first ten days."""
    first = f"{manner.first_days} " if 1 <= day <= 10 and before not in ("mùng", "mồng") else ""
    return first + cardinal(day, manner)


def month_words(month: int, manner: Manner) -> str:
    """ "tháng tư"."""
    return "tháng " + ("tư" if month == 4 else cardinal(month, manner))


def date_words(day: int, month: int, year: int | None, manner: Manner, before: str = "") -> str:
    """The whole date, with "ngày" unless it stands there already."""
    said = f"{day_words(day, manner, before)} {month_words(month, manner)}"
    said += f" năm {cardinal(year, manner)}" if year else ""
    return said if before in NO_DAY else f"ngày {said}"


def span(look: Look) -> Found | None:
    """15/3-20/3"""
    found = look.match(SPAN)
    if not found:
        return None
    day, month, day2, month2 = (int(found[at]) for at in (1, 2, 4, 5))
    year, year2 = (int(found[at]) if found[at] else None for at in (3, 6))
    if not (is_day(day, month) and is_day(day2, month2)):
        return None
    one = date_words(day, month, year, look.manner, look.word_before)
    two = date_words(day2, month2, year2, look.manner)
    return Found(found.end(), (f"{one} đến {two}",), Kind.DATE)


def days(look: Look) -> Found | None:
    """15-20/3"""
    found = look.match(DAYS)
    if not found:
        return None
    one, two, month = int(found[1]), int(found[2]), int(found[3])
    if not (is_day(one, month) and is_day(two, month) and one < two):
        return None
    first = day_words(one, look.manner, look.word_before)
    first = first if look.word_before in NO_DAY else f"ngày {first}"
    last = date_words(two, month, int(found[4]) if found[4] else None, look.manner)
    return Found(found.end(), (f"{first} đến {last}",), Kind.DATE)


def full(look: Look) -> Found | None:
    """15/3/2026, 15-3-2026, 15.3.2026, 15/3/26"""
    found = look.match(FULL)
    if not found or not is_day(int(found[1]), int(found[3])):
        return None
    short = len(found[4]) == 2
    year = int(found[4]) + (2000 if short else 0)
    said = date_words(int(found[1]), int(found[3]), year, look.manner, look.word_before)
    if short and look.word_before not in DATES_BEFORE:
        parts = " trên ".join(cardinal(int(part), look.manner) for part in (found[1], found[3], found[4]))
        return Found(found.end(), (said, parts), Kind.DATE)
    return Found(found.end(), (said,), Kind.DATE)


def month(look: Look) -> Found | None:
    """03/2026"""
    found = look.match(MONTH)
    if not found or not 1 <= int(found[1]) <= 12:
        return None
    said = month_words(int(found[1]), look.manner)
    if look.word_before in ("tháng", "quý", "đợt", "kỳ", "khóa", "lần"):
        said = said.removeprefix("tháng ")
    said = f"{said} năm {cardinal(int(found[2]), look.manner)}"
    if look.word_before in ("số", "định", "quyết"):
        both = f"{cardinal(int(found[1]), look.manner)} trên {cardinal(int(found[2]), look.manner)}"
        return Found(found.end(), (both,), Kind.DOCUMENT)
    return Found(found.end(), (said,), Kind.DATE)


def years(look: Look) -> Found | None:
    """2021-2025"""
    found = look.match(YEARS)
    if not found:
        return None
    one, two = (cardinal(int(year), look.manner) for year in found.groups())
    between = " " if look.words_before.endswith(("năm học", "niên học")) else " đến "
    return Found(found.end(), (one + between + two,), Kind.DATE)


def short(look: Look) -> Found | None:
    """15/3 alone: by the words around it a date, a fraction, or something to ask about."""
    found = look.match(SHORT)
    if not found:
        return None
    one, two, before = int(found[1]), int(found[3]), look.word_before
    if found[2] != "/":
        return dotted(look, found, one, two)
    if not is_day(one, two):
        return None
    date = date_words(one, two, None, look.manner, before)
    part = fraction(one, two, look.manner)
    if before in SHARES_BEFORE or look.word_after(found.end()) in COUNTED_AFTER:
        return Found(found.end(), (part,), Kind.FRACTION)
    if before in DATES_BEFORE or one > 12 or f"{one}/{two}" in FESTIVE or after_hour(look):
        return Found(found.end(), (date,), Kind.DATE)
    return Found(found.end(), (date, part), Kind.DATE)


def after_hour(look: Look) -> bool:
    """ "7h30, 5/3" or "(5/3)": what stands behind an hour and inside brackets is a day."""
    before = look.text[max(0, look.at - 12) : look.at].lower().rstrip()
    return bool(AFTER_HOUR.search(before))


def dotted(look: Look, found: re.Match[str], one: int, two: int) -> Found | None:
    """ "ngày 15-3", "ngày 15.3"; "ngày 3-4" may be two days."""
    if look.word_before not in ("ngày", "mùng", "mồng") or not is_day(one, two):
        return None
    date = date_words(one, two, None, look.manner, look.word_before)
    if found[2] == "-" and one < two:
        first, last = day_words(one, look.manner, look.word_before), day_words(two, look.manner)
        return Found(found.end(), (date, f"{first} đến ngày {last}"), Kind.DATE)
    return Found(found.end(), (date,), Kind.DATE)


def named(look: Look) -> Found | None:
    """The 5 of "ngày 5 tháng 3"."""
    found = look.match(NAMED)
    if not found or look.word_before not in BEFORE_DAY | {"và", "đến", "từ", ""} or not 1 <= int(found[1]) <= 31:
        return None
    if look.word_before in ("", "và") and "ngày" not in look.text[max(0, look.at - 30) : look.at].lower():
        return None
    return Found(found.end(), (day_words(int(found[1]), look.manner, look.word_before),), Kind.DATE)


RULES = (span, days, full, years, month, short, named)
