"""Priority announcements that collide: a person is asked, nothing sounds until told, and whatever becomes is said."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from controller.people import accounts as people
from controller.store import announcements, areas, audit, deliveries, occurrences, users
from controller.store import holidays as days_off
from controller.words import LANGUAGES
from controller.words import fates as words
from schedules.findings import FINDINGS
from tests.api.test_api_path import API, codes
from tests.path.joined import DAY, HOUR, MINUTE, MORNING, keep_master
from tests.path.path_sounds import tone
from tests.serving import APPROVER, CHIEF, EDITOR, PASSWORD, TECHNICIAN, Served

SPEAKERS = {"loa-dong-1", "loa-dong-2", "loa-doai-1", "loa-doai-2", "loa-cho-1", "loa-cho-2"}


@pytest.fixture(autouse=True)
def afterwards(service: Served):
    """What collided in one test must not be asked in another."""
    yield
    with service.desk.store.read() as conn:
        live = announcements.in_state(conn, "draft", "submitted", "approved", "ready", "planned")
    for one in live:
        service.client(CHIEF).post(f"{API}/announcements/{one.id}/cancel", json={}).raise_for_status()
    service.commune.work()


SOUNDS: dict[float, str] = {}


def written(
    service: Served, title: str, start: str = "2026-11-23T17:00", seconds: float = 6, **changes: Any
) -> dict[str, Any]:
    """A draft with a sound."""
    file = service.desk.settings.data_dir / f"notice-{seconds}.wav"
    if not file.exists():
        SOUNDS[seconds] = keep_master(service.desk, tone(file, seconds=seconds)).hash
    draft = {
        "area": "xa-tan-hoa",
        "title": title,
        "areas": ["xa-tan-hoa"],
        "start": start,
        "klass": "priority",
        "sound": SOUNDS[seconds],
        "page": False,
        "chime": False,
    }
    answer = service.client(EDITOR).post(f"{API}/announcements", json=draft | changes)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def agreed(service: Served, title: str, start: str = "2026-11-23T17:00", seconds: float = 6, **changes: Any) -> str:
    one = written(service, title, start, seconds, **changes)
    here = f"{API}/announcements/{one['id']}"
    service.client(EDITOR).post(f"{here}/submit").raise_for_status()
    done = service.client(APPROVER).post(f"{here}/approve", json={"fingerprint": one["fingerprint"]})
    assert done.status_code == 200, done.text
    return str(one["id"])


def pair(service: Served, **changes: Any) -> tuple[str, str]:
    names = agreed(service, "Cắt điện", **changes), agreed(service, "Tiêm phòng", **changes)
    service.commune.work()
    return names


def opened(service: Served, login: str = APPROVER) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = service.client(login).get(f"{API}/orders/open").json()
    return found


def give(service: Served, *names: str, login: str = APPROVER) -> httpx.Response:
    return service.client(login).post(f"{API}/orders", json={"announcements": names})


def starts(service: Served, *names: str) -> list[tuple[str, str, int]]:
    """State, kind and start (seconds after 05:30 of the first day) of the first time of each."""
    with service.desk.store.read() as conn:
        firsts = [occurrences.of_announcement(conn, name)[0] for name in names]
    return [(one.state, one.kind, (one.start_ms - MORNING) // 1000) for one in firsts]


EARLY_S = -90 * 60
"""04:00 of the first day, half an hour after the tests begin."""
EVENING_S = 24 * 3600 + (17 * 60 - 330) * 60


def test_a_pair_is_asked_for_answered_and_sounds_in_that_order(service: Served):
    service.commune.power_on()
    first, second = pair(service, start="2026-11-22T04:00")
    assert starts(service, first, second) == [("asks", "asks", EARLY_S)] * 2
    with service.desk.store.read() as conn:
        assert not deliveries.of_subjects(conn, [f"{first}.20261122t0400", f"{second}.20261122t0400"])
    (question,) = opened(service)
    assert {(one["id"], one["title"], one["length_ms"]) for one in question["announcements"]} == {
        (first, "Cắt điện", 6_000),
        (second, "Tiêm phòng", 6_000),
    }
    assert {one["device"] for one in question["devices"]} == SPEAKERS
    assert {one["area_name"] for one in question["devices"]} == {"Thôn Đông", "Thôn Đoài", "Xóm Chợ"}
    assert question["first_ms"] == MORNING + EARLY_S * 1000
    assert question["until_ms"] == question["first_ms"] + 6_000
    assert question["may_answer"] is True
    assert opened(service, EDITOR)[0]["may_answer"] is False
    (line, *_) = service.client(EDITOR).get(f"{API}/announcements/{first}/accounts").json()
    assert (line["kind"], line["start_ms"], line["devices"], line["codes"]) == ("asks", None, None, ["order-needed"])
    assert "“Tiêm phòng”" in line["detail"]
    assert "“Tiêm phòng”" in line["detail_en"]

    answer = give(service, second, first)
    assert answer.status_code == 201
    assert (answer.json()["announcements"], answer.json()["area"]) == ([second, first], "xa-tan-hoa")
    service.commune.work()
    assert opened(service) == []
    assert starts(service, second, first) == [
        ("planned", "planned", EARLY_S),
        ("planned", "moved", EARLY_S + 6),
    ]
    (line,) = service.client(EDITOR).get(f"{API}/announcements/{first}/accounts").json()
    assert line["detail"] == "Phát muộn 6 giây, sau bản tin cùng mức: “Tiêm phòng”."
    with service.desk.store.read() as conn:
        said = [one for one in audit.recent(conn) if one.action == "order"]
    assert [(one.who, one.detail) for one in said] == [(APPROVER, {"order": [second, first]})]
    service.commune.run(35 * MINUTE, slice_ms=MINUTE)
    for name in (first, second):
        rows = service.client(EDITOR).get(f"{API}/announcements/{name}/deliveries").json()
        assert {row["device"]: row["rung"] for row in rows if row["device"] in SPEAKERS} == dict.fromkeys(
            SPEAKERS, "finished"
        )


def test_submitting_and_approving_such_a_pair_is_a_question_and_no_refusal(service: Served):
    first = agreed(service, "Cắt điện")
    one = written(service, "Tiêm phòng")
    here = f"{API}/announcements/{one['id']}"
    (remark,) = service.client(EDITOR).get(f"{here}/outlook").json()["remarks"]
    assert (remark["code"], remark["blocks"]) == ("finding-order-needed", False)
    assert "“Cắt điện”" in remark["detail"]
    assert service.client(EDITOR).post(f"{here}/submit").json()["state"] == "submitted"
    # whoever approves may say it at once, before anybody has planned anything
    assert give(service, one["id"], first).status_code == 201
    left = service.client(EDITOR).get(f"{here}/outlook").json()["remarks"]
    assert [(one["code"], one["blocks"]) for one in left] == [("aside-moved", False)]


def test_the_latest_word_counts(service: Served):
    first, second = pair(service)
    assert give(service, first, second).status_code == 201
    service.commune.work()
    assert give(service, second, first).status_code == 201
    service.commune.work()
    assert [one[2] for one in starts(service, first, second)] == [EVENING_S + 6, EVENING_S]
    said = service.client(APPROVER).get(f"{API}/orders").json()
    assert [one["announcements"] for one in said[:2]] == [[second, first], [first, second]]


def test_one_answer_holds_for_two_series_and_a_third_asks_anew(service: Served):
    first, second = pair(service, rrule="FREQ=DAILY")
    assert len(opened(service)) == 1
    assert give(service, second, first).status_code == 201
    service.commune.work()
    assert opened(service) == []
    with service.desk.store.read() as conn:
        assert {one.kind for one in occurrences.of_announcement(conn, first)} == {"moved"}
    third = agreed(service, "Họp thôn", start="2026-11-25T17:00", areas=["thon-dong"])
    service.commune.work()
    (question,) = opened(service)
    assert {one["id"] for one in question["announcements"]} == {first, second, third}
    assert {one["device"] for one in question["devices"]} == {"loa-dong-1", "loa-dong-2"}
    assert question["first_ms"] == MORNING + EVENING_S * 1000 + 2 * DAY
    with service.desk.store.read() as conn:
        kinds = {one.original_local: one.kind for one in occurrences.of_announcement(conn, first)}
    assert kinds["2026-11-24T17:00"] == "moved"
    assert kinds["2026-11-25T17:00"] == "mixed"
    told = service.client(EDITOR).get(f"{API}/announcements/{first}/accounts").json()
    third_day = [one for one in told if one["occurrence"].endswith("20261125t1700")]
    assert {one["kind"]: set(one["devices"]) for one in third_day} == {
        "asks": {"loa-dong-1", "loa-dong-2"},
        "moved": SPEAKERS - {"loa-dong-1", "loa-dong-2"},
    }
    incomplete = give(service, first, third)
    assert codes(incomplete) == {"order-incomplete": "announcements"}
    assert "“Tiêm phòng”" in incomplete.json()["detail"]
    assert give(service, third, first, second).status_code == 201
    service.commune.work()
    assert opened(service) == []


def test_nobody_answered_in_time(service: Served):
    first, second = pair(service, start="2026-11-22T04:30")
    service.commune.run(MORNING - HOUR - MINUTE - service.commune.now, slice_ms=MINUTE)
    service.commune.work()
    assert len(opened(service)) == 1
    service.commune.run(2 * MINUTE)
    service.commune.work()
    assert opened(service) == []
    assert [one[:2] for one in starts(service, first, second)] == [("dropped", "dropped")] * 2
    (line,) = service.client(EDITOR).get(f"{API}/announcements/{first}/accounts").json()
    assert (line["kind"], line["codes"]) == ("dropped", ["order-missed"])
    assert line["detail"] == "Không phát vì trùng bản tin ưu tiên khác (“Tiêm phòng”) mà không ai kịp chọn thứ tự."
    with service.desk.store.read() as conn:
        missed = [one.subject for one in audit.recent(conn) if one.action == "order-missed"]
    assert sorted(missed) == sorted(f"{name}.20261122t0430" for name in (first, second))
    late = give(service, first, second)
    assert late.status_code == 409
    assert codes(late) in ({"order-too-late": "announcements"}, {"order-not-live": "announcements"})
    service.commune.work()
    assert codes(give(service, first, second)) in (
        {"order-too-late": "announcements"},
        {"order-not-live": "announcements"},
    )


def test_what_is_no_order(service: Served):
    first, second = pair(service)
    normal = agreed(service, "Tin thường", klass="normal")
    alone = agreed(service, "Lúc khác", start="2026-11-23T19:00")
    over = agreed(service, "Đã hủy", start="2026-11-24T17:00")
    service.client(EDITOR).post(f"{API}/announcements/{over}/cancel", json={}).raise_for_status()
    draft = written(service, "Nháp")["id"]
    field = "announcements"
    for names, status, wanted in (
        ((), 422, "order-of-one"),
        ((first,), 422, "order-of-one"),
        ((first, first), 422, "order-twice"),
        ((first, "a-khong-co"), 404, "announcement-unknown"),
        ((first, over), 409, "order-not-live"),
        ((first, draft), 409, "order-not-live"),
        ((first, normal), 409, "order-not-asked"),
        ((first, alone), 409, "order-not-asked"),
        ((first, second, alone), 422, "order-stranger"),
    ):
        answer = give(service, *names)
        assert (answer.status_code, codes(answer)) == (status, {wanted: field}), names
    too_many = give(service, *[f"a{number}" for number in range(51)])
    assert codes(too_many) == {"field-too-many": field}
    for login in (EDITOR, TECHNICIAN):
        assert codes(give(service, first, second, login=login)) == {"role-may-not": field}
    assert service.client().get(f"{API}/orders/open").status_code == 401
    assert len(opened(service)) == 1


def test_a_foreign_commune_neither_sees_nor_answers(service: Served):
    first, second = pair(service)
    now_ms = service.commune.now
    with service.desk.store.write() as conn:
        areas.add(conn, "xa-khac", "tinh-phu-tho", "commune", "Xã Khác", now_ms)
    people.add(service.desk.store, "sepkhac", "Sếp Khác", "approver", "xa-khac", PASSWORD, now_ms)
    assert opened(service, "sepkhac") == []
    assert codes(give(service, first, second, login="sepkhac")) == {"announcement-unknown": "announcements"}
    people.add(service.desk.store, "septhon", "Trưởng thôn", "approver", "thon-dong", PASSWORD, now_ms)
    assert codes(give(service, first, second, login="septhon")) == {"announcement-unknown": "announcements"}


def test_two_equals_on_one_horn_in_each_class(service: Served):
    names = []
    for klass, start in (("normal", "2026-11-22T12:00"), ("emergency", "2026-11-22T13:00")):
        for number in (1, 2):
            names.append(agreed(service, f"Tin {number}", start=start, klass=klass))
            service.commune.run(1_000)  # so that one is older
    service.commune.work()
    assert [kind for _, kind, _ in starts(service, *names)] == ["planned", "moved", "planned", "moved"]
    (line,) = service.client(EDITOR).get(f"{API}/announcements/{names[1]}/accounts").json()
    assert line["detail"] == "Phát muộn 6 giây, sau bản tin cùng mức: “Tin 1”."
    assert line["detail_en"] == "6 s late, after one of the same class: “Tin 1”."


def test_what_is_cut_says_how_much_is_left(service: Served):
    cut = agreed(service, "Đọc truyện", start="2026-11-22T14:00", seconds=70, resume="stop", klass="normal")
    agreed(service, "Lũ", start="2026-11-22T14:01", klass="emergency")
    service.commune.work()
    (line,) = service.client(EDITOR).get(f"{API}/announcements/{cut}/accounts").json()
    assert line["detail"] == "Bị cắt 10 giây vì bản tin ưu tiên hơn: “Lũ”. Còn phát 1 phút."
    assert (line["kind"], line["codes"]) == ("planned", ["cut-by-higher"])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", sorted(FINDINGS))
def test_whatever_may_be_found_has_words(code: str, lang: str):
    params: dict[str, object] = {name: "b.20261122t0530" if name == "by" else 80 for name in FINDINGS[code][1]}
    said = words.told([[code, params]], {"b": "Tiêm phòng"}, lang)
    assert said
    assert ("“Tiêm phòng”" in said) == ("by" in params)


def test_horns_that_speak_in_turn_are_asked_about_what_meets_only_by_their_turns(service: Served):
    """Forty seconds each end before the next minute; two turns of them do not."""
    technician = service.client(TECHNICIAN)
    technician.put(f"{API}/neighbours/loa-dong-1/loa-dong-2", json={}).raise_for_status()
    technician.put(f"{API}/areas/thon-dong/horns", json={"horns": "in-turn", "pause_ms": 2000}).raise_for_status()
    names = [
        agreed(service, title, start, seconds=40, areas=["thon-dong"])
        for title, start in (("Cắt điện", "2026-11-23T17:00"), ("Tiêm phòng", "2026-11-23T17:01"))
    ]
    service.commune.work()
    (question,) = opened(service)
    assert {one["id"] for one in question["announcements"]} == set(names)
    assert give(service, *names).status_code == 201
    technician.put(f"{API}/areas/thon-dong/horns", json={"horns": "together"}).raise_for_status()
    technician.delete(f"{API}/neighbours/loa-dong-1/loa-dong-2").raise_for_status()
    service.commune.work()


def test_a_day_off_that_was_added_can_be_what_they_meet_on(service: Served):
    with service.desk.store.write() as conn:
        chief = users.by_login(conn, CHIEF)
        assert chief is not None
        days_off.add(conn, days_off.Day("2026-11-24", "Hội làng", chief.id, service.commune.now))
    names = [agreed(service, title, rrule="FREQ=DAILY", holidays="only") for title in ("Lễ hội", "Giao thông")]
    service.commune.work()
    assert [one["first_ms"] for one in opened(service)] == [MORNING + DAY * 2 + (17 * 60 - 330) * MINUTE]
    assert give(service, *names).status_code == 201
    with service.desk.store.write() as conn:
        days_off.remove(conn, "2026-11-24")
