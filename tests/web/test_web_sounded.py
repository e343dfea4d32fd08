"""“Did it sound?”: what failed comes first, with why and with a button that helps; each tap orders once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import select, update

from controller.logbook.remedy import RIGHTS, remedies
from controller.store import deliveries as ladders
from controller.store import positions
from controller.store.positions import Position
from controller.store.tables import commands, deliveries
from controller.web import announcement_view, sounded_view
from tests.path.joined import MINUTE, MORNING, keep_master
from tests.path.path_sounds import tone
from tests.serving import APPROVER, EDITOR, TECHNICIAN, Served, served
from tests.web.test_web_browser import DESKTOP, fits, opened
from tests.web.test_web_every_page import faults

DARK, DEAF, LATE = "loa-dong-1", "loa-dong-2", "loa-doai-1"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Five past the end of the morning's broadcast, within the hours."""
    with served(tmp_path_factory.mktemp("service"), MORNING - 10 * MINUTE) as made:
        yield made


@pytest.fixture(scope="module")
def subject(service: Served, tmp_path_factory: pytest.TempPathFactory) -> str:
    """One box was dark, one is deaf, one says nothing; the others sounded."""
    commune = service.commune
    sound = keep_master(commune.desk, tone(Path(tmp_path_factory.mktemp("sounds")) / "a.wav", seconds=20)).hash
    row = commune.agree(commune.draft("2026-11-22T05:30", title="Lịch cắt điện", sound=sound, rrule="FREQ=DAILY"))
    commune.work()
    subject = f"{row.id}.20261122t0530"
    commune.run(20 * MINUTE, slice_ms=5 * MINUTE)
    mine = deliveries.c.subject == subject
    at = {"sent_ms": MORNING - MINUTE, "held_ms": MORNING - MINUTE, "ready_ms": MORNING - MINUTE}
    with service.desk.store.write() as conn:
        good = {"started_ms": MORNING, "sounded_ms": MORNING + 1_000, "ended_ms": MORNING + 20_000}
        conn.execute(update(deliveries).where(mine).values(rung="finished", reason="", **at, **good))
        for box, rung, reason in ((DARK, "missed", "dark"), (DEAF, "failed", "unheard"), (LATE, "sent", "")):
            gone = dict.fromkeys(("held_ms", "ready_ms", "started_ms", "sounded_ms", "ended_ms"))
            conn.execute(
                update(deliveries).where(mine, deliveries.c.device == box).values(rung=rung, reason=reason, **gone)
            )
    return subject


def orders(service: Served) -> Counter[tuple[str, str]]:
    """Counted, without an order: the clock stands, so all of them were made in the same millisecond."""
    with service.desk.store.read() as conn:
        return Counter((kind, scope) for kind, scope in conn.execute(select(commands.c.kind, commands.c.scope)).all())


def test_the_table_of_remedies_knows_its_rights():
    for reason in ("dark", "unheard", "outside-hours", "", "new-in-2030"):
        for silent in (True, False):
            assert all(name in RIGHTS for name in remedies(reason, silent=silent))
    assert remedies("outside-hours", silent=False) == ()


def test_the_ladder_counts_and_failures_come_first(service: Served, subject: str):
    page = service.client(APPROVER).get(f"/sounded/{subject}").text
    heads = ["Không phát được (2)", "Quá giờ mà chưa báo về (1)", "Phát tốt (5)"]
    at = [page.index(head) for head in heads]
    assert at == sorted(at)
    for step in ("8/8", "5/8"):
        assert f"<b>{step}</b>" in page
    assert "mất điện lúc phải bắt đầu" in page
    assert f'href="/sounded/{subject}"' in service.client(EDITOR).get("/history").text
    assert (
        f'href="/sounded/{subject}"' in service.client(EDITOR).get(f"/announcements/{subject.partition('.')[0]}").text
    )


def test_only_who_may_has_the_buttons(service: Served, subject: str):
    def buttons(login: str) -> str:
        return service.client(login).get(f"/sounded/{subject}").text

    assert 'value="again"' in buttons(APPROVER)
    assert 'value="selftest"' not in buttons(APPROVER)
    assert 'value="selftest"' in buttons(TECHNICIAN)
    assert 'value="again"' not in buttons(TECHNICIAN)
    assert "/mend" not in buttons(EDITOR).replace('action="/sounded', "") or 'name="do"' not in buttons(EDITOR)
    answer = service.client(EDITOR).post(f"/sounded/{subject}/mend", data={"do": "again", "device": DARK})
    assert answer.status_code == 403


def test_what_cannot_be_is_refused(service: Served, subject: str):
    client = service.client(APPROVER)
    for name in ("khac.20261122t0530", "c-khac", "x" * 200, "%00"):
        assert client.get(f"/sounded/{name}").status_code == 404
        assert client.post(f"/sounded/{name}/mend", data={"do": "again"}).status_code == 404
    assert client.post(f"/sounded/{subject}/mend", data={"do": "explode"}).status_code == 422
    assert client.post(f"/sounded/{subject}/mend", data={"do": "again", "device": "loa-khac"}).status_code == 404
    assert service.client().get(f"/sounded/{subject}").headers["location"].startswith("/sign-in")


def test_a_tap_orders_once(service: Served, subject: str):
    client, before = service.client(APPROVER), orders(service)
    wanted = {"do": "again", "device": DARK}
    first = client.post(f"/sounded/{subject}/mend", data=wanted)
    assert "Đã gửi lệnh tới 1 thiết bị" in client.get(first.headers["location"]).text
    second = client.post(f"/sounded/{subject}/mend", data=wanted)
    assert "vừa được gửi rồi" in client.get(second.headers["location"]).text
    assert orders(service) - before == Counter({("play", DARK): 1})
    client.post(f"/sounded/{subject}/mend", data={"do": "again"})
    assert orders(service) - before == Counter({("play", DARK): 1, ("play", DEAF): 1})


def test_programs_tap_the_same_buttons(service: Served, subject: str):
    """After a tap on the page, which orders it once for both."""
    client, path, before = service.client(TECHNICIAN), f"/api/v1/logbook/{subject}/mend", orders(service)
    asked = client.post(path, json={"kind": "report", "devices": [DARK]})
    assert (asked.status_code, asked.json()) == (202, {"ordered": 1})
    assert client.post(path, json={"kind": "report", "devices": [DARK]}).json() == {"ordered": 0}
    assert orders(service) - before == Counter({("report", DARK): 1})
    assert client.post(path, json={"kind": "explode"}).status_code == 422
    assert client.post(path, json={"kind": "report", "devices": ["loa-khac"]}).status_code == 404
    assert client.post("/api/v1/logbook/c-khac/mend", json={"kind": "report"}).status_code == 404
    assert service.client(EDITOR).post(path, json={"kind": "selftest"}).status_code == 403


def test_it_can_be_read_by_everybody_and_follows_by_itself(chromium, service: Served, subject: str):
    with service.desk.store.write() as conn:
        for number, box in enumerate((DARK, LATE)):
            maker = service.commune.who(TECHNICIAN).user_id
            positions.put(conn, Position(box, 21.3 + number / 100, 105.4, service.desk.now_ms(), maker))
    page = opened(chromium, service, TECHNICIAN)
    page.goto(f"/sounded/{subject}")
    fits(page)
    assert faults(page) == []
    page.set_viewport_size(DESKTOP)
    fits(page)
    expect(page.locator("#sounded")).to_contain_text("Quá giờ mà chưa báo về (1)")
    mine = (deliveries.c.subject == subject, deliveries.c.device == LATE)
    with service.desk.store.write() as conn:
        conn.execute(update(deliveries).where(*mine).values(rung="finished"))
    service.desk.bus.say("delivery", subject=subject, device=LATE, rung="finished")
    expect(page.locator("#sounded")).to_contain_text("Phát tốt (6)")
    expect(page.locator("[data-sounded-map]")).to_have_attribute("data-drawn", f"{LATE}:good {DARK}:failed")


def test_of_very_many_boxes_the_first_are_shown_and_places_counted(
    service: Served, subject: str, monkeypatch: pytest.MonkeyPatch
):
    """With bounds of one, the sample commune is a crowd."""
    with service.desk.store.read() as conn:
        count = len(ladders.of_subject(conn, subject))
        (first,) = ladders.foremost(conn, [subject], 1)
    assert (count > 1, first.rung) == (True, "missed")
    monkeypatch.setattr(sounded_view, "CROWD", 1)
    monkeypatch.setattr(sounded_view, "PAGE", 1)
    client, seen, ways = service.client(EDITOR), set(), [f"/sounded/{subject}"]
    for way in ways:  # one leads to the next, without a script, until every box was seen
        page = client.get(way).text
        assert "box-dot wide" in page
        assert page.count('id="box-') < count
        seen |= set(re.findall(r'id="box-([\w-]+)"', page))
        further = map(unescape, re.findall(r'href="(/sounded/[^"]+group=[^"]+)"', page))
        ways += [one for one in further if one not in ways]
    assert len(seen) == count
    assert client.get(f"/sounded/{subject}?group=good&skip=999999").status_code == 200
    monkeypatch.setattr(announcement_view, "SHOWN_DEVICES", 1)
    told = client.get(f"/announcements/{subject.split('.', maxsplit=1)[0]}").text
    assert f"Còn {count - 1} nơi khác" in told
    assert first.device in told
