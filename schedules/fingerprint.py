"""What an approval is bound to."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from schedules.announcement import Announcement, OnHolidays, Rule
from schedules.programme import Programme
from schedules.walltime import format_local

EDITION = 1
"""Of the form below; a change of it voids every approval, on purpose."""


def fingerprint(announcement: Announcement) -> str:
    """SHA-256 (hex) over everything that a resident could notice, in one canonical form.

    In it: title, text, the sound's hash, page window, how it stands on boards where that was chosen, chime, volume,
    class, origin, audience, the rule with its exceptions, late and resume policies. Not in it: id and serial (they are
    not content), and the sound's length (the hash already says it). Texts count byte for byte: an edit is an edit,
    whether one sees it or not.
    """
    return _digest(_form(announcement))


def slot_fingerprint(programme: Programme) -> str:
    """What a leader agrees to in a programme: its area, the rule and the length of its slots. Not the list in it."""
    agreed = {
        "edition": EDITION,
        "area": programme.area,
        "rule": _rule(programme.rule),
        "minutes": programme.minutes,
    }
    return _digest(agreed)


def list_fingerprint(programme: Programme) -> str:
    """What somebody saw of a programme: its slots, and each line in its order. The name is no part of it."""
    lines = [[one.announcement, one.gap_s, one.repeats, one.pause_s] for one in programme.entries]
    return _digest({"slots": slot_fingerprint(programme), "lines": lines})


def _digest(form: dict[str, Any]) -> str:
    text = json.dumps(form, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _form(one: Announcement) -> dict[str, Any]:
    # A choice that nobody made is not in it: what was approved before there were choices stays approved.
    chosen = {"look": one.page.look} if one.page and one.page.look else {}
    return chosen | {
        "edition": EDITION,
        "title": one.title,
        "text": one.text,
        "sound": one.sound.sha256 if one.sound else None,
        "page_minutes": one.page.minutes if one.page else None,
        "chime": one.chime,
        "volume": one.volume,
        "class": one.klass.wire,
        "origin": one.origin.wire,
        "audience": {"areas": sorted(one.audience.areas), "devices": sorted(one.audience.devices)},
        "rule": _rule(one.rule),
        "late": [one.late.policy.value, one.late.within_s],
        "resume": one.resume.value,
    }


def _rule(rule: Rule) -> dict[str, Any]:
    """What a rule does not say is not in it, so a new part of rules voids no approval that was given before."""
    added: dict[str, Any] = {}
    if rule.lunar is not None:
        added["lunar"] = rule.lunar
    if rule.holidays is not OnHolidays.PLAY:
        added["holidays"] = rule.holidays.value
    return added | {
        "start": format_local(rule.start),
        "zone": rule.zone,
        "rrule": rule.rrule,
        "left_out": sorted(format_local(original) for original in rule.left_out),
        "moved": {format_local(original): format_local(new) for original, new in rule.moved.items()},
    }
