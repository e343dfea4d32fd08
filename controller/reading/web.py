"""E-mail and web addresses: words where they are words, else letter by letter."""

from __future__ import annotations

import re

from controller.reading import tables
from controller.reading.look import Found, Look
from controller.reading.manner import Manner
from controller.reading.spelling import letter, spelled
from controller.reading.syllables import is_syllable
from controller.reading.values import Kind

LABEL = r"[A-Za-z0-9_-]{1,63}"
ADDRESS = re.compile(
    rf"(?:https?://)?(?:{LABEL}(?:\.{LABEL}){{0,6}}@)?{LABEL}(?:\.{LABEL}){{1,6}}(?::\d{{1,5}})?(?:/[\w./?=&%#~-]{{0,200}})?",
    re.ASCII,
)
SCHEME = re.compile(r"https?://")
TOPS = frozenset(
    """
vn com net org gov edu info io asia app me html tv
""".split()
)
PARTS = re.compile(r"[A-Za-z]+|\d+|[^A-Za-z\d]")
SIGNS = {".": "chấm", "@": "a còng", "/": "gạch chéo", "-": "gạch ngang", "_": "gạch dưới", ":": "hai chấm",
         "?": "hỏi", "=": "bằng", "&": "và", "%": "phần trăm", "#": "thăng", "~": "ngã"}  # fmt: skip


def web(look: Look) -> Found | None:
    """An address that ends in something that addresses end in."""
    found = look.match(ADDRESS)
    if not found or not ("@" in found[0] or "." in found[0]):
        return None
    text = found[0].rstrip("./-_")
    host = text.removeprefix("https://").removeprefix("http://").partition("/")[0].partition(":")[0]
    if host.rpartition(".")[2].lower() not in TOPS or host.replace(".", "").isdigit():
        return None
    if scheme := SCHEME.match(text):
        return Found(look.at + scheme.end(), ("",), Kind.LEFT_OUT, sure=True)  # no announcer says it
    return Found(look.at + len(text), (address_words(text, look.manner),), Kind.WEB)


def address_words(text: str, manner: Manner) -> str:
    """Part by part."""
    return " ".join(filter(None, (part_words(part, manner) for part in PARTS.findall(text))))


def part_words(part: str, manner: Manner) -> str:
    """A word, a number, a sign, or letters."""
    if part in SIGNS:
        return SIGNS[part]
    if part.isdigit():
        return spelled(part, manner)
    if part.lower() in tables.foreign():
        return tables.foreign()[part.lower()][0]
    if len(part) > 1 and is_syllable(part) and not part.isupper() and part.lower() not in ("bn", "vn"):
        return part.lower()
    return " ".join(letter(sign) for sign in part)
