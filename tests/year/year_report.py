"""The closing table of a year, and the same as JSON."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.table import Table

from tests.year.year_judge import Verdict

MOST_SHOWN = 40
"""Disagreements on the screen; the file has all."""


def show(console: Console, verdict: Verdict, seconds: float) -> None:
    """By kind of announcement and by account, then what does not agree."""
    table = Table(title="every occurrence on every device, by kind and by its one account")
    for name in ("kind", "account", "devices × times"):
        table.add_column(name, justify="right" if "×" in name else "left")
    kind = ""
    for (this, account), number in sorted(verdict.table.items(), key=lambda one: (one[0][0], -one[1])):
        table.add_row("" if this == kind else this, account, f"{number:,}")
        kind = this
    table.add_row("all", "", f"{sum(verdict.table.values()):,}")
    console.print(table)
    sure = sum(verdict.skews.values())
    near = verdict.skews[0] / max(1, sure)
    console.print(
        f"{verdict.occurrences:,} occurrences, {verdict.plays:,} heard at a horn. Of {sure:,} that nothing stood "
        f"against, {near:.2%} began within 0.1 s by true time, the farthest {verdict.farthest:.0f} ms off. "
        f"{seconds:.0f} s of processor time"
    )
    for what in verdict.wrong[:MOST_SHOWN]:
        console.print(f"[red]✗[/red] {what}", highlight=False)
    console.print(f"{len(verdict.wrong)} disagreements")


def as_json(verdict: Verdict, about: dict[str, Any]) -> dict[str, Any]:
    """For a machine."""
    kinds: dict[str, dict[str, int]] = {}
    for (kind, account), number in sorted(verdict.table.items()):
        kinds.setdefault(kind, {})[account] = number
    return {
        "about": about,
        "occurrences": verdict.occurrences,
        "heard": verdict.plays,
        "farthest_ms": round(verdict.farthest, 1),
        "tenths_of_a_second": dict(sorted(verdict.skews.items())),
        "kinds": kinds,
        "disagreements": verdict.wrong,
    }
