"""Relays in a real Chromium: a technician enters a source, an editor carries it, a trouble is seen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import insert

from controller.store import pick
from controller.store.relay_faults import RelayFault
from controller.store.tables import relay_faults
from tests.relay.relay_sounds import STATION
from tests.relay.twin import Twin, twin
from tests.serving import EDITOR, TECHNICIAN, Served
from tests.web.test_web_browser import DESKTOP, PHONE, compose, fits, opened

PICTURES = os.environ.get("TIENGLANG_PICTURES", "")


@pytest.fixture(scope="module")
def station() -> Iterator[Twin]:
    STATION()
    with twin() as made:
        yield made


def test_a_source_is_entered_and_tried_and_carried(chromium: Browser, service: Served, station: Twin) -> None:
    page = opened(chromium, service, TECHNICIAN)
    page.goto("/more")
    page.get_by_role("link", name="Tiếp âm").click()
    page.get_by_label("Tên nguồn").fill("Đài tỉnh, thời sự")
    page.get_by_label("Địa chỉ của luồng").fill("ftp://dai.example/live")
    page.get_by_role("button", name="Lưu và nghe thử").click()
    expect(page.locator("#address-wrong-1")).to_contain_text("phải bắt đầu bằng http")
    expect(page.get_by_label("Tên nguồn")).to_have_value("Đài tỉnh, thời sự")
    page.get_by_label("Địa chỉ của luồng").fill(f"{station.url}/page")
    page.get_by_role("button", name="Lưu và nghe thử").click()
    expect(page.get_by_text("nguồn phát sai định dạng")).to_be_visible()
    fits(page)
    page.get_by_role("link", name="Sửa").click()
    page.get_by_label("Địa chỉ của luồng").fill(f"{station.url}/good")
    page.get_by_role("button", name="Lưu và nghe thử").click()
    expect(page.get_by_text("Dai thu nghiem")).to_be_visible()
    fits(page)
    shoot(page, "relays-360")
    page.set_viewport_size(DESKTOP)
    shoot(page, "relays-1280")

    page.get_by_role("link", name="Sửa").click()
    page.get_by_label("Địa chỉ của luồng").fill(f"{station.url}/elsewhere")
    page.get_by_role("button", name="Lưu và nghe thử").click()
    expect(page.get_by_text("dẫn sang http://localhost:")).to_be_visible()

    writer = opened(chromium, service, EDITOR, size=PHONE)
    compose(writer, "Tiếp âm thời sự tỉnh")
    writer.get_by_label("Tiếp âm", exact=True).select_option(label="Đài tỉnh, thời sự")
    writer.get_by_label("Tiếp âm trong (phút)").fill("0")
    writer.get_by_role("button", name="Lưu nháp").click()
    expect(writer.locator("#relay_minutes-wrong-1")).to_be_visible()
    writer.get_by_label("Tiếp âm trong (phút)").fill("15")
    shoot(writer, "compose-360")
    writer.get_by_role("button", name="Lưu nháp").click()
    expect(writer.get_by_text("Tiếp âm “Đài tỉnh, thời sự”")).to_be_visible()
    fits(writer)
    shoot(writer, "announcement-360")
    writer.get_by_role("link", name="Sửa").click()
    expect(writer.get_by_label("Tiếp âm trong (phút)")).to_have_value("15")


def test_a_dead_station_is_seen_on_the_devices_page_and_in_the_log(chromium: Browser, service: Served) -> None:
    fault = RelayFault("loa-dong-1", "a1.20261122t0530", service.desk.now_ms() - 60_000, None, "relay-dead", "")
    with service.desk.store.write() as conn:
        conn.execute(insert(relay_faults), [pick.values(fault)])
    page = opened(chromium, service, TECHNICIAN)
    for path in ("/devices", "/history", "/relays"):
        page.goto(path)
        expect(page.locator("#troubles").get_by_text("nguồn không phát; 1 cụm loa")).to_be_visible()
        fits(page)
        shoot(page, path.strip("/") + "-trouble-360")


def shoot(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)
