"""Which of several priority announcements goes first, asked and answered in plain forms; and what became of it."""

from __future__ import annotations

import re

from tests.api.test_api_orders import agreed, opened, pair, starts
from tests.serving import APPROVER, EDITOR, Served
from tests.web.test_web_forms import browser, text


def test_two_are_put_in_order_by_one_button(service: Served):
    first, second = pair(service)
    editor, leader = browser(service, EDITOR), browser(service, APPROVER)
    seen = text(editor.get("/announcements"))
    assert "Bản tin nào phát trước?" in seen
    assert "Lãnh đạo của địa bàn phải chọn" in seen
    assert "“Cắt điện” phát trước" not in seen
    assert ("Đợi chọn thứ tự" in seen, "Đã lên lịch phát" in seen) == (True, False)
    page = leader.get(f"/announcements/{first}")
    assert "Cần chọn trước 17:00, Thứ Hai 23/11/2026. Nơi trùng: Thôn Đoài (2), Thôn Đông (2), Xóm Chợ (2)." in text(
        page
    )
    assert "dài 6 giây" in text(page)
    assert "Đợi chọn thứ tự" in text(page)
    form = {"announcement": re.findall(r'name="announcement" value="(\w+)"', page.text), "back": first, "first": second}
    done = leader.post("/orders", data=form)
    assert (done.url.path, done.status_code) == (f"/announcements/{first}", 200)
    assert "Đã ghi thứ tự phát." in text(done)
    service.commune.work()
    told = text(leader.get(f"/announcements/{first}"))
    assert "Mọi thiết bị: Phát muộn 6 giây, sau bản tin cùng mức: “Tiêm phòng”." in told
    assert "Bản tin nào phát trước?" not in told
    assert "Đợi chọn thứ tự" not in text(editor.get("/announcements"))
    assert [kind for _, kind, _ in starts(service, second, first)] == ["planned", "moved"]
    assert "Họp" not in told


def test_three_are_put_in_order_by_places(service: Served):
    names = [agreed(service, f"Tin {one}", start="2026-12-01T17:00") for one in (1, 2, 3)]
    service.commune.work()
    leader = browser(service, APPROVER)
    page = leader.get("/announcements").text
    for name in names:
        assert f'name="place-{name}"' in page
    same = leader.post("/orders", data={"announcement": names, **{f"place-{name}": "1" for name in names}})
    assert same.status_code == 422
    assert "Hãy chọn cho mỗi bản tin một vị trí khác nhau." in text(same)
    places = dict(zip((f"place-{name}" for name in names), "312", strict=True))
    done = leader.post("/orders", data={"announcement": names, "back": "//example.org", **places})
    assert (done.status_code, done.url.path) == (200, "/announcements")
    service.commune.work()
    assert names[1] not in {one["id"] for question in opened(service) for one in question["announcements"]}
    order = sorted(names, key=lambda name: starts(service, name)[0][2])
    assert order == [names[1], names[2], names[0]]


def test_who_may_not_answer_is_told_so(service: Served):
    first, second = pair(service, start="2026-12-02T17:00")
    answer = browser(service, EDITOR).post("/orders", data={"announcement": [first, second], "first": first})
    assert answer.status_code == 403
    assert "Vai trò cán bộ biên tập không được phép chọn bản tin phát trước." in text(answer)
    assert browser(service, APPROVER).post("/orders", data={}).status_code == 422
