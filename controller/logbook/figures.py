"""A month's figures in words, as tables: the same on the page and in spreadsheets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from controller.logbook.line import Tally
from controller.logbook.months import Month
from controller.logbook.telling import why
from controller.store import areas
from controller.words import codes, say

MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name, heads, rows (cells are words or numbers), and which column, if any, is a share of 100."""

    code: str
    name: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str | int | float]]
    share: int | None = None


def tables(conn: Connection, month: Month, lang: str) -> list[Table]:
    """Everything, the most asked first."""
    return [_classes(month, lang), _places(conn, month, lang), _reasons(month, lang), _others(month, lang)]


def percent(tally: Tally) -> int | str:
    """How much of what was expected sounded; nothing where nothing was."""
    return round(100 * tally.good / tally.all) if tally.all else ""


def _heads(names: Sequence[str], lang: str) -> list[str]:
    return [say(f"sum-head-{name}", lang) for name in names]


def _classes(month: Month, lang: str) -> Table:
    rows: list[Sequence[str | int | float]] = [
        [
            say(f"class-{name}", lang),
            one.due,
            one.gone,
            round(one.air_ms / MINUTE_MS),
            one.speakers.good,
            one.speakers.all,
            percent(one.speakers),
        ]
        for name, one in month.classes.items()
    ]
    whole = list(month.classes.values())
    good, all_ = sum(one.speakers.good for one in whole), sum(one.speakers.all for one in whole)
    rows.append(
        [
            say("sum-all", lang),
            sum(one.due for one in whole),
            sum(one.gone for one in whole),
            round(sum(one.air_ms for one in whole) / MINUTE_MS),
            good,
            all_,
            round(100 * good / all_) if all_ else "",
        ]
    )
    heads = _heads(("class", "due", "gone", "minutes", "good", "expected", "share"), lang)
    return Table("classes", say("sum-classes", lang), heads, rows, share=6)


def _places(conn: Connection, month: Month, lang: str) -> Table:
    names = {one.code: one.name for one in areas.below(conn)}
    rows: list[Sequence[str | int | float]] = [
        [names.get(code, code), tally.good, tally.bad, tally.all, percent(tally)]
        for code, tally in sorted(month.places.items(), key=lambda each: (_share(each[1]), names.get(each[0], "")))
    ]
    return Table(
        "places", say("sum-places", lang), _heads(("place", "good", "bad", "expected", "share"), lang), rows, 4
    )


def _share(tally: Tally) -> float:
    return tally.good / tally.all if tally.all else 1.0


def _reasons(month: Month, lang: str) -> Table:
    found = sorted(month.reasons.items(), key=lambda each: (-each[1], each[0]))
    rows: list[Sequence[str | int | float]] = [[why(name, lang), count] for name, count in found]
    return Table("reasons", say("sum-reasons", lang), _heads(("why", "times"), lang), rows)


def _others(month: Month, lang: str) -> Table:
    spoken = month.spoken
    rows: list[Sequence[str | int | float]] = [
        [say("sum-talks", lang), spoken.talks],
        [say("sum-talk-minutes", lang), round(spoken.air_ms / MINUTE_MS)],
        [say("sum-alerts", lang), spoken.alerts],
        [say("sum-board-share", lang), _boards(month)],
        [say("sum-residents", lang), sum(month.residents.values())],
    ]
    known = codes(lang)
    rows += [
        [say(name, lang), count]
        for kind, count in sorted(month.residents.items())
        if (name := f"sum-residents-{kind}") in known
    ]
    return Table("others", say("sum-others", lang), _heads(("what", "number"), lang), rows)


def _boards(month: Month) -> str:
    good, all_ = (sum(getattr(one.boards, name) for one in month.classes.values()) for name in ("good", "all"))
    return f"{good}/{all_}"
