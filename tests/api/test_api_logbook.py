"""The station's book: looked up by every filter, read page by page, on paper and as a spreadsheet."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pypdfium2
import pytest
from openpyxl import load_workbook
from sqlalchemy import insert, update

from controller.broadcast.cancel import cancel
from controller.store import talks
from controller.store.tables import commands, deliveries
from controller.store.talks import Talk
from tests.path.joined import DAY, HOUR
from tests.serving import APPROVER, CHIEF, EDITOR, Served, served

BOOK = "/api/v1/logbook"
DAYS = {"since": "2026-11-20", "until": "2026-12-20"}
HOSTILE = '=HYPERLINK("http://x","Bấm")'


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A station with a morning that went wrong in one hamlet, a cancelled notice, a talk, and what is still to come."""
    with served(tmp_path_factory.mktemp("service")) as made:
        commune = made.commune
        agree, draft = commune.agree, commune.draft
        good = agree(draft("2026-11-23T17:00", title="Tiêm phòng cho trẻ em", klass="priority"))
        bad = agree(draft("2026-11-24T17:00", title=HOSTILE, areas=("thon-dong",), text="<b>Cắt điện</b>"))
        gone = agree(draft("2026-11-25T17:00", title="Họp thôn"))
        agree(draft("2026-11-26T17:00", title="Bản tin chiều", rrule="FREQ=DAILY;COUNT=5"))
        commune.work()
        cancel(made.desk, commune.who(APPROVER), gone.id, "hoãn")
        with made.desk.store.write() as conn:
            ends(conn, f"{good.id}.20261123t1700", "finished", "")
            ends(conn, f"{bad.id}.20261124t1700", "missed", "dark")
            now = made.desk.now_ms()
            talks.add(conn, Talk("c-talk", ["xa-tan-hoa"], "normal", "Trần Văn Bình", None, now, now, now, HOUR, 70))
            order = {"id": "c-play", "kind": "play", "scope": "loa-dong-1", "scope_kind": "device", "expires_ms": now}
            order |= {"body": {"announcement": good.id}, "maker": commune.who(CHIEF).user_id, "created_ms": now - DAY}
            conn.execute(insert(commands), order)
        yield made


def ends(conn, subject: str, rung: str, reason: str) -> None:
    conn.execute(update(deliveries).where(deliveries.c.subject == subject).values(rung=rung, reason=reason))


def found(service: Served, **asked: str) -> list[str]:
    answer = service.client(EDITOR).get(BOOK, params=DAYS | {"limit": "200"} | asked)
    return [one["title"] for one in answer.raise_for_status().json()["lines"]]


def test_all_that_sounded_or_should_have_stands_in_one_order(service: Served):
    assert found(service)[-6:] == [
        "Bản tin chiều",
        "Họp thôn",
        HOSTILE,
        "Tiêm phòng cho trẻ em",
        "Nói trực tiếp: Trần Văn Bình",
        "Phát ngay: Tiêm phòng cho trẻ em",
    ]


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ({"outcome": "sounded"}, ["Tiêm phòng cho trẻ em"]),
        ({"outcome": "failed"}, [HOSTILE]),
        ({"outcome": "nowhere"}, [HOSTILE]),
        ({"outcome": "cancelled"}, ["Họp thôn"]),
        ({"outcome": "ahead", "words": "chieu"}, ["Bản tin chiều"] * 5),
        ({"class": "priority"}, ["Tiêm phòng cho trẻ em", "Phát ngay: Tiêm phòng cho trẻ em"]),
        ({"words": "tiem PHONG"}, ["Tiêm phòng cho trẻ em", "Phát ngay: Tiêm phòng cho trẻ em"]),
        ({"words": "cắt điện <b>"}, [HOSTILE]),
        ({"words": "binh"}, ["Nói trực tiếp: Trần Văn Bình"]),
        ({"words": "không có"}, []),
        ({"until": "2026-11-23", "since": "2026-11-23"}, ["Tiêm phòng cho trẻ em"]),
    ],
)
def test_each_filter_finds_its_lines(service: Served, asked: dict[str, str], titles: list[str]):
    assert found(service, **asked) == titles


def test_by_area_and_by_who_agreed(service: Served):
    assert HOSTILE not in found(service, area="thon-doai")
    assert HOSTILE in found(service, area="thon-dong")
    chief, leader = (service.commune.who(login).user_id for login in (CHIEF, APPROVER))
    assert found(service, approver=chief) == ["Phát ngay: Tiêm phòng cho trẻ em"]
    assert len(found(service, approver=leader)) == 8


def test_page_by_page_each_line_comes_once(service: Served):
    client, asked = service.client(EDITOR), DAYS | {"limit": "3"}
    page = client.get(BOOK, params=asked).json()
    seen = [one["id"] for one in page["lines"]]
    while page["next"] is not None:
        page = client.get(BOOK, params=asked | {"before": page["next"]}).json()
        assert len(page["lines"]) <= 3
        seen += [one["id"] for one in page["lines"]]
    assert len(seen) == len(set(seen)) == len(found(service))


def test_a_line_says_where_it_did_not_sound_and_why(service: Served):
    (line,) = service.client(EDITOR).get(BOOK, params=DAYS | {"outcome": "nowhere"}).json()["lines"]
    assert line["result"] == "0/1 bảng"
    assert line["note"] == "1 nơi mất điện lúc phải bắt đầu"
    assert line["look"] == "bad"
    assert line["boards"]["reasons"] == {"dark": 1}
    assert (line["maker"], line["approver"]) == ("Nguyễn Thị Hạnh", "Trần Văn Bình")
    english = service.client(EDITOR).get(BOOK, params=DAYS | {"outcome": "nowhere"}, headers={"accept-language": "en"})
    assert english.json()["lines"][0]["result"] == "0 of 1 boards"


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"outcome": "x"}, 422),
        ({"class": "x"}, 422),
        ({"area": "tinh-khac"}, 404),
        ({"before": "x"}, 422),
        ({"before": "9" * 30 + "-a"}, 422),
        ({"since": "2026-12-21"}, 422),
        ({"since": "hôm qua"}, 422),
        ({"since": "1500-01-01", "until": "1500-01-02"}, 422),
        ({"limit": "0"}, 422),
        ({"words": "\x00'; drop table users"}, 200),
    ],
)
def test_what_cannot_be_asked_is_refused(service: Served, asked: dict[str, str], status: int):
    assert service.client(EDITOR).get(BOOK, params=DAYS | asked).status_code == status
    assert service.client(EDITOR).get("/history", params=DAYS | asked).status_code == 200
    assert service.client().get(BOOK).status_code == 401


def test_on_paper_with_numbered_columns_signatures_and_page_numbers(service: Served):
    answer = service.client(APPROVER).get("/history/book.pdf", params=DAYS)
    assert answer.headers["content-type"] == "application/pdf"
    assert 'filename="so-nhat-ky-2026-11-20-2026-12-20.pdf"' in answer.headers["content-disposition"]
    text = words_of(answer.content)
    for words in ("ỦY BAN NHÂN DÂN XÃ TÂN HÒA", "SỔ NHẬT KÝ PHÁT THANH", "(9)", "Ký, ghi rõ họ tên", "Trang 1"):
        assert words in text
    assert text.index("Phát ngay") < text.index("HYPERLINK") < text.index("Bản tin chiều")
    assert "Cộng 10 lượt: 1 phát tốt" in text


def test_in_a_spreadsheet_words_stay_words(service: Served):
    answer = service.client(APPROVER).get(f"{BOOK}/book.xlsx", params=DAYS)
    page = load_workbook(io.BytesIO(answer.content)).active
    cells = {cell.value: cell for row in page.iter_rows() for cell in row if cell.value is not None}
    assert cells[HOSTILE].data_type == "s"
    assert cells[HOSTILE].quotePrefix
    assert cells[1].data_type == "n"
    assert page.auto_filter.ref == "A5:I15"


def test_a_book_that_nobody_would_print_is_refused(service: Served, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("controller.logbook.reading.MOST_AT_ONCE", 3)
    answer = service.client(APPROVER).get("/history/book.pdf", params=DAYS)
    assert answer.status_code == 422
    assert "Hãy chọn khoảng ngày ngắn hơn" in answer.text


def test_the_page_shows_filters_lines_and_the_way_on(service: Served, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("controller.web.routes.history.PAGE", 2)
    client = service.client(EDITOR)
    page = client.get("/history", params=DAYS | {"words": "tiem phong"}).text
    assert page.count('<th scope="row">') == 2
    assert "&lt;b&gt;" not in page
    page = client.get("/history", params=DAYS).text
    assert "Cũ hơn →" in page
    assert 'href="/history/book.pdf?since=2026-11-20&amp;until=2026-12-20"' in page
    wrong = client.get("/history", params=DAYS | {"outcome": "x", "before": "y"})
    assert "Không có dòng nào khớp" in wrong.text


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
