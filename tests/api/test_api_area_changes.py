"""Areas merged and split over the API: who may, what is said before, what is refused, and the day itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from controller.demo import sample
from controller.people import accounts
from controller.store import areas, devices, users
from tests.api.test_api_path import codes
from tests.path.joined import HOUR, MORNING
from tests.serving import APPROVER, CHIEF, EDITOR, PASSWORD, TECHNICIAN, Served, served

API = "/api/v1"
CHANGES = f"{API}/area-changes"
PROVINCE, OTHER = "tinh-quantri", "tinh-khac"
MERGE = [{"do": "end", "area": "xa-tan-lap", "into": ["xa-tan-hoa"]}]
EVENING = MORNING + 16 * HOUR
"""21:30 of the day before."""
HOURS = {"windows": [{"days": [1, 2, 3, 4, 5, 6, 7], "start": "05:00", "end": "07:00"}]}


@pytest.fixture
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with two_communes(tmp_path_factory.mktemp("service")) as made:
        yield made


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """For what is refused and changes nothing."""
    with two_communes(tmp_path_factory.mktemp("shared")) as made:
        yield made


@contextmanager
def two_communes(folder: Path) -> Iterator[Served]:
    """The sample commune beside a second one, which has taken the market over; two administrators of the province."""
    with served(folder, EVENING) as made:
        store, now = made.desk.store, made.commune.now
        with store.write() as conn:
            areas.add(conn, "xa-tan-lap", sample.PROVINCE, "commune", "Xã Tân Lập", now, hours=HOURS)
            areas.move(conn, "xom-cho", "xa-tan-lap")
            areas.add(conn, "tinh-khac", None, "province", "Tỉnh khác", now)
            areas.add(conn, "xa-khac", "tinh-khac", "commune", "Xã khác", now)
            for login in (EDITOR, APPROVER):
                user = users.by_login(conn, login)
                assert user is not None
                users.change(conn, user.id, area=sample.PROVINCE)
        for login in (PROVINCE, OTHER):
            accounts.add(store, login, f"Quản trị {login}", "administrator", sample.PROVINCE, PASSWORD, now)
        accounts.add(store, "tanlap", "Cán bộ Tân Lập", "editor", "xa-tan-lap", PASSWORD, now)
        yield made


def propose(client: httpx.Client, steps: list[dict[str, Any]], effect: str = "2026-11-23") -> httpx.Response:
    return client.post(CHANGES, json={"effect": effect, "steps": steps})


def announced(service: Served, start: str = "2026-11-23T06:00", **changes: Any) -> str:
    given = {"areas": ("xa-tan-lap",), "rrule": "FREQ=DAILY", "title": "Tin sáng"} | changes
    made = service.commune.agree(service.commune.draft(start, **given))
    service.commune.work()
    return made.id


def test_a_commune_is_merged_on_its_day(service: Served):
    commune, store = service.commune, service.desk.store
    news = announced(service)
    own = announced(service, "2026-11-23T06:30", areas=("xa-tan-hoa",), title="Tin Tân Hòa")
    first, second = service.client(PROVINCE), service.client(OTHER)
    change = propose(first, MERGE).json()
    assert (change["state"], change["effect"]) == ("proposed", "2026-11-23")
    here = f"{CHANGES}/{change['id']}"

    told = second.get(f"{here}/preview").json()
    assert {one["id"] for one in told["moves"]} == {"loa-cho-1", "loa-cho-2", "bang-ubnd"}
    assert told["reworded"] == [{"id": news, "title": "Tin sáng", "before": ["xa-tan-lap"], "after": ["xom-cho"]}]
    assert [(one["id"], set(one["gained"])) for one in told["reaches"]] == [
        (own, {"loa-cho-1", "loa-cho-2", "bang-ubnd"})
    ]
    assert {one["id"]: len(one["gained"]) for one in told["people"]} == {TECHNICIAN: 3, CHIEF: 3}
    assert [(one["before"], one["after"]) for one in told["hours"]] == [("05:00–07:00", "00:00–24:00")]
    assert told["silent"] == []
    assert any("Xóm Chợ" in sentence and "Tin sáng" in sentence for sentence in told["sentences"])
    english = second.get(f"{here}/preview", headers={"accept-language": "en"}).json()["sentences"]
    assert any("bring their history along" in sentence for sentence in english)

    own_word = first.post(f"{here}/agree", json={})
    assert (own_word.status_code, codes(own_word)) == (403, {"change-own": None})
    low = service.client(CHIEF).post(f"{here}/agree", json={})
    assert (low.status_code, codes(low)) == (403, {"area-not-reached": None})
    assert second.post(f"{here}/agree", json={}).json()["state"] == "agreed"
    again = second.post(f"{here}/agree", json={})
    assert (again.status_code, codes(again)) == (409, {"change-state": None})

    commune.work()
    ahead = items(service, "bang-ubnd")
    assert f"{news}.20261122t0600" not in ahead
    assert {f"{news}.20261123t0600", f"{own}.20261123t0630"} <= ahead.keys()
    with store.read() as conn:
        device = devices.get(conn, "bang-ubnd")
        assert device is not None
        assert device.areas == ("tinh-phu-tho", "xa-tan-lap", "xom-cho")

    # Each place has what is due while its devices stand there; those that have moved keep their own past.
    assert week(service, "areas/xa-tan-hoa")[news] == ["2026-11-23", "2026-11-24"]
    assert week(service, "areas/xa-tan-lap") == {}
    assert week(service, "devices/bang-ubnd")[own] == ["2026-11-23", "2026-11-24"]

    commune.run(3 * HOUR, 600_000)
    commune.work()
    client = service.client(PROVINCE)
    assert week(service, "areas/xa-tan-hoa")[news] == ["2026-11-23", "2026-11-24"]
    assert client.get(here).json()["state"] == "done"
    with store.read() as conn:
        device = devices.get(conn, "bang-ubnd")
        assert device is not None
        assert device.areas == ("tinh-phu-tho", "xa-tan-hoa", "xom-cho")
        user = users.by_login(conn, "tanlap")
        assert user is not None
        assert user.area == "xa-tan-hoa"
    behind = items(service, "bang-ubnd")
    assert {name: at for name, at in behind.items() if name in ahead} == {
        name: at for name, at in ahead.items() if name in behind
    }
    assert client.get(f"{API}/announcements/{news}").json()["areas"] == ["xom-cho"]
    assert client.get(f"{API}/announcements/{news}").json()["state"] == "planned"
    assert "xa-tan-lap" not in {one["code"] for one in client.get(f"{API}/areas").json()}

    gone = client.post(f"{API}/areas", json={"code": "moi", "parent": "xa-tan-lap", "level": "hamlet", "name": "Mới"})
    assert (gone.status_code, codes(gone)) == (409, {"area-ended": None})
    named = service.client(EDITOR).post(
        f"{API}/announcements/check",
        json={"area": "xa-tan-hoa", "title": "a", "text": "b", "areas": ["xa-tan-lap"], "start": "2026-11-24T06:00"},
    )
    assert "area-ended" in {one["code"] for one in named.json()["remarks"]}
    stop = client.post(f"{API}/commands", json={"kind": "stop", "scope": "xa-tan-lap"})
    assert (stop.status_code, codes(stop)) == (404, {"scope-unknown": "scope"})


def week(service: Served, place: str) -> dict[str, list[str]]:
    """The days on which each announcement is due there."""
    told = service.client(PROVINCE).get(f"{API}/{place}/plan", params={"from": "2026-11-22", "until": "2026-11-24"})
    found: dict[str, list[str]] = {}
    for one in told.raise_for_status().json()["entries"]:
        found.setdefault(one["announcement"], []).append(one["start"][:10])
    return found


def items(service: Served, device: str) -> dict[str, int]:
    found = service.client(EDITOR).get(f"{API}/devices/{device}/timetable").json()["items"]
    return {item["id"]: item["start_ms"] for item in found}


def end(area: str, *into: str) -> dict[str, Any]:
    return {"do": "end", "area": area, "into": list(into)}


def make(code: str) -> dict[str, Any]:
    return {"do": "make", "code": code, "parent": "tinh-phu-tho", "level": "commune", "name": "Mới"}


def rehome(area: str) -> dict[str, Any]:
    return {"do": "rehome", "device": "loa-dong-1", "area": area}


@pytest.mark.parametrize(
    ("effect", "found"),
    [
        ("2026-11-22", {"effect-past": "effect"}),
        ("2020-01-01", {"effect-past": "effect"}),
        ("2099-01-01", {"effect-far": "effect"}),
        ("2026-02-30", {"bad-date": "effect"}),
        ("mai", {"bad-date": "effect"}),
    ],
)
def test_a_day_that_cannot_be_is_refused(shared: Served, effect: str, found: dict[str, str]) -> None:
    assert codes(propose(shared.client(PROVINCE), MERGE, effect)) == found


@pytest.mark.parametrize(
    ("steps", "status", "found"),
    [
        ([], 422, {"steps-none": "steps"}),
        ([end("xa-tan-hoa", "xa-tan-hoa")], 422, {"area-below-itself": "steps.0"}),
        ([end("xa-tan-hoa", "thon-dong")], 422, {"area-below-itself": "steps.0"}),
        ([end("atlantis", "xa-tan-hoa")], 422, {"area-unknown": "steps.0"}),
        ([end("xa-tan-lap")], 422, {"successor-none": "steps.0"}),
        ([end("xa-tan-lap", "xa-tan-hoa", "tinh-phu-tho")], 422, {"successor-which": "steps.0"}),
        ([*MERGE, rehome("xa-tan-lap")], 422, {"area-ended": "steps.1"}),
        ([rehome("thon-doai"), rehome("xom-cho")], 422, {"step-twice": "steps.1"}),
        ([rehome("xa-khac")], 422, {"leaves-province": "steps.0"}),
        ([{"do": "hang", "area": "xa-tan-hoa", "under": "tinh-khac"}], 422, {"leaves-province": "steps.0"}),
        ([make("Xã Mới")], 422, {"area-code": "steps.0"}),
        ([make("loa-dong-1")], 422, {"area-taken": "steps.0"}),
        ([make("xom-cho")], 422, {"area-taken": "steps.0"}),
        ([make("xa-moi") | {"hours": {"windows": "always"}}], 422, {"bad-hours": "hours"}),
        ([{"do": "rename", "area": "xa-tan-hoa", "name": "  "}], 422, {"name-blank": "steps.0"}),
        ([{"do": "vanish", "area": "xa-tan-hoa"}], 422, {"field-wrong": "steps.0"}),
    ],
)
def test_a_step_that_cannot_be_is_refused(
    shared: Served, steps: list[dict[str, Any]], status: int, found: dict[str, str]
) -> None:
    answer = propose(shared.client(PROVINCE), steps)
    assert (answer.status_code, codes(answer)) == (status, found)


def test_only_administrators_propose_and_only_what_they_reach(service: Served):
    assert codes(propose(service.client(EDITOR), MERGE)) == {"role-may-not": None}
    assert codes(propose(service.client(CHIEF), [{"do": "rename", "area": "xa-khac", "name": "X"}])) == {
        "area-not-reached": None
    }
    assert propose(service.client(CHIEF), MERGE).status_code == 201
    assert [one["effect"] for one in service.client(TECHNICIAN).get(CHANGES).json()] == ["2026-11-23"]
    unknown = service.client(PROVINCE).get(f"{CHANGES}/c-nothing")
    assert (unknown.status_code, codes(unknown)) == (404, {"change-unknown": None})


def test_two_changes_that_contradict_each_other(service: Served):
    first, second = service.client(PROVINCE), service.client(OTHER)
    one = propose(first, MERGE).json()
    same = propose(first, MERGE, "2026-11-25")
    assert (same.status_code, codes(same)) == (409, {"change-collides": "steps"})
    device = [{"do": "rehome", "device": "loa-cho-1", "area": "thon-dong"}]
    assert propose(first, device, "2026-11-24").status_code == 201
    assert codes(propose(first, device, "2026-11-26")) == {"change-collides": "steps"}
    assert second.post(f"{CHANGES}/{one['id']}/agree", json={}).status_code == 200
    into = [{"do": "hang", "area": "thon-doai", "under": "xa-tan-lap"}]
    assert codes(propose(first, into, "2026-11-25")) == {"area-ended": "steps.0"}
    service.commune.run(1_000)  # of changes of one day the older goes first
    assert codes(propose(first, into, "2026-11-23")) == {"area-ended": "steps.0"}
    late = propose(first, [{"do": "rename", "area": "thon-doai", "name": "Đoài mới"}], "2026-11-24").json()
    assert first.post(f"{CHANGES}/{late['id']}/cancel", json={"reason": "nhầm"}).json()["state"] == "cancelled"
    assert codes(second.post(f"{CHANGES}/{late['id']}/agree", json={})) == {"change-state": None}


def test_what_would_fall_silent_must_be_wanted(service: Served):
    announced(service, "2026-11-23T18:00", areas=("thon-dong",), title="Tin tối", sound=tone_of(service))
    first, second = service.client(PROVINCE), service.client(OTHER)
    change = propose(first, [{"do": "hang", "area": "thon-dong", "under": "xa-tan-lap"}]).json()
    here = f"{CHANGES}/{change['id']}"
    told = second.get(f"{here}/preview").json()
    assert [(one["title"], one["code"], set(one["devices"])) for one in told["silent"]] == [
        ("Tin tối", "outside-hours", {"loa-dong-1", "loa-dong-2"})
    ]
    refused = second.post(f"{here}/agree", json={})
    assert (refused.status_code, codes(refused)) == (422, {"change-silences": "anyway"})
    assert second.post(f"{here}/agree", json={"anyway": True}).json()["state"] == "agreed"


def tone_of(service: Served) -> str:
    from tests.path.joined import keep_master
    from tests.path.path_sounds import tone

    return keep_master(service.desk, tone(service.desk.settings.data_dir / "tin.wav", 20)).hash
