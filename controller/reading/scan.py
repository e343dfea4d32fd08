"""The reader: at each place the first rule that knows what stands there takes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from controller.reading import dates, documents, fractions, hours, marks, phones, quantities, web, words
from controller.reading.lexicon import Lexicon
from controller.reading.look import Found, Look
from controller.reading.manner import NORTH, Manner
from controller.reading.numbers import ENDLESS
from controller.reading.signs import clean
from controller.reading.values import Kind, Piece, Reading

Rule = Callable[[Look], Found | None]


def own_word(look: Look) -> Found | None:
    """The commune's lexicon goes before everything."""
    found = look.lexicon.find(look.text, look.at)
    return Found(found[0], (found[1].spoken,), Kind.LEXICON) if found else None


AT_DIGITS: tuple[Rule, ...] = (
    *(own_word, web.web, phones.phone, documents.plate, documents.paper, fractions.daylong, *dates.RULES),
    *(hours.hour, fractions.ratio, documents.house, fractions.slashed, words.abbreviation),
    *(documents.lettered_or_unit, quantities.quantity, marks.digits),
)
AT_LETTERS: tuple[Rule, ...] = (
    *(own_word, web.web, documents.quarter, documents.kilometre, documents.road),
    *(words.abbreviation, words.mixed, words.word),
)
AT_SIGNS: tuple[Rule, ...] = (
    *(own_word, phones.phone, quantities.dollars, quantities.minus, marks.rest, marks.slash, marks.symbol),
)


def read(text: str, lexicon: Lexicon | None = None, manner: Manner = NORTH) -> Reading:
    """Read ``text``. Total: every text has a reading, in time that grows with its length and no faster."""
    signs = clean(text)
    lexicon = lexicon or Lexicon()
    pieces: list[Piece] = []
    at = 0
    while at < len(signs.text):
        found = take(Look(signs.text, at, manner, lexicon))
        if found.kind is not Kind.LEXICON and ENDLESS.search(signs.text, at, found.end):
            found = replace(found, sure=False)
        start, end = signs.origin[at] if pieces else 0, signs.origin[found.end]
        pieces.append(piece(found, start, end))
        at = found.end
    if not pieces and text:
        pieces.append(Piece(0, len(text), "", Kind.PAUSE))
    return Reading(text, tuple(pieces))


def take(look: Look) -> Found:
    """What the first fitting rule finds here."""
    sign = look.text[look.at]
    rules = AT_DIGITS if sign in "0123456789" else AT_LETTERS if sign.isalpha() else AT_SIGNS
    for rule in rules:
        found = rule(look)
        if found is not None and found.end > look.at:
            return found
    return marks.strange(look)


def piece(found: Found, start: int, end: int) -> Piece:
    """As a value: more than one reading is a doubt unless the rule says otherwise."""
    readings = tuple(dict.fromkeys(found.readings))
    sure = len(readings) == 1 if found.sure is None else found.sure
    offered = () if sure else tuple(one for one in readings if one)
    return Piece(start, end, readings[0], found.kind, sure, offered, found.pause_ms)
