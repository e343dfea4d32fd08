"""Areas merged and split on pages: put together, told in words, agreed to by somebody else, and on record."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from controller.web.area_change_form import code_of
from tests.api.test_api_area_changes import HOURS, OTHER, PROVINCE, announced, two_communes
from tests.serving import CHIEF, EDITOR, Served
from tests.web.test_web_browser import DESKTOP, PHONE, fits, opened
from tests.web.test_web_forms import browser, text

NEW = "/area-changes/new"
MERGE = json.dumps({"do": "end", "area": "xa-tan-lap", "into": ["xa-tan-hoa"]})


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with two_communes(tmp_path_factory.mktemp("service")) as made:
        yield made


def test_proposed_on_a_phone_and_agreed_to_at_a_desk(chromium: Browser, service: Served, tmp_path):
    announced(service)
    first = opened(chromium, service, PROVINCE, size=PHONE)
    first.goto("/more")
    first.get_by_role("link", name="Sáp nhập, chia tách").click()
    first.get_by_role("link", name="Đề nghị thay đổi").click()
    fits(first)
    first.get_by_label("Từ ngày").fill("2026-11-23")
    first.get_by_text("Nhập một địa bàn vào nơi khác").click()
    first.locator("#end_area").select_option(label="\u2003Xã Tân Lập")
    first.locator("#end_into").select_option("xa-tan-hoa")
    first.get_by_role("button", name="Thêm bước này").first.click()
    expect(first.locator("#steps")).to_contain_text("Nhập Xã Tân Lập vào Xã Tân Hòa")
    expect(first.locator("#follows")).to_contain_text("3 thiết bị chuyển địa bàn")
    expect(first.locator("#follows")).to_contain_text("Tin sáng")
    fits(first)
    first.screenshot(path=tmp_path / "form.png", full_page=True)
    first.get_by_role("button", name="Đề nghị", exact=True).click()
    expect(first.get_by_role("status")).to_have_text("Đã đề nghị.")
    expect(first.locator("main")).to_contain_text("Đang chờ một quản trị viên khác")
    expect(first.get_by_role("button", name="Đồng ý")).to_have_count(0)

    second = opened(chromium, service, OTHER, size=DESKTOP)
    second.goto("/area-changes")
    expect(second.locator("#ahead .needs")).to_contain_text("Từ Thứ Hai 23/11/2026")
    second.get_by_role("link", name="Từ Thứ Hai 23/11/2026").click()
    expect(second.locator("main")).to_contain_text("Quản trị tinh-quantri")
    second.screenshot(path=tmp_path / "change.png", full_page=True)
    second.get_by_role("button", name="Đồng ý").click()
    expect(second.get_by_role("status")).to_contain_text("Đã đồng ý.")
    fits(second)
    second.get_by_text("Hủy thay đổi này").click()
    second.get_by_label("Lý do").fill("hoãn")
    second.get_by_role("button", name="Hủy", exact=True).click()
    second.goto("/area-changes")
    expect(second.locator("#behind")).to_contain_text("Đã hủy")
    second.screenshot(path=tmp_path / "list.png", full_page=True)


def test_a_new_commune_is_made_and_used_in_the_next_step(service: Served):
    client = browser(service, PROVINCE)
    form = {"effect": "2026-12-01", "make_name": " Xã  Mới ", "make_parent": "tinh-phu-tho", "make_level": "commune"}
    made = client.post(NEW, data={**form, "make_hours": "5:30-06:30, 17:00 - 18:00", "do": "add-make"})
    assert "Lập “Xã Mới” thuộc Tỉnh Phú Thọ" in text(made)
    assert '<option value="xa-moi">Xã Mới</option>' in made.text
    step = {"do": "make", "code": "xa-moi", "parent": "tinh-phu-tho", "level": "commune", "name": "Xã Mới"}
    hours = {"windows": [{**HOURS["windows"][0], "start": "05:30", "end": "06:30"}]}
    steps = [json.dumps(step | {"hours": hours})]
    hung = client.post(
        NEW,
        data={"effect": "2026-12-01", "step": steps, "hang_area": "xom-cho", "hang_under": "xa-moi", "do": "add-hang"},
    )
    assert "Chuyển Xóm Chợ về Xã Mới" in text(hung)
    assert "3 thiết bị đổi khung giờ được phép: trước 05:00–07:00, sau 05:30–06:30." in text(hung)
    out = client.post(NEW, data={"effect": "2026-12-01", "step": [*steps, MERGE], "do": "out-1"})
    assert "Xã Mới" not in text(out)
    assert "Nhập Xã Tân Lập vào Xã Tân Hòa" in text(out)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"do": "propose", "effect": "2026-12-01"}, "Chưa có thay đổi nào"),
        ({"do": "propose", "effect": "2020-01-01", "step": [MERGE]}, "đã bắt đầu"),
        ({"do": "propose", "effect": "mai", "step": [MERGE]}, "mai"),
        ({"do": "add-hang", "hang_area": "xom-cho"}, "chưa chọn hoặc chưa điền"),
        ({"do": "add-end", "end_area": "xom-cho"}, "chưa chọn hoặc chưa điền"),
        ({"do": "add-make", "make_name": "x", "make_parent": "xa-tan-hoa", "make_level": "xóm"}, "chưa điền"),
        (
            {
                "do": "add-make",
                "make_name": "x",
                "make_parent": "xa-tan-hoa",
                "make_level": "hamlet",
                "make_hours": "9",
            },
            "9",
        ),
        ({"do": "look", "effect": "2026-12-01", "step": ["{"]}, "Không đọc được biểu mẫu"),
        ({"do": "look", "effect": "2026-12-01", "step": ['{"do": "dance"}']}, "Không đọc được biểu mẫu"),
    ],
)
def test_what_can_not_be_is_told_and_what_was_typed_is_kept(service: Served, form, said):
    answer = browser(service, PROVINCE).post(NEW, data={"note": "NQ 12", **form})
    assert answer.status_code in (400, 422)
    assert said in text(answer)
    assert "NQ 12" in answer.text


def test_only_administrators_propose_and_nobody_agrees_alone(service: Served):
    editor, chief = browser(service, EDITOR), browser(service, CHIEF)
    assert editor.get("/area-changes").status_code == 200
    assert editor.get(NEW).status_code == editor.post(NEW, data={"do": "look"}).status_code == 403
    proposed = browser(service, PROVINCE).post(NEW, data={"do": "propose", "effect": "2026-12-02", "step": [MERGE]})
    assert proposed.url.path.startswith("/area-changes/c")
    own = browser(service, PROVINCE).post(f"{proposed.url.path}/agree")
    assert (own.status_code, "Người đề nghị không tự đồng ý" in text(own)) == (403, True)
    assert chief.post(f"{proposed.url.path}/agree").status_code == 403
    assert chief.get("/area-changes/c-khac").status_code == 404
    assert browser(service, PROVINCE).post(f"{proposed.url.path}/cancel", data={"reason": "nhầm"}).status_code == 200


@pytest.mark.parametrize(
    ("name", "code"),
    [("Xã Mới", "xa-moi"), ("Phường Đông Đà 2", "phuong-dong-da-2"), ("***", ""), ("x" * 90, "x" * 64)],
)
def test_a_code_is_made_from_a_name(name: str, code: str):
    assert code_of(name) == code
