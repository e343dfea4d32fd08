"""A small fleet on virtual time: who is dark, who says what; and what the watch makes of it, as lines to compare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from controller.health.rules import Book, book
from controller.health.trouble import Fact
from controller.health.watch import Box, Incident, Watch

ZONE = "Asia/Ho_Chi_Minh"
TEN = 1_795_316_400_000  # Sunday 2026-11-22, 10:00 there
SECOND, MINUTE, HOUR, DAY = 1_000, 60_000, 3_600_000, 86_400_000
DARK = {"dark": Fact(1, 0)}


def boxes(**hamlets: int) -> dict[str, Box]:
    """``dong=3`` is three boxes in that hamlet of the commune, without troubles."""
    return {
        f"{hamlet}-{number}": Box(
            f"{hamlet}-{number}", ("tinh", "xa", hamlet), "horn-mp3-30w", ZONE, {"dark": Fact(0, 0)}
        )
        for hamlet, count in hamlets.items()
        for number in range(1, count + 1)
    }


@dataclass
class Village:
    """Its clock goes where `at` sends it, looking every ``every_ms``."""

    boxes: dict[str, Box]
    rules: Book = field(default_factory=book)
    now: int = TEN
    every_ms: int = 15 * SECOND
    told: dict[str, Incident] = field(default_factory=dict)
    watch: Watch = field(init=False)

    def __post_init__(self) -> None:
        self.watch = Watch(self.rules)

    def say(self, name: str, **facts: float) -> None:
        """From now on a box has these readings."""
        box = self.boxes[name]
        now = {fact: Fact(value, self.now) for fact, value in facts.items()}
        self.boxes[name] = replace(box, facts={**box.facts, **now})

    def dark(self, *names: str) -> None:
        for name in names:
            self.say(name, dark=1)

    def back(self, *names: str) -> None:
        for name in names:
            self.say(name, dark=0)

    def look(self) -> list[Incident]:
        changed = self.watch.look(self.boxes, self.now)
        self.told |= {one.id: one for one in changed}
        return changed

    def at(self, later_ms: int) -> None:
        """Live until so long after ten."""
        while self.now + self.every_ms < TEN + later_ms:
            self.now += self.every_ms
            self.look()
        self.now = TEN + later_ms
        self.look()

    def again(self) -> None:
        """The service restarts: only what is written down is known."""
        self.watch = Watch(self.rules, [one for one in self.told.values() if one.closed_ms is None])

    def lines(self) -> list[str]:
        """Every incident: rule, where, begun, opened, ended and closed (minutes after ten), its end, its boxes."""
        return sorted(self._lines())

    def _lines(self) -> Iterator[str]:
        for one in self.told.values():
            whens = [after_ten(at) for at in (one.since_ms, one.opened_ms, one.ended_ms, one.closed_ms)]
            under = " ".join(sorted(one.members)) if not one.device else ""
            yield " ".join(filter(None, [one.rule, one.device or one.area, *whens, one.end, under and f"[{under}]"]))


def after_ten(at_ms: int | None) -> str:
    return "-" if at_ms is None else f"{(at_ms - TEN) / MINUTE:g}"
