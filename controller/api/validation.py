"""From pydantic's findings to refusals of ours, so that a wrong type reads like any other mistake."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from controller.errors import ManyRefused, Refused

# pydantic's error type → our code, and which of its context values the sentence needs
CODES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "missing": ("field-missing", {}),
    "extra_forbidden": ("field-unknown", {}),
    "string_too_long": ("field-too-long", {"limit": "max_length"}),
    "string_too_short": ("field-too-short", {"limit": "min_length"}),
    "too_long": ("field-too-many", {"limit": "max_length"}),
    "too_short": ("field-too-few", {"limit": "min_length"}),
    "greater_than_equal": ("field-too-small", {"limit": "ge"}),
    "greater_than": ("field-too-small", {"limit": "gt"}),
    "less_than_equal": ("field-too-large", {"limit": "le"}),
    "less_than": ("field-too-large", {"limit": "lt"}),
    "literal_error": ("field-choice", {"choices": "expected"}),
    "enum": ("field-choice", {"choices": "expected"}),
    "string_type": ("field-not-text", {}),
    "string_unicode": ("field-not-text", {}),
    "string_pattern_mismatch": ("field-wrong", {}),
    "int_type": ("field-not-number", {}),
    "int_parsing": ("field-not-number", {}),
    "int_from_float": ("field-not-number", {}),
    "float_parsing": ("field-not-number", {}),
    "bool_type": ("field-not-bool", {}),
    "bool_parsing": ("field-not-bool", {}),
    "list_type": ("field-not-list", {}),
    "tuple_type": ("field-not-list", {}),
    "json_invalid": ("malformed-json", {}),
    "model_attributes_type": ("malformed-json", {}),
    "dict_type": ("malformed-json", {}),
}


def refusal_of(found: Sequence[Any]) -> Refused:
    """All that pydantic found, as one refusal of many."""
    return ManyRefused(_one(error) for error in found)


def _one(error: Mapping[str, Any]) -> Refused:
    kind = error["type"]
    if kind in ("too_long", "too_short") and isinstance(error.get("input"), str):
        kind = f"string_{kind}"  # of a text that was looked at before, pydantic speaks as of a list
    code, wanted = CODES.get(kind, ("field-wrong", {}))
    context = error.get("ctx", {})
    params = {ours: _plain(context.get(theirs, "")) for ours, theirs in wanted.items()}
    if code == "malformed-json":
        return Refused(code)
    place = _field(error["loc"])
    return Refused(code, place or None, name=place, **params)


def _plain(value: Any) -> str | int | float:
    return value if isinstance(value, int | float) else str(value).replace(" or ", ", ").replace("'", "")


def _field(place: Sequence[Any]) -> str:
    """``("body", "areas", 0)`` is ``areas.0``: where the value came from is no part of its name."""
    inside = place[1:] if place and place[0] in ("body", "query", "path", "header", "cookie") else place
    return ".".join(str(part) for part in inside)
