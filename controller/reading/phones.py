"""Telephone and card numbers, digit by digit, with a breath where the writer made a gap."""

from __future__ import annotations

import re

from controller.reading.look import Found, Look
from controller.reading.numbers import digit_by_digit
from controller.reading.values import Kind

GAP = r"[ .\-]"
MOBILE = re.compile(rf"(?:\+84|\(\+84\)|0)(?:{GAP}?\d){{8,10}}(?![\d/]|[.,]\d|\w)")
BRACKETED = re.compile(rf"\(0\d{{1,3}}\){GAP}?\d{{2,4}}(?:{GAP}?\d{{2,4}}){{1,2}}(?!\w)")
SERVICE = re.compile(rf"(?:1[89]00)(?:{GAP}?\d){{4,6}}(?![\d/]|[.,]\d|\w)")
CARD = re.compile(r"\d{9,19}(?!\d|\w)")
CARD_GAPS = re.compile(r"0\d{2}[ .]\d{3}[ .]\d{3}[ .]\d{3}(?!\d|\w)")
SHORT = re.compile(r"(?:1(?:1[1-5]|22)|10\d\d)(?![\d/%]|[.,]\d|\w)")
CALLS = frozenset(
    """
gọi số máy đài nóng hotline điện thoại liên hệ sát an hỏa cháy cứu nạn zalo sđt đt tel phone qua
""".split()
)
NUMBERED = frozenset(
    """
khoản stk mã cccd cmnd cmt thẻ thuế bhyt bhxh dân
""".split()
)
LONG_GROUP = 6
MARKED = re.compile(r"\d{4,8}(?!\d|\w|[.,/]\d)")


def phone(look: Look) -> Found | None:
    """A number to call."""
    for pattern in (CARD_GAPS, MOBILE, BRACKETED, SERVICE):
        if found := look.match(pattern):
            return Found(found.end(), (in_groups(found[0]),), Kind.PHONE)
    if (found := look.match(SHORT)) and (look.word_before in CALLS or after_other(look)):
        return Found(found.end(), (digit_by_digit(found[0]),), Kind.PHONE)
    if found := look.match(CARD):
        return Found(found.end(), (in_groups(found[0]),), Kind.PHONE)
    if (found := look.match(MARKED)) and look.word_before in NUMBERED:
        return Found(found.end(), (digit_by_digit(found[0]),), Kind.PHONE)
    return None


def after_other(look: Look) -> bool:
    """ "113, 114 hoặc 115": the ones behind are called like the first."""
    return bool(re.search(r"\b1\d\d(?:,| và| hoặc|/|-) ?$", look.text[max(0, look.at - 12) : look.at])) and bool(
        re.search(r"gọi|đài|nóng|số|liên hệ", look.text[max(0, look.at - 40) : look.at].lower())
    )


def in_groups(text: str) -> str:
    """As it was grouped; else 4, 3, 3 as people dictate a mobile number, and threes for what is longer."""
    plus = "cộng " if "+" in text[:2] else ""
    groups = [
        part for group in re.findall(r"\d+", text) for part in ([group] if len(group) < LONG_GROUP else cut(group))
    ]
    return plus + ", ".join(digit_by_digit(group) for group in groups)


def cut(digits: str) -> list[str]:
    """A number without gaps in groups that an ear can hold."""
    if len(digits) == 8:
        return [digits[:4], digits[4:]]
    first = 4 if len(digits) in (10, 11) else 3
    return [digits[:first], *(digits[at : at + 3] for at in range(first, len(digits), 3))]
