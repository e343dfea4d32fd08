"""The rooms of the console: which are tabs, which stand on the page “Thêm”, and who sees them.

One table. A page that people should find gets one line here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from controller.people.who import Who, may


class Section(NamedTuple):
    """A page. ``path`` may hold ``{area}``; ``word`` is its name in the catalogue, ``right`` an action of `MAY`.

    ``wide``: its tab needs more room than a phone has; there it is found on the page “Thêm”. ``tab``: its word there.
    """

    path: str
    word: str
    icon: str
    right: str = "read"
    wide: bool = False
    tab: str = ""


TABS = (
    Section("/announcements", "web-announcements", "pen", tab="web-announcements-tab"),
    Section("/programmes", "web-programmes", "clock", wide=True),
    Section("/devices", "web-devices", "horn"),
    Section("/history", "web-history", "check"),
)
"""Always in sight, beside “Thêm”. Three of them go on a phone."""

GROUPS: tuple[tuple[str, tuple[Section, ...]], ...] = (
    (
        "more-on-air",
        (
            Section("/inbox", "inbox-title", "check", "approve"),
            Section("/programmes", "web-programmes", "clock"),
            Section("/live", "live-title", "horn", "speak"),
            Section("/boards", "web-wall-link", "board"),
            Section("/areas/{area}/plan", "plan-week", "clock"),
            Section("/statistics", "sum-title", "board"),
            Section("/relays", "web-relays", "horn"),
            Section("/alerts", "web-alerts", "warn"),
        ),
    ),
    (
        "more-devices",
        (
            Section("/readiness", "ready-title", "check"),
            Section("/devices/map", "map-title", "diamond"),
            Section("/incidents", "web-incidents", "warn"),
            Section("/devices/failures", "again-title", "clock"),
            Section("/commands", "web-errands", "gear"),
            Section("/software", "web-software", "gear", "software"),
            Section("/devices/new", "web-add-device", "plus", "devices"),
        ),
    ),
    (
        "more-place",
        (
            Section("/areas/{area}/words", "more-words", "pen"),
            Section("/holidays", "more-holidays", "clock"),
            Section("/area-changes", "web-area-changes", "diamond", "areas"),
        ),
    ),
    (
        "more-residents",
        (
            Section("/feedback", "feedback-title", "pen"),
            Section("/residents", "residents-page", "board"),
        ),
    ),
    (
        "more-people",
        (
            Section("/me", "me-title", "pen"),
            Section("/notices", "more-notices", "warn"),
            Section("/start", "start-title", "diamond", "areas"),
            Section("/people", "people-title", "check", "users"),
            Section("/people/log", "log-title", "clock", "audit"),
        ),
    ),
)
"""What the page “Thêm” lists, by subject."""


def seen(who: Who, sections: Sequence[Section]) -> tuple[Section, ...]:
    """Those this person may use, with addresses of their own area."""
    mine = (one for one in sections if may(who, one.right, who.path))
    return tuple(one._replace(path=one.path.format(area=who.area)) for one in mine)
