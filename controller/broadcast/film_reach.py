"""Whether all boards of an audience can play a film; those that cannot are named."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from controller.errors import NotFound, Refused
from controller.store import devices, media
from controller.store.announcements import Audience
from devices.profiles import CLIPS, Panel, profile

FILM = "film"
"""The kind of a medium that somebody sent to be played on boards."""
MOST_NAMED = 8


def mistakes(conn: Connection, film: str | None, whom: Audience) -> list[Refused]:
    """What stands against a film on the boards of this audience: one that cannot show it is named."""
    if film is None:
        return []
    kept = media.get(conn, film)
    if kept is None or kept.kind != FILM:
        return [NotFound("film-unknown", "board.film")]
    unable = _unable(conn, whom)
    names = ", ".join(unable[:MOST_NAMED]) + ("…" if len(unable) > MOST_NAMED else "")
    return [Refused("film-unable", "board.film", count=len(unable), names=names)] if unable else []


def _unable(conn: Connection, whom: Audience) -> Sequence[str]:
    found = []
    for one in devices.in_audience(conn, whom.areas, whom.devices):
        panel = profile(one.profile).panel
        if panel is not None and not can_play(panel):
            found.append(one.name)
    return found


def can_play(panel: Panel) -> bool:
    """Whether films move on this panel."""
    return not set(CLIPS).isdisjoint(panel.moves)
