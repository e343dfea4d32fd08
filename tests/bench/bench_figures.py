"""What a bench found: ours beside its bare baseline, round by round, as a table and as JSON."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.table import Table

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Goal:
    """What is to be reached; ``lower`` is better, or (for rates) higher."""

    value: float
    of: str = "ratio"
    """``ratio`` or ``ours``."""
    lower: bool = True

    def reached(self, figure: Figure) -> bool:
        """Whether the figure is there."""
        found = figure.ratio if self.of == "ratio" else figure.ours_median
        return found is not None and (found <= self.value if self.lower else found >= self.value)

    def __str__(self) -> str:
        return f"{'≤' if self.lower else '≥'} {self.value:g}{' ×' if self.of == 'ratio' else ''}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One row: the values of each round, bare and ours measured by turns. Without ``bare`` there is no ratio."""

    bench: str
    name: str
    unit: str
    ours: Sequence[float]
    bare: Sequence[float] = ()
    goal: Goal | None = None
    note: str = ""
    parts: dict[str, float] = field(default_factory=dict)
    """Medians of what ours consists of, or what else was counted."""

    @property
    def ours_median(self) -> float:
        """The median round."""
        return statistics.median(self.ours)

    @property
    def bare_median(self) -> float | None:
        """The baseline's median round."""
        return statistics.median(self.bare) if self.bare else None

    @property
    def ratio(self) -> float | None:
        """Ours by bare, of the medians."""
        return self.ours_median / self.bare_median if self.bare_median else None

    @property
    def spread(self) -> tuple[float, float] | None:
        """The lowest and the highest ratio of a round of ours to the bare round before it."""
        ratios = [ours / bare for ours, bare in zip(self.ours, self.bare, strict=False) if bare]
        return (min(ratios), max(ratios)) if ratios else None

    def as_json(self) -> dict[str, Any]:
        """Everything, for a machine."""
        return {
            "bench": self.bench,
            "name": self.name,
            "unit": self.unit,
            "bare": list(self.bare),
            "ours": list(self.ours),
            "bare_median": self.bare_median,
            "ours_median": self.ours_median,
            "ratio": self.ratio,
            "spread": self.spread,
            "goal": str(self.goal) if self.goal else None,
            "reached": self.goal.reached(self) if self.goal else None,
            "note": self.note,
            "parts": self.parts,
        }


def show(console: Console, figures: Sequence[Figure]) -> None:
    """One table of all figures."""
    table = Table(title="ours beside bare, ratio of the medians (lowest to highest of a pair of rounds)")
    for title in ("bench", "figure", "rounds", "bare", "ours", "ratio", "goal", ""):
        table.add_column(title, justify="left" if title in ("bench", "figure", "") else "right")
    for one in figures:
        spread = f" ({one.spread[0]:.2f}–{one.spread[1]:.2f})" if one.spread else ""
        verdict = "" if one.goal is None else "reached" if one.goal.reached(one) else "missed"
        table.add_row(
            one.bench,
            one.name,
            str(len(one.ours)),
            amount(one.bare_median, one.unit),
            amount(one.ours_median, one.unit),
            f"{one.ratio:.2f} ×{spread}" if one.ratio is not None else "",
            str(one.goal or ""),
            verdict,
        )
    console.print(table)
    for one in figures:
        parts = ", ".join(f"{name} {value:,.1f}" for name, value in one.parts.items())
        if one.note or parts:
            console.print(f"[dim]{one.bench} · {one.name}:[/dim] {'; '.join(filter(None, (one.note, parts)))}")


def amount(value: float | None, unit: str) -> str:
    """A value with its unit."""
    if value is None:
        return ""
    return f"{value:,.1f} {unit}" if abs(value) < 1_000 else f"{value:,.0f} {unit}"


def medians(rows: Sequence[dict[str, float]]) -> dict[str, float]:
    """The median of each name over some rounds; where a round has not got it, it is 0."""
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: statistics.median(row.get(name, 0.0) for row in rows) for name in names}
