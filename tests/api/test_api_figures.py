"""A month in figures: counted from rows, the same on the page, for programs and in spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from controller.broadcast.cancel import cancel
from controller.logbook.figures_sheet import plain
from controller.store import talks
from controller.store.tables import deliveries
from controller.store.talks import Talk
from tests.path.joined import MINUTE, keep_master
from tests.path.path_sounds import tone
from tests.serving import APPROVER, EDITOR, Served, served

FIGURES = "/api/v1/statistics"
AFTER = 1_795_300_200_000 + 3 * 86_400_000
"""Wednesday 2026-11-25, 05:30."""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Three daily broadcasts of which one hamlet missed one, an urgent one that was cancelled, and a talk."""
    with served(tmp_path_factory.mktemp("service")) as made:
        commune = made.commune
        sound = keep_master(commune.desk, tone(Path(tmp_path_factory.mktemp("sounds")) / "a.wav", seconds=60)).hash
        daily = commune.agree(
            commune.draft("2026-11-22T05:30", title="Bản tin", sound=sound, page=False, rrule="FREQ=DAILY;COUNT=3")
        )
        gone = commune.agree(commune.draft("2026-11-22T17:00", title="Họp", sound=sound, klass="priority"))
        commune.work()
        cancel(made.desk, commune.who(APPROVER), gone.id, "hoãn")
        with made.desk.store.write() as conn:
            mine = deliveries.c.subject.startswith(f"{daily.id}.")
            conn.execute(update(deliveries).where(mine).values(rung="finished"))
            dark = (
                deliveries.c.subject == f"{daily.id}.20261124t0530",
                deliveries.c.device.in_(("loa-dong-1", "loa-dong-2")),
            )
            conn.execute(update(deliveries).where(*dark).values(rung="missed", reason="dark"))
            now = made.desk.now_ms()
            ended = now + 5 * MINUTE
            talks.add(
                conn,
                Talk("c-a", ["xa-tan-hoa"], "normal", "Bình", None, now, now, now, 9 * MINUTE, 70, ended_ms=ended),
            )
        commune.desk.clock.shift = AFTER - commune.now  # type: ignore[attr-defined]
        yield made


def test_counted_by_class_place_and_reason(service: Served):
    told = service.client(APPROVER).get(FIGURES).raise_for_status().json()
    assert told["month"] == "2026-11"
    normal, urgent = told["classes"]["normal"], told["classes"]["priority"]
    assert (normal["due"], normal["gone"], normal["air_ms"]) == (3, 0, 180_000)
    assert (normal["speakers"]["good"], normal["speakers"]["bad"]) == (16, 2)
    assert (urgent["due"], urgent["gone"], urgent["air_ms"]) == (1, 1, 0)
    assert told["places"]["thon-dong"] == {"good": 4, "bad": 2, "open": 0, "reasons": {"dark": 2}}
    assert told["reasons"] == {"dark": 2}
    assert told["spoken"] == {"talks": 1, "air_ms": 5 * MINUTE, "alerts": 0}


def test_another_month_is_empty_and_what_is_none_is_refused(service: Served):
    client = service.client(EDITOR)
    assert client.get(FIGURES, params={"month": "2026-10"}).json()["classes"]["normal"]["due"] == 0
    for month in ("2026-13", "2026-00", "0001-01", "thang 11", "9999-99"):
        assert client.get(FIGURES, params={"month": month}).status_code == 422
        assert "Không hiểu ngày giờ" in client.get("/statistics", params={"month": month}).text
    assert service.client().get(FIGURES).status_code == 401


def test_the_page_shows_tables_and_bars(service: Served):
    page = service.client(APPROVER).get("/statistics").text
    assert "tháng 11/2026" in page
    assert "Phút phát sóng mỗi ngày (nhiều nhất 1 phút)" in page
    assert page.count("<rect ") == 30
    assert "89 %" in page  # 16 of 18
    assert "mất điện lúc phải bắt đầu" in page
    assert page.index("Thôn Đông") < page.index("Thôn Đoài")  # the worst first


def test_spreadsheets_hold_numbers_and_no_formulas(service: Served):
    client = service.client(APPROVER)
    book = load_workbook(io.BytesIO(client.get("/statistics/month.xlsx").content))
    assert [page.title for page in book][:2] == ["Theo loại tin", "Theo thôn, xóm"]
    assert [cell.value for cell in book.worksheets[0][4]] == ["Thông thường", 3, 0, 3, 16, 18, 89]
    answer = client.get(f"{FIGURES}/month.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert ["Thông thường", "3", "0", "3", "16", "18", "89"] in rows
    assert [plain(text) for text in ("=1+1", "-2", "@x", "a")] == ["'=1+1", "'-2", "'@x", "a"]
