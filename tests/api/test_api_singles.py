"""Single occurrences over the API: left out, moved, told otherwise, restored; and what bad input gets."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from controller.people import accounts
from controller.store import audit, deliveries, occurrences
from tests.api.test_api_media import tone
from tests.api.test_api_path import API, DRAFT, codes
from tests.api.test_api_rules import agreed, planned
from tests.serving import APPROVER, EDITOR, PASSWORD, TECHNICIAN, Served

SECOND = "bientap2"
"""Another editor, who neither wrote the series nor may approve anything."""


@pytest.fixture(scope="module", autouse=True)
def second(service: Served) -> None:
    accounts.add(service.desk.store, SECOND, "Bùi Thị Mai", "editor", "xa-tan-hoa", PASSWORD, service.commune.now)


def series(service: Served, clock: str = "17:00", **change: Any) -> str:
    """Every day of a week, agreed and planned; the path of its occurrences."""
    one = agreed(service, start=f"2026-11-22T{clock}", **({"rrule": "FREQ=DAILY;COUNT=7"} | change))
    return f"{API}/announcements/{one['id']}/occurrences"


def name(path: str) -> str:
    return path.split("/")[-2]


def states(client: httpx.Client, path: str) -> dict[str, str]:
    return {one["original"][5:]: one["state"] for one in client.get(path).json()["occurrences"]}


def approved(service: Served, path: str, one: dict[str, Any]) -> dict[str, Any]:
    answer = service.client(APPROVER).post(
        f"{path}/{one['original']}/approve", json={"fingerprint": one["proposal"]["fingerprint"]}
    )
    assert answer.status_code == 200, answer.text
    service.commune.work()
    told: dict[str, Any] = answer.json()
    return told


def test_a_time_that_is_left_out_is_silent_at_once_and_the_approval_stays(service: Served):
    path, editor = series(service, "17:10"), service.client(EDITOR)
    assert list(states(editor, path).values()) == ["coming"] * 7
    before = editor.get(path.removesuffix("/occurrences")).json()
    done = editor.put(f"{path}/2026-11-24T17:10", json={"kind": "left-out"})
    assert (done.status_code, done.json()["state"], done.json()["planned"]) == (200, "left-out", "cancelled")
    assert done.json()["words"] == "17:10 thứ Ba 24/11/2026: không phát lượt này"
    with service.desk.store.read() as conn:
        gone = occurrences.get(conn, f"{name(path)}.20261124t1710")
        owed = deliveries.of_subject(conn, f"{name(path)}.20261124t1710")
    assert gone is not None
    assert (gone.state, gone.reason) == ("cancelled", "left-out")
    assert {one.kind for one in owed} == {"withdrawn"}
    service.commune.work()
    assert "20261124t1710" not in planned(service, name(path))
    assert len(planned(service, name(path))) == 6
    after = editor.get(path.removesuffix("/occurrences")).json()
    assert (after["state"], after["fingerprint"], after["edition"]) == ("planned", before["fingerprint"], 1)
    again = editor.put(f"{path}/2026-11-24T17:10:00", json={"kind": "left-out"})
    assert (again.status_code, again.json()["state"]) == (200, "left-out")
    with service.desk.store.read() as conn:
        lines = [line for line in audit.recent(conn, 50, subject=name(path)) if line.action.startswith("single")]
    assert [(line.action, line.who, line.detail["original"]) for line in lines] == [
        ("single-leave-out", EDITOR, "2026-11-24T17:10")
    ]


def test_a_move_waits_for_somebody_else_and_keeps_its_name(service: Served):
    path, editor = series(service, "17:20"), service.client(EDITOR)
    asked = editor.put(f"{path}/2026-11-24T17:20", json={"kind": "moved", "to": "2026-11-25T19:00"})
    assert asked.status_code == 200
    one = asked.json()
    assert (one["state"], one["proposal"]["kind"], one["proposal"]["to"]) == ("coming", "moved", "2026-11-25T19:00")
    assert (one["proposal"]["may_approve"], one["proposal"]["remarks"]) == (False, [])
    service.commune.work()
    assert len(planned(service, name(path))) == 7  # until then the series goes on as agreed
    own = editor.post(f"{path}/2026-11-24T17:20/approve", json={"fingerprint": one["proposal"]["fingerprint"]})
    assert (own.status_code, codes(own)) == (403, {"role-may-not": None})
    wrong = service.client(APPROVER).post(f"{path}/2026-11-24T17:20/approve", json={"fingerprint": "0" * 64})
    assert (wrong.status_code, codes(wrong)) == (409, {"changed-since-submit": None})
    done = approved(service, path, one)
    assert (done["state"], done["exception"]["to"], done["proposal"]) == ("moved", "2026-11-25T19:00", None)
    assert done["words"] == "17:20 thứ Ba 24/11/2026, dời sang 19:00 thứ Tư 25/11/2026"
    items = {
        item["id"]: item["start_ms"]
        for item in editor.get(f"{API}/devices/bang-nha-van-hoa/timetable").json()["items"]
        if item["id"].startswith(name(path))
    }
    assert len(items) == 7
    assert items[f"{name(path)}.20261124t1720"] == done["start_ms"] == 1_795_608_000_000


def test_one_time_tells_something_else_and_the_others_do_not(service: Served):
    editor = service.client(EDITOR)
    sound = [
        editor.post(f"{API}/media", files={"file": (f"{seconds}.wav", tone(seconds))}, data={"area": "xa-tan-hoa"})
        for seconds in (2, 4)
    ]
    plain, other = (one.json()["hash"] for one in sound)
    path = series(service, "17:30", sound=plain)
    change = {"kind": "changed", "text": "Hôm nay họp sớm.", "sound": other, "volume": 55}
    one = editor.put(f"{path}/2026-11-23T17:30", json=change).json()
    done = approved(service, path, one)
    assert (done["state"], done["exception"]["text"], done["exception"]["page"]) == ("changed", change["text"], None)
    service.commune.work()
    items = {
        device: {
            item["id"].rpartition(".")[2]: item
            for item in editor.get(f"{API}/devices/{device}/timetable").json()["items"]
            if item["id"].startswith(name(path))
        }
        for device in ("loa-dong-1", "bang-nha-van-hoa")
    }
    horn, board = items["loa-dong-1"], items["bang-nha-van-hoa"]
    assert len(horn) == len(board) == 7
    assert len({item["sound"] for item in horn.values()}) == 2
    assert [item for item in horn if horn[item]["sound"] != horn["20261122t1730"]["sound"]] == ["20261123t1730"]
    assert (horn["20261123t1730"]["volume"], horn["20261124t1730"]["volume"]) == (55, 70)
    assert horn["20261123t1730"]["longest_ms"] - horn["20261124t1730"]["longest_ms"] == pytest.approx(2000, abs=100)
    assert [item for item in board if board[item]["pages"] != board["20261122t1730"]["pages"]] == ["20261123t1730"]

    # Moved later on, it keeps what it tells.
    moved = editor.put(f"{path}/2026-11-23T17:30", json={"kind": "moved", "to": "2026-11-23T18:30"}).json()
    done = approved(service, path, moved)
    assert (done["state"], done["exception"]["sound"], done["exception"]["volume"]) == ("moved", other, 55)


def test_what_was_left_out_comes_back_only_when_somebody_agrees(service: Served):
    path, editor = series(service, "17:40"), service.client(EDITOR)
    here = f"{path}/2026-11-25T17:40"
    editor.put(here, json={"kind": "left-out"})
    service.commune.work()
    asked = editor.delete(here).json()
    assert (asked["state"], asked["proposal"]["kind"]) == ("left-out", "restored")
    service.commune.work()
    assert "20261125t1740" not in planned(service, name(path))
    withdrawn = editor.delete(here).json()
    assert (withdrawn["state"], withdrawn["proposal"]) == ("left-out", None)
    done = approved(service, path, editor.delete(here).json())
    assert (done["state"], done["exception"], done["planned"]) == ("coming", None, "cancelled")
    assert "20261125t1740" in planned(service, name(path))
    gone = editor.delete(here)
    assert (gone.status_code, codes(gone)) == (404, {"exception-unknown": "original"})


def test_a_proposal_is_turned_down_with_a_reason(service: Served):
    path, editor, approver = series(service, "17:50"), service.client(EDITOR), service.client(APPROVER)
    here = f"{path}/2026-11-25T17:50"
    editor.put(here, json={"kind": "changed", "volume": 90})
    blank = approver.post(f"{here}/reject", json={"reason": " "})
    assert (blank.status_code, codes(blank)) == (422, {"reason-blank": "reason"})
    back = approver.post(f"{here}/reject", json={"reason": "Đêm quá to"}).json()
    assert (back["state"], back["proposal"], back["rejected"]["reason"]) == ("coming", None, "Đêm quá to")
    again = approver.post(f"{here}/reject", json={"reason": "x"})
    assert (again.status_code, codes(again)) == (404, {"exception-unknown": "original"})
    anew = editor.put(here, json={"kind": "changed", "volume": 60}).json()
    assert anew["rejected"] is None


def test_a_rename_or_another_rule_brings_nothing_back(service: Served):
    """The series is edited: what is left out stays so, and a rule that does not have it any more is asked about."""
    path, editor = series(service, "18:00"), service.client(EDITOR)
    here = path.removesuffix("/occurrences")
    editor.put(f"{path}/2026-11-24T18:00", json={"kind": "left-out"})

    def edited(**change: Any) -> dict[str, Any]:
        form = DRAFT | {"start": "2026-11-22T18:00", "rrule": "FREQ=DAILY;COUNT=7"} | change
        edition = editor.get(here).json()["edition"]
        told: dict[str, Any] = editor.put(here, json=form | {"edition": edition}).json()
        return told

    one = edited(title="Tên mới")
    assert editor.post(f"{here}/submit").status_code == 200
    service.client(APPROVER).post(f"{here}/approve", json={"fingerprint": one["fingerprint"]})
    service.commune.work()
    assert len(planned(service, name(path))) == 6
    assert "20261124t1800" not in planned(service, name(path))

    edited(title="Tên mới", start="2026-11-22T18:10")
    refused = editor.post(f"{here}/submit")
    assert (refused.status_code, codes(refused)) == (422, {"exception-idle": "start"})
    assert "18:00 24/11/2026" in refused.json()["detail"]
    assert editor.get(path).json()["idle"] == ["2026-11-24T18:00"]
    assert editor.delete(f"{path}/2026-11-24T18:00").json() is None
    assert editor.post(f"{here}/submit").status_code == 200


@pytest.mark.parametrize(
    ("original", "body", "wanted"),
    [
        ("2026-11-24T16:40", {"kind": "left-out"}, {"no-such-occurrence": "original"}),
        ("2026-11-24T16:40", {"kind": "moved", "to": "2026-11-24T18:00"}, {"no-such-occurrence": "original"}),
        ("2026-11-30T16:45", {"kind": "left-out"}, {"no-such-occurrence": "original"}),  # COUNT=7 ends on the 28th
        ("2026-02-30T16:45", {"kind": "left-out"}, {"bad-date": "original"}),
        ("mai", {"kind": "left-out"}, {"bad-date": "original"}),
        ("2026-11-24T16:45", {"kind": "moved"}, {"start-missing": "to"}),
        ("2026-11-24T16:45", {"kind": "moved", "to": "2026-11-31T18:00"}, {"bad-date": "to"}),
        ("2026-11-24T16:45", {"kind": "moved", "to": "2026-11-20T18:00"}, {"start-in-past": "to"}),
        ("2026-11-24T16:45", {"kind": "moved", "to": "2126-11-20T18:00"}, {"start-too-far": "to"}),
        ("2026-11-24T16:45", {"kind": "moved", "to": "2026-11-24T16:45"}, {"nothing-changed": "to"}),
        ("2026-11-24T16:45", {"kind": "moved", "to": "2026-11-25T16:45"}, {"too-near-itself": "to"}),
        ("2026-11-24T16:45", {"kind": "moved", "to": "2026-11-25T16:48"}, {"too-near-itself": "to"}),
        ("2026-11-24T16:45", {"kind": "changed"}, {"nothing-changed": "kind"}),
        ("2026-11-24T16:45", {"kind": "changed", "volume": 70}, {"nothing-changed": "kind"}),
        ("2026-11-24T16:45", {"kind": "changed", "volume": 101}, {"number-out-of-range": "volume"}),
        ("2026-11-24T16:45", {"kind": "changed", "show_minutes": 0}, {"number-out-of-range": "show_minutes"}),
        ("2026-11-24T16:45", {"kind": "changed", "sound": "0" * 64}, {"sound-unknown": "sound"}),
        ("2026-11-24T16:45", {"kind": "changed", "text": " "}, {"text-blank": "text"}),
        ("2026-11-24T16:45", {"kind": "changed", "text": "x" * 5001}, {"text-too-long": "text"}),
        ("2026-11-24T16:45", {"kind": "changed", "page": False}, {"no-face": "sound"}),
        ("2026-11-24T16:45", {"kind": "restored"}, {"field-choice": "kind"}),
        ("2026-11-24T16:45", {"kind": "moved", "to": 5}, {"field-not-text": "to"}),
    ],
)
def test_every_mistake_with_one_occurrence_is_a_sentence(
    service: Served, weekly: str, original: str, body: dict[str, Any], wanted: dict[str, str]
):
    answer = service.client(EDITOR).put(f"{weekly}/{original}", json=body)
    assert answer.status_code in (404, 422)
    assert codes(answer) == wanted


@pytest.fixture(scope="module")
def weekly(service: Served) -> str:
    return series(service, "16:45")


def test_what_has_begun_is_not_left_out_any_more(service: Served):
    clock = "05:30"  # the commune wakes at 03:30 and is run to after it
    path = series(service, clock)
    service.commune.run(max(1_795_300_200_000 + 60_000 - service.commune.now, 0))
    for body in ({"kind": "left-out"}, {"kind": "changed", "volume": 10}):
        answer = service.client(EDITOR).put(f"{path}/2026-11-22T05:30", json=body)
        assert (answer.status_code, codes(answer)) == (422, {"occurrence-over": "original"})


def test_a_move_into_forbidden_hours_is_refused_however_far_away(service: Served):
    """Weeks beyond the horizon too: who agrees today must not be surprised then."""
    from controller.store import areas

    editor = service.client(EDITOR)
    sound = editor.post(f"{API}/media", files={"file": ("a.wav", tone(3))}, data={"area": "xa-tan-hoa"}).json()["hash"]
    path = series(service, "18:20", sound=sound)
    with service.desk.store.write() as conn:
        before = areas.known(conn, "xa-tan-hoa").hours
        windows = [{"days": [1, 2, 3, 4, 5, 6, 7], "start": "05:00", "end": "20:00"}]
        areas.change(conn, "xa-tan-hoa", hours={"windows": windows})
    try:
        for day in ("2026-11-26", "2027-02-01"):
            answer = editor.put(f"{path}/2026-11-26T18:20", json={"kind": "moved", "to": f"{day}T03:15"})
            assert (answer.status_code, codes(answer)) == (422, {"finding-outside-hours": "to"})
    finally:
        with service.desk.store.write() as conn:
            areas.change(conn, "xa-tan-hoa", hours=before)


def test_a_move_to_a_holiday_is_a_persons_word_and_the_leader_is_told(service: Served):
    path, editor = series(service, "18:30", holidays="skip"), service.client(EDITOR)
    one = editor.put(f"{path}/2026-11-27T18:30", json={"kind": "moved", "to": "2027-01-01T18:30"}).json()
    assert [(remark["code"], remark["blocks"]) for remark in one["proposal"]["remarks"]] == [
        ("moved-onto-holiday", False)
    ]
    assert "Tết Dương lịch" in one["proposal"]["remarks"][0]["detail"]
    assert approved(service, path, one)["state"] == "moved"


def test_who_may_and_who_may_not(service: Served):
    path = series(service, "18:40")
    here = f"{path}/2026-11-26T18:40"
    technician, approver = service.client(TECHNICIAN), service.client(APPROVER)
    assert technician.put(here, json={"kind": "left-out"}).status_code == 403
    assert approver.put(here, json={"kind": "changed", "volume": 50}).status_code == 403
    assert approver.put(here, json={"kind": "left-out"}).json()["state"] == "left-out"  # a leader may silence
    assert approver.delete(here).status_code == 403  # and not widen
    assert service.client().get(path).status_code == 401
    assert technician.get(path).status_code == 200
    cancelled = service.client(EDITOR).post(f"{path.removesuffix('/occurrences')}/cancel", json={})
    assert cancelled.status_code == 200
    over = service.client(EDITOR).put(f"{path}/2026-11-27T18:40", json={"kind": "left-out"})
    assert (over.status_code, codes(over)) == (409, {"announcement-over": None})


def test_nobody_agrees_to_his_own_proposal(service: Served):
    """An administrator may propose and approve, and still not both for one occurrence."""
    login = "quantrixa"
    accounts.add(service.desk.store, login, "Cao Văn Xã", "administrator", "xa-tan-hoa", PASSWORD, service.commune.now)
    path, chief = series(service, "18:50"), service.client(login)
    one = chief.put(f"{path}/2026-11-26T18:50", json={"kind": "changed", "volume": 50}).json()
    assert one["proposal"]["may_approve"] is False
    own = chief.post(f"{path}/2026-11-26T18:50/approve", json={"fingerprint": one["proposal"]["fingerprint"]})
    assert (own.status_code, codes(own)) == (403, {"own-announcement": None})
    other = service.client(SECOND).put(f"{path}/2026-11-27T18:50", json={"kind": "changed", "volume": 50}).json()
    told = chief.post(f"{path}/2026-11-27T18:50/approve", json={"fingerprint": other["proposal"]["fingerprint"]})
    assert told.json()["state"] == "changed"


def test_a_move_is_looked_at_before_it_is_asked_for(service: Served):
    path, editor = series(service, "17:20"), service.client(EDITOR)
    at = f"{path}/2026-11-24T17:20"
    seen = editor.post(f"{at}/check", json={"kind": "moved", "to": "2026-11-24T18:00"})
    assert seen.status_code == 200, seen.text
    assert "18:00" in seen.json()["words"]
    assert not [one for one in seen.json()["remarks"] if one["blocks"]]
    past = editor.post(f"{at}/check", json={"kind": "moved", "to": "2026-11-20T18:00"}).json()["remarks"]
    assert [one["field"] for one in past if one["blocks"]] == ["to"]
    assert set(states(editor, path).values()) == {"coming"}  # nothing was asked of anybody
    assert all(one["proposal"] is None for one in editor.get(path).json()["occurrences"])
    assert editor.post(f"{at}/check", json={"kind": "left-out"}).status_code == 422
    assert editor.post(f"{at}/check", json={"kind": "moved", "to": "mai"}).status_code == 422
    assert service.client(TECHNICIAN).post(f"{at}/check", json={"kind": "changed", "volume": 40}).status_code == 403
