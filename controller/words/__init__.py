"""Every sentence that people read, by code, in Vietnamese and English.

The catalogue is Project Fluent: one folder per language, one `.ftl` file per part of the program. Numbers are
written as the language writes them; what is a name rather than a quantity (a port, a year) is given as text, or
as `NUMBER($port, useGrouping: 0)` in the sentence.

Each sentence is parsed when it is first said. Parsing all of them takes seconds, which nobody has who restarts the
service just before a broadcast, or types a command; the tests parse all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser, ast

Value = str | int | float

LANGUAGES = ("vi", "en")
"""Vietnamese first: it is what stands where nobody asked for a language."""

FOLDER = Path(__file__).parent
_BEGINNING = re.compile(r"^(-?[a-zA-Z][\w-]*) *=", re.MULTILINE)


def say(code: str, lang: str, /, **params: Value) -> str:
    """The sentence `code` in `lang`, its variables filled from `params`.

    Raises `KeyError` for a sentence or a language that the catalogue lacks, and for a variable that the
    sentence needs and `params` lacks: a hole in a sentence is a mistake of the caller, not of the reader.
    """
    sentence, errors = _bundle(lang).format_pattern(_pattern(code, lang), params)
    if errors:
        raise KeyError(code, *errors)
    return str(sentence)


@cache
def codes(lang: str) -> frozenset[str]:
    """All sentences that the catalogue has in `lang`."""
    return frozenset(texts(lang))


@cache
def texts(lang: str) -> dict[str, str]:
    """Every sentence of a language as it is written in its file, by code. Raises `KeyError` for a language that has no
    folder."""
    if lang not in LANGUAGES:
        raise KeyError(lang)
    found: dict[str, str] = {}
    for file in sorted((FOLDER / lang).glob("*.ftl")):
        for code, text in _parts(file.read_text(encoding="utf-8")):
            if code in found:
                raise ValueError(f"{code} stands twice, the second time in {file.name}")
            found[code] = text
    return found


def parsed(file: Path) -> list[ast.Message]:
    """One file's messages. Raises `ValueError` where Fluent would silently skip what it cannot read."""
    messages: list[ast.Message] = []
    for entry in FluentResource(file.read_text(encoding="utf-8")).body:
        match entry:
            case ast.Junk():
                raise ValueError(f"{file.name}: not Fluent: {entry.content}")
            case ast.Message():
                messages.append(entry)
    return messages


def _parts(body: str) -> Iterator[tuple[str, str]]:
    """A file's sentences: an entry begins with its name at the start of a line and ends where the next one begins."""
    begun = list(_BEGINNING.finditer(body))
    for one, after in zip(begun, [*begun[1:], None], strict=True):
        yield one[1], body[one.start() : after.start() if after else None]


@cache
def _bundle(lang: str) -> FluentBundle:
    # Isolation marks are invisible characters around each variable; they would travel into logs and e-mails.
    return FluentBundle([lang], use_isolating=False)


@cache
def _pattern(code: str, lang: str) -> Any:
    """What stands in the catalogue, ready to be filled."""
    catalogue = _bundle(lang)
    catalogue.add_resource(ast.Resource([FluentParser().parse_entry(texts(lang)[code])]))
    pattern = catalogue.get_message(code).value
    if pattern is None:
        raise KeyError(code)
    return pattern
