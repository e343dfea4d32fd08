"""Templates of one's own: files of a folder, beside those that are built in. A broken one is told and left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from controller.errors import ManyRefused, Refused
from controller.press.template import Template, all_templates, in_order, read

SETTING = "press.templates"
NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
LARGEST = 100_000
"""Bytes of a file; our own have 3,000."""


@dataclass(frozen=True, slots=True)
class Known:
    """All templates by name, in their order, and what is wrong with files that are none."""

    templates: Mapping[str, Template] = field(default_factory=all_templates)
    broken: tuple[Refused, ...] = ()


def gather(folder: Path, *, named: bool = False) -> Known:
    """Our own, and those of a folder; it need not be there, unless somebody ``named`` it in the settings."""
    good: dict[str, Template] = {}
    broken: list[Refused] = []
    try:
        entries = list(_files(folder))
    except OSError as error:
        missing = isinstance(error, FileNotFoundError) and not named
        why = Refused("templates-folder", SETTING, path=str(folder), reason=error.strerror or str(error))
        return Known(broken=() if missing else (why,))
    for file in entries:
        try:
            good[file.stem] = owned(file)
        except Refused as refused:
            broken.append(refused)
    return Known(in_order({**all_templates(), **good}), tuple(broken))


def sound(folder: Path, *, named: bool = False) -> None:
    """Refuses every file that is broken, all at once."""
    if broken := gather(folder, named=named).broken:
        raise ManyRefused(broken)


def owned(file: Path) -> Template:
    """One file. Refuses ``template-name``, ``template-taken`` and ``template-broken``, with the file."""
    if not NAME.fullmatch(file.stem):
        raise Refused("template-name", SETTING, file=str(file))
    if file.stem in all_templates():
        # A board's emergency looks like one: no file takes the place of a page that people know.
        raise Refused("template-taken", SETTING, file=str(file), template=file.stem)
    try:
        made = read(file.stem, _text(file))
    except Refused as refused:
        raise _broken(file, str(refused.params["why"])) from None
    if made.klass == "emergency":
        raise _broken(file, 'klass: "emergency" has one look, which is built in')
    return made


def _files(folder: Path) -> Iterator[Path]:
    """What editors keep beside a file begins with a dot."""
    return (each for each in sorted(folder.iterdir()) if each.suffix == ".toml" and not each.name.startswith("."))


def _text(file: Path) -> str:
    try:
        with file.open("rb") as body:
            raw = body.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise _broken(file, f"more than {LARGEST} bytes")
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _broken(file, f"not UTF-8: {error.reason}, byte {error.start}") from None
    except OSError as error:
        raise _broken(file, error.strerror or str(error)) from None


def _broken(file: Path, why: str) -> Refused:
    return Refused("template-broken", SETTING, template=str(file), why=why)
