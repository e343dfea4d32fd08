"""A corpus of files that are made to harm or to mislead, as a generator: none of it is kept as bytes."""

from tests.studio.hostile import boxes, cut, disguised, films, framed, nested, others, riff, unheard
from tests.studio.hostile.kit import Hostile, Kit

FAMILIES: dict[str, list[Hostile]] = {
    "cut": cut.CORPUS,
    "disguised": disguised.CORPUS,
    "nested": nested.CORPUS,
    "films": films.CORPUS,
    "riff": riff.CORPUS,
    "framed": framed.CORPUS,
    "boxes": boxes.CORPUS,
    "others": others.CORPUS,
    "unheard": unheard.CORPUS,
}

__all__ = ["FAMILIES", "Hostile", "Kit"]
