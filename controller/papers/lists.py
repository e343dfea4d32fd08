"""In the process: the rows of a list, as somebody keeps it in a spreadsheet or saved it as CSV. Nothing is calculated.

A formula is told as such and never as what it once came to; macros, links and pictures are not looked at.
"""

from __future__ import annotations

import csv
import io
import unicodedata
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import Any, BinaryIO

from controller.errors import Refused

MOST_LINES = 5_000
"""Read of a sheet; spreadsheets of half a page claim a million lines."""
MOST_ROWS = 1_000
"""With something in them."""
MOST_LETTERS = 250_000
"""In all cells together."""
MOST_COLUMNS = 60
CELL = 300
"""Letters of a cell that are kept."""
MOST_PARTS = 2_000
PART_BYTES = 60_000_000
"""Of one part, unpacked."""
PACKED_WELL = 200
SMALL_PART = 1_000_000
DELIMITERS = (";", "\t", ",")
FORMULA = "="
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
OLD_WINDOWS = "cp1258"
"""What Vietnamese Windows wrote before Unicode."""

Rows = list[tuple[int, list[str]]]
"""The number of a line, as the spreadsheet shows it, and its cells."""


def take(source: BinaryIO, packed: bool) -> Rows:
    """The lines that hold something. Refuses with a ``list-…`` code."""
    rows: Rows = []
    letters = 0
    for number, cells in enumerate(islice(_sheet(source) if packed else _text(source.read()), MOST_LINES), 1):
        kept = [_clean(cell) for cell in cells[:MOST_COLUMNS]]
        while kept and not kept[-1]:
            kept.pop()
        if kept:
            rows.append((number, kept))
            letters += sum(map(len, kept))
        if len(rows) > MOST_ROWS or letters > MOST_LETTERS:
            raise Refused("list-too-long", "list", most=MOST_ROWS // 2)
    if not rows:
        raise Refused("list-empty", "list")
    return rows


def _text(body: bytes) -> Iterator[list[str]]:
    text = decoded(body)
    first = next((line for line in text.splitlines() if line.strip()), "")
    if first.lower().startswith("sep=") and len(first) == 5:  # a word of Excel to itself
        mark, text = first[4], text.replace(first, "", 1)
    else:
        mark = max(DELIMITERS, key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    except csv.Error as error:
        raise Refused("list-broken", "list") from error


def decoded(body: bytes) -> str:
    """The text of a CSV file, whoever saved it."""
    encoding = next((name for bom, name in BOMS if body.startswith(bom)), "utf-8")
    for name in (encoding, OLD_WINDOWS):
        try:
            text = body.decode(name)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Refused("list-unknown-kind", "list")


def _sheet(source: BinaryIO) -> Iterator[list[str]]:
    _weigh(source)
    from openpyxl import load_workbook  # takes its time

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(source, read_only=True, data_only=False, keep_links=False)
            seen = [one for one in book.worksheets if one.sheet_state == "visible"]
            for row in seen[0].iter_rows(max_row=MOST_LINES, max_col=MOST_COLUMNS):
                yield [_told(cell) for cell in row]
    except Refused:
        raise
    except Exception as error:  # whatever a library says to a file that is made to break it
        raise Refused("list-broken", "list") from error


def _weigh(source: BinaryIO) -> None:
    """Before anything is unpacked: how many parts, and what they come to."""
    try:
        parts = zipfile.ZipFile(source).infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise Refused("list-broken", "list") from error
    source.seek(0)
    if "xl/workbook.xml" not in {one.filename for one in parts}:
        raise Refused("list-unknown-kind", "list")
    heavy = any(
        one.file_size > PART_BYTES
        or (one.file_size > SMALL_PART and one.file_size > PACKED_WELL * max(one.compress_size, 1))
        for one in parts
    )
    if heavy or len(parts) > MOST_PARTS:
        raise Refused("list-bomb", "list")


def _told(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if getattr(cell, "data_type", "") == "f" or not isinstance(value, str | int | float | bool | date | time):
        return FORMULA
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value)


def _clean(text: str) -> str:
    """In composed letters, on one line; a cell that is too long shows that it is."""
    shown = "".join(sign if unicodedata.category(sign) not in {"Cc", "Cf", "Cs"} else " " for sign in text[: CELL * 2])
    return unicodedata.normalize("NFC", " ".join(shown.split()))[:CELL]
