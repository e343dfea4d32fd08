"""What may not be torn apart at a line's end: a number and its unit, the parts of a date, a name and its office."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

LOOSE, SOFT, HARD = 0, 1, 2
"""How firmly two words hold: not at all; torn only where the line is too short for both; torn last."""

UNITS = frozenset(
    "kg g mg tấn tạ yến km m dm cm mm m² m2 m³ m3 km² km2 ha mẫu sào l lít ml đ đồng vnđ nghìn ngàn triệu tỷ tỉ % ‰"
    " °c độ giờ phút giây h ngày tuần tháng năm tuổi người hộ nhà em cháu suất liều mũi con cây kv kw kwh w v a"
    " km/h m/s mm/h hpa lần đợt".split()
)
"""Stand behind a number."""

COUNTERS = frozenset(
    "ngày tháng năm lúc số cấp đợt quý điều khoản thôn xóm tổ khu ấp bản lần mức giờ phút khóa kỳ vòng tập lớp"
    " từ đến trước sau khoảng hơn gần dưới trên tiểu loại nhóm".split()
)
"""Stand before a number."""

OFFICES = frozenset(
    "ubnd hđnd mttq tt ttx ca bch bhxh bhyt tp. tx. tt. p. q. h. x. ths. ts. bs. đ/c ông bà anh chị".split()
)
"""Stand before the name that they belong to."""

DASHES = frozenset("- – — −".split())
JOINTS = DASHES | frozenset("/ : × x + =".split())
NUMBER = re.compile(r"[(\[~≈<>≤≥+±−-]?\d")
ENDS_IN_NUMBER = re.compile(r"\d[\d.,/:hg–-]*$")
CLOCK = re.compile(r"\d{1,2}[:hg]")
"""What behind it is called a day is a date and no unit: from 07:30 to 11:00 | on the 25th."""
ROMAN = re.compile(r"[IVX]+\b")
EDGES = "().,;:!?“”\"'…[]"
CLOSERS = frozenset(".,;:!?…)]}”’»%‰°")
"""Begin no line, whatever stands before them."""
OPENERS = frozenset("([{“‘«")
"""End no line."""


def holds(words: Sequence[str], at: int) -> int:
    """How firmly `words[at]` holds to the word behind it."""
    here, there = words[at], words[at + 1]
    before = words[at - 1] if at else ""
    if here in JOINTS and ENDS_IN_NUMBER.search(before) and NUMBER.match(there):
        return HARD
    if there in JOINTS:
        return HARD if ENDS_IN_NUMBER.search(here) and at + 2 < len(words) and NUMBER.match(words[at + 2]) else SOFT
    if here in DASHES:
        return LOOSE
    if ENDS_IN_NUMBER.search(here):
        return LOOSE if CLOCK.match(here) and there.lower() == "ngày" else after_number(there)
    if here[-1:] in ",;:.!?…" and here.lower() not in OFFICES:
        return LOOSE
    name = here.strip(EDGES).lower()
    if name in COUNTERS and (NUMBER.match(there) or ROMAN.match(there)):
        return SOFT
    return SOFT if here.lower() in OFFICES and (here.isupper() or there[:1].isupper()) else LOOSE


def after_number(there: str) -> int:
    """A unit, or the next digits of a number that is written in groups: an amount of money, a telephone."""
    return HARD if there.strip(EDGES).lower().split("/")[0] in UNITS or re.fullmatch(r"\d+[.,;]?", there) else LOOSE


@lru_cache(maxsize=1024)
def split(paragraph: str) -> tuple[list[str], list[int]]:
    """The words of a paragraph, and how firmly each holds to the next."""
    words = joined([word for word in paragraph.split(" ") if word])
    return words, joints(tuple(words))


@lru_cache(maxsize=1024)
def joints(words: tuple[str, ...]) -> list[int]:
    """How firmly each holds to the next. Asked again for each size that is tried."""
    return [holds(words, at) for at in range(len(words) - 1)]


def joined(words: list[str]) -> list[str]:
    """Marks of punctuation that were typed with a space around them, at the word that they belong to."""
    found: list[str] = []
    for at, word in enumerate(words):
        scores = word in JOINTS and NUMBER.match("".join(words[at + 1 : at + 2])) is not None  # 3 : 2
        if found and ((CLOSERS.issuperset(word) and not scores) or OPENERS.issuperset(found[-1])):
            found[-1] += word
        else:
            found.append(word)
    return found
