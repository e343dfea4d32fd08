"""Templates: small files in `templates/`, each a kind of page. Whoever adds one touches nothing else; `owned` adds
those of the owner.

A template has up to four layouts, each a list of zones: `wide` and `tall` for panels with room, `small` for others,
`tiny` for those of one or two lines. A panel gets the first of these in which every zone holds its letters, legible
from where people stand.
"""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from controller.errors import Refused
from controller.press.content import FIELDS
from controller.press.ink import MEANINGS

Kind = Literal[
    "text",
    "line",
    "table",
    "picture",
    "paper",
    "code",
    "emblem",
    "crest",
    "mark",
    "ticker",
    "progress",
    "frame",
    "plain",
]
TEXTUAL = {"text": 3, "line": 1, "table": 3, "ticker": 1}
"""Kinds that show letters, and how many lines a zone of each holds at the least."""


class Zone(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rectangle of a page and what it shows."""

    show: Kind
    at: tuple[float, float, float, float]
    """Left, top, width, height, as shares of the panel's."""
    of: tuple[str | tuple[str, ...], ...] = ()
    """Fields, one under the other. In brackets of their own they begin a new page."""
    ink: str = "text"
    ground: str = ""
    align: Literal["left", "centre", "right"] = "left"
    valign: Literal["top", "middle"] = "top"
    margin: float = 0.0
    """Free on all four sides, as a share of the panel's shorter side."""
    largest: float = 0.16
    """The largest capital letter, as a share of the panel's shorter side."""
    rows: int = 0
    """Lines of the smallest legible letters that it holds at the least; 0: by its kind."""

    @property
    def sections(self) -> tuple[tuple[str, ...], ...]:
        """The fields, page by page."""
        if self.show in {"line", "ticker"} or any(isinstance(one, tuple) for one in self.of):
            return tuple(one if isinstance(one, tuple) else (one,) for one in self.of)
        return (tuple(one for one in self.of if isinstance(one, str)),)

    @property
    def fields(self) -> frozenset[str]:
        """All of them."""
        return frozenset(name for section in self.sections for name in section)


class Template(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of page."""

    name: dict[str, str]
    """By language: what people choose it by."""
    needs: tuple[str, ...]
    """Fields that may not be empty; `picture`, `pages`, `moment` are needed like fields."""
    small: tuple[Zone, ...]
    wide: tuple[Zone, ...] = ()
    tall: tuple[Zone, ...] = ()
    tiny: tuple[Zone, ...] = ()
    klass: Literal["", "normal", "priority", "emergency"] = ""
    """In whose colours it is set; without, in those of the announcement's own class."""
    order: int = 50
    """Where it stands in lists."""
    id: str = ""
    edition: str = ""
    """SHA-256 of its file: what was set by another edition is set anew."""

    @property
    def zones(self) -> tuple[Zone, ...]:
        """Of all layouts."""
        return (*self.wide, *self.tall, *self.small, *self.tiny)


@cache
def all_templates() -> dict[str, Template]:
    """Every built-in template by its file's name, in their order. Refuses `template-broken` with file and reason."""
    found = {}
    for entry in files("controller.press").joinpath("templates").iterdir():
        if entry.name.endswith(".toml"):
            id = entry.name.removesuffix(".toml")
            found[id] = read(id, entry.read_text("utf-8"))
    return in_order(found)


def in_order(found: dict[str, Template]) -> dict[str, Template]:
    """As they stand in lists."""
    return dict(sorted(found.items(), key=lambda pair: (pair[1].order, pair[0])))


def comment(id: str) -> str:
    """What a template's file says of itself in its first line."""
    text = files("controller.press").joinpath("templates", f"{id}.toml").read_text("utf-8")
    return text.partition("\n")[0].lstrip("# ")


def read(id: str, text: str) -> Template:
    """A template from its file's text. Refuses `template-broken` with what is wrong and where."""
    try:
        edition = hashlib.sha256(text.encode()).hexdigest()
        made = msgspec.structs.replace(msgspec.convert(tomllib.loads(text), Template), id=id, edition=edition)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise Refused("template-broken", template=id, why=str(error)) from None
    for why in mistakes(made):
        raise Refused("template-broken", template=id, why=why)
    return made


def mistakes(template: Template) -> list[str]:
    """What a file of the right form still says wrongly."""
    found = [f"name.{one}: missing" for one in ("vi", "en") if not template.name.get(one)]
    known = {*FIELDS, "picture", "pages", "moment"}
    found += [
        f"needs: no field {name!r}; known: {', '.join(sorted(known))}" for name in template.needs if name not in known
    ]
    found += [] if template.small else ["small: a layout needs zones"]
    for layout in ("small", "wide", "tall", "tiny"):
        for number, zone in enumerate(getattr(template, layout), 1):
            found += [f"{layout}, zone {number}: {why}" for why in _of_zone(zone)]
    return found


def _of_zone(zone: Zone) -> list[str]:
    left, top, width, height = zone.at
    found = []
    inside = left >= 0 and top >= 0 and width > 0 and height > 0 and left + width <= 1.0001 and top + height <= 1.0001
    if not inside:  # asked this way round, because TOML knows `nan`
        found.append(f"at = {list(zone.at)} does not lie on the panel, which is 1 wide and 1 high")
    found += [f"no field {name!r}; known: {', '.join(FIELDS)}" for name in sorted(zone.fields - set(FIELDS))]
    inks = [one for one in (zone.ink, zone.ground) if one and one not in MEANINGS]
    found += [f"no colour {one!r}; known: {', '.join(MEANINGS)}" for one in inks]
    if zone.show in TEXTUAL and not zone.fields:
        found.append(f'show = "{zone.show}" needs of = [...]')
    if not 0 <= zone.margin < min(width, height) / 2 or not 0 < zone.largest <= 1:
        found.append("margin must be less than half the zone, largest between 0 and 1")
    return found
