"""“Did it sound?”: how far one broadcast came, what failed and why, and what can be done about it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.logbook import telling
from controller.logbook.again import line_of
from controller.logbook.line import ALERT, NOTICE, TALK, Line
from controller.logbook.remedy import AGAIN, RIGHTS, remedies
from controller.logbook.tallies import SPEAKER, kind_of
from controller.logbook.wanted import BAD, GOOD, WITHDRAWN
from controller.people.who import Who, may
from controller.store import announcements, areas, deliveries, devices, incidents, reports
from controller.store.deliveries import Delivery
from controller.store.devices import Device
from controller.store.ladder import RANKS, SKIPPED, STARTED, is_end
from controller.web.announcement_view import rung_row, shown
from controller.web.logbook_view import LOOKS
from controller.web.sights import Names
from controller.words import outcomes, say

GRACE_MS = 5 * 60_000
"""So long after its end a box may take to say what it did."""
GROUPS = ("failed", "silent", "open", "skipped", "good")
"""What needs somebody first."""
STEPS = (
    ("sent", "sent_ms"),
    ("held", "held_ms"),
    ("ready", "ready_ms"),
    ("started", "started_ms"),
)
MOST_INCIDENTS = 200
CROWD, PAGE = 150, 40
"""Beyond so many boxes places are counted; of each group so many boxes stand on one page."""


def whole(
    desk: Desk, conn: Connection, who: Who, subject: str, lang: str, turned: str = "", skip: int = 0
) -> dict[str, Any]:
    """Everything on the page: the first boxes of each group, of the group ``turned`` those behind ``skip``."""
    one, now_ms = line_of(conn, who, subject), desk.now_ms()
    rows = [row for row in deliveries.of_subject(conn, subject) if row.kind != WITHDRAWN]
    known = {box.id: box for box in devices.many(conn, {row.device for row in rows})}
    mine = [row for row in rows if row.device in known and known[row.device].path.startswith(who.path)]
    open_incidents = _incidents(conn, who, {row.device for row in mine})
    names, places = Names.load(conn), {area.code: area.name for area in areas.below(conn, who.path)}
    row = announcements.get(conn, one.announcement) if one.announcement else None
    late = row.late if row is not None else "start"
    began = {device: why for (_, device), why in reports.reasons(conn, [subject], STARTED).items()}
    told = telling.told(conn, [one], lang)[0]
    listed = []
    for each in mine:
        group, box = group_of(each, one, now_ms), known[each.device]
        helps = [
            name
            for name in (remedies(each.reason, silent=group == "silent") if group in ("failed", "silent") else ())
            if may(who, RIGHTS[name], box.path) and _helps(name, one, box)
        ]
        facts: dict[str, Any] = {
            "device": each.device,
            "name": names.devices.get(each.device, each.device),
            "row": each,
        }
        listed.append(facts | {"group": group, "place": places.get(box.area, ""), "area": box.area, "helps": helps})
    listed.sort(key=lambda each: (GROUPS.index(each["group"]), each["place"], each["name"]))
    is_crowd = len(listed) > CROWD
    groups = [_Group(name, [each for each in listed if each["group"] == name]) for name in GROUPS]
    for one_group in groups:
        one_group.turn(skip if one_group.name == turned else 0)
    here = {each["device"] for one_group in groups for each in one_group.boxes}

    def told_of(each: dict[str, Any]) -> dict[str, Any]:
        row, box = each["row"], known[each["device"]]
        shown_row = rung_row(row, names, one.zone, lang)
        lateness = outcomes.late(row, late, began.get(row.device, ""), one.zone, lang)
        told = {"speaker": kind_of(box.profile) == SPEAKER, "incident": open_incidents.get(row.device, "")}
        return each | shown_row | told | {"reason": " ".join(part for part in (lateness, shown_row["reason"]) if part)}

    return {
        "subject": subject,
        "root": one.announcement if one.kind == NOTICE else subject,
        "told": told,
        "mark": LOOKS[told.look],
        "kind": one.kind,
        "announcement": one.announcement if row is not None and _reads(who, conn, row.area) else "",
        "ladder": ladder(mine, lang),
        "groups": [one_group.told(map(told_of, one_group.boxes), subject, lang) for one_group in groups],
        "turned": turned,
        "places": [] if is_crowd else _places(listed, here),
        "crowd": _counted(listed) if is_crowd else [],
        "again": sum(AGAIN in each["helps"] for each in groups[0].every),
        "all": len(listed),
    }


class _Group:
    """Boxes that stand alike, a page of them in sight."""

    def __init__(self, name: str, every: list[dict[str, Any]]) -> None:
        self.name, self.every, self.skip = name, every, 0

    def turn(self, skip: int) -> None:
        """To the page with this box; the last one, where there are not so many."""
        last = max(len(self.every) - 1, 0)
        self.skip = min(skip, last) // PAGE * PAGE

    @property
    def boxes(self) -> list[dict[str, Any]]:
        """Those in sight."""
        return self.every[self.skip : self.skip + PAGE]

    def told(self, boxes: Iterable[dict[str, Any]], subject: str, lang: str) -> dict[str, Any]:
        """With the ways to the pages before and behind."""
        count, behind = len(self.every), self.skip + PAGE

        def way(skip: int, word: str) -> dict[str, str]:
            said = say(word, lang, first=skip + 1, last=min(skip + PAGE, count), all=count)
            return {"at": f"/sounded/{subject}?group={self.name}&skip={skip}#group-{self.name}", "said": said}

        ways = [way(self.skip - PAGE, "crowd-before")] if self.skip else []
        ways += [way(behind, "crowd-next")] if behind < count else []
        return {"name": self.name, "boxes": list(boxes), "count": count, "ways": ways}


def group_of(each: Delivery, one: Line, now_ms: int) -> str:
    """Where a box belongs on the page."""
    if each.rung in BAD or shown(each) == "quiet":
        return "failed"
    if each.rung in GOOD:
        return "good"
    if each.rung == SKIPPED:
        return "skipped"
    over_ms = (one.until_ms or one.at_ms) + GRACE_MS
    return "silent" if not is_end(each.rung) and now_ms > over_ms and one.kind not in (ALERT, TALK) else "open"


def ladder(rows: Sequence[Delivery], lang: str) -> list[dict[str, Any]]:
    """How many boxes came how far: each step holds those of all steps behind it."""
    every = len(rows)
    reached = [("planned", every)]
    for name, column in STEPS:
        reached.append((name, sum(bool(getattr(row, column)) or _beyond(row, name) for row in rows)))
    reached.append(("sounded", sum(bool(row.sounded_ms or row.shown_ms) or row.rung in GOOD for row in rows)))
    reached.append(("finished", sum(row.rung in GOOD and is_end(row.rung) for row in rows)))
    return [
        {
            "name": say(f"rung-{name}" if name not in ("sounded", "finished") else f"sounded-{name}", lang),
            "count": count,
            "all": every,
        }
        for name, count in reached
    ]


def _beyond(row: Delivery, name: str) -> bool:
    return row.rung in GOOD or (not is_end(row.rung) and RANKS[row.rung] >= RANKS[name])


def _helps(name: str, one: Line, box: Device) -> bool:
    """Whether it makes sense: only what has words and sound can be played again, and only horns play."""
    return name != AGAIN or (bool(one.announcement) and one.sounds and kind_of(box.profile) == SPEAKER)


def _places(listed: Sequence[dict[str, Any]], here: Collection[str]) -> list[dict[str, Any]]:
    """Each place with a dot for each of its boxes: a map by hamlets, where nobody entered positions."""
    found: dict[str, list[dict[str, Any]]] = {}
    for each in listed:
        at = f"#box-{each['device']}" if each["device"] in here else f"/devices/{each['device']}"
        found.setdefault(each["place"], []).append(each | {"at": at})
    return [{"name": name, "boxes": boxes} for name, boxes in sorted(found.items())]


def _counted(listed: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each place with how many of its boxes are in which group, the worst first: thousands of dots tell nothing."""
    found: dict[str, dict[str, int]] = {}
    for each in listed:
        counts = found.setdefault(each["place"], dict.fromkeys(GROUPS, 0))
        counts[each["group"]] += 1
    worst = sorted(found.items(), key=lambda one: ([-one[1][name] for name in GROUPS[:-1]], one[0]))
    return [{"name": name, "counts": [(group, n) for group, n in counts.items() if n]} for name, counts in worst]


def _incidents(conn: Connection, who: Who, boxes: set[str]) -> dict[str, str]:
    rows = [row for row in incidents.below(conn, who.path) if row.closed_ms is None][:MOST_INCIDENTS]
    members = incidents.members(conn, [row.id for row in rows])
    found = {}
    for row in rows:
        for device, member in members.get(row.id, {}).items():
            if device in boxes and member.until_ms is None:
                found[device] = row.id
    return found


def _reads(who: Who, conn: Connection, area: str) -> bool:
    return areas.known(conn, area).path.startswith(who.path)
