"""Everything between the words: rests, bullets, brackets, signs with a name, and what nobody can say."""

from __future__ import annotations

import re
import unicodedata

from controller.reading import tables
from controller.reading.look import Found, Look
from controller.reading.numbers import digit_by_digit
from controller.reading.values import Kind

RESTS = {".": 600, "!": 600, "?": 600, "…": 500, ";": 400, ":": 350, ",": 250, "(": 200, ")": 200, "[": 200, "]": 200,
         "{": 200, "}": 200}  # fmt: skip
LINE_MS = 700
PARAGRAPH_MS = 1_000
DASH_MS = 300
BULLETS = frozenset("-–—•*+●▪■◆○►▶✓✔☑➢❖·✦")
QUIET = frozenset("\"“”„«»'`^_|\\*•●▪■◆○►▶✓✔☑➢❖·-–—#/~<>=+")
"""Signs that say nothing where no rule gave them a meaning."""
BLANK = re.compile(r"(?:\.{4,}|…{2,}|_{3,}|(?:\. ){3,}\.?|\.{3}…*(?=\s*(?:tháng|năm|/|giờ)))(?:[.…_])*")
LINES = re.compile(r"\n[\n ]*")
SPACES = re.compile(r" +")
STRANGE = re.compile(r"[^\w\s]|\w")
PAIRS = frozenset({"ông/bà", "anh/chị", "cha/mẹ", "cô/chú", "bố/mẹ", "ông/ bà", "thầy/cô", "vợ/chồng"})
SLASH = re.compile(r"\s?/\s?(?=[^\W_])")
PER = frozenset(
    """
hs tạ tấn yến sào giờ tiếng phút lần người hộ đồng suất khẩu cân con cây vụ buổi nghìn triệu tỷ ngày tiếng kg lít
m2 gói cái chiếc
""".split()
)
AFTER_PER = frozenset(
    """
ngày tháng năm người hộ tuần vụ lần khẩu sào mẫu ha con cây kg buổi giờ lượt cháu em lớp suất m2 lít
""".split()
)


def rest(look: Look) -> Found | None:
    """A pause for the ear."""
    if lines := look.match(LINES):
        long = lines[0].count("\n") > 1
        return Found(lines.end(), ("",), Kind.PAUSE, pause_ms=PARAGRAPH_MS if long else LINE_MS)
    if blank := look.match(BLANK):
        return Found(blank.end(), ("",), Kind.BLANK, sure=False, pause_ms=RESTS["…"])
    sign = look.text[look.at]
    if sign in RESTS:
        end = look.at + 1
        while end < len(look.text) and look.text[end] in ".!?…":
            end += 1
        return Found(end, ("",), Kind.PAUSE, pause_ms=RESTS[sign])
    if spaces := look.match(SPACES):
        return Found(spaces.end(), ("",), Kind.PAUSE)
    if sign in "-–—" and dash_rests(look):
        return Found(look.at + 1, ("",), Kind.PAUSE, pause_ms=0 if look.starts_line else DASH_MS)
    return None


def dash_rests(look: Look) -> bool:
    """Whether a dash stands between spaces, or begins a line; inside a word ("Ba-na") it says nothing."""
    behind = look.text[look.at + 1 : look.at + 2]
    before = look.text[look.at - 1 : look.at] if look.at else ""
    return before in ("", " ", "\n") or behind in ("", " ", "\n")


def slash(look: Look) -> Found | None:
    """lần/ngày, ông/bà, và/hoặc"""
    found = look.match(SLASH)
    if not found or "/" not in found[0]:
        return None
    before, after = look.word_before, look.word_after(found.end())
    if not after:
        return Found(found.end(), ("trên",), Kind.SYMBOL)
    if f"{before}/{after}" in PAIRS or "hoặc" in (before, after):
        return Found(found.end(), ("",), Kind.PAUSE)
    if before in PER and after in AFTER_PER:
        unit = tables.units().get(after) if after != "giờ" else None
        return Found(found.end() + (len(after) if unit else 0), (f"một {unit[0]}" if unit else "một",), Kind.SYMBOL)
    if not before:
        return None
    if before.upper() in tables.abbreviations() and after.upper() in tables.abbreviations():
        return Found(found.end(), ("hoặc",), Kind.SYMBOL)
    return Found(found.end(), ("hoặc", "một", "trên"), Kind.SYMBOL)


def symbol(look: Look) -> Found | None:
    """A sign with a name."""
    sign = look.text[look.at]
    if look.starts_line and sign in BULLETS:
        return Found(look.at + 1, ("",), Kind.PAUSE)
    if known := tables.symbols().get(sign):
        return Found(look.at + 1, known, Kind.SYMBOL)
    if sign in QUIET:
        return Found(look.at + 1, ("",), Kind.PAUSE)
    return None


def strange(look: Look) -> Found:
    """Whatever is left: letters of another script, pictures. Nothing is said, and that is told."""
    end = look.at + 1
    while end < len(look.text) and is_strange(look.text[end]):
        end += 1
    return Found(end, ("",), Kind.LEFT_OUT, sure=False)


def is_strange(sign: str) -> bool:
    """Whether nothing of ours can say the sign."""
    if sign.isascii() or sign in RESTS or sign in QUIET or sign in tables.symbols():
        return False
    return not unicodedata.name(sign, "").startswith("LATIN")


def names(text: str) -> list[str]:
    """The signs of a left-out piece by their names, for the person who wrote them; each once, ten at most."""
    seen = dict.fromkeys(sign for sign in text if not sign.isspace())
    return [
        f"{sign} ({unicodedata.name(sign, f'U+{ord(sign):04X}').lower()})"
        for sign in list(seen)[:10]
        if sign.isprintable()
    ]


def digits(look: Look) -> Found | None:
    """A run of digits that no rule took."""
    found = re.compile(r"[0-9]+").match(look.text, look.at)
    return Found(found.end(), (digit_by_digit(found[0]),), Kind.NUMBER) if found else None
