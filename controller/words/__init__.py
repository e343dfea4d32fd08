"""Every sentence that people read, by code, in Vietnamese and English.

The catalogue is Project Fluent: one folder per language, one `.ftl` file per part of the program. Numbers are
written as the language writes them; what is a name rather than a quantity (a port, a year) is given as text, or
as `NUMBER($port, useGrouping: 0)` in the sentence.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast

Value = str | int | float

LANGUAGES = ("vi", "en")
"""Vietnamese first: it is what stands where nobody asked for a language."""

FOLDER = Path(__file__).parent


def say(code: str, lang: str, /, **params: Value) -> str:
    """The sentence `code` in `lang`, its variables filled from `params`.

    Raises `KeyError` for a sentence or a language that the catalogue lacks, and for a variable that the
    sentence needs and `params` lacks: a hole in a sentence is a mistake of the caller, not of the reader.
    """
    catalogue = bundle(lang)
    pattern = catalogue.get_message(code).value
    if pattern is None:
        raise KeyError(code)
    sentence, errors = catalogue.format_pattern(pattern, params)
    if errors:
        raise KeyError(code, *errors)
    return str(sentence)


def codes(lang: str) -> frozenset[str]:
    """All sentences that the catalogue has in `lang`."""
    return frozenset(entry.id.name for entry in entries(lang) if isinstance(entry, ast.Message))


@cache
def bundle(lang: str) -> FluentBundle:
    # Isolation marks are invisible characters around each variable; they would travel into logs and e-mails.
    catalogue = FluentBundle([lang], use_isolating=False)
    catalogue.add_resource(ast.Resource(list(entries(lang))))
    return catalogue


@cache
def entries(lang: str) -> tuple[ast.Message | ast.Term, ...]:
    """Every message of a language, file by file. Raises `KeyError` for a language that has no folder."""
    if lang not in LANGUAGES:
        raise KeyError(lang)
    found: dict[str, ast.Message | ast.Term] = {}
    for file in sorted((FOLDER / lang).glob("*.ftl")):
        for entry in parsed(file):
            if entry.id.name in found:
                raise ValueError(f"{entry.id.name} stands twice, the second time in {file.name}")
            found[entry.id.name] = entry
    return tuple(found.values())


def parsed(file: Path) -> list[ast.Message | ast.Term]:
    """One file's messages. Raises `ValueError` where Fluent would silently skip what it cannot read."""
    messages: list[ast.Message | ast.Term] = []
    for entry in FluentResource(file.read_text(encoding="utf-8")).body:
        match entry:
            case ast.Junk():
                raise ValueError(f"{file.name}: not Fluent: {entry.content}")
            case ast.Message() | ast.Term():
                messages.append(entry)
    return messages
