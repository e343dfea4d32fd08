"""In the process: the text of a Word file in its order, rows of tables with bars between the cells, and its pictures.

A Word file has no pages of its own, so none are made up: its text is set anew for each board. Macros, fields,
comments and what was struck out are left behind; no entity is opened, no file but this one is read.
"""

from __future__ import annotations

import io
import posixpath
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from lxml import etree

from controller.errors import Refused
from controller.papers import picture
from controller.papers.kinds import PICTURES, kind_of
from controller.papers.lines import BAR, OLD
from controller.papers.numbers import Numbers
from controller.papers.values import Document, Limits, PaperPage, Told

MOST_PARTS = 3_000
PART_BYTES = 30_000_000
"""Of one part, unpacked: the text of a book has two."""
PACKED_WELL = 200
"""Times that a part may become larger; text becomes ten times larger."""
SMALL_PART = 1_000_000
DEEPEST = 60
"""Tables in tables in text boxes."""
SMALLEST_PICTURE = 48
"""Dots: what is smaller is a rule or a bullet."""
MAIN = "word/document.xml"

BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, etree.XMLSyntaxError, zlib.error, NotImplementedError, RecursionError,
    KeyError, ValueError, OSError, EOFError,
)  # fmt: skip

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
V = "{urn:schemas-microsoft-com:vml}"
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", A[1:-1].encode()),
)
"""The same names in the strict form of the standard."""
SILENT = frozenset(
    f"{W}{name}"
    for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "tblPr", "trPr", "tcPr", "sectPr", "rt")
)
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""The same once more, for older programs."""


@dataclass
class Reading:
    """What is known so far."""

    numbers: Numbers
    lines: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    old: int = 0
    letters: int = 0


def take(file: BinaryIO, limits: Limits) -> Document:
    """The paper. Refuses ``paper-broken``, ``paper-bomb``, ``paper-empty``, ``paper-old-letters``, …"""
    try:
        with zipfile.ZipFile(file) as parts:
            return _taken(parts, limits)
    except BROKEN as error:
        raise Refused("paper-broken") from error
    except RuntimeError as error:  # zipfile's own word for a part that wants a password
        raise Refused("paper-locked") from error


def _taken(parts: zipfile.ZipFile, limits: Limits) -> Document:
    names = set(parts.namelist())
    if len(names) > MOST_PARTS:
        raise Refused("paper-bomb")
    main = _main(parts, names)
    tree = _tree(parts, main)
    folder = posixpath.dirname(main)
    numbering = posixpath.join(folder, "numbering.xml")
    reading = Reading(Numbers(_tree(parts, numbering) if numbering in names else None))
    _blocks(tree, reading, 0)
    if reading.old * 2 > reading.letters:
        raise Refused("paper-old-letters")
    told = [Told("paper-macros")] if any(name.endswith("vbaProject.bin") for name in names) else []
    pages = _pictures(parts, main, reading.pictures, limits, told)
    text = unicodedata.normalize("NFC", "\n".join(reading.lines)).strip()
    if not text and not pages:
        raise Refused("paper-empty")
    if len(text) > limits.chars:
        told.append(Told("paper-text-cut", {"length": len(text), "limit": limits.chars}))
    return Document("word", 0, tuple(pages), text[: limits.chars], tuple(told))


def _main(parts: zipfile.ZipFile, names: set[str]) -> str:
    """The part that holds the text."""
    if "_rels/.rels" in names:
        for relation in _tree(parts, "_rels/.rels"):
            if str(relation.get("Type", "")).endswith("/officeDocument"):
                main = str(relation.get("Target", "")).lstrip("/")
                if main.startswith("word/") and main in names:
                    return main
    if MAIN not in names:
        raise Refused("paper-office" if names & {"[Content_Types].xml", "mimetype"} else "paper-unknown-kind")
    return MAIN


def _bytes(parts: zipfile.ZipFile, name: str) -> bytes:
    """One part, if it is not larger than it may be: what it says of its own size is not believed."""
    told = parts.getinfo(name)
    if told.file_size > max(SMALL_PART, told.compress_size * PACKED_WELL):
        raise Refused("paper-bomb")
    with parts.open(name) as part:
        body = part.read(PART_BYTES + 1)
    if len(body) > PART_BYTES:
        raise Refused("paper-bomb")
    return body


def _tree(parts: zipfile.ZipFile, name: str) -> Any:
    body = _bytes(parts, name)
    for strict, usual in STRICT:
        body = body.replace(strict, usual)
    plain = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    root = etree.fromstring(body, plain)
    if root.getroottree().docinfo.doctype:
        raise ValueError(name)  # no part of a Word file has one
    return root


def _blocks(node: Any, reading: Reading, depth: int) -> None:
    """Paragraphs and tables, in order, wherever they are wrapped up."""
    if depth > DEEPEST:
        raise Refused("paper-bomb")
    for child in node:
        if child.tag == f"{W}p":
            _paragraph(child, reading, depth)
        elif child.tag == f"{W}tbl":
            _table(child, reading, depth)
        elif isinstance(child.tag, str) and child.tag not in SILENT and child.tag != FALLBACK:
            _blocks(child, reading, depth + 1)


def _paragraph(node: Any, reading: Reading, depth: int) -> None:
    boxes: list[Any] = []
    text = "".join(_runs(node, reading, boxes, 0))
    lines = [" ".join(line.split(" ")).strip() for line in text.split("\n")]
    mark = reading.numbers.mark(node) if any(lines) else ""
    lines[0] = f"{mark} {lines[0]}".strip()
    reading.lines += [line for line in lines if line]
    for box in boxes:
        _blocks(box, reading, depth + 1)


def _runs(node: Any, reading: Reading, boxes: list[Any], depth: int) -> Iterator[str]:
    """The letters of a paragraph; what stands in text boxes is put aside for behind it."""
    if depth > DEEPEST:
        raise Refused("paper-bomb")
    for child in node:
        tag = child.tag
        if not isinstance(tag, str) or tag in SILENT or tag == FALLBACK:
            continue
        if tag == f"{W}txbxContent":
            boxes.append(child)
        elif tag == f"{W}t":
            yield child.text or ""
        elif tag in SIGNS:
            yield SIGNS[tag]
        elif tag == f"{W}r":
            if not _is_hidden(child):
                yield _counted("".join(_runs(child, reading, boxes, depth + 1)), child, reading)
        else:
            if picture_id := child.get(f"{R}embed") if tag == f"{A}blip" else child.get(f"{R}id"):
                reading.pictures += [picture_id] if tag in {f"{A}blip", f"{V}imagedata"} else []
            yield from _runs(child, reading, boxes, depth + 1)


SIGNS = {
    f"{W}tab": " ",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "",
}


def _is_hidden(run: Any) -> bool:
    hidden = run.find(f"{W}rPr/{W}vanish")
    return hidden is not None and hidden.get(f"{W}val", "1") not in {"0", "false", "off"}


def _counted(text: str, run: Any, reading: Reading) -> str:
    """How much of it is written in fonts from before Unicode."""
    fonts = run.find(f"{W}rPr/{W}rFonts")
    named = "" if fonts is None else str(fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "")
    reading.letters += len(text.strip())
    reading.old += len(text.strip()) if OLD.search(named) else 0
    return text


def _table(node: Any, reading: Reading, depth: int) -> None:
    """A row a line, a bar between cells, as the press reads tables."""
    if depth > DEEPEST:
        raise Refused("paper-bomb")
    for row in node.iter(f"{W}tr"):
        if _own(row, f"{W}tbl") is not node:
            continue
        cells = []
        for cell in row.iter(f"{W}tc"):
            if _own(cell, f"{W}tr") is row:
                inside = Reading(reading.numbers)
                _blocks(cell, inside, depth + 1)
                cells.append(" ".join(inside.lines).replace("|", "/"))
                reading.pictures += inside.pictures
                reading.old, reading.letters = reading.old + inside.old, reading.letters + inside.letters
        if any(cells):
            reading.lines.append(BAR.join(cells) if len(cells) > 1 else cells[0])


def _own(node: Any, tag: str) -> Any:
    return next(node.iterancestors(tag))


def _pictures(parts: zipfile.ZipFile, main: str, ids: list[str], limits: Limits, told: list[Told]) -> list[PaperPage]:
    """The pictures of the text, in its order, each once; drawings of other kinds are told as left out."""
    folder, name = posixpath.split(main)
    relations = f"{folder}/_rels/{name}.rels"
    if not ids or relations not in parts.namelist():
        return []
    targets = {one.get("Id"): one for one in _tree(parts, relations)}
    found: list[PaperPage] = []
    left = 0
    for target in dict.fromkeys(targets[id] for id in ids if id in targets):
        if target.get("TargetMode") == "External" or len(found) >= limits.pages:
            left += 1
            continue
        try:
            body = _bytes(parts, posixpath.normpath(posixpath.join(folder, str(target.get("Target")))).lstrip("/"))
            kind = kind_of(body)
            taken = picture.take(io.BytesIO(body), kind, limits) if kind in PICTURES else None
        except (Refused, KeyError):
            taken = None
        if taken is None:
            left += 1
        elif min(taken.width, taken.height) >= SMALLEST_PICTURE:
            found.append(PaperPage(taken))
    if left:
        told.append(Told("paper-pictures-left", {"count": left}))
    return found
