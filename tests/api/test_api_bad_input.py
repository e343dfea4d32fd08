"""Bad input that has to do with time, at the door of the API: each gets a sentence that says what to do.

What a rule may be wrong in besides is in `test_api_rules`; clocks that are set, in `test_path_wrong_clock`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from controller.store import announcements
from schedules.conflict import MOST_TO_ORDER
from tests.api.test_api_path import API, DRAFT, codes
from tests.path.joined import keep_master
from tests.path.path_sounds import tone
from tests.serving import CHIEF, EDITOR, Served

WINDOW = {"days": [1, 2, 3], "start": "22:00", "end": "02:00"}
PLACE = {"code": "xom-dem", "parent": "xa-tan-hoa", "level": "hamlet", "name": "Xóm Đêm"}
COMPOSED: list[tuple[str, dict[str, Any], dict[str, str], str]] = [
    ("30 February", {"start": "2027-02-30T17:00"}, {"bad-date": "start"}, "30"),
    ("29 February of no leap year", {"start": "2027-02-29T17:00"}, {"bad-date": "start"}, "29"),
    (
        "a rule that never fires",
        {"rrule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"},
        {"rule-never-fires": "rrule"},
        "10 năm",
    ),
    ("one that fires every second", {"rrule": "FREQ=SECONDLY"}, {"rule-too-often": "rrule"}, "phút"),
    ("an end before the start", {"rrule": "FREQ=DAILY;UNTIL=20261101"}, {"end-before-start": "rrule"}, "kết thúc"),
    ("a day that is past", {"start": "2026-11-01T17:00"}, {"start-in-past": "start"}, "qua"),
    (
        "later than timetables go back",
        {"late": "again", "late_s": 86_401},
        {"late-out-of-range": "late_s"},
        "hôm trước",
    ),
    ("no time at all to be late", {"late": "start", "late_s": 0}, {"late-out-of-range": "late_s"}, "86.400"),
]


@pytest.mark.parametrize(("what", "change", "wanted", "word"), COMPOSED, ids=[row[0] for row in COMPOSED])
def test_what_cannot_be_is_a_sentence(
    service: Served, what: str, change: dict[str, Any], wanted: dict[str, str], word: str
) -> None:
    client = service.client(EDITOR)
    made = client.post(f"{API}/announcements", json=DRAFT | change)
    if made.status_code == 201:  # not wrong in itself: whoever checks or submits is told
        made = client.post(f"{API}/announcements/{made.json()['id']}/submit")
    assert made.status_code == 422, what
    assert codes(made) == wanted
    assert word in made.json()["errors"][0]["detail"]


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({"zone": "Asia/Hanoi"}, {"unknown-zone": "zone"}),
        ({"hours": {"windows": [WINDOW]}}, {"window-crosses-midnight": "hours"}),
    ],
    ids=["an unknown zone", "a window across midnight"],
)
def test_places_that_cannot_be(service: Served, change: dict[str, Any], wanted: dict[str, str]) -> None:
    answer = service.client(CHIEF).post(f"{API}/areas", json=PLACE | change)
    assert (answer.status_code, codes(answer)) == (422, wanted)


def test_more_priority_announcements_at_one_time_than_anybody_can_put_in_order(service: Served) -> None:
    """The first that is one too many is refused when it is checked, and the others go on asking."""
    client = service.client(EDITOR)
    made = client.post(f"{API}/announcements", json=DRAFT | {"class": "priority", "sound": _sound(service)}).json()
    with service.desk.store.write() as conn:
        row = announcements.get(conn, made["id"])
        assert row is not None
        whom = announcements.audience_of(conn, row.id)
        for number in range(MOST_TO_ORDER):
            announcements.add(conn, replace(row, id=f"{row.id}{number}", state="submitted"), whom)
    answer = client.post(f"{API}/announcements/{made['id']}/submit")
    assert codes(answer) == {"finding-too-many-to-order": "start"}
    assert f"{MOST_TO_ORDER + 1} bản tin ưu tiên" in answer.json()["errors"][0]["detail"]
    with service.desk.store.write() as conn:
        announcements.set_state(conn, f"{row.id}0", "submitted", "cancelled")
    assert client.post(f"{API}/announcements/{made['id']}/submit").json()["state"] == "submitted"


def _sound(service: Served) -> str:
    sound = keep_master(service.desk, tone(service.desk.settings.data_dir / "short.wav", seconds=2))
    return sound.hash
