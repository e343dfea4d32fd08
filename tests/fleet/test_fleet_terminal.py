"""The fleet at the command line: a list with every fault told, boxes out, stolen and back, moves, incidents."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from controller.__main__ import app
from controller.fleet import enrol, keys
from controller.health.watch import Incident, Member
from controller.settings_reading import read_settings
from controller.store import Store, area_changes, areas, boxes, incidents, users

Run = Callable[..., Result]
NOW = 1_795_300_200_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fleet")


@pytest.fixture(scope="module", autouse=True)
def commune(folder: Path) -> None:
    """Two hamlets, one box, one administrator."""
    settings = read_settings(data_dir=folder / "data")
    made = Store(settings.database_url)
    made.upgrade()
    with made.write() as conn:
        areas.add(conn, "xa", None, "commune", "Xã Tân Hòa", NOW)
        for code, name in (("thon-dong", "Thôn Đông"), ("thon-doai", "Thôn Đoài")):
            areas.add(conn, code, "xa", "hamlet", name, NOW)
        keys.make_all(conn, folder / "data" / "keys", "xa", NOW)
        users.add(conn, "u-1", "chung", "Phạm Thị Chung", "x", "administrator", "xa", NOW)
        enrol.add_device(conn, settings, enrol.New("loa-1", "thon-dong", "horn-opus-60w", "Loa chợ"), "u-1", NOW)
    made.close()


@pytest.fixture(scope="module")
def run(folder: Path) -> Run:
    """``tienglang …``."""
    runner, environment = CliRunner(), {"TIENGLANG_DATA_DIR": str(folder / "data"), "TIENGLANG_LANGUAGE": "en"}

    def one(*words: str, status: int = 0) -> Result:
        made = runner.invoke(app, list(words), env=environment)
        assert made.exit_code == status, made.output
        return made

    return one


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    made = Store(read_settings(data_dir=folder / "data").database_url)
    yield made
    made.close()


def written(folder: Path, *rows: tuple[str, ...]) -> str:
    with (folder / "list.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([("Tên thiết bị", "Địa bàn", "Loại"), *rows])
    return str(folder / "list.csv")


def test_every_fault_of_a_list_is_told_by_line_and_nothing_is_made(run: Run, folder: Path) -> None:
    bad = written(folder, ("Loa 1", "Thôn Đông", "horn-opus-60w"), ("", "Thôn Đông", "x"), ("Loa 3", "Thôn Đoi", "=1"))
    told = run("device", "import", bad, "--make", status=2)
    assert "Line 3, column A" in told.output
    assert "Line 3, column C" in told.output
    assert "Line 4, column C" in told.output
    assert "1 lines are right, 2 have faults." in told.output
    assert "#" not in run("device", "import", written(folder, ("Loa 1", "Thôn Đông", "horn-opus-60w"))).output
    assert "loa-thon-dong-1" not in run("device", "list").output, "it was only looked at"


def test_a_good_list_becomes_places_with_codes_and_labels(run: Run, folder: Path) -> None:
    good = written(folder, ("Loa 1", "Thôn Đông", "horn-opus-60w"), ("Bảng 1", "thon-doai", "led-64x32-red"))
    told = run("device", "import", good, "--make", "--labels", str(folder / "nhan.pdf"))
    assert "/t/loa-thon-dong-1#" in told.output
    assert (folder / "nhan.pdf").read_bytes().startswith(b"%PDF")
    assert (folder / "nhan.pdf").stat().st_mode & 0o077 == 0, "codes are for nobody else"
    listed = run("device", "list", "--area", "thon-doai", "--state", "empty").output.splitlines()
    assert listed[0].split("\t")[:3] == ["bang-thon-doai-1", "No box yet", "Bảng 1"]
    assert listed[1] == "1 devices"
    assert "loa-1" in run("device", "list", "--find", "cho").output, "found without marks"
    run("device", "list", "--state", "sad", status=2)


def test_a_box_goes_comes_back_and_is_stolen(run: Run, store: Store) -> None:
    run("device", "out", "loa-1")
    run("device", "out", "loa-1", status=2)
    run("device", "back", "loa-1")
    run("device", "stolen", "loa-1")
    run("device", "back", "loa-1", status=2)
    assert "/t/loa-1#" in run("device", "replace", "loa-1").output
    with store.read() as conn:
        assert [one.end for one in boxes.of_device(conn, "loa-1")] == [boxes.STOLEN]


def test_a_move_is_proposed_by_an_administrator(run: Run, store: Store) -> None:
    asked = ("device", "move", "loa-1", "--area", "thon-doai", "--from")
    soon = str(datetime.now(UTC).date() + timedelta(days=30))
    run(*asked, "2001-01-01", "--by", "chung", status=2)
    run(*asked, soon, "--by", "nobody", status=2)
    with store.read() as conn:
        assert area_changes.in_state(conn) == []
    assert "It is proposed that loa-1 moves to thon-doai" in run(*asked, soon, "--by", "chung").output
    with store.read() as conn:
        (one,) = area_changes.in_state(conn)
    assert (one.effect, one.steps) == (soon, [{"do": "rehome", "device": "loa-1", "area": "thon-doai"}])


def test_what_is_broken_is_told_with_what_to_do(run: Run, store: Store) -> None:
    with store.write() as conn:
        kept = Incident("i1", "dark", "grave", "thon-dong", "loa-1", 1_000, 2_000, {"loa-1": Member(1_000)})
        incidents.keep(conn, [kept])
    told = run("incident", "list").output
    assert told.startswith("i1\tgrave\t")
    assert "Loa chợ" in told
    assert "→" in told
    assert "1 incidents are open" in told
    assert "0 incidents" in run("incident", "list", "--area", "thon-doai", "--days", "30").output
