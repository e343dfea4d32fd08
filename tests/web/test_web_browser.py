"""The main stories in a real Chromium, on a phone's width: what people do, and what they see while it happens."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, expect

from controller.press.scroll import window
from devices.messages import Media, Strip
from devices.motion import ran
from tests.api.test_api_media import tone
from tests.api.test_api_rules import agreed
from tests.serving import APPROVER, EDITOR, PASSWORD, TECHNICIAN, Served
from tests.waiting import until
from tests.web.conftest import CHROMIUM, PATIENCE_MS, another

PHONE = ViewportSize(width=360, height=740)
WHOLE = "localStorage.setItem('tl-compose-whole', '1')"
"""The compose form with all its steps open: how it grows has a story of its own."""
DESKTOP = ViewportSize(width=1280, height=800)


def opened(chromium: Browser, service: Served, login: str, *, script: bool = True, size: ViewportSize = PHONE) -> Page:
    """A new phone, signed in by its owner. Anything that goes wrong in a script fails the test."""
    context = chromium.new_context(
        base_url=service.url,
        viewport=size,
        locale="vi-VN",
        java_script_enabled=script,
    )
    context.add_init_script(WHOLE)
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)

    def fail(error: object) -> None:
        raise AssertionError(error)

    page.on("pageerror", fail)
    page.goto("/sign-in")
    page.get_by_label("Tên đăng nhập").fill(login)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url("**/announcements")
    return page


def compose(page: Page, title: str, sound: Path | None = None) -> None:
    page.get_by_role("link", name="Soạn bản tin").click()
    page.get_by_role("textbox", name="Tiêu đề", exact=True).fill(title)
    page.get_by_role("textbox", name="Nội dung chữ").fill("Mời bà con họp tại nhà văn hóa lúc 18 giờ.")
    if sound is not None:
        page.get_by_label("Tệp âm thanh").set_input_files(sound)
    page.get_by_label("Thôn Đông").check()
    page.get_by_label("Ngày phát").fill("2026-11-22")
    page.get_by_label("Giờ phát").fill("18:00")


def fits(page: Page) -> None:
    """Nothing sticks out to the side, and every button is large enough for a thumb."""
    page.wait_for_load_state("load")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = page.evaluate(
        """[...document.querySelectorAll("button, .button, .tabs a, .filters a, select, input:not([type=hidden])")]
           .filter(one => one.offsetParent && !one.closest(".tick"))
           .filter(one => one.getBoundingClientRect().height < 44).map(one => one.outerHTML)"""
    )
    assert small == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_written_sent_approved_and_shown(chromium: Browser, service: Served, tmp_path: Path, script: bool):
    sound = tmp_path / "Họp thôn.wav"
    sound.write_bytes(tone())
    title = "Họp thôn Đông, có JavaScript" if script else "Họp thôn Đông, không JavaScript"
    editor = opened(chromium, service, EDITOR, script=script)
    compose(editor, title, sound)
    if script:
        fits(editor)
        expect(editor.locator("#preview")).to_be_visible()
        expect(editor.get_by_label("Thứ Hai", exact=True)).to_be_hidden()
    # The fields of a template follow its choice, with a script and without; what boards would show follows them.
    expect(editor.get_by_label("Bảng", exact=True)).to_be_hidden()
    editor.get_by_text("Trình bày trên bảng").click()
    editor.get_by_role("radio", name="Bảng số liệu").check()
    editor.get_by_label("Bảng", exact=True).fill("Việc | Giờ\nHọp thôn | 18:00")
    if script:
        seen = editor.locator("#looks img")
        expect(seen).to_have_count(1)  # once what is shown has followed the choice of hamlets
        seen.scroll_into_view_if_needed()  # it is fetched when it is looked at
        expect(seen).to_have_js_property("naturalWidth", 1920)
        first = seen.get_attribute("src")
        editor.get_by_label("Bảng", exact=True).fill("Việc | Giờ\nHọp thôn | 19:00")
        expect(seen).not_to_have_attribute("src", first or "")
        runs_as_on_the_board(editor)
    editor.get_by_role("button", name="Lưu và gửi duyệt").click()
    expect(editor.get_by_role("status")).to_have_text("Đã gửi duyệt.")

    leader = opened(chromium, service, APPROVER, script=script)
    leader.get_by_role("link", name="Chờ duyệt").click()
    leader.get_by_role("link", name=title).click()
    if script:
        fits(leader)
        expect(leader.get_by_role("button", name="Duyệt")).to_be_in_viewport()
        length = leader.evaluate(
            """() => new Promise(done => { const sound = document.querySelector("audio"); sound.preload = "metadata";
               sound.onloadedmetadata = () => done(sound.duration); sound.onerror = () => done(-1); sound.load() })"""
        )
        assert length == pytest.approx(2, abs=0.3)
        leader.locator("#boards img").scroll_into_view_if_needed()
        expect(leader.locator("#boards img")).to_have_js_property("naturalWidth", 1920)
        expect(leader.locator("#boards")).to_contain_text("Bảng số liệu")
    leader.get_by_role("button", name="Duyệt").click()
    expect(leader.get_by_role("status")).to_contain_text("Đã duyệt.")

    service.commune.work()
    service.commune.run(5_000, slice_ms=500)
    if not script:
        leader.reload()
    # With JavaScript the page tells by itself.
    expect(leader.locator("#state")).to_contain_text("Đã lên lịch phát")
    expect(leader.locator("#deliveries")).to_contain_text("Màn hình nhà văn hóa")


def runs_as_on_the_board(page: Page) -> None:
    """A ticker on the picture of a screen: at one instant, dot by dot, what the board shows; and it can be stopped."""
    page.get_by_label("Dòng chữ chạy").fill("Phòng chống lụt bão: theo dõi loa, không qua ngầm tràn. " * 3)
    line = page.locator("#looks canvas")
    line.locator("..").scroll_into_view_if_needed()  # it is fetched and runs where it is seen
    expect(line).to_be_visible()
    facts = line.evaluate("line => ({...line.dataset})")
    with Image.open(io.BytesIO(page.request.get(facts["source"]).body())) as file:
        strip = file.convert("RGB")
    width, height, speed = (int(facts[name]) for name in ("width", "height", "speed"))
    media = Media(hash="0" * 64, bytes=1, kind="png")
    told = Strip(media, int(facts["left"]), int(facts["top"]), width, height, speed, steady=facts["steady"] == "1")
    now_ms = 1_764_000_007_000
    at = ran(told, strip.width, 0, now_ms)
    shown = page.evaluate(
        """([now, at]) => new Promise(done => { const line = document.querySelector("#looks canvas"), real = Date.now;
           Date.now = () => now; const look = () => { if (line.at !== at) return requestAnimationFrame(look);
           Date.now = real; done(line.toDataURL()) }; look() })""",
        [now_ms, at],
    )
    with Image.open(io.BytesIO(base64.b64decode(shown.partition(",")[2]))) as frame:
        assert frame.convert("RGB").tobytes() == window(strip, at, width).tobytes()
    page.get_by_role("button", name="Dừng lại").click()
    stopped = line.evaluate("line => line.at")
    page.wait_for_timeout(150)
    assert line.evaluate("line => line.at") == stopped


def test_returned_with_a_reason_and_mended(chromium: Browser, service: Served):
    editor, leader = opened(chromium, service, EDITOR), opened(chromium, service, APPROVER)
    compose(editor, "Lịch tiêm chủng")
    editor.get_by_role("button", name="Lưu và gửi duyệt").click()
    expect(editor.get_by_role("status")).to_be_visible()
    leader.goto(editor.url)
    leader.get_by_role("link", name="Trả lại").click()
    leader.get_by_label("Lý do", exact=True).fill("Đổi sang 19:00")
    leader.get_by_role("button", name="Trả lại bản tin").click()
    expect(leader.get_by_role("status")).to_have_text("Đã trả lại người soạn.")
    expect(editor.locator("#state")).to_contain_text("Bị trả lại")  # by itself
    editor.reload()
    expect(editor.get_by_text("Đổi sang 19:00")).to_be_visible()
    editor.get_by_role("link", name="Sửa").click()
    editor.get_by_label("Giờ phát").fill("19:00")
    editor.get_by_role("button", name="Lưu và gửi duyệt").click()
    expect(editor.get_by_text("19:00 Chủ Nhật 22/11/2026").first).to_be_visible()


def test_a_mistake_is_shown_at_its_field_and_all_is_kept(chromium: Browser, service: Served):
    editor = opened(chromium, service, EDITOR)
    compose(editor, "   ")
    editor.get_by_role("button", name="Lưu nháp").click()
    expect(editor.locator("#title-field .wrong")).to_have_text("Bản tin chưa có tiêu đề.")
    expect(editor.get_by_label("Giờ phát")).to_have_value("18:00")
    expect(editor.get_by_label("Thôn Đông")).to_be_checked()
    expect(editor.locator("#mistakes")).to_be_focused()


def test_the_rule_is_told_while_it_is_chosen(chromium: Browser, service: Served):
    editor = opened(chromium, service, EDITOR)
    compose(editor, "Rằm")
    editor.get_by_label("Mùng 1 và rằm hằng tháng").check()
    expect(editor.locator("[data-when]")).to_contain_text("18:00 mùng 1 và rằm hằng tháng âm lịch")
    expect(editor.locator("[data-when] li")).to_have_count(5)
    editor.get_by_label("Trừ ngày lễ").check()
    expect(editor.locator("[data-when]")).to_contain_text("trừ ngày lễ")
    editor.get_by_label("Đủ số lần").check()
    editor.get_by_label("Số lần", exact=True).fill("3")
    expect(editor.locator("[data-when] li")).to_have_count(3)
    fits(editor)


def test_devices_are_live_and_can_be_silenced(chromium: Browser, service: Served):
    service.commune.run(5_000, slice_ms=500)
    technician = opened(chromium, service, TECHNICIAN, size=DESKTOP)
    technician.get_by_role("link", name="Thiết bị").click()
    row = technician.get_by_role("row").filter(has_text="Loa cổng chợ")
    expect(row).to_contain_text("Đang kết nối")
    service.commune.world.devices["loa-cho-1"].power_off()
    service.commune.run(120_000)
    expect(row).to_contain_text("Mất liên lạc")
    service.commune.power_on("loa-cho-1")
    service.commune.run(20_000)
    expect(row).to_contain_text("Đang kết nối")
    row.get_by_role("link", name="Loa cổng chợ").click()
    expect(technician.locator("#connections")).to_contain_text("đứt giữa chừng")
    expect(technician.locator("#readings .chart")).not_to_have_count(0)
    technician.go_back()
    technician.get_by_role("link", name="Dừng tất cả").click()
    technician.get_by_role("button", name="Dừng ngay").click()
    expect(technician.get_by_role("status")).to_contain_text("Đã ra lệnh dừng.")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("login", [EDITOR, TECHNICIAN])
def test_every_page_fits(chromium: Browser, service: Served, login: str, size: ViewportSize):
    page = opened(chromium, service, login, size=size)
    paths = [
        "/announcements",
        "/holidays",
        "/devices",
        "/devices/loa-dong-1",
        "/incidents",
        "/history",
        "/stop",
        "/nowhere",
    ]
    for path in paths + (["/announcements/new"] if login == EDITOR else []):
        page.goto(path)
        fits(page)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_buttons_of_single_times_fit(chromium: Browser, service: Served, size: ViewportSize):
    """All of them open, and pressed without a script that could help."""
    one = agreed(service, start="2026-11-22T17:00", rrule="FREQ=DAILY;COUNT=3")
    page = opened(chromium, service, EDITOR, size=size)
    page.goto(f"/announcements/{one['id']}")
    page.locator("#times summary").first.click()
    fits(page)
    page.get_by_role("button", name="Bỏ lần này").first.click()
    expect(page.get_by_role("status")).to_contain_text("Đã bỏ lượt phát đó.")
    expect(page.locator("#times li").first).to_contain_text("không phát lượt này")
    fits(page)


def test_a_browser_becomes_a_way_of_being_told(chromium: Browser, service: Served):
    """The push service of a browser is far away; what it would give and deliver is put in here, the rest is real."""
    with another(chromium, program=CHROMIUM) as whole:  # the engine alone has nowhere to show a notification
        told_in(whole, service)


def told_in(whole: Browser, service: Served) -> None:
    page = opened(whole, service, TECHNICIAN)
    page.context.grant_permissions(["notifications"], origin=service.url)
    page.goto("/notices")
    page.get_by_label("Trình duyệt này").check()
    expect(page.get_by_label("Địa chỉ")).to_be_hidden()
    expect(page.get_by_text("sẽ hiện tin")).to_be_visible()
    fits(page)
    page.evaluate(
        """() => { PushManager.prototype.subscribe = async function (wanted) {
             if (new Uint8Array(wanted.applicationServerKey).length !== 65) throw new Error("key");
             return { toJSON: () => ({ endpoint: "https://khong-co.invalid/x", keys: { p256dh: "p", auth: "a" } }) };
           }; }"""
    )
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator(".error-summary, [role=alert], .wrong").first).to_be_visible()
    expect(page.get_by_text("Chưa có khóa của trình duyệt").first).to_be_visible()
    seen: list[str] = []
    devtools = page.context.new_cdp_session(page)
    devtools.on("ServiceWorker.workerRegistrationUpdated", lambda event: seen.extend(
        one["registrationId"] for one in event["registrations"] if one["scopeURL"].endswith("/static/")
    ))  # fmt: skip
    devtools.send("ServiceWorker.enable")
    here = "navigator.serviceWorker.getRegistration('/static/')"
    until(lambda: page.evaluate(f"{here}.then(one => !!(one && one.active))") and seen)
    told = '{"id": "n1", "title": "Mất liên lạc: Loa cổng chợ", "text": "Hỏi người ở gần", "url": "/incidents/i1"}'
    asked = (
        f"{here}.then(one => one.getNotifications()).then(all => all.map(one => [one.title, one.body, one.data.url]))"
    )

    def shown() -> object:
        """A push that comes before the worker listens is lost; one of the same id replaces the other."""
        pushed = {"origin": service.url, "registrationId": seen[-1], "data": told}
        devtools.send("ServiceWorker.deliverPushMessage", pushed)
        page.wait_for_timeout(500)
        return page.evaluate(asked)

    until(shown)
    assert page.evaluate(asked) == [["Mất liên lạc: Loa cổng chợ", "Hỏi người ở gần", "/incidents/i1"]]
    page.context.close()
