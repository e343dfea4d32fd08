"""Which template a notice is set in, and what stands against a choice: told before anything is set.

Without a choice the class decides. An emergency always looks like one, and nothing else ever does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from controller.errors import Refused
from controller.ports import Kind, Notice
from controller.press.content import FIELDS
from controller.press.cuts import unsettable
from controller.press.reading import LIMITS, clean
from controller.press.template import Template
from controller.press.values import Panel

OF_CLASS = {"normal": "notice", "priority": "urgent", "emergency": "emergency"}
OWN = ("title", "text")
"""What every notice has."""
TOLD = frozenset({"commune", "label", "clock", "date", "lunar"})
"""What is not typed for a notice."""
PICTURE, PAGES, MOMENT = "picture", "pages", "moment"
EMBLEMS = frozenset({"emblem", "crest"})
"""Kinds of zones that show the area's emblem."""
NAMED = 12
"""So many letters are named."""
Known = Mapping[str, Template]
"""All templates that there are, by name."""


def chosen(known: Known, notice: Notice) -> Template:
    """The template that counts. One that is no more gives way to that of the class."""
    of_class = OF_CLASS[notice.klass]
    if notice.klass == "emergency" or notice.template is None:
        return known[of_class]
    return known.get(notice.template, known[of_class])


def plain(known: Known, notice: Notice) -> Template:
    """What the class looks like: where a chosen template finds no room."""
    return known[OF_CLASS[notice.klass]]


def kinds(known: Known) -> tuple[Kind, ...]:
    """The templates that a person may choose for a notice, in their order."""
    return tuple(kind(one) for one in known.values() if is_for_notices(one))


def is_for_notices(template: Template) -> bool:
    """Whether it shows what a notice says, and nothing that would stand still on a board and lie."""
    return MOMENT not in template.needs and bool(set(OWN) & shown(template) or {PICTURE, PAGES} & set(template.needs))


def kind_of(known: Known, template: str | None, klass: str) -> Kind:
    """What a notice of this choice and class is set in."""
    return kind(chosen(known, Notice("", "", "", klass, "", template)))


def kind(template: Template) -> Kind:
    """A template as the path knows it."""
    fields = takes(template)
    return Kind(
        template.id,
        dict(template.name),
        klass=template.klass,
        needs=tuple(name for name in template.needs if name in fields or name in OWN),
        takes=fields,
        edition=template.edition,
        emblem=any(zone.show in EMBLEMS for zone in template.zones),
    )


def takes(template: Template) -> tuple[str, ...]:
    """What is typed for it beside title and text, in the order of forms."""
    wanted = set(shown(template)).union(template.needs)
    if template.klass != "emergency":
        wanted.add("ticker")
    return tuple(name for name in (*FIELDS, PICTURE, PAGES) if name in wanted - TOLD - set(OWN))


def shown(template: Template) -> frozenset[str]:
    """All fields that some layout of it shows."""
    return frozenset(name for zone in template.zones for name in zone.fields)


def complaints(known: Known, notice: Notice, panels: Sequence[Panel]) -> list[Refused]:
    """All that stands against a notice on these panels, by the field to mend."""
    wanted = notice.template
    if wanted is not None and (wanted not in known or not is_for_notices(known[wanted])):
        names = ", ".join(one.id for one in kinds(known))
        return [Refused("template-unknown", "template", template=wanted[:64], known=names)]
    template = plain(known, notice) if wanted is None else known[wanted]
    if template.klass and template.klass != notice.klass:
        return [Refused("template-class", "template", only=template.klass)]
    if wanted is not None and notice.klass == "emergency" and template.klass != "emergency":
        return [Refused("template-emergency", "template")]
    found = [*_fields(notice, template), *_lengths(notice)]
    return [*found, *_letters(notice, panels, {one.field for one in found})]


def _fields(notice: Notice, template: Template) -> Iterator[Refused]:
    given = {name for name, text in notice.words.items() if clean(text)}
    given |= ({PICTURE} if notice.picture else set()) | ({PAGES} if notice.pages else set())
    if notice.template is not None:
        own = {name for name in OWN if clean(getattr(notice, name))}
        for name in template.needs:
            if name in (*OWN, *takes(template)) and name not in given | own:
                yield Refused("template-needs", name, blank=called(name))
    for name in sorted(given - set(takes(template))):
        yield Refused("template-field", name, blank=called(name))
    link = clean(notice.words.get("link", ""))
    if link and not is_web(link):
        yield Refused("link-not-web", "link")


def called(name: str) -> str:
    """What people call this field; of what no template takes there is no name."""
    return name if name in {*FIELDS, PICTURE} - TOLD else "other"


def is_web(link: str) -> bool:
    """Whether a telephone opens it: an address of the web, without spaces."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not any(map(str.isspace, link))


def _texts(notice: Notice) -> dict[str, str]:
    """Every text with letters of people, clean."""
    given = {"title": notice.title, "text": notice.text, **notice.words}
    return {name: clean(text) for name, text in given.items()}


def _lengths(notice: Notice) -> Iterator[Refused]:
    for name, text in _texts(notice).items():
        if len(text) > LIMITS.get(name, LIMITS["title"]):
            yield Refused("text-too-long", name, length=len(text), limit=LIMITS.get(name, LIMITS["title"]))


def _letters(notice: Notice, panels: Iterable[Panel], wrong: set[str | None]) -> Iterator[Refused]:
    # Panels differ by what letters they are set in, and that by colours and height alone.
    for name, text in _texts(notice).items():
        found = dict.fromkeys(sign for panel in panels for sign in unsettable(text, panel))
        if found and name not in wrong:
            yield Refused("text-letters", name, letters=" ".join(list(found)[:NAMED]))
