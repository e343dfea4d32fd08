"""What the command line says about people: the link of a first start, a link for whoever is locked out."""

from __future__ import annotations

import gc
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from controller.__main__ import app
from controller.bootstrap import build
from controller.settings_reading import read_settings
from controller.terminal.serve import calm_collector, first_link


def test_an_empty_service_can_start_and_tells_where_the_first_administrator_is_made(tmp_path: Path) -> None:
    settings = read_settings(data_dir=tmp_path / "data")
    links = [first_link(settings) for _ in range(2)]
    assert all(re.fullmatch(r"http://127\.0\.0\.1:8080/first/[\w-]{32}", one) for one in links)
    assert links[0] != links[1]
    system = build(settings)  # its keys are there
    assert system.desk.signer().root_area == "tinh"
    system.desk.store.close()


def test_who_is_locked_out_is_let_in_at_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIENGLANG_DATA_DIR", str(tmp_path / "data"))
    runner = CliRunner()
    assert runner.invoke(app, ["area", "add", "xa", "--name", "Xã", "--level", "commune"]).exit_code == 0
    assert runner.invoke(app, ["user", "add", "chung", "--role", "administrator", "--area", "xa"]).exit_code == 0
    told = runner.invoke(app, ["user", "link", "Chung"])
    assert re.search(r"http://127\.0\.0\.1:8080/reset/[\w-]{32}", told.output)
    assert runner.invoke(app, ["user", "link", "nobody"]).exit_code == 2
    settings = read_settings(data_dir=tmp_path / "data")
    assert first_link(settings) == ""  # somebody is there


def test_while_it_serves_the_collector_leaves_alone_what_was_there_at_the_start() -> None:
    before = gc.get_threshold()
    with calm_collector():
        assert gc.get_freeze_count() > 10_000
        assert gc.get_threshold() > before
        around: list[object] = []
        around.append(around)
        del around
        assert gc.collect()  # what becomes garbage later is still found
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0
