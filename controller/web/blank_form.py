"""A blank on the compose page: its gaps as fields, and the form that it begins with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from controller.blanks import blank as blanks
from controller.blanks.blank import Blank
from controller.web.compose_form import Form

TYPES: Mapping[str, str] = {"date": "date", "time": "time", "phone": "tel", "commune": "hidden"}
"""Kind of a gap → kind of a field; the others are text."""


def begun(form: Form, blank: Blank, place: str, area: str) -> Form:
    """An empty form with a blank in it: read aloud, to the whole of one's own area, sent as such notices are."""
    gaps = {gap.name: place[:1].lower() + place[1:] if gap.kind == "commune" else "" for gap in blank.gaps}
    title, text = blanks.filled(blank, gaps)
    return replace(
        form,
        way="blank",
        blank=blank.id,
        gaps=gaps,
        title=title,
        text=text,
        klass=blank.klass,
        time=blank.time,
        repeat=blank.repeat,
        days=blank.days or form.days,
        show_minutes=str(blank.show_minutes),
        areas=(area,),
        speech=replace(form.speech, speak=True),
        around=replace(form.around, repeats=str(max(blank.repeats, int(form.around.repeats)))),
    )


def fields(form: Form, lang: str) -> list[dict[str, Any]]:
    """The gaps of the form's blank."""
    blank = blanks.get(form.blank)
    return [
        {
            "name": f"gap-{gap.name}",
            "label": gap.label(lang),
            "type": TYPES.get(gap.kind, "text"),
            "long": gap.kind == "long",
            "number": gap.kind == "number",
            "example": "" if gap.kind in ("date", "time", "commune") else gap.example,
            "optional": gap.optional,
            "value": form.gaps.get(gap.name, ""),
        }
        for gap in (blank.gaps if blank else ())
    ]


def choices(lang: str) -> Sequence[tuple[str, str]]:
    """All blanks by name."""
    return [(one.id, one.name(lang)) for one in blanks.every()]


def name(form: Form, lang: str) -> str:
    """What the form's blank is called."""
    blank = blanks.get(form.blank)
    return blank.name(lang) if blank else ""
