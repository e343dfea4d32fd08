"""What a commune tells in a year: what always stands, and the single notices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

EVERY_DAY = "FREQ=DAILY"
HAMLETS = (
    "thon-dong", "thon-doai", "xom-cho", "thon-nam", "thon-bac",
    "thon-trung", "thon-thuong", "thon-ha", "xom-bai", "xom-dinh",
)  # fmt: skip
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU", "MO", "WE", "FR")


@dataclass(frozen=True, slots=True)
class Series:
    """One announcement. ``kind`` is its line in the closing table; without ``hamlets`` it is for the whole commune."""

    key: str
    kind: str
    start: str
    seconds: int
    rrule: str | None = None
    lunar: str | None = None
    holidays: str = "play"
    hamlets: tuple[str, ...] = ()
    klass: str = "normal"
    origin: str = "commune"
    late: str = "start"
    late_s: int = 600
    resume: str = "defer"
    page: bool = False
    said: str = ""
    """The wall time at which it is composed and agreed; '' is before the year begins."""

    @property
    def begins(self) -> datetime:
        """Its first wall time, or that from which its rule counts."""
        return datetime.fromisoformat(self.start)

    @property
    def length_ms(self) -> int:
        """Of its sound."""
        return self.seconds * 1000


STANDING = (
    Series(
        "relay-dawn", "daily relay, morning", "2028-01-01T05:00", 120, EVERY_DAY,
        origin="central", late="join", late_s=0, resume="never",
    ),
    Series("lunar", "lunar 1st and 15th", "2028-01-01T05:15", 60, lunar="FREQ=MONTHLY;BYMONTHDAY=1,15"),
    Series("traffic", "twice a day, every second day", "2028-01-01T05:20", 20,
           "FREQ=DAILY;INTERVAL=2;BYHOUR=5,17;BYMINUTE=20"),
    Series("morning", "daily bulletin, morning", "2028-01-01T05:30", 120, EVERY_DAY),
    Series("weather", "daily bulletin, morning", "2028-01-01T05:45", 20, EVERY_DAY, late="skip", late_s=0,
           resume="stop"),
    Series("anthem", "on holidays only", "2028-01-01T06:10", 60, EVERY_DAY, holidays="only"),
    Series("tet", "lunar, once a year", "2028-01-01T06:15", 60, lunar="FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1"),
    Series("kings", "lunar, once a year", "2028-01-01T06:15", 60, lunar="FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=10"),
    Series("noon", "working days, no holidays", "2028-01-01T11:00", 60, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA",
           holidays="skip", late_s=1_200),
    Series("fee", "days of the month", "2028-01-01T11:10", 60, "FREQ=MONTHLY;BYMONTHDAY=5,20"),
    Series("clinic", "last Friday", "2028-01-01T11:15", 60, "FREQ=MONTHLY;BYDAY=-1FR"),
    Series("relay-dusk", "daily relay, evening", "2028-01-01T17:00", 120, EVERY_DAY,
           origin="province", late="join", late_s=0, resume="never"),
    Series("evening", "daily bulletin, evening", "2028-01-01T17:25", 120, EVERY_DAY),
    Series("music", "daily music", "2028-01-01T17:40", 120, EVERY_DAY, late="skip", late_s=0, resume="pause"),
    Series("farming", "weekly programme", "2028-01-01T17:50", 60, "FREQ=WEEKLY;BYDAY=MO"),
    Series("law", "weekly programme", "2028-01-01T17:50", 60, "FREQ=WEEKLY;BYDAY=WE", holidays="skip"),
    Series("health", "weekly programme", "2028-01-01T17:50", 60, "FREQ=WEEKLY;BYDAY=FR"),
    Series("youth", "every second week", "2028-01-04T17:55", 60, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH"),
    Series("drought", "so many times", "2028-03-01T18:00", 20, "FREQ=DAILY;COUNT=60", said="2028-02-25T09:00"),
    Series("storms", "until a day", "2028-06-01T18:00", 20, "FREQ=WEEKLY;BYDAY=TU,SA;UNTIL=20281015T230000",
           said="2028-05-29T09:00"),
    Series("board", "page on boards, weekly", "2028-01-01T05:00", 0, "FREQ=WEEKLY;BYDAY=MO", late="skip", late_s=0,
           page=True),
    *(
        Series(f"hamlet-{number}", "of one hamlet, weekly", "2028-01-01T06:00", 60, f"FREQ=WEEKLY;BYDAY={day}",
               hamlets=(hamlet,), late="again", late_s=43_200)
        for number, (hamlet, day) in enumerate(zip(HAMLETS, DAYS, strict=True))
    ),
)  # fmt: skip
