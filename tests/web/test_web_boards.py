"""How a notice stands on boards: chosen in the form, seen in it and by who agrees, dot by dot what boards will get."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

from controller.broadcast.board import Board, noticed, panel_of
from controller.broadcast.trials import Trials
from controller.ports import Notice
from controller.press import Press
from controller.press.samples import landscape
from controller.store.plates import Plate
from controller.web.board_form import Typed, choice_of, of_row
from devices.profiles import profile
from tests.papers.papers_made import typed
from tests.press.press_boards import PANELS
from tests.press.press_films import made_film
from tests.serving import APPROVER, CHIEF, EDITOR, Served
from tests.web.test_web_forms import FORM, browser, send, text

TABLE = {"template": "table", "table": "Hàng\tGiá\r\nGạo\t15.000 đ/kg"}
EVERYWHERE = FORM | {"areas": ["xa-tan-hoa"]}
FILMS = re.compile(r'name="film" value="([0-9a-f]{64})"')
PICTURES = re.compile(r'src="(/boards/[0-9a-f]{64}\.png)"')


@pytest.fixture(scope="module")
def editor(service: Served) -> httpx.Client:
    return browser(service, EDITOR)


def seen(editor: httpx.Client, **changes: Any) -> httpx.Response:
    answer = editor.post("/announcements/boards", data=EVERYWHERE | changes)
    assert answer.status_code == 200
    return answer


def test_a_form_shows_every_kind_of_board_in_its_audience_exactly(service: Served, editor: httpx.Client):
    answer = seen(editor, **TABLE)
    assert "Bảng 192 × 64 điểm Bảng LED cổng UBND" in text(answer)
    assert "Bảng 1920 × 1080 điểm Màn hình nhà văn hóa" in text(answer)
    notice = noticed(
        service.desk,
        FORM["title"],  # type: ignore[arg-type]
        FORM["text"],  # type: ignore[arg-type]
        "normal",
        Board("table", {"table": "Hàng | Giá\nGạo | 15.000 đ/kg"}),
        Plate("Xã Tân Hòa"),
    )
    panels = (PANELS[name] for name in ("led-192x64-rg", "screen-1920x1080"))
    wanted = [page.png for panel in panels for page in Press().pages(notice, panel)]
    found = PICTURES.findall(answer.text)
    assert [editor.get(f"{one}?plain=1").content for one in found] == wanted
    with Image.open(io.BytesIO(editor.get(found[0]).content)) as lamps:
        assert lamps.size == (192 * 6, 64 * 6)
    assert editor.get(found[-1]).content == wanted[-1]
    assert service.client().get(found[0]).status_code == 303
    assert editor.get(f"/boards/{'0' * 64}.png").status_code == 404
    assert editor.get("/boards/x.png").status_code == 404


def test_what_is_worth_knowing_or_wrong_stands_beside_the_board(editor: httpx.Client):
    assert "không đủ chỗ cho mã QR" in text(seen(editor, template="code", link="https://x.vn/1"))
    assert "không vẽ được các ký tự sau: 🙂" in text(seen(editor, title="Họp 🙂"))
    assert "cần thêm: bảng" in text(seen(editor, template="table"))
    assert "đọc hết trong" in text(seen(editor, text="Họp thôn bàn việc làm đường. " * 12))
    assert "Chưa có gì để xem" in text(seen(editor, title=" "))
    assert "Chưa có gì để xem" in text(seen(editor, page=""))
    assert "Màn hình nhà văn hóa" in text(seen(editor, areas=[]))  # nobody chosen yet: all of one's own


def test_a_form_that_names_another_file_shows_none(service: Served, editor: httpx.Client):
    sound = service.desk.shelf.put(b"fLaC" + bytes(100))
    for name in (sound, "../../../../etc/hostname", "0" * 64, "x"):
        answer = seen(editor, template="poster", caption="Lễ hội", picture=name)
        assert "cần thêm: ảnh" in text(answer)
        assert not PICTURES.findall(answer.text)


def test_without_a_script_a_button_shows_the_boards(editor: httpx.Client):
    answer = send(editor, "/announcements/new", EVERYWHERE | TABLE | {"do": "see"})
    assert len(PICTURES.findall(answer.text)) >= 2
    assert 'value="table" data-takes="table ticker" checked' in answer.text
    assert "Gạo | 15.000 đ/kg" in answer.text


def test_what_was_typed_for_another_template_is_not_in_the_way(service: Served, editor: httpx.Client):
    saved = send(editor, "/announcements/new", EVERYWHERE | TABLE | {"caption": "Chợ", "link": "ftp://x", "do": "save"})
    assert "Đã lưu." in text(saved)
    assert "Mẫu trang: Bảng số liệu" in text(saved)
    leader = browser(service, APPROVER).get(saved.url.path)
    assert PICTURES.findall(leader.text) == PICTURES.findall(saved.text) != []
    edit = editor.get(f"{saved.url.path}/edit")
    assert "Gạo | 15.000 đ/kg" in edit.text
    assert "ftp://x" not in edit.text


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"template": "table"}, "table", "cần thêm: bảng"),
        ({"template": "code", "link": "tanhoa.vn"}, "link", "https:// hoặc http://"),
        ({"template": "menu"}, "template", "Không có mẫu trang nào tên là “menu”"),
        (TABLE | {"klass": "emergency"}, "template", "luôn hiện theo một mẫu riêng"),
        ({"ticker": "🙂"}, "ticker", "không vẽ được các ký tự sau: 🙂"),
        ({"template": "poster", "caption": "Chợ", "across": "left"}, "across", "Hãy nhập một số"),
    ],
)
def test_a_mistake_stands_beside_its_field(editor: httpx.Client, changes: dict[str, str], field: str, says: str):
    answer = send(editor, "/announcements/new", EVERYWHERE | changes | {"do": "save"})
    assert answer.status_code in (404, 422)
    (beside,) = re.findall(rf'id="{field}-wrong-1">(.*?)</p>', answer.text, re.DOTALL)
    assert says in beside
    assert "Họp thôn Đông" in answer.text


def test_a_photo_is_sent_kept_and_dropped_with_the_form(editor: httpx.Client):
    body = io.BytesIO()
    landscape().save(body, "JPEG")
    poster = EVERYWHERE | {"template": "poster", "caption": "Lễ hội", "across": "30", "down": "80", "do": "save"}
    files = {"picture_file": ("Lễ hội.jpg", body.getvalue(), "image/jpeg")}
    saved = editor.post("/announcements/new", data=poster, files=files)
    assert "Đã lưu." in text(saved)
    edit = editor.get(f"{saved.url.path}/edit").text
    (hash,) = re.findall(r'name="picture" value="([0-9a-f]{64})"', edit)
    assert 'name="across" min="0" max="100" step="5" value="30"' in edit
    assert editor.get(f"/media/{hash}").status_code == 200
    bad = editor.post(
        f"{saved.url.path}/edit",
        data=poster | {"picture": hash, "edition": "1"},
        files={"picture_file": ("x.gif", b"GIF89a" + bytes(40), "image/gif")},
    )
    assert "Tệp ảnh bị hỏng" in text(bad)
    assert f'value="{hash}"' in bad.text
    none = send(editor, f"{saved.url.path}/edit", poster | {"picture": hash, "no_picture": "1", "edition": "1"})
    assert "cần thêm: ảnh" in text(none)


def test_a_film_is_sent_kept_named_where_it_cannot_be_played_and_dropped(
    service: Served, editor: httpx.Client, tmp_path: Path
):
    made_film(tmp_path / "x.mp4", 1)
    here = FORM | {"areas": ["thon-dong"], "do": "save"}
    files = {"film_file": ("Lễ hội.mp4", (tmp_path / "x.mp4").read_bytes(), "video/mp4")}
    refused = editor.post("/announcements/new", data=here | {"areas": ["xa-tan-hoa"]}, files=files)
    (beside,) = re.findall(r'id="film_file-wrong-1">(.*?)</p>', refused.text, re.DOTALL)
    assert "1 bảng không chiếu được phim: Bảng LED cổng UBND" in beside
    (hash,) = FILMS.findall(refused.text)  # not to be sent again
    film = {"film": hash}
    looks = seen(editor, **film).text
    led, screen = looks.split("<figure")[1:]
    assert "Bảng này không chiếu được phim" in led
    assert "<video" not in led
    assert f'src="/media/{hash}#t=0,1"' in screen
    assert "Phim, chiếu sau các trang · 1 giây" in screen
    saved = send(editor, "/announcements/new", here | film)
    assert "Đã lưu." in text(saved)
    assert f'src="/media/{hash}#t=0,1"' in saved.text
    there = f"{saved.url.path}/edit"
    reader = browser(service, EDITOR)
    reader.cookies.set("tl_language", "en")
    edit = reader.get(there)
    assert FILMS.findall(edit.text) == [hash]
    assert "The film in use" in edit.text
    broken = {"film_file": ("x.mp4", b"RIFF" + bytes(900), "video/mp4")}
    bad = reader.post(there, data=here | film | {"edition": "1"}, files=broken)
    (beside,) = re.findall(r'id="film_file-wrong-1">(.*?)</p>', bad.text, re.DOTALL)
    assert "Only MP4 films are taken" in beside
    assert FILMS.findall(bad.text) == [hash]
    dropped = send(editor, there, here | film | {"no_film": "1", "edition": "1"})
    assert "Đã lưu." in text(dropped)
    assert "<video" not in dropped.text
    assert FILMS.findall(editor.get(there).text) == []
    assert "<video" not in seen(editor, film="../" + "0" * 61).text


def test_what_runs_is_on_the_page_as_a_strip_and_its_speed(service: Served, editor: httpx.Client):
    page = seen(editor, ticker="Nước lên nhanh, không qua ngầm tràn. " * 3).text
    led, screen = page.split("<figure")[1:]
    notice = noticed(
        service.desk,
        FORM["title"],  # type: ignore[arg-type]
        FORM["text"],  # type: ignore[arg-type]
        "normal",
        Board(None, {"ticker": "Nước lên nhanh, không qua ngầm tràn. " * 3}),
        Plate("Xã Tân Hòa"),
    )
    for found, name in ((led, "led-192x64-rg"), (screen, "screen-1920x1080")):
        (strip,) = Press().pages(notice, panel_of(profile(name)))[0].strips
        source, speed, steady = re.findall(r'<canvas.*?data-source="(.*?)".*?data-speed="(\d+)"(.*?)>', found)[0]
        assert editor.get(source).content == strip.png
        assert int(speed) == strip.speed
        assert 'data-steady="1"' in steady
        assert "data-pause" in found  # whatever runs can be stopped
    assert "<canvas" not in seen(editor).text


def test_only_the_newest_trials_are_kept_and_each_is_made_once():
    press = Press()
    trials = Trials(most_bytes=1)
    one, other = (Notice(title, "Sáng nay", "Xã", "normal", "X") for title in ("Họp", "Chợ"))
    first = trials.of(press, one, PANELS["led-64x32-red"])
    assert trials.of(press, one, PANELS["led-64x32-red"]) is first
    assert trials.picture(first.pages[0].hash)
    second = trials.of(press, other, PANELS["led-64x32-red"])
    assert trials.picture(first.pages[0].hash) is None
    assert trials.picture(second.pages[0].hash)
    refused = trials.of(press, Notice("🙂", "", "Xã", "normal", "X"), PANELS["led-64x32-red"]).refused
    assert refused is not None
    assert refused.code == "text-letters"


def test_share_of_time_and_film_stay_when_the_form_is_sent_again():
    kept: dict[str, Any] = {"template": None, "words": {}, "film": "a" * 64, "share": 4}
    assert choice_of(of_row(kept), "normal", (), []).document() == kept
    assert choice_of(Typed(share="99"), "normal", (), []).document() is None


def test_a_paper_fills_the_form_with_its_text_or_its_pages(editor: httpx.Client):
    body = typed(
        [(50, 100, 14, "LỊCH TIÊM PHÒNG"), (50, 140, 14, "Trạm Y tế xã, 8 giờ ngày 25/11/2026"), (50, 800, 14, ".")]
    )
    # a browser sends every field of a file, also those in which nothing was chosen
    files = [(name, ("", b"", "application/octet-stream")) for name in ("sound_file", "picture_file", "film_file")]
    files.append(("paper_file", ("Lịch tiêm.pdf", body, "application/pdf")))
    empty = EVERYWHERE | {"title": "", "text": "", "do": "paper"}
    taken = editor.post("/announcements/new", data=empty | {"paper_as": "text"}, files=files)
    assert taken.status_code == 200
    assert 'value="LỊCH TIÊM PHÒNG"' in taken.text
    assert ">Trạm Y tế xã, 8 giờ ngày 25/11/2026\n.</textarea>" in taken.text
    assert "Đã lấy chữ từ tài liệu" in text(taken)
    shown = editor.post("/announcements/new", data=empty | {"paper_as": "pages"}, files=files)
    (hash,) = re.findall(r'name="pages" value="([0-9a-f]{64})"', shown.text)
    assert "Đã nhận 1 trang" in text(shown)
    assert "nên bảng này hiện tiêu đề và nội dung" in text(shown)
    assert "Nên chọn “Lấy chữ”" in text(shown)
    paper = EVERYWHERE | {"template": "paper", "pages": hash, "do": "save"}
    saved = send(editor, "/announcements/new", paper)
    assert "Đã lưu." in text(saved)
    assert hash in editor.get(f"{saved.url.path}/edit").text
    dropped = send(editor, f"{saved.url.path}/edit", paper | {"no_pages": hash, "edition": "1"})
    assert "các trang tài liệu" in text(dropped)


def test_a_paper_that_is_none_is_told_at_its_field(editor: httpx.Client):
    for body, said in ((b"", "không phải là tài liệu"), (b"\x89PNG\r\n\x1a\n", "Tệp này là ảnh")):
        files = {"paper_file": ("x.pdf", body, "application/pdf")}
        bad = editor.post("/announcements/new", data=EVERYWHERE | {"do": "paper"}, files=files)
        assert said in text(bad)
        assert 'href="#paper_file-field"' in bad.text
    none = send(editor, "/announcements/new", EVERYWHERE | {"do": "paper"})
    assert "Chưa chọn tệp." in text(none)


def test_the_wall_of_boards_is_read_off_their_reports(service: Served, editor: httpx.Client):
    assert "Không có tin báo về" in text(editor.get("/boards"))
    service.commune.work()
    service.commune.run(70_000)
    wall = editor.get("/boards")
    assert "2 bảng, 0 bảng cần xem lại." in text(wall)
    assert text(wall).count("Trang của xã") == 2
    assert len(PICTURES.findall(wall.text)) == 2
    assert editor.get(PICTURES.findall(wall.text)[0]).status_code == 200
    hamlet = text(editor.get("/boards?area=thon-dong"))
    assert "Màn hình nhà văn hóa" in hamlet
    assert "Bảng LED cổng UBND" not in hamlet
    assert "Không có bảng nào." in text(editor.get("/boards?odd=1"))
    assert editor.get("/boards?area=thon-la").status_code == 404
    assert editor.get("/boards?area=tinh-phu-tho").status_code == 403
    now = editor.get("/api/v1/boards").json()
    assert {(one["state"], one["shows"], one["differs"]) for one in now} == {("shows", "safe", False)}


def png(size: int = 200) -> bytes:
    body = io.BytesIO()
    landscape().resize((size, size)).save(body, "PNG")
    return body.getvalue()


def test_an_area_is_given_its_emblem_on_its_page_and_it_is_taken_away_there(service: Served, editor: httpx.Client):
    chief, path = browser(service, CHIEF), "/areas/xa-tan-hoa/words"
    there = f"{path}/emblem"
    assert "Chưa có biểu trưng" in chief.get(path).text
    assert f'action="{there}"' not in editor.get(path).text
    assert f'href="{path}#emblem"' in chief.get("/boards").text
    for body, says in (
        (b"no picture", "không phải là ảnh"),
        (png(4), "không xem được"),
        (png()[:300], "Tệp ảnh bị hỏng"),
    ):
        wrong = chief.post(there, files={"emblem_file": ("a.png", body)})
        beside = wrong.text.partition('id="emblem_file-wrong-1"')[2][:400]
        assert (wrong.status_code, says in beside) == (422, True), beside
    assert chief.post(there, files={"other": ("", b"")}).text.count('id="emblem_file-wrong-1"') == 1
    assert editor.post(there, files={"emblem_file": ("a.png", png())}).status_code == 403
    given = []
    for size in (200, 240):
        assert chief.post(there, files={"emblem_file": ("a.png", png(size))}).status_code == 200
        given += re.findall(r'src="(/media/[0-9a-f]{64})"', editor.get(path).text)
        with Image.open(io.BytesIO(editor.get(given[-1]).content)) as shown:
            assert shown.size == (size, size)
    below = chief.get("/areas/thon-dong/words").text
    assert given[-1] in below
    assert "của địa bàn cấp trên" in below
    assert 'value="remove"' not in below
    assert chief.post(there, files={"do": (None, "remove")}).status_code == 200
    assert "Chưa có biểu trưng" in chief.get(path).text
