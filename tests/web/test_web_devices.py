"""The technician's pages: found among many, on the map, and placed by who stands at the pole."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, expect

from controller.api.door import COOKIE
from controller.health.watch import Incident, Member
from controller.store import audit, devices, incidents
from controller.words.instants import wall
from tests.fleet.test_fleet_outlines import shape
from tests.path.joined import HOUR, MINUTE
from tests.serving import CHIEF, EDITOR, TECHNICIAN, Served
from tests.web.test_web_every_page import SIZES, faults
from tests.web.test_web_forms import browser, text


def test_devices_are_found_by_state_place_and_words(service: Served):
    service.commune.run(2 * MINUTE)
    service.commune.world.devices["loa-cho-2"].power_off()
    service.commune.run(3 * MINUTE)
    technician = browser(service, TECHNICIAN)
    every = technician.get("/devices")
    assert "Mất liên lạc (1)" in text(every)
    assert "Đang kết nối (7)" in text(every)
    assert every.text.index("loa-cho-2") < every.text.index("loa-cho-1")  # what is broken comes first
    off = technician.get("/devices?state=off")
    assert "loa-cho-1" not in off.text
    assert "loa-dong-2" in technician.get("/devices?q=dau+lang").text
    assert "loa-dong-1" not in technician.get("/devices?q=dau+lang").text
    hamlet = technician.get("/devices?area=thon-doai")
    assert "Thiết bị: Thôn Đoài" in text(hamlet)
    assert "loa-dong-1" not in hamlet.text
    assert "<b>" not in text(technician.get("/devices?q=<b>x"))
    assert technician.get("/devices?area=tinh-phu-tho").status_code == 200  # above one's own: one's own


def test_a_position_is_noted_at_the_pole_and_stands_on_the_map(service: Served, chromium: Browser):
    phone = chromium.new_context(
        base_url=service.url,
        locale="vi-VN",
        viewport=SIZES["phone"],
        geolocation={"latitude": 21.3245, "longitude": 105.4021, "accuracy": 8},
        permissions=["geolocation"],
    )
    phone.add_cookies([{"name": COOKIE, "value": service.session(TECHNICIAN), "url": service.url}])
    page = phone.new_page()
    page.goto("/t/loa-dong-1")  # what the label says
    page.get_by_role("link", name="Đang đứng ở cột?").click()
    page.get_by_role("button", name="Lấy vị trí của điện thoại này").click()
    expect(page.get_by_label("Vĩ độ")).to_have_value("21.324500")
    page.get_by_role("button", name="Ghi vị trí").click()
    expect(page.locator("#position")).to_contain_text("21.324500, 105.402100")
    page.goto("/devices/map")
    expect(page.locator("[data-map]")).to_have_attribute("data-drawn", "1")
    expect(page.locator("main")).to_contain_text("1 trên 8 thiết bị đã có vị trí")
    phone.close()
    with service.desk.store.read() as conn:
        assert audit.recent(conn, 1, subject="loa-dong-1")[0].action == "device-position"


@pytest.mark.parametrize(
    ("latitude", "longitude", "says"),
    [("95", "105", "từ −90 đến 90"), ("21", "x", "ví dụ 21,3245"), ("nan", "1", "từ −90"), ("", "", "ví dụ 21,3245")],
)
def test_a_position_that_is_none_is_refused(service: Served, latitude: str, longitude: str, says: str):
    typed = {"latitude": latitude, "longitude": longitude, "do": "put"}
    answer = browser(service, TECHNICIAN).post("/devices/loa-cho-1/position", data=typed)
    assert answer.status_code == 422
    assert says in text(answer)


def test_who_may_note_positions_and_draw_outlines(service: Served):
    where = {"latitude": 21.3, "longitude": 105.4}
    refused = service.client(EDITOR).put("/api/v1/devices/loa-doai-1/position", json=where)
    assert (refused.status_code, refused.json()["code"]) == (403, "role-may-not")
    technician = service.client(TECHNICIAN)
    assert technician.put("/api/v1/devices/nobody/position", json=where).status_code == 404
    assert technician.put("/api/v1/devices/loa-doai-1/position", json=where).json()["latitude"] == 21.3
    file = {"outline_file": ("thon.geojson", json.dumps(shape(name="Thôn Đoài")).encode(), "application/json")}
    sent = {"area": "xa-tan-hoa"}
    assert browser(service, TECHNICIAN).post("/devices/map/outlines", data=sent, files=file).status_code == 403
    drawn = browser(service, CHIEF).post("/devices/map/outlines", data=sent, files=file)
    assert "Đã vẽ 1 vùng" in text(drawn)
    broken = {"outline_file": ("x.geojson", b"PK\x03\x04", "application/zip")}
    assert "không phải GeoJSON" in text(browser(service, CHIEF).post("/devices/map/outlines", data=sent, files=broken))
    found = technician.get("/api/v1/devices/map").json()
    assert [one["area"] for one in found["outlines"]] == ["thon-doai"]
    assert {one["id"] for one in found["devices"]} >= {"loa-doai-1"}
    outlines = "/api/v1/areas/xa-tan-hoa/outlines"
    told = {"type": "FeatureCollection", "features": [shape(name="Thôn Đoài"), shape(name="Thôn Lạ")]}
    assert technician.put(outlines, json=told).status_code == 403
    answer = service.client(CHIEF).put(outlines, json=told)
    assert (answer.status_code, answer.json()) == (200, {"areas": ["thon-doai"], "unknown": ["Thôn Lạ"]})
    assert service.client(CHIEF).put(outlines, json={"type": "Point"}).status_code == 422
    assert technician.delete("/api/v1/devices/loa-doai-1/position").status_code == 204
    assert technician.get("/api/v1/devices/map?area=tinh-phu-tho").status_code == 404


DAY = 86_400_000


def failed_for_months(service: Served, device: str) -> None:
    """Its horn was silent four times in three months, and once it was dark."""
    now_ms = service.desk.now_ms()
    with service.desk.store.write() as conn:
        row = devices.get(conn, device)
        assert row is not None
        spells = [("deaf", days, 1) for days in (70, 68, 40, 5)] + [("dark", 40, 2)]
        for number, (rule, days, hours) in enumerate(spells):
            since_ms = now_ms - days * DAY
            until_ms = since_ms + hours * HOUR
            member = {device: Member(since_ms, until_ms)}
            one = Incident(f"i-{device}-{number}", rule, "grave", row.area, device, since_ms, since_ms, member)
            incidents.keep(conn, [replace(one, ended_ms=until_ms, closed_ms=until_ms, end="recovered")])


def test_what_fails_again_and_again_is_told_by_place(service: Served):
    failed_for_months(service, "loa-doai-1")
    technician = service.client(TECHNICIAN)
    (one,) = [one for one in technician.get("/api/v1/devices/failures").json() if one["device"] == "loa-doai-1"]
    (again,) = one["again"]
    assert (again["rule"], again["times"], again["months"], again["changed"]) == ("deaf", 4, 3, False)
    told = technician.get("/api/v1/devices/loa-doai-1/months", params={"months": 4}).json()
    assert len(told["months"]) == 4
    assert sum(month["dark_ms"] for month in told["months"]) == 2 * HOUR
    assert told["again"] == one["again"]
    said = text(browser(service, TECHNICIAN).get("/devices/failures?area=thon-doai"))
    assert "loa không kêu: 4 lần trong 3 tháng" in said
    assert "loa không kêu" not in text(browser(service, TECHNICIAN).get("/devices/failures?area=thon-dong"))
    for path in ("failures?months=0", "failures?months=25", "loa-doai-1/months?months=99999"):
        assert technician.get(f"/api/v1/devices/{path}").json()["code"] == "number-out-of-range"
    assert technician.get("/api/v1/devices/failures?area=nowhere").status_code == 404
    assert technician.get("/api/v1/devices/nobody/months").status_code == 404
    assert service.client().get("/api/v1/devices/failures").status_code == 401


WRITTEN = """
  window.written = [];
  const write = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (word, ...rest) {
    written.push(word);
    return write.call(this, word, ...rest);
  };
"""
"""What curves have written beside them."""


def test_a_device_tells_its_story(service: Served, chromium: Browser):
    context = chromium.new_context(
        base_url=service.url, locale="vi-VN", viewport=SIZES["phone"], timezone_id="America/New_York"
    )
    context.add_cookies([{"name": COOKIE, "value": service.session(TECHNICIAN), "url": service.url}])
    context.add_init_script(WRITTEN)
    order = browser(service, TECHNICIAN).post("/devices/loa-doai-2/order", data={"kind": "report"})
    assert "Hỏi lại báo cáo" in text(order)
    service.commune.work()
    service.commune.run(12 * MINUTE)
    failed_for_months(service, "loa-doai-2")
    page = context.new_page()
    page.goto("/devices/loa-doai-2")
    expect(page.locator("#months")).to_contain_text("loa không kêu: 4 lần trong 3 tháng")
    expect(page.locator("#months tbody")).to_contain_text("mất liên lạc 1 lần")
    expect(page.locator("#months tbody")).to_contain_text("2 giờ")
    expect(page.locator("#timetable")).to_contain_text("Đang giữ đúng bản")
    expect(page.locator("#ordered")).to_contain_text("Lê Quốc Dũng")
    expect(page.locator("#ordered")).to_contain_text("Đã làm xong")
    signal = page.locator("[data-series=signal]")
    signal.get_by_text("Xem số liệu").click()
    expect(signal.locator("table")).to_contain_text("dBm")
    page.get_by_role("button", name="24 giờ").click()
    expect(signal.locator(".curve canvas")).to_be_visible()
    page.wait_for_function("written.length > 0")
    here = wall(service.desk.now_ms(), service.desk.settings.zone)
    hours = {word[:2] for word in page.evaluate("written") if re.fullmatch(r"\d\d:\d\d", word)}
    assert hours, "curves have hours"
    assert hours <= {f"{here.hour - back:02}" for back in range(here.hour + 1)}, "of the place, not of the browser"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert faults(page) == []
    context.close()
