"""The doctor: finds what is really wrong on a real machine, says it in both languages, and names the mend."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from controller import doctor_checks as checks
from controller.doctor import CHECKS, MACHINE, Case, Finding, all_well, examine, examine_settings
from controller.errors import ManyRefused, Refused
from controller.settings import Broker, Http, Settings
from controller.words import LANGUAGES

NOW_MS = int(datetime(2026, 11, 21, 5, 30, tzinfo=UTC).timestamp() * 1000)


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    folder = tmp_path / "keys"
    folder.mkdir(mode=0o700)
    (folder / "root.key").touch(mode=0o600)
    return folder


@pytest.fixture
def case(tmp_path: Path, keys: Path, free_port: int) -> Case:
    broker = Broker(port=free_port)
    data = tmp_path / "data"
    with socket.create_server(("127.0.0.1", 0)) as other:
        http = Http(port=other.getsockname()[1])
    return Case(Settings(data_dir=data, http=http, broker=broker), NOW_MS, lambda: True, keys)


def finding(case: Case, check: str) -> Finding:
    found = {finding.check: finding for finding in examine(case)}[check]
    for lang in LANGUAGES:
        assert found.name(lang)
        assert bool(found.wrong(lang)) == (not found.ok)
    return found


SAY_THE_MEND_THEMSELVES = {"keys-missing"}


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        act()
    found = Finding("python", caught.value)
    for lang in LANGUAGES:
        assert found.wrong(lang)
        assert bool(found.mend(lang)) == (caught.value.code not in SAY_THE_MEND_THEMSELVES)
    return caught.value.code


def test_a_sound_machine_is_told_sound(case: Case):
    findings = examine(case)
    assert [each.check for each in findings] == [*MACHINE, "settings", *CHECKS]
    unsound = [each.wrong("en") for each in findings if not each.ok and each.check not in {"fonts", "packages"}]
    assert unsound == []


def test_all_well_only_without_a_single_fault():
    assert all_well([Finding("python"), Finding("disk")])
    assert not all_well([Finding("python"), Finding("disk", Refused("database-behind"))])


def test_mistakes_in_the_settings_do_not_hide_the_machine():
    mistakes = ManyRefused([Refused("setting-unknown", key="a"), Refused("setting-unknown", key="b")])
    findings = examine_settings(mistakes)
    assert [each.check for each in findings] == [*MACHINE, "settings", "settings"]
    assert "“b”" in findings[-1].wrong("en")
    assert findings[-1].mend("en") == ""


def test_an_old_python():
    assert code_of(lambda: checks.python_new_enough((3, 10))) == "python-old"


def test_missing_packages():
    checks.packages_there(["msgspec>=0.20", "psycopg[binary]>=3", "not-there; python_version >= '9'"])
    with pytest.raises(Refused) as caught:
        checks.packages_there(["msgspec", "no-such-thing>=1", "nor-this"])
    assert caught.value.params["names"] == "no-such-thing, nor-this"
    assert code_of(lambda: checks.packages_there(["nor-this"])) == "packages-missing"


def test_ffmpeg_that_is_missing_or_does_not_run(tmp_path: Path):
    assert code_of(lambda: checks.ffmpeg_runs(str(tmp_path / "ffmpeg"))) == "ffmpeg-missing"
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\necho 'wrong machine' >&2\nexit 1\n")
    broken.chmod(0o755)
    assert code_of(lambda: checks.ffmpeg_runs(str(broken))) == "ffmpeg-missing"


def test_missing_fonts_are_named_by_package(tmp_path: Path):
    assert code_of(lambda: checks.fonts_there([tmp_path])) == "fonts-missing"
    deep = tmp_path / "truetype" / "noto"
    deep.mkdir(parents=True)
    (deep / "NotoSans-Regular.ttf").touch()
    with pytest.raises(Refused) as caught:
        checks.fonts_there([tmp_path, tmp_path / "nowhere"])
    assert caught.value.params["packages"] == "fonts-unifont"
    (tmp_path / "unifont.otf").touch()
    checks.fonts_there([tmp_path])


def test_a_data_folder_that_cannot_be_written(case: Case, tmp_path: Path):
    (tmp_path / "file").touch()
    blocked = replace(case, settings=Settings(data_dir=tmp_path / "file" / "data"))
    found = finding(blocked, "data-folder")
    assert found.refused
    assert found.refused.code == "data-folder-locked"
    assert found.mend("vi")


def test_a_full_disk(tmp_path: Path):
    checks.disk_has_room(tmp_path / "not" / "there" / "yet", least=1)
    assert code_of(lambda: checks.disk_has_room(tmp_path, least=10**18)) == "disk-full"


@pytest.mark.parametrize("year", [1970, 2025, 2050])
def test_a_clock_out_of_all_reason(tmp_path: Path, year: int):
    now_ms = int(datetime(year, 6, 1, tzinfo=UTC).timestamp() * 1000)
    assert code_of(lambda: checks.clock_plausible(now_ms, tmp_path)) == "clock-wrong"


def test_a_clock_behind_our_own_records(tmp_path: Path):
    record = tmp_path / "tienglang.sqlite3"
    record.touch()
    os.utime(record, (NOW_MS / 1000 + 3_600, NOW_MS / 1000 + 3_600))
    assert code_of(lambda: checks.clock_plausible(NOW_MS, tmp_path)) == "clock-behind"
    checks.clock_plausible(NOW_MS + 3_600_000, tmp_path)


def test_a_database_that_is_behind_or_away(case: Case):
    assert finding(replace(case, database=lambda: False), "database").mend("en").endswith("tienglang db upgrade")

    def away() -> bool:
        raise ConnectionError("cannot reach postgresql://me:geheim@db/x\nmore lines")

    found = finding(replace(case, database=away), "database")
    assert "geheim" not in found.wrong("en")
    assert "more lines" not in found.wrong("en")
    assert not found.ok


def test_a_refusal_of_the_database_itself_is_kept(case: Case):
    def newer() -> bool:
        raise Refused("database-behind")

    assert finding(replace(case, database=newer), "database").refused


def test_keys_that_are_missing_or_open_to_others(keys: Path, tmp_path: Path):
    checks.keys_safe(keys)
    (keys / "root.key").chmod(0o640)
    assert code_of(lambda: checks.keys_safe(keys)) == "keys-open"
    (keys / "root.key").unlink()
    assert code_of(lambda: checks.keys_safe(keys)) == "keys-missing"
    assert code_of(lambda: checks.keys_safe(tmp_path / "nowhere")) == "keys-missing"


def test_busy_ports_matter_only_while_we_do_not_run(case: Case):
    with socket.create_server(("127.0.0.1", case.settings.http.port)):
        found = finding(case, "ports")
        assert found.refused
        assert (found.refused.code, bool(found.mend("vi"))) == ("http-port-busy", True)
        assert finding(replace(case, running=True), "ports").ok
    with socket.create_server(("127.0.0.1", case.settings.broker.port)):
        found = finding(case, "ports")
        assert found.refused
        assert found.refused.code == "broker-port-busy"


def test_an_external_broker_is_really_asked(case: Case, free_port: int):
    broker = Broker(mode="external", url=f"mqtt://127.0.0.1:{free_port}", username="me", password=SecretStr("x"))
    found = finding(replace(case, settings=case.settings.model_copy(update={"broker": broker})), "broker")
    assert found.refused
    assert found.refused.code == "broker-unreachable"


def test_each_broken_template_is_a_finding_of_its_own(case: Case):
    folder = case.settings.templates_dir
    folder.mkdir(parents=True)
    for name in ("notice", "mine"):
        (folder / f"{name}.toml").write_text("needs = 1", encoding="utf-8")
    found = [each for each in examine(case) if each.check == "templates"]
    assert [each.refused.code for each in found if each.refused] == ["template-broken", "template-taken"]
    for lang in LANGUAGES:
        assert all(str(folder) in each.wrong(lang) and each.mend(lang) for each in found)
