"""Drafts over the API: saved, fought over, thrown away and taken back, sent once; and what bad input gets."""

from __future__ import annotations

from typing import Any

import pytest

from controller.store import audit, drafts
from tests.api.test_api_path import API, DRAFT, codes
from tests.api.test_api_rules import agreed
from tests.serving import APPROVER, CHIEF, EDITOR, Served

KEPT: dict[str, Any] = {
    "area": "xa-tan-hoa",
    "version": 0,
    "hand": "trang-mot",
    "fields": [["title", "Lịch  cắt điện"], ["areas", "thon-dong"], ["areas", "thon-doai"], ["text", "<b>&\nhai"]],
}


def test_it_is_kept_as_it_was_typed_and_listed(service: Served):
    editor = service.client(EDITOR)
    saved = editor.put(f"{API}/drafts/d-kept-1", json=KEPT)
    assert (saved.status_code, saved.json()["version"]) == (200, 1)
    assert saved.json()["said"].startswith("Đã lưu lúc ")
    one = editor.get(f"{API}/drafts/d-kept-1").json()
    assert (one["fields"], one["title"], one["became"]) == (KEPT["fields"], "Lịch cắt điện", None)
    assert "d-kept-1" in [each["id"] for each in editor.get(f"{API}/drafts").json()]
    # The same again is no new version.
    assert editor.put(f"{API}/drafts/d-kept-1", json=KEPT | {"version": 1}).json()["version"] == 1
    assert editor.put(f"{API}/drafts/d-kept-1", json=KEPT | {"version": 1, "fields": []}).json()["version"] == 2


def test_nobody_overwrites_what_somebody_else_wrote(service: Served):
    editor, chief = service.client(EDITOR), service.client(CHIEF)
    here = f"{API}/drafts/d-two-hands"
    editor.put(here, json=KEPT)
    theirs = KEPT | {"hand": "trang-hai", "version": 1, "fields": [["title", "Bản của chị Chung"]]}
    assert chief.put(here, json=theirs).json()["version"] == 2

    mine = KEPT | {"version": 1, "fields": [["title", "Bản của tôi"]]}
    late = editor.put(here, json=mine)
    assert (late.status_code, codes(late)) == (409, {"draft-changed": None})
    assert late.json()["errors"][0]["params"]["by"] == "Phạm Thị Chung"
    assert "Phạm Thị Chung đã sửa bản nháp này lúc" in late.json()["detail"]
    version = late.json()["errors"][0]["params"]["version"]
    assert editor.get(here).json()["title"] == "Bản của chị Chung"

    # Mine goes on, and theirs is still there beside it.
    assert editor.put(here, json=mine | {"version": version, "beside": True}).json()["version"] == 3
    titles = [one["title"] for one in editor.get(f"{API}/drafts").json()]
    assert {"Bản của tôi", "Bản của chị Chung"} <= set(titles)


def test_a_lost_answer_locks_nobody_out(service: Served):
    editor = service.client(EDITOR)
    here = f"{API}/drafts/d-lost-answer"
    editor.put(here, json=KEPT)  # its answer never arrived, so the page still names version 0
    again = editor.put(here, json=KEPT | {"fields": [["title", "Gõ tiếp"]]})
    assert (again.status_code, again.json()["version"]) == (200, 2)
    # A page without a hand has no such right.
    nameless = KEPT | {"hand": "", "version": 0}
    assert codes(editor.put(here, json=nameless)) == {"draft-changed": None}


def test_thrown_away_and_taken_back(service: Served):
    editor = service.client(EDITOR)
    here = f"{API}/drafts/d-thrown"
    editor.put(here, json=KEPT)
    assert editor.delete(here).json()["gone_ms"] is not None
    assert "d-thrown" not in [one["id"] for one in editor.get(f"{API}/drafts").json()]
    assert editor.post(f"{here}/restore").json()["gone_ms"] is None
    assert "d-thrown" in [one["id"] for one in editor.get(f"{API}/drafts").json()]
    with service.desk.store.read() as conn:
        actions = [line.action for line in audit.recent(conn, subject="d-thrown")]
    assert actions == ["draft-back", "draft-away"]
    with service.desk.store.write() as conn:
        drafts.sweep(conn, service.desk.now_ms() + 1)
        assert drafts.get(conn, "d-thrown") is not None  # the night takes only what is over


def test_one_draft_becomes_one_announcement(service: Served):
    editor = service.client(EDITOR)
    here = f"{API}/drafts/d-once-only"
    editor.put(here, json=KEPT)
    first, second = (editor.post(f"{API}/announcements?draft=d-once-only", json=DRAFT) for _ in range(2))
    assert first.status_code == second.status_code == 201
    assert first.json()["id"] == second.json()["id"]
    assert editor.get(here).json()["became"] == first.json()["id"]
    assert codes(editor.put(here, json=KEPT | {"version": 1})) == {"draft-sent": None}
    assert codes(editor.delete(here)) == {"draft-sent": None}


def test_as_last_time(service: Served):
    old = agreed(service, start="2026-11-22T17:00", rrule="FREQ=WEEKLY;BYDAY=SU;COUNT=4", klass="priority", volume=55)
    made = service.client(EDITOR).post(f"{API}/announcements/{old['id']}/copy")
    assert made.status_code == 201
    new = made.json()
    same = ("title", "text", "areas", "rrule", "class", "volume", "sound", "page", "chime")
    assert {name: new[name] for name in same} == {name: old[name] for name in same}
    assert (new["state"], new["start"]) == ("draft", "2026-11-22T17:00")
    once = agreed(service, start="2026-11-23T18:30", title="Họp thôn lần một")
    assert service.client(EDITOR).post(f"{API}/announcements/{once['id']}/copy").json()["start"] == "2026-11-30T18:30"
    assert service.client(APPROVER).post(f"{API}/announcements/{once['id']}/copy").status_code == 403
    assert service.client(EDITOR).post(f"{API}/announcements/a-nowhere/copy").status_code == 404


@pytest.mark.parametrize(
    ("name", "change", "status", "wanted"),
    [
        ("D HOA", {}, 422, {"draft-name": "draft"}),
        ("d-wrong", {"area": "khong-co"}, 404, {"area-unknown": None}),
        ("d-wrong", {"area": "tinh-phu-tho"}, 403, {"area-not-reached": None}),
        ("d-wrong", {"announcement": "a-nowhere"}, 404, {"announcement-unknown": None}),
        ("d-wrong", {"fields": [["text", "à" * 400_001]]}, 422, {"draft-too-large": "fields"}),
        ("d-wrong", {"fields": [["a", ""]] * 2_001}, 422, {"draft-too-large": "fields"}),
        ("d-wrong", {"fields": [["<script>", "x"]]}, 422, {"draft-field": "fields"}),
    ],
)
def test_bad_input(service: Served, name: str, change: dict[str, Any], status: int, wanted: dict[str, str | None]):
    answer = service.client(EDITOR).put(f"{API}/drafts/{name}", json=KEPT | change)
    assert (answer.status_code, codes(answer)) == (status, wanted)


def test_who_may_not_write_sees_none(service: Served):
    approver = service.client(APPROVER)
    assert approver.get(f"{API}/drafts").status_code == 403
    assert approver.put(f"{API}/drafts/d-leader", json=KEPT).status_code == 403
    assert service.client().get(f"{API}/drafts").status_code == 401


def test_a_sound_that_nobody_has_is_only_text(service: Served):
    kept = KEPT | {"fields": [["sound", "0" * 64]]}
    assert service.client(EDITOR).put(f"{API}/drafts/d-no-sound", json=kept).status_code == 200


def test_another_site_saves_nothing(service: Served):
    foreign = service.client(EDITOR, headers={"sec-fetch-site": "cross-site"})
    assert codes(foreign.put(f"{API}/drafts/d-foreign", json=KEPT)) == {"foreign-origin": None}
