"""What a device had to do, by the name that people know it by: an announcement, a talk, an order."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from controller.store import announcements, commands, talks
from controller.store.commands import Command
from controller.words import codes, say

_ALERT, _COMMANDS = "e-", ("c-", "m-")


def names(conn: Connection, subjects: Collection[str], lang: str) -> dict[str, str]:
    """Of each subject of a delivery."""
    said = {one for one in subjects if one.startswith(_COMMANDS)}
    spoken, ordered = talks.many(conn, said), commands.many(conn, said)
    about = {one: announcement(one, ordered) for one in subjects}
    titles = {row.id: row.title for row in announcements.many(conn, set(about.values()))}
    found = {}
    for one in subjects:
        title = titles.get(about[one], "")
        if one in spoken:
            found[one] = say("web-talk-of", lang, who=spoken[one].who)
        elif one in ordered:
            found[one] = _order(ordered[one], title, lang)
        else:
            found[one] = title or say("web-alarm" if one.startswith(_ALERT) else "web-command", lang)
    return found


def announcement(subject: str, ordered: dict[str, Command] | None = None) -> str:
    """``a7k2m9`` of ``a7k2m9.20261122t0530``; of an order what it is about."""
    if ordered is not None and subject in ordered:
        return str(ordered[subject].body.get("announcement", ""))
    return subject.partition(".")[0]


def _order(one: Command, title: str, lang: str) -> str:
    name = f"web-command-{one.kind}"
    return say(name, lang, title=title) if name in codes(lang) else say("web-command", lang)
