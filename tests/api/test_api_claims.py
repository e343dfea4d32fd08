"""Boxes claim their places: once, again while the answer may be lost, never twice; and what guessing comes to."""

from __future__ import annotations

import io
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import httpx
import pypdfium2
import pytest
import zxingcpp
from openpyxl import Workbook
from sqlalchemy import text

from controller.broadcast.collect import Collector
from controller.fleet import claiming, enrol, pepper, taking_down
from controller.fleet.watching import Watcher
from controller.mqtt.accounts import Account
from controller.mqtt.passwords import password_fits
from controller.ports import Incoming
from controller.settings import Http
from controller.store import audit, claims, devices, reports
from devices.claim import of_label, read
from tests.serving import EDITOR, TECHNICIAN, Served

MINUTE = 60_000


def nonce() -> str:
    return secrets.token_urlsafe(16)


def made(service: Served, id: str, **more: object) -> dict[str, str]:
    """A place that waits for its box, and the code."""
    wanted = {"id": id, "area": "thon-dong", "profile": "horn-opus-60w", "name": f"Loa {id}", **more}
    answer = service.client(TECHNICIAN).post("/api/v1/devices/awaited", json={"devices": [wanted]})
    assert answer.status_code == 201, answer.text
    one: dict[str, str] = answer.json()[0]
    return one


def ask(service: Served, code: str, own: str = "", hardware: str = "SN-1", **more: object) -> httpx.Response:
    return service.client().post("/claim", json={"code": code, "nonce": own or nonce(), "hardware": hardware, **more})


@contextmanager
def from_address(service: Served, address: str) -> Iterator[httpx.Client]:
    """A client behind a proxy of this machine, as another address."""
    with httpx.Client(base_url=service.url, headers={"x-forwarded-for": address}) as client:
        yield client


@pytest.fixture(autouse=True)
def calm(service: Served) -> None:
    service.desk.guesses.__init__()  # type: ignore[misc]  # other tests' guesses slow nobody down


def test_a_code_gives_a_box_all_that_it_needs_and_a_place_a_box(service: Served) -> None:
    one = made(service, "loa-mot")
    with service.desk.store.read() as conn:
        before = devices.get(conn, "loa-mot")
        assert before is not None
        assert not before.active
        assert "loa-mot" not in {account.username for account in enrol.accounts(conn)}
    answer = ask(service, one["code"].lower(), hardware="SN-77", profile="horn-opus-60w", firmware="9.9")
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert (told["device"], told["profile"]) == ("loa-mot", "horn-opus-60w")
    assert told["areas"][-1] == "thon-dong"
    assert len(told["password"]) == 32
    assert told["root_public"]
    with service.desk.store.read() as conn:
        row = devices.get(conn, "loa-mot")
        assert row is not None
        assert row.active
        assert password_fits(told["password"], row.mqtt_hash)
        assert "loa-mot" in {account.username for account in enrol.accounts(conn)}
    (box,) = service.client(TECHNICIAN).get("/api/v1/devices/loa-mot/boxes").json()
    assert (box["hardware"], box["until_ms"], box["end"]) == ("SN-77", None, "")


def test_no_secret_can_be_read_later(service: Served) -> None:
    one, own = made(service, "loa-kin"), nonce()
    told = ask(service, one["code"], own).json()
    code = read(one["code"])
    with service.desk.store.read() as conn:
        tables = conn.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        everything = "".join(str(conn.execute(text(f'SELECT * FROM "{name}"')).all()) for name in tables)
        lines = audit.recent(conn, 5, subject="loa-kin")
    for secret in (told["password"], code, one["code"], own):
        assert secret is not None
        assert secret not in everything
    assert [line.action for line in lines] == ["claim", "device-await"]
    key = service.desk.settings.data_dir / "keys" / pepper.FILE
    assert key.stat().st_mode & 0o777 == 0o600


def test_a_lost_answer_is_given_again_to_the_same_box_alone(service: Served) -> None:
    one, own = made(service, "loa-mat"), nonce()
    first = ask(service, one["code"], own)
    assert ask(service, one["code"], own).json() == first.json()
    for other in (ask(service, one["code"]), ask(service, one["code"], own, hardware="SN-2")):
        assert (other.status_code, other.json()["code"]) == (403, "claim-refused")
    with service.desk.store.write() as conn:
        conn.execute(text(f"UPDATE claims SET ended_ms = ended_ms - {15 * MINUTE} WHERE device = 'loa-mat'"))
    assert ask(service, one["code"], own).status_code == 403


def test_another_box_with_the_same_code_is_told_of(service: Served) -> None:
    one = made(service, "loa-doi")
    assert ask(service, one["code"], hardware="SN-first").status_code == 200
    for _ in range(3):
        assert ask(service, one["code"], hardware="SN-second").status_code == 403
    claiming.settle(service.desk)
    with service.desk.store.read() as conn:
        found = claims.newest(conn, ["loa-doi"])["loa-doi"]
    assert (found.hardware, found.others, found.other) == ("SN-first", 3, "SN-second")


def test_a_new_code_ends_the_one_before_and_the_old_box_goes_on_until_the_new_one_comes(service: Served) -> None:
    first = made(service, "loa-thay")
    old = ask(service, first["code"], hardware="SN-old").json()
    second, third = (
        service.client(TECHNICIAN).post("/api/v1/devices/codes", json={"devices": ["loa-thay"], **more}).json()[0]
        for more in ({}, {"profile": "column-wav-15w"})
    )
    with service.desk.store.read() as conn:
        row = devices.get(conn, "loa-thay")
    assert row is not None
    assert password_fits(old["password"], row.mqtt_hash)
    assert ask(service, second["code"], hardware="SN-new").status_code == 403
    wrong = ask(service, third["code"], hardware="SN-new", profile="horn-opus-60w")
    assert (wrong.status_code, wrong.json()["code"]) == (422, "claim-model")
    new = ask(service, third["code"], hardware="SN-new", profile="column-wav-15w").json()
    assert (new["device"], new["profile"]) == ("loa-thay", "column-wav-15w")
    with service.desk.store.read() as conn:
        row = devices.get(conn, "loa-thay")
    assert row is not None
    assert not password_fits(old["password"], row.mqtt_hash)
    assert password_fits(new["password"], row.mqtt_hash)
    hung = service.client(TECHNICIAN).get("/api/v1/devices/loa-thay/boxes").json()
    assert [(one["hardware"], one["end"]) for one in hung] == [("SN-new", ""), ("SN-old", "replaced")]


def test_what_is_taken_back_or_too_old_is_refused_like_what_never_was(service: Served) -> None:
    back, old = made(service, "loa-rut"), made(service, "loa-cu")
    chief = service.client(TECHNICIAN)
    assert chief.delete("/api/v1/devices/loa-rut/code").status_code == 204
    assert chief.delete("/api/v1/devices/loa-rut/code").json()["code"] == "code-none"
    hash = pepper.hashed(pepper.load(service.desk.settings.data_dir / "keys"), read(old["code"]) or "")
    with service.desk.store.write() as conn:
        conn.execute(text("UPDATE claims SET expires_ms = 1 WHERE hash = :hash"), {"hash": hash})
    refused = [ask(service, code).json() for code in (back["code"], old["code"], "7777-7777-7777-7777", "?")]
    assert len({one["code"] for one in refused}) == 1
    assert len({one["detail"] for one in refused}) == 1


def test_who_guesses_waits_and_the_rest_feels_nothing(service: Served) -> None:
    one, other = made(service, "loa-doan"), made(service, "loa-doan-2")
    with from_address(service, "203.0.113.9") as thief:
        body = {"nonce": nonce(), "hardware": "SN-9"}
        answers = [thief.post("/claim", json={**body, "code": f"{n}"}).status_code for n in range(20)]
        last = thief.post("/claim", json={**body, "code": one["code"]})
    assert answers[:5] == [403] * 5
    assert set(answers[5:]) == {429}
    assert last.status_code == 429
    assert int(last.headers["retry-after"]) >= 1
    with from_address(service, "203.0.113.10") as honest:
        assert honest.post("/claim", json={**body, "code": other["code"]}).status_code == 200
    claiming.settle(service.desk)
    with service.desk.store.read() as conn:
        (line,) = [one for one in audit.recent(conn, 20) if one.action == "claim-guessed"]
    assert line.detail == {"count": 21, "addresses": 1}
    assert line.address == "203.0.113.9"


def test_boxes_with_one_identity_are_an_incident_that_says_how_many(service: Served) -> None:
    told = ask(service, made(service, "loa-chung")["code"]).json()
    collector = Collector(service.desk, lambda _wishes: None)
    for number, epoch in enumerate(("aaaa", "bbbb", "aaaa", "cccc")):
        said = {"state": "online", "session": f"s-{number}", "boot": f"b-{epoch}", "profile": told["profile"]}
        payload = json.dumps({**said, "firmware": "1", "epoch": epoch}).encode()
        collector.take(
            [Incoming("tl1/u/loa-chung/state", payload, service.desk.now_ms() + number, number, 1, False, 1)]
        )
    Watcher(service.desk).look()
    found = [one for one in service.client(TECHNICIAN).get("/api/v1/incidents").json() if one["rule"] == "rivals"]
    assert [(one["device"], one["known"]) for one in found] == [("loa-chung", {"boxes": 3, "returns": 1})]
    assert "Nhiều hộp cùng một danh tính" in found[0]["title"]


def test_all_places_are_made_or_none_and_every_mistake_is_named(service: Served) -> None:
    good = {"id": "loa-lo-1", "area": "thon-dong", "profile": "horn-opus-60w", "name": "Loa lô 1"}
    bad = [{**good, "profile": "gramophone"}, {**good, "id": "Loa"}, {**good, "area": "sao-hoa"}, {**good, "name": " "}]
    answer = service.client(TECHNICIAN).post("/api/v1/devices/awaited", json={"devices": [good, *bad]})
    fields = [one["field"] for one in answer.json()["errors"]]
    assert fields == ["devices.1.profile", "devices.2.id", "devices.3.area", "devices.4.name"]
    with service.desk.store.read() as conn:
        assert devices.get(conn, "loa-lo-1") is None


def test_labels_are_printed_for_codes_that_are_good_and_read_back(service: Served) -> None:
    codes = [made(service, f"loa-nhan-{n}") for n in (1, 2)]
    chief = service.client(TECHNICIAN)
    answer = chief.post("/api/v1/devices/labels", json={"codes": [one["code"] for one in codes]})
    assert answer.headers["content-type"] == "application/pdf"
    paper = pypdfium2.PdfDocument(answer.content)
    assert len(paper) == 1
    found = []
    for page in paper:
        assert [round(side / 72 * 25.4) for side in page.get_size()] == [210, 297]
        found += [one.text for one in zxingcpp.read_barcodes(page.render(scale=2).to_pil())]
    assert sorted(found) == sorted(one["link"] for one in codes)
    server = service.desk.settings.http.public_url
    assert [of_label(one["link"]) for one in codes] == [(server, read(one["code"])) for one in codes]
    ask(service, codes[0]["code"])
    used = chief.post("/api/v1/devices/labels", json={"codes": [codes[0]["code"]]})
    assert (used.status_code, used.json()["code"]) == (422, "code-not-good")


def test_only_those_who_look_after_devices_make_codes(service: Served) -> None:
    writer = service.client(EDITOR)
    wanted = {"devices": [{"id": "loa-x", "area": "thon-dong", "profile": "horn-opus-60w", "name": "Loa"}]}
    assert writer.post("/api/v1/devices/awaited", json=wanted).status_code == 403
    assert writer.post("/api/v1/devices/codes", json={"devices": ["loa-dong-1"]}).status_code == 403
    assert service.client().post("/api/v1/devices/codes", json={"devices": ["loa-dong-1"]}).status_code == 401


@pytest.mark.parametrize(
    "wrong", [{"nonce": "x"}, {"hardware": ""}, {"hardware": "a\nb"}, {"code": 7}, {"code": "7" * 41}, {"code": "\x00"}]
)
def test_a_wild_claim_is_refused_in_words(service: Served, wrong: dict[str, object]) -> None:
    good = {"code": "7", "nonce": nonce(), "hardware": "SN-1"}
    answer = service.client().post("/claim", json={**good, **wrong})
    assert answer.status_code == 422
    assert answer.json()["detail"]


def test_no_password_goes_over_a_line_that_others_can_read(service: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    one = made(service, "loa-https")
    settings = service.desk.settings
    plain = settings.model_copy(update={"http": Http(host="192.0.2.7", port=8080)})
    monkeypatch.setattr(service.system, "desk", replace(service.desk, settings=plain))
    refused = ask(service, one["code"])
    assert (refused.status_code, refused.json()["code"]) == (403, "claim-unencrypted")
    monkeypatch.setattr(service.system, "desk", service.desk)
    assert ask(service, one["code"]).status_code == 200


def test_two_boxes_with_one_code_and_one_box_in_two_places_become_incidents(service: Served) -> None:
    one, other = made(service, "loa-hai-1"), made(service, "loa-hai-2")
    ask(service, one["code"], hardware="SN-same")
    ask(service, one["code"], hardware="SN-thief")
    ask(service, other["code"], hardware="SN-same")
    claiming.settle(service.desk)
    service.commune.run(60_000)
    Watcher(service.desk).look()
    found = {
        (one["rule"], one["device"]): str(one["known"])
        for one in service.client(TECHNICIAN).get("/api/v1/incidents").json()
    }
    assert "SN-thief" in found["claimed-twice", "loa-hai-1"]
    assert "loa-hai-2" in found["twin", "loa-hai-1"]
    assert "loa-hai-1" in found["twin", "loa-hai-2"]


def hung_up(service: Served, id: str) -> dict[str, str]:
    """A place with a box that has a timetable, and the box's password."""
    told: dict[str, str] = ask(service, made(service, id)["code"], hardware=f"SN-{id}").json()
    service.commune.work()
    return told


def accounts(service: Served) -> list[Account]:
    with service.desk.store.read() as conn:
        return enrol.accounts(conn)


def lets_in(service: Served, id: str) -> str:
    """The password line under which the broker lets this name in; empty where it does not."""
    return next((one.password_hash for one in accounts(service) if one.username == id), "")


def test_a_box_that_is_taken_down_is_put_out_and_can_be_hung_up_again(service: Served) -> None:
    told, technician = hung_up(service, "loa-thao"), service.client(TECHNICIAN)
    here = "/api/v1/devices/loa-thao"
    assert technician.get(f"{here}/timetable").status_code == 200
    assert technician.post(f"{here}/out").json()["active"] is False
    assert lets_in(service, "loa-thao") == ""
    taking_down.clear(service.desk, service.commune.wire)
    assert {topic for topic, payload in service.commune.wire.sent if payload == b""} >= {
        "tl1/d/loa-thao/want",
        "tl1/u/loa-thao/state",
    }
    assert technician.post(f"{here}/out").json()["code"] == "box-none"
    assert technician.post(f"{here}/back").json()["active"] is True
    assert password_fits(told["password"], lets_in(service, "loa-thao"))
    service.commune.work()
    assert technician.get(f"{here}/timetable").status_code == 200
    assert technician.post(f"{here}/back").json()["code"] == "box-not-out"
    (box,) = technician.get(f"{here}/boxes").json()
    assert (box["until_ms"], box["end"]) == (None, "")


def test_a_stolen_box_never_comes_back_and_the_next_one_takes_its_place(service: Served) -> None:
    told, technician = hung_up(service, "loa-trom"), service.client(TECHNICIAN)
    here = "/api/v1/devices/loa-trom"
    code = technician.post("/api/v1/devices/codes", json={"devices": ["loa-trom"]}).json()[0]["code"]
    assert technician.post(f"{here}/stolen").status_code == 200
    assert ask(service, code).status_code == 403
    assert technician.post(f"{here}/back").json()["code"] == "box-not-out"
    code = technician.post("/api/v1/devices/codes", json={"devices": ["loa-trom"]}).json()[0]["code"]
    (cut_off,) = [one for one in accounts(service) if one.username == "loa-trom"]
    assert (cut_off.stolen, cut_off.groups) == (True, ())
    new = ask(service, code, hardware="SN-new").json()
    (fresh,) = [one for one in accounts(service) if one.username == "loa-trom"]
    assert not fresh.stolen
    assert password_fits(new["password"], fresh.password_hash)
    assert not password_fits(told["password"], fresh.password_hash)
    story = technician.get(f"{here}/boxes").json()
    assert [(one["hardware"], one["end"]) for one in story] == [("SN-new", ""), ("SN-loa-trom", "stolen")]
    assert service.client(EDITOR).post(f"{here}/stolen").status_code == 403


def test_a_stolen_box_that_comes_back_is_an_incident_with_time_and_address(service: Served) -> None:
    hung_up(service, "loa-trom-3")
    technician, here = service.client(TECHNICIAN), "/api/v1/devices/loa-trom-3"
    collector = Collector(service.desk, lambda _wishes: None, lambda _name: "203.0.113.77")
    watcher = Watcher(service.desk)

    def come(session: str, state: str = "online") -> int:
        said = {"state": state, "session": session, "boot": "b-1", "profile": "", "firmware": "1", "epoch": "e"}
        at_ms = service.desk.now_ms() + len(session)
        message = Incoming("tl1/u/loa-trom-3/state", json.dumps(said).encode(), at_ms, 1, 1, False, 1)
        collector.take([message])
        return at_ms

    def told() -> list[dict[str, Any]]:
        watcher.look()
        found = technician.get("/api/v1/incidents").json()
        return [one for one in found if one["device"] == "loa-trom-3"]

    come("s")
    assert technician.get(here).json()["presence"] == "online"
    technician.post(f"{here}/stolen")
    come("ss", "lost")
    assert told() == [], "the word of its will is no try"
    come("sss")
    last_ms = come("ssss")
    (one,) = told()
    assert (one["rule"], one["severity"], one["known"]["address"]) == ("stolen", "grave", "203.0.113.77")
    assert technician.get(here).json()["presence"] == "never", "nobody listens to it"
    box = technician.get(f"{here}/boxes").json()[0]
    assert (box["tries"], box["tried_ms"], box["tried_from"]) == (2, last_ms, "203.0.113.77")
    page = technician.get("/devices/loa-trom-3", headers={"accept-language": "vi"}).text
    assert "Đã vào mạng lại 2 lần" in page
    assert "203.0.113.77" in technician.get(f"/incidents/{one['id']}").text
    with service.desk.store.read() as conn:
        lines = [line for line in audit.recent(conn, subject="loa-trom-3") if line.action == "box-uninvited"]
    assert [line.address for line in lines] == ["203.0.113.77"], "not each try is a line"
    taking_down.clear(service.desk, service.commune.wire)
    assert ("tl1/u/loa-trom-3/state", b"") in service.commune.wire.sent, "what it said is not retained"
    said = [  # all that a broker of somebody else's lets through, each alone
        ("beat", {"session": "ssss", "temperature": 41.0}),
        ("have", {"v": 9, "hash": "a" * 64, "epoch": "e", "seq": 9, "clock": {"source": "ntp", "trusted": True}}),
        ("report", {"id": "o-1@2026-11-22T05:30", "rung": "finished", "epoch": "e", "seq": 9, "at": last_ms}),
    ]
    for minutes, (kind, message) in enumerate(said, 61):
        at_ms = last_ms + minutes * 60_000
        topic = f"tl1/u/loa-trom-3/{kind}"
        collector.take([Incoming(topic, json.dumps(message).encode(), at_ms, 1, 1, False, 1)])
    now = technician.get(here).json()
    assert (now["presence"], now["seen_ms"], now["held_version"]) == ("never", None, 0)
    assert technician.get(f"{here}/boxes").json()[0]["tries"] == 3, "who stays on the line is noted once an hour"
    with service.desk.store.read() as conn:
        assert reports.first_gap(conn, "loa-trom-3", "e", 8) == 9, "its report is nowhere"
    code = technician.post("/api/v1/devices/codes", json={"devices": ["loa-trom-3"]}).json()[0]["code"]
    ask(service, code, hardware="SN-again")
    come("sssss")
    assert technician.get(here).json()["presence"] == "online", "another box hangs there"
    assert technician.get(f"{here}/boxes").json()[1]["tries"] == 3
    assert [one["rule"] for one in told()] == ["stolen"], "told for a day"


def test_a_lost_answer_is_not_given_to_a_box_that_was_stolen_meanwhile(service: Served) -> None:
    one, own = made(service, "loa-trom-2"), nonce()
    assert ask(service, one["code"], own).status_code == 200
    service.client(TECHNICIAN).post("/api/v1/devices/loa-trom-2/stolen")
    assert ask(service, one["code"], own).status_code == 403


HEADINGS = ["Tên thiết bị", "ĐỊA BÀN", "Loai", "Ghi chú"]


def sheet(*rows: list[object]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def send(
    service: Served, body: bytes, name: str = "loa.xlsx", make: bool = False, who: str = TECHNICIAN
) -> httpx.Response:
    path = "/api/v1/devices/list" + ("?make=true" if make else "")
    return service.client(who).post(path, files={"file": (name, body)})


def test_a_spreadsheet_is_looked_at_and_then_made_whole(service: Served) -> None:
    rows: list[list[object]] = [["DANH SÁCH LOA XÃ TÂN HÒA"], [], [*HEADINGS]]
    rows += [
        ["Loa bảng 1", "thon dong", "Horn-Opus-60W", 912345678],
        ["Loa bảng 2", "Thôn Đoài", "led-64x32-red", None],
    ]
    body = sheet(*rows)
    seen = send(service, body).json()
    assert (seen["good"], seen["bad"], seen["unused"], seen["codes"]) == (2, 0, ["Ghi chú"], [])
    done = send(service, body, make=True).json()
    assert [one["profile"] for one in done["codes"]] == ["horn-opus-60w", "led-64x32-red"]
    again = send(service, body).json()
    assert [one["code"] for one in again["faults"]] == ["list-fault-name-there"] * 2
    assert ask(service, done["codes"][0]["code"]).json()["areas"][-1] == "thon-dong"


def test_every_fault_is_told_by_line_and_column_and_nothing_is_made(service: Served) -> None:
    rows: list[list[object]] = [
        [*HEADINGS[:3], "Mã"],
        ["Loa tốt", "thon-dong", "horn-opus-60w", ""],
        ["", "Thôn Đôngg", "horn-opus-60", "loa-dong-1"],
        ["=1+1", "thon-dong", "horn-opus-60w", ""],
        ["Loa tốt", "thon-dong", "horn-opus-60w", "Loa Số 1"],
    ]
    answer = send(service, sheet(*rows), make=True)
    assert answer.status_code == 422
    told = {one["field"]: one["code"].removeprefix("list-fault-") for one in answer.json()["errors"]}
    assert told == {
        "A3": "blank", "B3": "area-near", "C3": "profile-near", "D3": "id-there", "A4": "formula",
        "A5": "name-twice", "D5": "id-form",
    }  # fmt: skip
    said = answer.json()["errors"]
    assert said[1]["detail"] == "Dòng 3, cột B (ĐỊA BÀN): không có địa bàn “Thôn Đôngg”. Có phải “Thôn Đông”?"
    with service.desk.store.read() as conn:
        assert not [one for one in devices.below(conn, retired=True) if one.name == "Loa tốt"]


def test_an_empty_list_to_fill_in_is_a_list(service: Served) -> None:
    technician = service.client(TECHNICIAN)
    for form in ("xlsx", "csv"):
        body = technician.get(f"/api/v1/devices/list/template?form={form}").content
        seen = send(service, body, f"mau.{form}").json()
        assert (seen["good"], seen["faults"], seen["unused"]) == (1, [], [])
    assert send(service, b"x", who=EDITOR).status_code == 403


def test_what_is_no_list_is_refused_in_words(service: Served) -> None:
    for body, code in (
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "list-old-excel"),
        (b"%PDF-1.7", "list-unknown-kind"),
        (b"Ten;Loai\nLoa;horn", "list-headings"),
        (b"", "list-empty"),
    ):
        answer = send(service, body)
        assert (answer.status_code, answer.json()["code"]) == (422, code), body[:20]
        assert answer.json()["detail"]
