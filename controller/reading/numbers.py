"""Numbers in words. The rules for mốt, tư, lăm and for what stands where tens are missing are all here."""

from __future__ import annotations

import re

from controller.reading.manner import Manner

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
LONGEST = 18
"""Digits of the largest number that is said as one; more are said one by one."""

ENDLESS = re.compile(r"[0-9]{31,}")
"""So many digits in a row no account and no document has: they are said one by one, half a minute for a hundred, and
somebody should look at that."""

PLAIN = re.compile(r"\d+")
GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")
DECIMAL = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+),(\d+)")
ENGLISH = re.compile(r"\d{1,3}(?:,\d{3}){2,}")


def cardinal(number: int, manner: Manner) -> str:
    """1005 → "một nghìn không trăm linh năm"."""
    if number == 0:
        return DIGITS[0]
    words: list[str] = []
    billions, below = divmod(number, 10**9)
    if billions:
        words += [cardinal(billions, manner), "tỷ"]
    for size, name in ((10**6, "triệu"), (10**3, manner.thousand), (1, "")):
        group, below = divmod(below, size)
        if group:
            words += hundreds(group, bool(words), manner)
            words += [name] if name else []
    return " ".join(words)


def hundreds(number: int, full: bool, manner: Manner) -> list[str]:
    """A group of three digits; ``full`` when something stands before it, so that its zeros are said."""
    hundred, rest = divmod(number, 100)
    ten, one = divmod(rest, 10)
    words = [DIGITS[hundred], "trăm"] if hundred or full else []
    if ten == 0:
        if one:
            words += [manner.zero_ten] if words else []
            words.append(manner.four if one == 4 and words else DIGITS[one])
    elif ten == 1:
        words += ["mười"] + ([] if one == 0 else ["lăm"] if one == 5 else [DIGITS[one]])
    else:
        words += [DIGITS[ten], "mươi"]
        words += [{0: "", 1: "mốt", 4: manner.four, 5: "lăm"}.get(one, DIGITS[one])] if one else []
    return words


def digit_by_digit(text: str) -> str:
    """ "0912" → "không chín một hai"."""
    return " ".join(DIGITS[int(sign)] for sign in text if sign.isdecimal())


def whole(text: str, manner: Manner) -> str:
    """Plain digits: as one number; "05" loses its zero as in "05 bản"; "007" and what is too long go digit by digit."""
    if len(text) > LONGEST or (len(text) > 2 and text[0] == "0"):
        return digit_by_digit(text)
    return cardinal(int(text), manner)


def fraction_digits(text: str, manner: Manner) -> str:
    """What stands behind the comma: up to two digits as a number, unless they begin with zero."""
    if len(text) <= 2 and text[0] != "0":
        return cardinal(int(text), manner)
    return digit_by_digit(text)


def numeral(text: str, manner: Manner) -> tuple[str, ...]:
    """The readings of a numeral as it was written, the likeliest first; more than one where that is not certain."""
    if PLAIN.fullmatch(text):
        return (whole(text, manner),)
    if GROUPED.fullmatch(text):
        return (whole(text.replace(".", "").lstrip("0") or "0", manner),)
    if ENGLISH.fullmatch(text):
        return (whole(text.replace(",", "").lstrip("0") or "0", manner),)
    if decimal := DECIMAL.fullmatch(text):
        front = whole(decimal[1].replace(".", "").lstrip("0") or "0", manner)
        said = f"{front} phẩy {fraction_digits(decimal[2], manner)}"
        if len(decimal[2]) == 3 and "." not in decimal[1] and decimal[1] != "0" and len(decimal[1]) <= 3:
            return (said, whole(text.replace(",", "").lstrip("0") or "0", manner))
        return (said,)
    front, _, rest = text.partition(".")
    pointed = whole(front, manner)
    if rest.isdecimal():
        behind = fraction_digits(rest, manner)
        return (f"{pointed} phẩy {behind}", f"{pointed} chấm {behind}")
    return (" chấm ".join(whole(part, manner) for part in text.split(".")),)
