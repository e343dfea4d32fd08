"""The week in one look; and a broadcast moved in it: looked at first, proposed, taken back, by form and by mouse."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from controller.store import areas
from controller.web.week_view import original_of
from schedules.hours import Hours, Window, every_day
from schedules.hours_data import write
from tests.path.joined import keep_master
from tests.path.path_sounds import tone
from tests.serving import APPROVER, EDITOR, TECHNICIAN, Served
from tests.web.test_web_browser import PHONE, fits, opened

WEEK = "/areas/xa-tan-hoa/plan?from=2026-11-23"


@pytest.fixture(scope="module")
def times(service: Served, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A daily bulletin, an urgent one that pushes one of it aside, an emergency, and a page of boards; the path of the
    time that is to be moved."""
    commune = service.commune
    open_ = every_day(Window(5 * 60, 8 * 60), Window(16 * 60 + 30, 19 * 60))
    with service.desk.store.write() as conn:
        areas.change(conn, "xa-tan-hoa", hours=write(Hours(week=open_)))
    sound = keep_master(commune.desk, tone(Path(tmp_path_factory.mktemp("sounds")) / "a.wav", seconds=300)).hash
    agree, draft = commune.agree, commune.draft
    daily = agree(draft("2026-11-22T05:30", title="Bản tin <sáng>", sound=sound, page=False, rrule="FREQ=DAILY"))
    agree(draft("2026-11-26T05:30", title="Tiêm phòng", sound=sound, klass="priority", page=False))
    agree(draft("2026-11-25T17:00", title="Bão số 9", sound=sound, klass="emergency"))
    agree(draft("2026-11-24T08:00", title="Lịch tiếp dân", show_minutes=240))
    commune.work()
    return f"/announcements/{daily.id}/times/2026-11-24T05:30/moving"


@pytest.mark.parametrize(
    ("occurrence", "original"),
    [("a7.20261122t0530", "2026-11-22T05:30"), ("a7.20261122t053015", "2026-11-22T05:30"), ("c-x", ""), ("", "")],
)
def test_an_occurrence_names_its_original_time(occurrence: str, original: str):
    assert original_of(occurrence) == original


def test_one_look_shows_hours_classes_and_what_gave_way(service: Served, times: str):
    page = service.client(EDITOR).get(WEEK).text
    drawn = page[page.index("week-look") : page.index("<figcaption>")]
    assert drawn.count('class="open"') == 14  # two windows a day
    assert drawn.count('class="warn"') == 1
    assert "<title>05:35 Bản tin &lt;sáng&gt;, Thông thường, Dời giờ</title>" in drawn
    assert "Khẩn cấp" in drawn
    told = json.loads(re.search(r'id="week-data">(.*?)</script>', page, re.DOTALL)[1])  # type: ignore[index]
    assert "<sáng>" not in re.search(r'id="week-data">(.*?)</script>', page, re.DOTALL)[1]  # type: ignore[index]
    first = told["events"][0]
    assert (first["start"], first["title"]) == ("2026-11-23T05:30:00", "Bản tin <sáng>")
    assert first["moving"].endswith("/times/2026-11-23T05:30/moving")
    assert all(not one["moving"] for one in _events(service, TECHNICIAN))


def _events(service: Served, login: str) -> list[dict[str, str]]:
    page = service.client(login).get(WEEK).text
    found: list[dict[str, str]] = json.loads(re.search(r'id="week-data">(.*?)</script>', page, re.DOTALL)[1])["events"]  # type: ignore[index]
    return found


def test_the_same_checks_as_the_form_are_told_before_anything_is_asked(service: Served, times: str):
    client = service.client(EDITOR)
    good = client.get(times, params={"to": "2026-11-24T17:10", "back": WEEK}).text
    assert "Gửi duyệt việc dời" in good
    assert "dời sang 17:10" in good
    night = client.get(times, params={"date": "2026-11-24", "time": "03:15"}).text
    assert "Không dời được sang giờ này" in night
    assert "Gửi duyệt việc dời" not in night
    for to in ("", "hôm qua", "2026-02-30T05:30", "2020-01-01T05:30", "T", "<b>"):
        answer = client.get(times, params={"to": to})
        assert answer.status_code == 200
        assert "Không dời được sang giờ này" in answer.text
        assert "<b>" not in answer.text.replace("<b><a", "").replace("<b>Không", "")
    refused = client.post(times, data={"to": "2026-11-24T03:15", "back": WEEK})
    assert refused.status_code == 422


def test_who_may_not_write_moves_nothing(service: Served, times: str):
    for login in (TECHNICIAN, APPROVER):
        assert service.client(login).get(times, params={"to": "2026-11-24T17:10"}).status_code == 403
        assert service.client(login).post(times, data={"to": "2026-11-24T17:10"}).status_code == 403
        assert service.client(login).post(f"{times}/undo").status_code == 403
    client = service.client(EDITOR)
    assert client.get("/announcements/a-none/times/2026-11-24T05:30/moving").status_code == 404


def test_a_move_waits_for_agreement_and_can_be_taken_back(service: Served, times: str):
    client = service.client(EDITOR)
    sent = client.post(times, data={"to": "2026-11-24T17:10", "back": WEEK})
    assert sent.headers["location"].startswith(f"{WEEK}&moved=")
    assert "Đã gửi duyệt việc dời" in client.get(sent.headers["location"]).text
    assert any(one["original"] == "2026-11-24T05:30" for one in service.client(APPROVER).get("/api/v1/inbox").json())
    back = client.post(f"{times}/undo", data={"back": WEEK})
    assert back.headers["location"] == WEEK
    assert service.client(APPROVER).get("/api/v1/inbox").json() == []
    assert "Đã gửi duyệt việc dời" not in client.get(sent.headers["location"]).text
    away = client.post(times, data={"to": "2026-11-24T17:10", "back": "https://x.example/"})
    assert away.headers["location"].startswith("/announcements/")
    client.post(f"{times}/undo")


def test_on_a_phone_without_scripts_it_is_moved_by_a_form(chromium, service: Served, times: str):
    page = opened(chromium, service, EDITOR, script=False, size=PHONE)
    page.goto(WEEK)
    expect(page.locator("#calendar")).to_be_hidden()
    fits(page)
    page.locator(".moving-here summary").nth(1).click()
    form = page.locator(".moving-here[open]")
    form.get_by_label("Giờ mới").fill("17:20")
    form.get_by_role("button", name="Xem trước").click()
    page.get_by_role("button", name="Gửi duyệt việc dời").click()
    expect(page.get_by_role("status")).to_contain_text("Đã gửi duyệt việc dời")
    page.get_by_role("button", name="Rút lại").click()
    expect(page.get_by_role("status")).to_have_count(0)
