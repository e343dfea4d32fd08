"""Reading: a typed notice becomes the words that a good announcer would say. Pure: text in, a value out.

Every sign of the text belongs to exactly one piece of the answer. What the reader is not sure of, and what it leaves
out, is marked: nothing is lost without a word.
"""

from controller.reading.lexicon import Entry, Lexicon
from controller.reading.manner import NORTH, SOUTH, Manner
from controller.reading.scan import read
from controller.reading.speech import Utterance, utterances
from controller.reading.values import Kind, Piece, Reading

__all__ = [
    "NORTH",
    "SOUTH",
    "Entry",
    "Kind",
    "Lexicon",
    "Manner",
    "Piece",
    "Reading",
    "Utterance",
    "read",
    "utterances",
]
