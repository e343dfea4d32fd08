"""A corpus of papers and pictures that are made to harm or to mislead, as a generator: none of it is kept as bytes."""

from tests.papers.hostile import pdfs, pictures, words
from tests.papers.hostile.kit import SECRET, Hostile, Kit

FAMILIES: dict[str, tuple[str, list[Hostile]]] = {
    "pictures": ("picture", pictures.CORPUS),
    "pdfs": ("document", pdfs.CORPUS),
    "words": ("document", words.CORPUS),
}
"""Each with the door that it is brought to."""

__all__ = ["FAMILIES", "SECRET", "Hostile", "Kit"]
