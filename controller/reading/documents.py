"""Numbers of papers, roads, houses and vehicles: 12/2026/QĐ-UBND, QL1A, số nhà 12/5B, km 12+500, 29A-123.45."""

from __future__ import annotations

import re

from controller.reading import tables
from controller.reading.look import Found, Look
from controller.reading.manner import Manner
from controller.reading.numbers import cardinal, digit_by_digit, whole
from controller.reading.roman import roman
from controller.reading.spelling import spelled
from controller.reading.values import Kind

CODE = r"[A-ZĐƯ][A-ZĐƯa-zđ]{0,7}\d{0,3}"
PAPER = re.compile(rf"(\d{{1,6}}[a-zA-Z]?)(?:/(\d{{4}}))?\s?([/-])\s?({CODE}(?:[-/.&]{CODE}){{0,4}})(?!\w)")
OF_PAPERS: dict[str | tuple[str, str], str] = {
    "CT": "chỉ thị", "BC": "báo cáo", "HD": "hướng dẫn", "HĐ": "hợp đồng", "KH": "kế hoạch", "TT": "thông tư",
    ("TT", "BTC"): "bộ tài chính", ("QĐ", "BTC"): "bộ tài chính",
}  # fmt: skip
"""What codes mean in the number of a paper, where they have other meanings too."""
QUARTER = re.compile(r"(IV|I{1,3})/(\d{4})(?!\d|\w)")
ROAD = re.compile(r"(QL|TL|ĐT|HL|ĐH|ĐX|CT)[. ]?(\d{1,4})([A-Za-zĐ]?)(?!\d|\w)")
ROADS = {"QL": "quốc lộ", "TL": "tỉnh lộ", "ĐT": "đường tỉnh", "HL": "hương lộ", "ĐH": "đường huyện", "ĐX": "đường xã",
         "CT": "cao tốc"}  # fmt: skip
KILOMETRE = re.compile(r"[Kk][Mm]\s?(\d{1,4})\s?\+\s?(\d{1,3})(?!\d|\w)")
PLATE = re.compile(r"(\d{2})([A-Z][A-Z0-9]?)[- ]{0,3}(\d{3}\.\d{2}|\d{5}|\d{4})(?!\d|\w)")
HOUSE = re.compile(r"\d{1,5}[A-Za-zĐđ]?(?:/\d{1,5}[A-Za-zĐđ]?){1,4}(?![\d/]|\w)")
LETTERED = re.compile(r"(\d{1,4})([A-Za-zĐđ]\d{0,2})(?!\d|\w)")
COUNTED_IN_A_YEAR = frozenset({"quý", "đợt", "kỳ", "khóa", "khoá", "lần"})
HOUSE_BEFORE = frozenset({"nhà", "ngõ", "ngách", "hẻm", "kiệt", "lô", "thửa", "tờ", "địa", "số"})


def paper(look: Look) -> Found | None:
    """The number of a paper, its codes by the table of abbreviations."""
    found = look.match(PAPER)
    if not found:
        return None
    codes = re.split(r"[-/.&]", found[4])
    known = [tables.abbreviations().get(code, ()) for code in codes]
    if not found[2] and not any(known) and not (len(codes) > 1 or found[4].isupper()):
        return None
    if not found[2] and found[3] == "-" and not all(known):
        return None
    said = [numbered(found[1], look.manner)]
    said += ["trên", cardinal(int(found[2]), look.manner)] if found[2] else []
    said.append("trên")
    before = ""
    for code, full in zip(codes, known, strict=True):
        said.append(
            OF_PAPERS.get((before, code)) or OF_PAPERS.get(code) or (full[0] if full else code_words(code, look.manner))
        )
        before = code
    sure = all(
        full or roman(code) or code.rstrip("0123456789") in tables.abbreviations()
        for code, full in zip(codes, known, strict=True)
    )
    return Found(found.end(), (" ".join(said),), Kind.DOCUMENT, sure)


def code_words(code: str, manner: Manner) -> str:
    """A code that the table lacks: a Roman number (QH15 has one behind it), or spelled."""
    if number := roman(code):
        return cardinal(number, manner)
    front = code.rstrip("0123456789")
    full = tables.abbreviations().get(front, ())
    if full and front != code:
        return f"{full[0]} {whole(code[len(front) :], manner)}"
    return spelled(code, manner)


def numbered(text: str, manner: Manner) -> str:
    """ "12B" → "mười hai bê"."""
    digits = text.rstrip("abcdefghijklmnopqrstuvwxyzđABCDEFGHIJKLMNOPQRSTUVWXYZĐ")
    return " ".join(filter(None, (whole(digits.lstrip("0") or "0", manner), spelled(text[len(digits) :], manner))))


def quarter(look: Look) -> Found | None:
    """quý III/2026"""
    found = look.match(QUARTER)
    if not found:
        return None
    said = "tư" if found[1] == "IV" else cardinal(roman(found[1]), look.manner)
    said += f" năm {cardinal(int(found[2]), look.manner)}"
    return Found(found.end(), (said if look.word_before in COUNTED_IN_A_YEAR else f"quý {said}",), Kind.DATE)


def road(look: Look) -> Found | None:
    """QL1A, TL 419: up to two digits as a number, more of them one by one."""
    found = look.match(ROAD)
    if not found or (found[1] in ("ĐT", "CT") and len(found[2]) > 3):
        return None
    number = whole(found[2], look.manner) if len(found[2]) < 3 else digit_by_digit(found[2])
    return Found(found.end(), (f"{ROADS[found[1]]} {number} {spelled(found[3], look.manner)}".strip(),), Kind.ADDRESS)


def kilometre(look: Look) -> Found | None:
    """km 12+500"""
    found = look.match(KILOMETRE)
    if not found:
        return None
    one, two = whole(found[1], look.manner), whole(found[2].lstrip("0") or "0", look.manner)
    return Found(found.end(), (f"ki lô mét {one} cộng {two}",), Kind.ADDRESS)


def plate(look: Look) -> Found | None:
    """29A-123.45"""
    found = look.match(PLATE)
    if not found or (len(found[3]) == 4 and found[2].endswith(tuple("0123456789")) and "-" not in found[0]):
        return None
    digits = found[3].replace(".", "")
    groups = [digits[:3], digits[3:]] if len(digits) == 5 else [digits]
    said = [f"{digit_by_digit(found[1])} {spelled(found[2], look.manner)}", *map(digit_by_digit, groups)]
    return Found(found.end(), (", ".join(said),), Kind.PLATE)


def house(look: Look) -> Found | None:
    """số nhà 12/5B; without a word that says so only where a letter or a third number shows it."""
    found = look.match(HOUSE)
    if not found:
        return None
    parts = found[0].split("/")
    lettered = any(not part.isdigit() for part in parts)
    if not (look.word_before in HOUSE_BEFORE or lettered or len(parts) > 2):
        return None
    said = " trên ".join(numbered(part, look.manner) for part in parts)
    return Found(found.end(), (said,), Kind.ADDRESS)


def lettered_or_unit(look: Look) -> Found | None:
    """5A, 12B, 9A3: a class, a house, a block. "5m" is left to the units."""
    found = look.match(LETTERED)
    if not found or found[2] in tables.units() or found[2][0] in "kKxX":
        return None
    return Found(found.end(), (f"{whole(found[1], look.manner)} {spelled(found[2], look.manner)}",), Kind.SPELLED)
