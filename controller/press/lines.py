"""Where lines break: between words, never inside what `glue` holds together while the line is long enough for it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from controller.press.glue import CLOSERS, HARD, LOOSE, OPENERS, SOFT, joints, split
from controller.press.reading import HARD_SPACE

Width = Callable[[str], int]


@dataclass(frozen=True)
class Word:
    """A word as it stands in a line; `lead` words open a paragraph ("Địa điểm:") and are set bold."""

    text: str
    lead: bool = False


Line = tuple[Word, ...]


@dataclass(frozen=True)
class Measure:
    """Widths in pixels of plain and of lead words, and of the space between them."""

    plain: Width
    bold: Width

    def word(self, word: Word) -> int:
        return (self.bold if word.lead else self.plain)(word.text)

    def line(self, line: Line) -> int:
        spaces = self.plain(" ") * max(0, len(line) - 1)
        return sum(self.word(word) for word in line) + spaces


def wrap(words: list[Word], width: int, measure: Measure) -> list[Line]:
    """The words in lines of at most `width` pixels. A word that is longer than a line is cut between letters."""
    held = joints(tuple(word.text for word in words))
    return _greedy(_pieces(words, held, width, measure, SOFT), width, measure)


def _greedy(pieces: list[Line], width: int, measure: Measure) -> list[Line]:
    lines: list[Line] = []
    for piece in pieces:
        if lines and measure.line(lines[-1] + piece) <= width:
            lines[-1] += piece
        else:
            lines.append(piece)
    return lines


def _pieces(words: list[Word], held: list[int], width: int, measure: Measure, firm: int) -> list[Line]:
    """Runs of words that stay together; one that no line can hold comes apart at its weaker joints."""
    pieces: list[Line] = []
    start = 0
    for end in range(1, len(words) + 1):
        if end < len(words) and held[end - 1] >= firm:
            continue
        run, joints = words[start:end], held[start : end - 1]
        start = end
        if measure.line(tuple(run)) <= width:
            pieces.append(tuple(run))
        elif len(run) > 1:
            pieces += _pieces(run, joints, width, measure, firm + 1 if firm <= HARD else HARD + 1)
        else:
            pieces += [(Word(part, run[0].lead),) for part in _cut(run[0], width, measure)]
    return pieces


def _cut(word: Word, width: int, measure: Measure) -> list[str]:
    parts: list[str] = []
    signs = letters(word.text)
    together = _unparted(signs)
    if any(measure.word(Word(one, word.lead)) > width for one in together):
        together = signs
    for letter in together:
        if parts and measure.word(Word(parts[-1] + letter, word.lead)) <= width:
            parts[-1] += letter
        else:
            parts.append(letter)
    return parts


def _unparted(signs: list[str]) -> list[str]:
    """Letters with the marks of punctuation that may not begin a line behind them, nor end one before them."""
    found: list[str] = []
    for sign in signs:
        if found and (sign in CLOSERS or found[-1][-1] in OPENERS):
            found[-1] += sign
        else:
            found.append(sign)
    return found


def letters(text: str) -> list[str]:
    """What a reader sees as one letter: a sign with the marks that stand on it."""
    found: list[str] = []
    for sign in text:
        if found and unicodedata.combining(sign):
            found[-1] += sign
        else:
            found.append(sign)
    return found


def balanced(words: list[Word], width: int, measure: Measure) -> list[Line]:
    """As few lines as `wrap`, as equally long as they can be: for titles."""
    lines = wrap(words, width, measure)
    low, high = max(map(measure.line, lines), default=0) // 2, width
    while low < high:
        middle = (low + high) // 2
        if len(wrap(words, middle, measure)) <= len(lines):
            high = middle
        else:
            low = middle + 1
    return wrap(words, high, measure)


def settled(words: list[Word], width: int, measure: Measure) -> list[Line]:
    """As `wrap`, but no single short word is left alone in the last line where a little less width helps."""
    held = joints(tuple(word.text for word in words))
    pieces = _pieces(words, held, width, measure, SOFT)  # for the whole width: what it holds together stays together
    lines = _greedy(pieces, width, measure)
    if len(lines) < 2 or len(lines[-1]) > 1:
        return lines
    for hundredths in (97, 94, 91, 88, 84, 80):
        other = _greedy(pieces, width * hundredths // 100, measure)
        if len(other) == len(lines) and len(other[-1]) > 1:
            return other
    return lines


def words_of(paragraph: str, *, lead: bool = False) -> list[Word]:
    """The words of a paragraph; spaces that the writer made hard stay inside a word, drawn as spaces."""
    return [Word(word.replace(HARD_SPACE, " "), lead) for word in split(paragraph)[0]]


__all__ = ["LOOSE", "Line", "Measure", "Word", "balanced", "letters", "settled", "words_of", "wrap"]
