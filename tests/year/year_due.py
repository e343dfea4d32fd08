"""What must become of each occurrence of a day on each box, by the oracle and by the table of the year's acts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tests.year.year_boxes import Box, places
from tests.year.year_life import NARROW, TIGHT, Act, Fate, Life
from tests.year.year_oracle import ms, times
from tests.year.year_series import HAMLETS, Series


@dataclass(frozen=True, slots=True)
class Due:
    """One occurrence on one box. ``at`` is when it must begin (None: not at all), ``since`` from when that is known."""

    series: Series
    original: datetime
    box: Box
    at: int | None
    since: int
    fate: str = "planned"
    why: str = ""


class Calendar:
    """All dues of a year, day by day."""

    def __init__(self, life: Life, boxes: Mapping[str, Box], eve: int) -> None:
        self._life, self._boxes, self._eve = life, boxes, eve
        self._cancelled = {str(act.given[0]): act for act in life.acts if act.what == "cancel"}
        self._hours = next((act for act in life.acts if act.what == "hours"), None)
        self.merged: list[tuple[int, str, str]] = []
        """Hamlets that ended: from which instant on, and in which they went up."""
        for act in life.acts:
            for step in act.given[1] if act.what == "areas" else ():  # type: ignore[attr-defined]
                if step["do"] == "end":
                    since = ms(datetime.fromisoformat(f"{act.given[0]}T00:00"))
                    self.merged.append((since, step["area"], step["into"][0]))
        self._whole = {one.key: self._originals(one) for one in life.told}

    def day(self, day: date) -> Iterator[Due]:
        """Everything that is due on a local day, or was moved to it."""
        for one in self._life.told:
            for original in self._whole[one.key]:
                for act, fate in self._fates(one, original):
                    at = datetime.fromisoformat(fate.at) if fate.at else None
                    if (at or original).date() == day:
                        yield from self._on_boxes(one, original, at, act, fate)

    def _originals(self, one: Series) -> list[datetime]:
        """Its times in the year, after it was told, on the days that are no days off by then."""
        first, last = self._life.first, self._life.last
        ever = frozenset(date.fromisoformat(str(act.given[0])) for act in self._life.acts if act.what == "add_holiday")
        found = []
        for at in sorted({*times(one, first, last), *times(one, first, last, ever)}):
            off = self._life.added(at)
            if at.isoformat() > one.said and (not ever or at in times(one, at.date(), at.date(), off)):
                found.append(at)
        return found

    def _fates(self, one: Series, original: datetime) -> list[tuple[Act | None, Fate]]:
        name = f"{original:%Y-%m-%dT%H:%M}"
        taken_back = self._cancelled.get(one.key)
        if taken_back is not None and taken_back.when <= original:
            return [(taken_back, Fate(one.key, name, "cancelled"))]
        said = self._life.fates.get((one.key, name))
        return list(said) if said else [(None, Fate(one.key, name, "planned", name))]

    def _on_boxes(
        self, one: Series, original: datetime, at: datetime | None, act: Act | None, fate: Fate
    ) -> Iterator[Due]:
        start = ms(at or original)
        meant = places(start, self.merged, one.hamlets or HAMLETS)
        since = max(self._eve, ms(datetime.fromisoformat(one.said)) if one.said else 0, ms(act.when) if act else 0)
        for box in self._boxes.values():
            home = box.home(start)
            if box.since <= start < box.until and box.sounds is not one.page and home in meant:
                known = max(since, next((moved for moved, place in box.homes if moved <= start and place == home), 0))
                if self._is_closed(one, home, at or original):
                    assert self._hours is not None
                    yield Due(one, original, box, None, ms(self._hours.when), "dropped", "outside-hours")
                else:
                    yield Due(one, original, box, ms(at) if at else None, known, fate.account, fate.why)

    def _is_closed(self, one: Series, home: str, at: datetime) -> bool:
        if self._hours is None or home != TIGHT or at < self._hours.when or one.klass == "emergency" or one.page:
            return False
        end = at + timedelta(seconds=one.seconds)
        return not is_open(NARROW["windows"], at, end)


def is_open(windows: Sequence[Mapping[str, object]], start: datetime, end: datetime) -> bool:
    """Whether a stretch of one day lies inside one of the windows."""
    return any(str(one["start"]) <= f"{start:%H:%M}" and f"{end:%H:%M:%S}" <= f"{one['end']}:00" for one in windows)
