"""What a template is filled with: words by the names of its fields, pictures, and the moment that it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from PIL import Image

from controller.press.reading import clean
from schedules import lunar

FIELDS = (
    "title", "text", "title2", "text2", "table", "caption", "link", "ticker", "commune", "label",
    "clock", "date", "lunar",
)  # fmt: skip
"""`title2`, `text2`: the same in a second language. `table`: a row a line, cells between bars. `clock`, `date` and
`lunar` are read off the moment and not given."""

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
STEMS = ("Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý")
BRANCHES = ("Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi")


@dataclass(frozen=True)
class Paper:
    """A page of a paper: `letter` is the height of its smallest capitals in dots, 0 where nobody knows."""

    picture: Image.Image
    letter: float = 0.0
    words: int = 0


@dataclass(frozen=True)
class Content:
    """A notice for any template; `klass` is normal, priority or emergency."""

    words: Mapping[str, str]
    klass: str = "normal"
    picture: Image.Image | None = None
    focus: tuple[float, float] = (0.5, 0.5)
    """What of the picture stays when its edges are cut: shares of its width and height."""
    emblem: Image.Image | None = None
    moment: datetime | None = None
    """Local wall time."""
    pages: tuple[Paper, ...] = ()

    @cached_property
    def known(self) -> dict[str, str]:
        """Every field, clean; empty where nothing was given."""
        given = {name: clean(self.words.get(name, "")) for name in FIELDS}
        return given | ({} if self.moment is None else told(self.moment))

    def without(self, name: str) -> Content:
        """The same with one field empty."""
        return replace(self, words={**self.words, name: ""})

    def __getitem__(self, name: str) -> str:
        return self.known[name]


def told(moment: datetime) -> dict[str, str]:
    """A moment in the words of a board: always Vietnamese, as the lunar calendar is."""
    day = lunar.of(moment.date())
    year = f"{STEMS[(day.year + 6) % 10]} {BRANCHES[(day.year + 8) % 12]}"
    leap = " nhuận" if day.leap else ""
    return {
        "clock": f"{moment:%H:%M}",
        "date": f"{WEEKDAYS[moment.weekday()]}, {moment.day}/{moment.month}/{moment.year}",
        "lunar": f"Ngày {day.day} tháng {day.month}{leap} năm {year}",
    }
