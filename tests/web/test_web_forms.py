"""The console without JavaScript: forms as a browser sends them, pages as people read them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select, update

from controller.api.door import COOKIE
from controller.people import accounts
from controller.settings import Settings
from controller.store import Store, neighbours
from controller.store.tables import deliveries
from controller.web import neighbours_view
from tests.api.test_api_media import tone
from tests.api.test_api_rules import agreed
from tests.path.joined import joined
from tests.serving import APPROVER, EDITOR, PASSWORD, TECHNICIAN, Running, Served, running

FORM = {
    "title": "Họp thôn Đông",
    "text": "Mời bà con họp tại nhà văn hóa.",
    "page": "1",
    "show_minutes": "30",
    "areas": ["thon-dong"],
    "date": "2026-11-22",
    "time": "18:00",
    "repeat": "once",
    "klass": "normal",
    "volume": "70",
    "chime": "doorbell",
    "edition": "0",
}


def browser(service: Served, login: str | None = None) -> httpx.Client:
    return service.client(login, follow_redirects=True, headers={"sec-fetch-site": "same-origin"})


def send(
    client: httpx.Client, path: str, form: Mapping[str, Any], sound: tuple[str, bytes] | None = None
) -> httpx.Response:
    """A form with a file field, which a browser always sends as multipart."""
    name, body = sound or ("", b"")
    return client.post(path, data=form, files={"sound_file": (name, body, "application/octet-stream")})


def text(answer: httpx.Response) -> str:
    body = re.sub(r"<(script|style|svg)\b.*?</\1>|<[^>]+>", " ", answer.text, flags=re.DOTALL)
    return " ".join(unescape(body).split())


def test_signing_in_leads_where_one_wanted_to_go(service: Served):
    client = browser(service)
    asked = client.get("/history?since=2026-11-01")
    assert asked.url.path == "/sign-in"
    assert 'value="/history?since=2026-11-01"' in unescape(asked.text)
    there = client.post("/sign-in", data={"login": EDITOR, "password": PASSWORD, "next": "/history?since=2026-11-01"})
    assert (there.status_code, there.url.path, there.url.query) == (200, "/history", b"since=2026-11-01")
    assert client.post("/sign-out").url.path == "/sign-in"
    assert client.get("/devices").url.path == "/sign-in"


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org", "//example.org", "/\\example.org", "javascript:1", "/a\nb"]
)
def test_the_sign_in_never_leads_elsewhere(service: Served, elsewhere: str):
    client = service.client()
    answer = client.post("/sign-in", data={"login": EDITOR, "password": PASSWORD, "next": elsewhere})
    assert (answer.status_code, answer.headers["location"]) == (303, "/announcements")
    back = client.post("/language", data={"language": "en", "back": elsewhere})
    assert back.headers["location"] == "/announcements"


def test_a_wrong_password_keeps_the_login(service: Served):
    answer = browser(service).post("/sign-in", data={"login": "bientap", "password": "không phải thế này"})
    assert answer.status_code == 401
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in text(answer)
    assert 'value="bientap"' in answer.text
    assert COOKIE not in answer.cookies


def test_compose_submit_approve(service: Served):
    editor, approver = browser(service, EDITOR), browser(service, APPROVER)
    saved = send(editor, "/announcements/new", FORM | {"do": "submit"}, ("Họp thôn.wav", tone()))
    assert saved.status_code == 200
    assert "Đã gửi duyệt." in text(saved)
    assert "Chờ duyệt" in text(saved)
    here = saved.url.path
    assert 'name="fingerprint"' not in saved.text
    assert "phải có người khác duyệt" not in text(saved)  # the editor's role approves nothing anyway

    inbox = approver.get("/announcements?show=waiting")
    assert here in inbox.text
    seen = approver.get(here)
    fingerprint = re.search(r'name="fingerprint" value="([0-9a-f]{64})"', seen.text)
    assert fingerprint
    assert re.search(r'<audio [^>]*src="/media/[0-9a-f]{64}"', seen.text)
    assert "18:00 Chủ Nhật 22/11/2026" in text(seen)
    preview = re.search(r'src="(/boards/[0-9a-f]{64}\.png)"', seen.text)
    assert preview
    assert approver.get(preview[1]).headers["content-type"] == "image/png"
    agreed = approver.post(f"{here}/approve", data={"fingerprint": fingerprint[1]})
    assert "Đã duyệt. Bản tin sẽ được phát đúng giờ." in text(agreed)
    again = approver.post(f"{here}/approve", data={"fingerprint": fingerprint[1]})
    assert again.status_code == 409
    assert "Bản tin này đã được duyệt rồi." in text(again)

    service.commune.work()
    service.commune.run(5_000, slice_ms=500)
    planned = text(approver.get(here))
    assert "Đã lên lịch phát" in planned
    assert "Màn hình nhà văn hóa" in planned
    device = text(approver.get("/devices/bang-nha-van-hoa?at=2026-11-22T18:00"))
    assert "Bảng sẽ hiện “Họp thôn Đông”." in device
    edit = text(editor.get(f"{here}/edit"))
    assert "phải được duyệt lại" in edit
    cancelled = approver.post(f"{here}/cancel", data={"reason": "Hoãn họp"})
    assert "Hoãn họp" in text(cancelled)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"title": "  "}, "Bản tin chưa có tiêu đề."),
        ({"date": "", "time": ""}, "Chưa chọn ngày và giờ phát."),
        ({"date": ""}, "Hãy nhập cả ngày và giờ."),
        ({"date": "2026-11-20"}, "Giờ phát đã qua. Hãy chọn giờ khác."),
        ({"repeat": "weekly", "days": []}, "Hãy chọn ít nhất một ngày trong tuần."),
        ({"repeat": "daily", "until": "2026-11-01"}, "Ngày kết thúc nằm trước ngày bắt đầu."),
        ({"repeat": "daily", "end": "count", "count": "nhiều"}, "Hãy nhập một số nguyên."),
        ({"repeat": "daily", "more_times": "5 giờ"}, "Không hiểu giờ “5 giờ”."),
        ({"repeat": "daily", "more_times": "06:00"}, "Các giờ trong ngày phải có cùng số phút"),
        ({"repeat": "monthly", "monthday": "32"}, "Quy tắc lặp lại không đúng ở phần “BYMONTHDAY=32”."),
        ({"date": "2026-02-30"}, "Không hiểu ngày giờ “2026-02-30T18:45”."),
        ({"volume": "to"}, "Hãy nhập một số nguyên."),
        ({"show_minutes": "0"}, "Phải là số từ 1 đến 20.160."),
        ({"klass": "loud"}, "Không hiểu “loud”."),
        ({"areas": ["tinh-phu-tho"]}, "Bạn không được phát tới “Tỉnh Phú Thọ”"),
    ],
    ids=lambda value: ",".join(value) if isinstance(value, dict) else "",
)
def test_a_mistake_keeps_all_that_was_typed(service: Served, change: dict[str, object], wrong: str):
    typed = FORM | {"text": "Dòng một <b>&\nDòng hai", "time": "18:45"} | change
    answer = send(browser(service, EDITOR), "/announcements/new", typed)
    assert answer.status_code in (422, 403)
    assert wrong in text(answer)
    assert "Dòng một &lt;b&gt;&amp;\nDòng hai</textarea>" in answer.text
    if "time" not in change:
        assert 'value="18:45"' in answer.text
    if "areas" not in change:
        assert re.search(r'value="thon-dong" checked', answer.text)


@pytest.mark.parametrize(
    ("choices", "words", "first"),
    [
        ({"repeat": "lunar-days"}, "18:00 mùng 1 và rằm hằng tháng âm lịch", "18:00, Thứ Hai 23/11/2026"),
        (
            {"repeat": "lunar-date", "lunar_day": "10", "lunar_month": "3"},
            "18:00 mùng 10 tháng Ba âm lịch hằng năm",
            "18:00, Thứ Sáu 16/04/2027",
        ),
        (
            {"repeat": "nth", "nth": "-1", "weekday": "FR", "holidays": "skip"},
            "18:00 thứ Sáu cuối tháng, trừ ngày lễ",
            "18:00, Thứ Sáu 27/11/2026",
        ),
        (
            {"repeat": "weekly", "days": ["MO", "TU"], "every": "2", "end": "count", "count": "4"},
            "18:00 thứ Hai và thứ Ba, 2 tuần một lần",
            "18:00, Thứ Hai 30/11/2026",
        ),
        (
            {"repeat": "daily", "more_times": "11:00 06:00", "end": "until", "until": "2026-12-01"},
            "06:00, 11:00 và 18:00 hằng ngày, đến 01/12/2026",
            "18:00, Chủ Nhật 22/11/2026",
        ),
        ({"repeat": "daily", "holidays": "only"}, "18:00 hằng ngày, chỉ vào ngày lễ", "18:00, Thứ Sáu 01/01/2027"),
    ],
    ids=lambda value: value.get("repeat", "") if isinstance(value, dict) else "",
)
def test_the_rule_in_words_with_its_next_times_while_composing(
    service: Served, choices: dict[str, Any], words: str, first: str
):
    """As a script asks for it, and by its own button without one; nothing is saved by looking."""
    editor = browser(service, EDITOR)
    before = text(editor.get("/announcements"))
    looked = send(editor, "/announcements/new", FORM | choices | {"do": "look"})
    asked = editor.post("/announcements/when", data=FORM | choices)
    for answer in (looked, asked):
        assert answer.status_code == 200
        assert words in text(answer)
        assert f"Những lần phát tới: {first}" in text(answer)
    assert 'value="Họp thôn Đông"' in looked.text
    assert text(editor.get("/announcements")) == before
    saved = send(editor, "/announcements/new", FORM | choices | {"do": "save"})
    assert words in text(saved)
    again = editor.get(f"{saved.url.path}/edit")
    assert re.search(rf'name="repeat" value="{choices["repeat"]}" checked', again.text)
    assert words in text(again)


def test_a_rule_that_is_none_is_told_while_composing(service: Served):
    editor = browser(service, EDITOR)
    asked = editor.post(
        "/announcements/when", data=FORM | {"repeat": "yearly", "date": "2026-11-01", "end": "count", "count": "1"}
    )
    assert "Mọi lần phát theo quy tắc này đã qua." in text(asked)
    half = editor.post("/announcements/when", data=FORM | {"date": ""})
    assert text(half) == ""
    assert editor.post("/announcements/when", data={}).status_code == 200


def test_days_off_are_shown_to_all_and_entered_at_the_top(service: Served):
    accounts.add(service.desk.store, "tinh", "Đỗ Tỉnh", "administrator", "tinh-phu-tho", PASSWORD, service.commune.now)
    editor, top = browser(service, EDITOR), browser(service, "tinh")
    shown = text(editor.get("/holidays?year=2027"))
    assert "Ngày nghỉ lễ năm 2027" in shown
    assert "Giỗ Tổ Hùng Vương" in shown
    assert "Chưa nhập cách nghỉ Tết" in shown
    assert "Thêm ngày nghỉ" not in shown
    decided = top.post("/holidays/2027/decide", data={"tet_days_before": "1", "national_day_beside": "after"})
    assert "Chưa nhập" not in text(decided)
    assert "Thứ Sáu 03/09/2027 Quốc khánh" in text(decided)
    added = top.post("/holidays/2027/add", data={"day": "2027-01-02", "name": "Nghỉ bù"})
    assert "Thứ Bảy 02/01/2027 Nghỉ bù" in text(added)
    wrong = top.post("/holidays/2027/add", data={"day": "2027-02-30", "name": "x"})
    assert (wrong.status_code, "Không hiểu ngày giờ “2027-02-30”." in text(wrong)) == (422, True)
    removed = top.post("/holidays/2027/remove", data={"day": "2027-01-02"})
    assert "Thứ Bảy 02/01/2027 Nghỉ bù" not in text(removed)
    refused = editor.post("/holidays/2027/add", data={"day": "2027-01-02", "name": "x"})
    assert refused.status_code == 403


def test_a_file_that_is_no_sound_is_told_at_its_field(service: Served):
    answer = send(browser(service, EDITOR), "/announcements/new", FORM, ("ghi âm.mp3", b"no sound at all" * 99))
    assert answer.status_code == 422
    assert "không phải là tệp âm thanh" in text(answer)
    assert "Hãy chọn tệp khác." in text(answer)
    assert 'id="sound_file-wrong-1"' in answer.text
    assert 'value="Họp thôn Đông"' in answer.text


def test_a_good_file_is_kept_when_something_else_is_wrong(service: Served):
    editor = browser(service, EDITOR)
    answer = send(editor, "/announcements/new", FORM | {"title": ""}, ("Loa.wav", tone(3)))
    kept = re.search(r'name="sound" value="([0-9a-f]{64})"', answer.text)
    assert kept
    assert "Đã có âm thanh: Loa.wav (3 giây)" in text(answer)
    saved = send(editor, "/announcements/new", FORM | {"sound": kept[1], "do": "save"})
    assert f'src="/media/{kept[1]}"' in saved.text


def test_what_cannot_be_submitted_is_kept_as_a_draft_and_explained(service: Served):
    answer = send(browser(service, EDITOR), "/announcements/new", FORM | {"areas": [], "do": "submit"})
    assert answer.url.path.endswith("/edit")
    assert "Chưa chọn nơi phát." in text(answer)
    assert 'value="Họp thôn Đông"' in answer.text


def test_two_editors_of_one_draft(service: Served):
    editor = browser(service, EDITOR)
    saved = send(editor, "/announcements/new", FORM | {"do": "save"})
    here = saved.url.path
    first = send(editor, f"{here}/edit", FORM | {"edition": "1", "title": "Lần một"})
    assert "Đã lưu." in text(first)
    second = send(editor, f"{here}/edit", FORM | {"edition": "1", "title": "Lần hai"})
    assert second.status_code == 409
    assert "đã lưu bản tin này lúc" in text(second)
    assert 'value="Lần hai"' in second.text


def test_returning_needs_a_reason(service: Served):
    saved = send(browser(service, EDITOR), "/announcements/new", FORM | {"do": "submit"})
    approver, here = browser(service, APPROVER), saved.url.path
    blank = approver.post(f"{here}/reject", data={"reason": " "})
    assert blank.status_code == 422
    assert "Hãy viết lý do trả lại" in text(blank)
    back = approver.post(f"{here}/reject", data={"reason": "Đổi sang 19:00 <script>"})
    assert "Đổi sang 19:00 <script>" in text(back)
    assert "<script>Đ" not in back.text


def test_stop_everything_and_orders(service: Served):
    editor, technician = browser(service, EDITOR), browser(service, TECHNICIAN)
    assert "Xã Tân Hòa" in text(editor.get("/stop"))
    stopped = editor.post("/stop", data={"scope": "xa-tan-hoa"})
    assert "Đã ra lệnh dừng." in text(stopped)
    done = technician.post("/devices/loa-dong-1/order", data={"kind": "volume", "volume": "40"})
    assert "Đã gửi lệnh." in text(done)
    wrong = technician.post("/devices/loa-dong-1/order", data={"kind": "volume", "volume": "400"})
    assert (wrong.status_code, "Phải là số từ 0 đến 100." in text(wrong)) == (422, True)
    assert editor.post("/devices/loa-dong-1/order", data={"kind": "reboot"}).status_code == 403
    assert editor.post("/devices/loa-ma/order", data={"kind": "stop"}).status_code == 404


@pytest.mark.parametrize("path", ["/nowhere", "/announcements/unknown", "/devices/unknown", "/announcements/x/edit"])
def test_what_is_not_there_is_told_kindly(service: Served, path: str):
    answer = browser(service, EDITOR).get(path)
    assert answer.status_code == 404
    assert "Về trang đầu" in text(answer)
    assert "Nguyễn Thị Hạnh" in text(answer)


def test_who_may_not_compose_is_told_so(service: Served):
    answer = browser(service, APPROVER).get("/announcements/new")
    assert answer.status_code == 403
    assert "Vai trò lãnh đạo duyệt không được phép soạn bản tin." in text(answer)


def test_a_session_that_ended_while_typing_loses_nothing(service: Served):
    editor = browser(service, EDITOR)
    editor.cookies.clear()
    answer = send(editor, "/announcements/new", FORM)
    assert answer.status_code == 401
    assert "những gì đã nhập vẫn còn" in text(answer)


def test_another_site_cannot_press_our_buttons(service: Served):
    editor = browser(service, EDITOR)
    answer = editor.post("/stop", data={"scope": "xa-tan-hoa"}, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert "trang web khác" in text(answer)


@pytest.mark.parametrize(
    "path", ["/announcements", "/announcements/new", "/devices", "/devices/loa-dong-1", "/history", "/stop"]
)
def test_english_is_complete(service: Served, path: str):
    editor = browser(service, EDITOR)
    editor.post("/language", data={"language": "en", "back": path})
    answer = editor.get(path)
    assert '<html lang="en">' in answer.text
    assert "Sign out" in text(answer)
    ours = re.sub(r"Tiếng Làng|Tiếng Việt|Nguyễn Thị Hạnh", "", text(answer))
    names = re.compile(r"\b(?:Xã|Thôn|Xóm|Loa|Bảng|Màn|Họp|Lần|Tỉnh)\b.*?(?=[.,;:]|$)")
    assert "Đăng nhập" not in ours
    assert "Bản tin" not in names.sub("", ours)


def test_dates_that_are_none_are_told(service: Served):
    editor = browser(service, EDITOR)
    assert "Không hiểu ngày giờ “hôm qua”." in text(editor.get("/history?since=hôm qua"))
    assert "Không hiểu ngày giờ" in text(editor.get("/devices/loa-dong-1?at=hôm qua"))
    assert "quá xa" in text(editor.get("/devices/loa-dong-1?at=2199-01-01T00:00"))


def test_the_first_start_says_how_to_begin(tmp_path: Path):
    """Nobody is there yet, and no password works: the page says where the first link is."""
    with joined(tmp_path) as commune:
        empty = Store(f"sqlite:///{tmp_path}/empty.sqlite3")
        empty.upgrade()
        desk = replace(commune.desk, store=empty, settings=Settings(data_dir=tmp_path))
        with running(Running(desk)) as url, httpx.Client(base_url=url, timeout=60) as client:
            page = client.get("/sign-in")
            wrong = client.post("/sign-in", data={"login": "admin", "password": "admin"})
        empty.close()
    assert "Chưa có người dùng nào. Máy chủ đã in ra một đường dẫn" in text(page)
    assert wrong.status_code == 401


def test_a_technician_notes_neighbours_on_the_page_of_a_horn(service: Served):
    client = browser(service, TECHNICIAN)
    there = "/devices/loa-dong-1/neighbours"
    assert "Chưa ghi cụm loa nào kề" in text(client.get("/devices/loa-dong-1"))
    noted = client.post(there, data={"do": "join", "other": "loa-dong-2", "metres": "170"})
    assert "cách 170 m, tiếng đến chậm 496 ms" in text(noted)
    assert "Phát cùng lúc" in text(noted)
    client.post(there, data={"do": "set", "area": "thon-dong", "horns": "in-turn"})
    assert "Lượt 2 trong 2 lượt; giữa hai lượt nghỉ 2 giây." in text(client.get("/devices/loa-dong-2"))
    wrong = client.post(there, data={"do": "join", "other": "loa-doai-1", "metres": "xa"})
    assert (wrong.status_code, "10.000" in text(wrong)) == (422, True)
    board = client.post(there, data={"do": "join", "other": "bang-ubnd"})
    assert "là bảng tin, không phát tiếng" in text(board)
    assert "Cụm loa kề nhau" not in text(client.get("/devices/bang-ubnd"))
    assert "Bỏ" not in text(browser(service, EDITOR).get("/devices/loa-dong-1"))
    client.post(there, data={"do": "part", "other": "loa-dong-2"})
    client.post(there, data={"do": "part", "other": "loa-dong-2"})
    assert "Chưa ghi cụm loa nào kề" in text(client.get("/devices/loa-dong-1"))
    assert client.post("/devices/atlantis/neighbours", data={"do": "join", "other": "loa-dong-1"}).status_code == 404


def test_where_there_are_too_many_horns_to_choose_from_another_one_is_named(
    service: Served, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(neighbours_view, "NEAR", 1)
    client, there = browser(service, TECHNICIAN), "/devices/loa-doai-1/neighbours"
    assert client.get("/devices/loa-doai-1").text.count('<option value="loa-') <= 1
    for typed in ("loa  CỔNG chợ", "LOA-DONG-2"):
        assert client.post(there, data={"do": "join", "other": "", "named": typed}).status_code == 200
    with service.desk.store.read() as conn:
        beside = {one for pair in neighbours.of(conn, ["loa-doai-1"]) for one in (pair.one, pair.other)}
    assert beside == {"loa-doai-1", "loa-cho-1", "loa-dong-2"}
    wrong = client.post(there, data={"do": "join", "other": "loa-doai-2", "named": "Loa <b>"})
    assert (wrong.status_code, "Không có đúng một cụm loa" in text(wrong)) == (422, True)
    for other in ("loa-cho-1", "loa-dong-2"):
        client.post(there, data={"do": "part", "other": other})


def test_the_logbook_tells_how_late_the_latest_began(service: Served):
    one = agreed(service, title="Tin muộn", start="2026-11-22T20:00", areas=["xa-tan-hoa"])
    mine = deliveries.c.subject == f"{one['id']}.20261122t2000"
    with service.desk.store.write() as conn:
        boards = conn.scalars(select(deliveries.c.device).where(mine)).all()
        for board, behind in zip(boards, (61_000, 240_000), strict=True):
            row = update(deliveries).where(mine, deliveries.c.device == board)
            conn.execute(row.values(started_ms=deliveries.c.due_ms + behind))
    log = text(browser(service, EDITOR).get("/history?since=2026-11-22&until=2026-11-22"))
    assert "2 thiết bị bắt đầu trễ, nhiều nhất 4 phút." in log
