"""Single occurrences on the announcement's page: the editor asks, the leader decides, silence is at once."""

from __future__ import annotations

import re

import httpx
import pytest

from tests.api.test_api_media import tone
from tests.api.test_api_rules import agreed
from tests.serving import APPROVER, EDITOR, TECHNICIAN, Served
from tests.web.test_web_forms import browser, text


@pytest.fixture
def here(service: Served) -> str:
    one = agreed(service, start="2026-11-22T17:00", rrule="FREQ=DAILY;COUNT=4")
    return f"/announcements/{one['id']}"


def seen(page: httpx.Response) -> str:
    found = re.search(r'name="fingerprint" value="([0-9a-f]{64})"', page.text)
    assert found
    return found[1]


def test_one_time_is_left_out_and_asked_for_again(service: Served, here: str):
    editor, leader = browser(service, EDITOR), browser(service, APPROVER)
    page = editor.get(here)
    assert text(page).count("Bỏ lần này") == 4
    done = editor.post(f"{here}/times/2026-11-23T17:00/leave-out")
    assert "Đã bỏ lượt phát đó." in text(done)
    assert "17:00 thứ Hai 23/11/2026: không phát lượt này" in text(done)
    assert "Đã lên lịch phát" in text(done)
    asked = editor.post(f"{here}/times/2026-11-23T17:00/take-back")
    assert "Nguyễn Thị Hạnh đề nghị: 17:00 thứ Hai 23/11/2026: phát lại như cả loạt" in text(asked)
    assert "Duyệt lượt này" not in text(asked)
    agreed_to = leader.post(f"{here}/times/2026-11-23T17:00/approve", data={"fingerprint": seen(leader.get(here))})
    assert "Đã duyệt thay đổi cho lượt phát đó." in text(agreed_to)
    assert "không phát lượt này" not in text(agreed_to)


def test_the_leader_finds_what_waits_and_turns_it_down(service: Served, here: str):
    editor, leader = browser(service, EDITOR), browser(service, APPROVER)
    moved = editor.post(f"{here}/times/2026-11-23T17:00/move", data={"date": "2026-11-23", "time": "19:00"})
    assert "Đã gửi đề nghị." in text(moved)
    assert here in leader.get("/announcements?show=waiting").text
    assert "dời sang 19:00 thứ Hai 23/11/2026" in text(leader.get(here))
    blank = leader.post(f"{here}/times/2026-11-23T17:00/reject", data={"reason": ""})
    assert (blank.status_code, "Hãy viết lý do" in text(blank)) == (422, True)
    back = leader.post(f"{here}/times/2026-11-23T17:00/reject", data={"reason": "Trùng giờ học"})
    assert "Đề nghị trước không được duyệt: Trùng giờ học" in text(back)
    assert here not in leader.get("/announcements?show=waiting").text


def test_one_time_tells_something_else(service: Served, here: str):
    editor, leader = browser(service, EDITOR), browser(service, APPROVER)
    changed = editor.post(
        f"{here}/times/2026-11-24T17:00/change",
        data={"text": "Hôm nay nghỉ họp.", "volume": "40"},
        files={"sound_file": ("Nghỉ.wav", tone(2), "application/octet-stream")},
    )
    told = text(changed)
    assert "Nội dung chữ: “Hôm nay nghỉ họp.” Âm thanh: Nghỉ.wav Âm lượng 40 %" in told
    leader.post(f"{here}/times/2026-11-24T17:00/approve", data={"fingerprint": seen(leader.get(here))})
    assert "17:00 thứ Ba 24/11/2026: nội dung riêng" in text(editor.get(here))


def test_who_decides_sees_what_the_boards_would_show(service: Served, here: str):
    editor, leader = browser(service, EDITOR), browser(service, APPROVER)
    time = f"{here}/times/2026-11-24T17:00"
    form = {"text": "Hôm nay nghỉ, mai họp bù.", "volume": "70", "page_asked": "1", "page": "1", "show_minutes": "15"}
    changed = editor.post(f"{time}/change", data=form, files={"sound_file": ("", b"")})
    assert "15 phút" in text(changed)
    shown = re.findall(rf'src="({re.escape(time)}/preview/[^"]+)"', leader.get(here).text)
    assert shown
    picture = leader.get(shown[0])
    assert picture.headers["content-type"] == "image/png"
    series = leader.get(shown[0].replace("/times/2026-11-24T17:00", ""))
    assert series.headers["content-type"] == "image/png"
    assert series.content != picture.content
    assert leader.get(shown[0].replace("11-24", "11-25")).status_code == 404
    assert leader.get(f"{time}/preview/horn-opus-60w").status_code == 404

    nothing = editor.post(f"{time}/change", data=form | {"page": ""}, files={"sound_file": ("", b"")})
    assert nothing.status_code == 422
    spoken = {"sound_file": ("Nghỉ.wav", tone(2), "application/octet-stream")}
    silent = editor.post(f"{time}/change", data=form | {"page": ""}, files=spoken)
    assert "Không hiện trên bảng" in text(silent)
    assert f"{time}/preview/" not in silent.text


@pytest.mark.parametrize(
    ("step", "form", "wrong"),
    [
        ("2026-11-23T17:00/move", {"date": "2026-11-23", "time": ""}, "Chưa chọn ngày và giờ phát."),
        ("2026-11-23T17:00/move", {"date": "2026-11-31", "time": "17:00"}, "Không hiểu ngày giờ"),
        ("2026-11-23T17:00/move", {"date": "2026-11-24", "time": "17:00"}, "Lượt phát này sẽ chạm lượt lúc 17:00"),
        ("2026-11-23T17:00/move", {"date": "2026-11-20", "time": "17:00"}, "Giờ phát đã qua."),
        ("2026-11-23T17:07/leave-out", {}, "Không có lượt phát nào lúc 17:07 23/11/2026."),
        ("2026-11-23T17:00/change", {"text": "x", "volume": "to"}, "Hãy nhập một số nguyên."),
        ("2026-11-23T17:00/change", {"text": "x", "volume": "70", "show_minutes": "x"}, "Hãy nhập một số nguyên."),
        ("2026-11-23T17:00/change", {"text": "x", "volume": "70", "show_minutes": "0"}, "từ 1 đến"),
    ],
)
def test_a_mistake_is_told_on_the_page(service: Served, here: str, step: str, form: dict[str, str], wrong: str):
    files = {"sound_file": ("", b"")} if step.endswith("change") else None
    answer = browser(service, EDITOR).post(f"{here}/times/{step}", data=form, files=files)
    assert (answer.status_code, wrong in text(answer)) == (422, True)


def test_who_only_looks_sees_no_buttons(service: Served, here: str):
    page = text(browser(service, TECHNICIAN).get(here))
    assert "17:00 thứ Hai 23/11/2026" in page
    assert "Bỏ lần này" not in page
    assert "Gửi đề nghị" not in page
