"""What people do here, from start to end, on a phone and at a desk, in Vietnamese and in English.

Each story goes by the words of the catalogue; each page that it opens is in one language and fits its screen
(`tests.web.readers`), in all four pairs; moving a broadcast and joining on a Vietnamese phone and at an English desk.
Finer points have tests of their own.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from controller.broadcast import form
from controller.broadcast.submit import submit
from controller.fleet.orders import Order, order
from controller.live.books import Wanted
from controller.store import announcements, areas, positions, users
from controller.store.positions import Position
from devices import identity
from tests.path.joined import MINUTE, MORNING, keep_master
from tests.path.path_sounds import tone
from tests.path.test_path_joined import wall
from tests.path.test_path_orders_hours import OPEN
from tests.serving import APPROVER, CHIEF, EDITOR, TECHNICIAN, Served, newborn, served
from tests.web.doors import SECRET, fill, first_day, two_steps
from tests.web.readers import Reader, reading

EVERY = [("vi", 360), ("en", 1280), ("en", 360), ("vi", 1280)]
XA = "xa-tan-hoa"


class Opens(Protocol):
    """A browser for one person."""

    def __call__(self, login: str) -> AbstractContextManager[Reader]: ...


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An hour before the morning; what is said for the same words is made once."""
    with served(tmp_path_factory.mktemp("service"), MORNING - 30 * MINUTE) as made:
        made.commune.unhurried = True
        yield made


@pytest.fixture
def opens(service: Served, chromium: Browser, lang: str, width: int) -> Opens:
    return lambda login: reading(chromium, service, login, lang, width)


def pass_time(service: Served, minutes: int) -> None:
    service.commune.work()
    service.commune.run(minutes * MINUTE, slice_ms=MINUTE)
    service.commune.work()


@pytest.mark.parametrize(("lang", "width"), EVERY)
def test_an_official_tells_a_leader_agrees_it_sounds_and_stands_in_the_book(
    service: Served, opens: Opens, lang: str, width: int
):
    title, at = f"Họp thôn {lang} {width}", wall(service.commune.now // MINUTE * MINUTE + 6 * MINUTE)
    with opens(EDITOR) as editor:
        compose(editor, title, at)
    with opens(APPROVER) as leader:
        hear_and_approve(leader, title)
    pass_time(service, 10)
    with opens(EDITOR) as editor:
        did_it_sound(editor, title)
        the_book(editor, title)
        as_last_time(editor, title)
    with opens(APPROVER) as leader:
        leader.open("/more")
        leader.press("sum-title", "link")
        leader.page.wait_for_url("**/statistics")
        leader.look()
        expect(leader.page.locator("table").first).to_contain_text(leader.word("class-normal"))


def compose(one: Reader, title: str, at: str) -> None:
    """Five steps; the draft saves itself meanwhile."""
    page = one.page
    one.open("/announcements")
    one.press("web-compose", "link")
    page.wait_for_url("**/announcements/new")
    one.look()
    page.get_by_role("radio", name=one.word("compose-way-type")).check()
    expect(page.locator("[data-way-chosen]")).to_contain_text(one.word("compose-way-type"))
    one.field("web-title").fill(title)
    one.field("web-text").fill(f"{title}. Hỏi UBMTQX.")
    one.press("compose-next-what")
    one.press("web-speech-hear")
    expect(page.locator("#heard audio")).to_be_visible()
    one.press("compose-next-hear")
    page.get_by_label("Thôn Đông").check()
    one.press("compose-next-where")
    one.field("web-date").fill(at[:10])
    one.field("web-time").fill(at[11:16])
    expect(page.locator("[data-when]")).to_contain_text(at[11:16])
    one.press("compose-next-when")
    one.sees("web-checks-fine", "#check-said")
    expect(page.locator("[data-saved]")).to_contain_text(re.compile(r"\d\d:\d\d"))
    one.look()
    one.press("web-save-and-submit")
    one.sees("web-done-submitted", "[role=status]")
    one.look()


def hear_and_approve(one: Reader, title: str) -> None:
    """What is doubtful must have been heard; a second notice would be returned in the same place."""
    page = one.page
    one.open("/inbox")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    one.press("web-approve")
    expect(page.get_by_role("alert")).to_be_visible()  # not before it was heard
    one.look()
    one.press("web-doubt-play")
    one.sees("web-doubts-heard", "#doubts")
    one.press("web-approve")
    one.sees("inbox-you-approved", "[role=status]", title=title)
    one.look()


def did_it_sound(one: Reader, title: str) -> None:
    one.open("/history")
    row = one.page.get_by_role("row").filter(has_text=title)
    row.locator("a.seen").click()
    one.page.wait_for_url("**/sounded/**")
    one.look()
    one.sees("sounded-head-good", "main", count=3)


def the_book(one: Reader, title: str) -> None:
    """Found by words without marks, printed, and taken along as a spreadsheet."""
    one.press("web-history", "link", "nav")
    one.field("book-words").fill(title.replace("ọ", "o").replace("ô", "o"))
    one.press("book-find")
    expect(one.page.locator("#log")).to_contain_text(title)
    one.look()
    with one.page.expect_download() as printed:
        one.press("book-print", "link")
    assert Path(printed.value.path()).read_bytes().startswith(b"%PDF-")
    with one.page.expect_download() as tabled:
        one.press("book-table", "link")
    sheet = openpyxl.load_workbook(io.BytesIO(Path(tabled.value.path()).read_bytes())).active
    assert sheet is not None
    assert any(title in map(str, row) for row in sheet.iter_rows(values_only=True))


def as_last_time(one: Reader, title: str) -> None:
    one.open("/announcements?show=all")
    card = one.page.locator(".card").filter(has_text=title)
    card.get_by_role("link", name=one.word("web-like-what", title=title)).click()
    one.sees("web-like", "[role=status]", title=title)
    one.look()


@pytest.mark.parametrize(("lang", "width"), EVERY)
def test_a_leader_returns_it_with_a_reason_and_it_is_mended(service: Served, opens: Opens, lang: str, width: int):
    title = f"Trả lại {lang} {width}"
    row = sent(service, title)
    with opens(APPROVER) as leader:
        leader.open(f"/inbox/{row}")
        leader.press("web-return", "link")
        leader.page.get_by_label(leader.word("inbox-reason-facts")).check()
        leader.press("web-return", within="#return")
        leader.sees("inbox-you-returned", "[role=status]", title=title)
        leader.look()
    with opens(EDITOR) as editor:
        editor.open(f"/announcements/{row}")
        editor.sees("inbox-reason-facts")
        editor.press("web-edit-button", "link")
        editor.look()
        editor.field("web-title").fill(f"{title}, đã sửa")
        editor.press("web-save-and-submit")
        editor.sees("web-done-submitted", "[role=status]")
    with service.desk.store.read() as conn:
        kept = announcements.get(conn, row)
    assert kept is not None
    assert kept.state == "submitted"
    service.client(APPROVER).post(f"/inbox/{row}/return", data={"kind": "not-now"})  # nothing waits for others


def sent(service: Served, title: str) -> str:
    editor = service.commune.who(EDITOR)
    row = form.compose(service.desk, editor, service.commune.draft("2026-11-24T17:00", title=title))
    return submit(service.desk, editor, row.id).id


@pytest.mark.parametrize(("lang", "width"), EVERY)
def test_a_technician_looks_orders_and_hangs_a_box(service: Served, opens: Opens, lang: str, width: int):
    pass_time(service, 1)
    service.commune.world.devices["loa-cho-1"].power_off()
    pass_time(service, 3)
    with opens(TECHNICIAN) as one:
        one.open("/devices")
        expect(one.page.locator(".filters")).to_contain_text(one.word("standing-off"))
        one.field("roster-search").fill("cong cho")
        one.field("roster-search").press("Enter")
        one.look()
        one.page.get_by_role("link", name="Loa cổng chợ").click()
        one.look()
        one.sees("standing-off", "#now")
        one.open("/devices/map")
        a_test_tone(one)
        one.open("/incidents")
        add_a_box(service, one)
    service.commune.power_on("loa-cho-1")
    pass_time(service, 2)


def a_test_tone(one: Reader) -> None:
    one.open("/commands/new?device=loa-dong-1")
    one.page.get_by_role("radio", name=one.word("command-selftest"), exact=True).check()
    one.press("web-errand-send")
    one.page.wait_for_url("**/commands/*")
    one.look()
    expect(one.page.locator("main")).to_contain_text("Loa nhà văn hóa thôn Đông")


def add_a_box(service: Served, one: Reader) -> None:
    """Its label is read at the pole by the box itself; the page then tells which box hangs there."""
    one.open("/devices/new")
    name = f"Loa ngõ {one.lang} {one.page.viewport_size['width']}"  # type: ignore[index]
    one.field("web-add-name").fill(name)
    one.press("web-add-make")
    one.sees("web-codes-once", "[role=status]")
    one.look()
    code = one.page.locator("[name=code]").get_attribute("value")
    place = one.page.locator(".labels a").get_attribute("href") or ""
    claimed = service.client().post("/claim", json={"code": code, "nonce": "n" * 22, "hardware": "SN-7"})
    assert claimed.status_code == 200
    one.open(place)
    expect(one.page.locator("main")).to_contain_text("SN-7")


@pytest.mark.parametrize(("lang", "width"), EVERY)
def test_a_broadcast_is_moved_in_the_week(service: Served, opens: Opens, lang: str, width: int):
    """Dragged at a desk, by its form on a phone; looked at, proposed, taken back."""
    title, day = f"Thu gom rác {lang} {width}", 25 + EVERY.index((lang, width))
    service.commune.agree(service.commune.draft(f"2026-11-{day}T06:00", title=title, show_minutes=60))
    service.commune.work()
    with opens(EDITOR) as one:
        one.open(f"/areas/{XA}/plan?from=2026-11-23")
        if width == 1280:
            drag(one.page, title)
        else:
            here = one.page.get_by_role("row").filter(has_text=title).locator(".moving-here")
            here.locator("summary").first.click()
            here.get_by_label(one.word("moving-time")).fill("06:20")
            here.get_by_role("button", name=one.word("moving-look")).click()
        one.page.wait_for_url("**/moving?**")
        one.look()
        one.press("moving-propose")
        one.sees("moving-done", "[role=status]")
        one.look()
        one.press("moving-undo")
        expect(one.page.get_by_role("status")).to_have_count(0)


def drag(page: Page, title: str) -> None:
    event = page.locator("#calendar .ec-event", has_text=title)
    event.scroll_into_view_if_needed()
    box = event.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 20, box["y"] + 40, steps=4)
    page.mouse.move(box["x"] + 20, box["y"] + 42, steps=2)
    page.mouse.up()


@pytest.mark.parametrize(("lang", "width"), EVERY)
def test_residents_follow_live_hear_again_and_are_answered(
    service: Served, opens: Opens, tmp_path: Path, lang: str, width: int
):
    title, words = f"Xe tiêm phòng {lang} {width}", f"Loa rè {lang} {width}"
    with service.desk.store.write() as conn:
        areas.change(conn, XA, hours=OPEN)
        maker = users.by_login(conn, CHIEF)
        assert maker is not None
        positions.put(conn, Position("loa-dong-1", 21.3, 105.4, service.desk.now_ms(), maker.id))
    sound = keep_master(service.desk, tone(tmp_path / "notice.wav", seconds=30 + width / 100)).hash
    service.commune.agree(service.commune.draft("2026-11-26T17:00", title=title, sound=sound))
    pass_time(service, 2)
    with opens(EDITOR) as one:
        one.open("/residents")
        if one.page.get_by_role("button", name=one.word("residents-open")).count():
            one.press("residents-open")
        one.sees("residents-is-open", "#xa-tan-hoa")
        one.look()
        with one.page.expect_download() as poster:
            one.press("poster-print")
        assert Path(poster.value.path()).read_bytes().startswith(b"%PDF-")
    with opens("") as stranger:
        stranger.open(f"/xa/{XA}{'?lang=en' if lang == 'en' else ''}")
        somebody_speaks(service, stranger)
        played_at_once(service, stranger, title)
        answer_page = tells(stranger, title, words)
        with opens(EDITOR) as one:
            is_tied_and_answered(one, title, words)
        stranger.open(answer_page)
        expect(stranger.page.locator("main")).to_contain_text("Đã sửa, cảm ơn bà con.")


def come_back_to(one: Reader) -> None:
    """Who comes back to a page sees what is now, without loading it."""
    one.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def somebody_speaks(service: Served, one: Reader) -> None:
    """It stands there while it lasts, in the hamlet where it sounds."""
    leader = service.commune.who(APPROVER)
    talk = service.system.live.begin(service.desk, leader, leader.name, Wanted(("thon-dong",))).talk
    service.commune.run(10_000)
    come_back_to(one)
    one.sees("residents-air-talk", "[data-air]")
    expect(one.page.locator("[data-air]")).to_contain_text("Thôn Đông")
    one.look()
    service.system.live.end(service.desk, talk.id, APPROVER)
    service.commune.run(10_000)
    come_back_to(one)
    expect(one.page.locator("[data-air]")).to_have_text("")


def played_at_once(service: Served, one: Reader, title: str) -> None:
    """On the air first, then among what was told today, to be heard again."""
    with service.desk.store.read() as conn:
        row = next(one for one in announcements.below(conn, "/", limit=50) if one.title == title)
    order(service.desk, service.commune.who(APPROVER), Order("play", XA, announcement=row.id))
    service.commune.run(6_000, slice_ms=1_000)
    come_back_to(one)
    one.sees("residents-air-play", "[data-air]")
    expect(one.page.locator("[data-air]")).to_contain_text(title)
    pass_time(service, 4)
    come_back_to(one)
    expect(one.page.locator("[data-air]")).to_have_text("")
    today = one.page.locator("section[aria-labelledby=today]").locator("article").filter(has_text=title)
    one.page.reload()
    expect(today).to_contain_text(one.word("residents-time-sounded"))
    expect(today.locator("audio")).to_be_visible()


def tells(one: Reader, title: str, words: str) -> str:
    """Of this broadcast, from the horn that hangs nearest; where the answer will stand."""
    page = one.page
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 21.301, "longitude": 105.401})
    card = page.locator("section[aria-labelledby=today]").locator("article").filter(has_text=title)
    card.get_by_role("link", name=one.word("residents-tell-about")).click()
    expect(page.locator(".about")).to_contain_text(title)
    one.look()
    page.get_by_label(one.word("residents-kind-unclear")).check()
    one.press("residents-near")
    expect(page.locator("[data-near] output")).to_contain_text("Loa nhà văn hóa thôn Đông")
    one.field("residents-tell-words").fill(words)
    one.press("residents-tell-send")
    expect(page.get_by_role("heading", level=1)).to_contain_text(one.word("residents-told-title"))
    one.look()
    return page.url


def is_tied_and_answered(one: Reader, title: str, words: str) -> None:
    """From the message to the very broadcast, where it stands, too."""
    page = one.page
    one.open("/feedback")
    card = page.locator(".card").filter(has_text=words)
    expect(card).to_contain_text("Loa nhà văn hóa thôn Đông")
    expect(card).to_contain_text(title)
    told = page.url
    card.locator("a[href^='/sounded/']").click()
    expect(page.locator("#feedback")).to_contain_text(words)
    one.look()
    one.open(told)
    card.get_by_text(one.word("feedback-answer"), exact=True).click()
    card.get_by_label(one.word("feedback-answer-label")).fill("Đã sửa, cảm ơn bà con.")
    card.get_by_role("button", name=one.word("feedback-send")).click()
    one.sees("feedback-done-answered", "[role=status]")
    one.look()


@pytest.mark.parametrize(("lang", "width"), EVERY)
def test_people_are_invited_join_and_sign_in_with_two_steps(service: Served, opens: Opens, lang: str, width: int):
    with opens(CHIEF) as chief:
        chief.open("/people")
        chief.press("people-invite", "link")
        chief.look()
        chief.field("people-name").fill("Nguyễn Thị Lan")
        chief.press("people-invite-make")
        chief.look()
        link = chief.page.locator("#link").inner_text()
    with opens("") as guest:
        guest.open("/join/" + link.rpartition("/")[2])
        fill(guest.page, login=f"lan-{lang}-{width}", password=SECRET)
        guest.press("people-join-now")
        guest.page.wait_for_url("**/announcements")
        guest.look()
        guest.open("/me")
    with opens("") as guest:
        for _ in two_steps(guest.page, service.desk, f"hai-{lang}-{width}"):
            guest.look()


@pytest.mark.parametrize(("lang", "width"), EVERY)
def test_a_commune_from_nothing_to_its_first_test_that_sounded(
    chromium: Browser, tmp_path_factory: pytest.TempPathFactory, lang: str, width: int
):
    with (
        newborn(tmp_path_factory.mktemp("first")) as (service, link),
        reading(chromium, service, "", lang, width) as chief,
    ):
        for _ in first_day(chief.page, link):
            chief.look()
        chief.open("/start")
        chief.press("practice-end")
        chief.field("start-names").fill("Thôn Đông\nThôn Đoài")
        chief.press("start-hamlets-add", within="#step-hamlets form")
        chief.sees("start-done", "#step-hamlets")
        fill(chief.page, hours="03:00-23:00")
        chief.press("people-save", within="#step-hours")
        chief.sees("start-done", "#step-hours")
        hang_a_box(service, chief)
        with reading(chromium, service, "", lang, width) as editor:
            join(editor, invite(chief, "editor"), "bientap")
        joins = invite(chief, "approver")
        choose_a_voice(chief)
        chief.sees("start-test-no-leader", "#step-test")
        with reading(chromium, service, "", lang, width) as leader:
            join(leader, joins, "lanhdao")
            chief.open("/start")
            chief.press("start-test-send")
            chief.sees("start-test-waits", "#step-test")
            chief.look()
            leader.open("/inbox")
            leader.press("web-approve")
            leader.sees("inbox-you-approved", "[role=status]", title="Phát thử loa")
        chief.sees("start-test-comes", "#step-test")
        pass_time(service, 8)
        chief.sees("start-test-heard", "#step-test")
        expect(chief.page.locator("#step-test")).to_contain_text("Loa nhà văn hóa")
        chief.sees("start-done", "#step-test h2")
        chief.sees("start-all-done")
        chief.look()


def join(guest: Reader, link: str, login: str) -> None:
    guest.open(link)
    fill(guest.page, login=login, name="Trần Văn Bình", password=SECRET)
    guest.press("people-join-now")
    guest.page.wait_for_url("**/announcements")


def hang_a_box(service: Served, chief: Reader) -> None:
    """Its place is entered, its label printed; with power and network the box claims it and is heard."""
    chief.open("/start")
    chief.press("web-add-device", "link")
    chief.field("web-add-name").fill("Loa nhà văn hóa")
    chief.press("web-add-make")
    chief.sees("web-codes-once", "[role=status]")
    code = chief.page.locator("[name=code]").get_attribute("value")
    told = service.client().post("/claim", json={"code": code, "nonce": "n" * 22, "hardware": "SN-1"})
    service.commune.world.add(identity.read(told.raise_for_status().content)).power_on()
    service.commune.welcome()
    pass_time(service, 2)


def choose_a_voice(chief: Reader) -> None:
    """It says the commune's own name before it is kept."""
    chief.open("/start")
    chief.press("start-voice-choose", "link")
    expect(chief.field("start-voice-sentence")).to_have_value(re.compile("Xã Tân Hòa"))
    chief.look()
    chief.page.locator("#speed").fill("85")
    chief.press("start-voice-hear", within="main .row")
    expect(chief.page.locator("#heard audio")).to_have_js_property("error", None)
    expect(chief.page.locator("#speed")).to_have_value("85")
    chief.look()
    chief.press("start-voice-save")
    chief.sees("start-done", "#step-voice")


def invite(chief: Reader, role: str) -> str:
    chief.open("/start")
    chief.press("people-invite", "link")
    chief.field("people-name").fill("Trần Văn Bình")
    chief.page.locator(f"[name=role][value={role}]").check()
    chief.press("people-invite-make")
    return "/join/" + chief.page.locator("#link").inner_text().rpartition("/")[2]
