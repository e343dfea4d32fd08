"""``demo --scenario``: the file is played in quickened time, told as it goes, and judged at its end."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from controller.demo.scenario import watch
from controller.errors import Refused

FILE = """
title: {vi: Mất điện xóm Chợ, en: No power in Xóm Chợ}
begins: "08:00"
lasts: 20m
fleet:
  models: {horn-mp3-30w: 1}
  hamlets:
    - {code: xom-cho, name: Xóm Chợ, boxes: 2}
    - {code: thon-dong, name: Thôn Đông, boxes: 2}
events:
  - {at: "08:01", what: mains-off, where: xom-cho}
expect:
  - {rule: dark, where: xom-cho, opens: "08:08:30", within: 60s}
"""


def played(folder: Path, text: str) -> tuple[int, str]:
    (folder / "one.yaml").write_text(text, encoding="utf-8")
    out = io.StringIO()
    status = watch(str(folder / "one.yaml"), 1_200, Console(file=out, width=200), stay=False)
    return status, out.getvalue()


def test_a_file_is_played_told_and_judged(tmp_path: Path) -> None:
    status, told = played(tmp_path, FILE)
    assert status == 0, told
    assert "Kịch bản: Mất điện xóm Chợ" in told
    assert "lanhdao" in told
    assert "Mất điện hoặc mất mạng Xóm Chợ: 2 thiết bị" in told
    assert "Đúng như kịch bản: 1 sự cố" in told


@pytest.mark.parametrize(
    ("name", "speed", "code"),
    [("khong-co", 60, "demo-scenario"), ("power-cut", 0, "demo-speed"), ("power-cut", 3_601, "demo-speed")],
)
def test_what_cannot_be_played_is_refused_in_words(name: str, speed: int, code: str) -> None:
    with pytest.raises(Refused) as refused:
        watch(name, speed, Console(file=io.StringIO()), stay=False)
    assert refused.value.code == code


def test_a_file_that_is_wrong_is_told_by_line(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        played(tmp_path, FILE.replace("mains-off", "flood"))
    assert "one.yaml" in str(refused.value.params["why"])
