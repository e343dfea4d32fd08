"""Announcements with their single occurrences: from rows to the values that the law of time works with."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from controller.broadcast import faces
from controller.store.announcements import Announcement as Row
from controller.store.exceptions import Exceptional
from schedules.announcement import Announcement, Variant
from schedules.single import Kind
from schedules.walltime import parse_local

CONTENT = ("text", "sound", "page", "show_minutes", "volume")
"""What one occurrence may have otherwise."""
EDITION = 1
"""Of the form that a fingerprint covers."""


def varied(row: Row, one: Exceptional) -> Row:
    """The announcement as it is at this one occurrence."""
    return replace(row, **{name: said for name in CONTENT if (said := getattr(one, name)) is not None})


def is_varied(one: Exceptional) -> bool:
    """Whether it tells anything else than the series."""
    return one.kind != Kind.LEFT_OUT and any(getattr(one, name) is not None for name in CONTENT)


def joined(series: Announcement, row: Row, singles: Iterable[Exceptional], lengths: Mapping[str, int]) -> Announcement:
    """A series with its single occurrences as these rows have them."""
    left_out, moved, variants = set(), {}, {}
    for one in singles:
        original = parse_local(one.original_local)
        if one.kind == Kind.LEFT_OUT:
            left_out.add(original)
        if one.new_local is not None and one.kind != Kind.LEFT_OUT:
            moved[original] = parse_local(one.new_local)
        if is_varied(one):
            variants[original] = _variant(varied(row, one), lengths)
    if not (left_out or moved or variants):
        return series
    rule = replace(series.rule, left_out=frozenset(left_out), moved=moved)
    return replace(series, rule=rule, variants=variants)


def _variant(row: Row, lengths: Mapping[str, int]) -> Variant:
    return Variant(row.text, faces.sound(row, lengths.get(row.sound or "")), faces.page(row), row.volume)


def fingerprint(row: Row, one: Exceptional) -> str:
    """SHA-256 (hex) over all that somebody agrees to: the occurrence, what becomes of it, and the series as it is."""
    said = [getattr(one, name) for name in ("announcement", "original_local", "kind", "new_local", *CONTENT)]
    form = json.dumps([EDITION, row.fingerprint, *said], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(form.encode("ascii")).hexdigest()
