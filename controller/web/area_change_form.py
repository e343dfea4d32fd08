"""The form of a change of areas: steps are put together one by one, each kept as the API would be given it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import TypeAdapter, ValidationError
from starlette.datastructures import FormData

from controller.api.models.area_changes import Step
from controller.errors import Refused
from controller.web.visitors import several, word
from schedules import hours_data

FIELDS: Mapping[str, str] = {"effect": "effect", "note": "note"}
"""The path's name of a field → the form's; what concerns a step stands at the top."""
KINDS = ("end", "hang", "rehome", "make", "rename")
MOST_STEPS = 500
_STEP: TypeAdapter[Any] = TypeAdapter(Step)
_SPAN = re.compile(r"\s*(\d{1,2}:\d{2})\s*[-–]\s*(\d{1,2}:\d{2})\s*")


@dataclass(frozen=True, slots=True)
class Form:
    """What was typed. ``steps`` are those that were added."""

    effect: str = ""
    note: str = ""
    steps: tuple[dict[str, Any], ...] = ()

    @property
    def kept(self) -> list[str]:
        """The steps as the form carries them."""
        return [json.dumps(one, ensure_ascii=False) for one in self.steps]


def of_typed(typed: FormData) -> Form:
    """What was typed. Raises ``malformed-form`` for a step that no button of ours has made."""
    steps = tuple(_read(text) for text in several(typed, "step")[:MOST_STEPS])
    return Form(word(typed, "effect").strip(), word(typed, "note"), steps)


def after(form: Form, do: str, typed: FormData) -> Form:
    """The form after a button: ``add-hang`` takes the step's fields in, ``out-2`` takes the second step out."""
    what, _, which = do.partition("-")
    if what == "add" and which in KINDS:
        return replace(form, steps=(*form.steps, _added(which, typed)))
    if what == "out" and which.isascii() and which.isdigit() and len(which) < 4:
        return replace(form, steps=tuple(one for number, one in enumerate(form.steps, 1) if number != int(which)))
    return form


def _read(text: str) -> dict[str, Any]:
    try:
        step: dict[str, Any] = _STEP.validate_json(text).model_dump(exclude_none=True)
    except ValidationError:
        raise Refused("malformed-form") from None
    return step


def _added(kind: str, typed: FormData) -> dict[str, Any]:
    given: dict[str, Any] = {"do": kind}
    names = {
        "end": ("area",),
        "hang": ("area", "under"),
        "rehome": ("device", "area"),
        "make": ("name", "parent", "level"),
        "rename": ("area", "name"),
    }
    for name in names[kind]:
        given[name] = " ".join(word(typed, f"{kind}_{name}").split())
    if kind == "end":
        given["into"] = [one for one in dict.fromkeys(several(typed, "end_into")) if one]
    if not all(given.values()):
        raise Refused("step-blank")
    if kind == "make":
        given["code"] = word(typed, "make_code").strip() or code_of(given["name"])
        if (windows := _windows(word(typed, "make_hours"))) is not None:
            given["hours"] = {"windows": windows}
    try:
        step: dict[str, Any] = _STEP.validate_python(given).model_dump(exclude_none=True)
    except ValidationError:
        raise Refused("step-blank") from None
    return step


def _windows(text: str) -> list[dict[str, Any]] | None:
    """``05:30-06:30, 17:00-18:00`` for every day; None for nothing. Refuses what is no such list."""
    if not text.strip():
        return None
    found = [_SPAN.fullmatch(part) for part in text.split(",")]
    if not all(found):
        raise Refused("bad-clock", text=text[:40])
    windows = [
        {"days": [1, 2, 3, 4, 5, 6, 7], "start": one[1].zfill(5), "end": one[2].zfill(5)} for one in found if one
    ]
    hours_data.read({"windows": windows})
    return windows


def code_of(name: str) -> str:
    """``Xã Mới`` → ``xa-moi``: what the area is called where only plain letters go."""
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", "".join(one for one in plain if not unicodedata.combining(one))).strip("-")[:64]
