"""Piper with an owner's model, against a twin of the library: what is missing or broken is told."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from controller.errors import Refused
from controller.settings import Speech
from controller.voice import piper
from controller.voice.known import known
from controller.voice.piper import Piper


@pytest.fixture
def model(tmp_path: Path) -> Path:
    file = tmp_path / "vi.onnx"
    file.write_text('{"rate": 16000}')
    (tmp_path / "vi.onnx.json").write_text("{}")
    return file


def refusal(voice: Piper, *texts: str) -> str:
    with pytest.raises(Refused) as caught:
        list(voice.say(texts or ("một",), 100))
    return caught.value.code


def test_the_owners_model_speaks(model: Path, piper_python: Path):
    settings = Speech.model_validate({"piper_model": str(model), "piper_python": str(piper_python)})
    said = list(known(settings)["piper"].say(["một hai", "ba"], 50))
    assert [(one.rate, len(one.samples) / 2 / one.rate) for one in said] == [(16_000, 1.0), (16_000, 0.5)]


def test_a_model_that_is_not_there_is_told(tmp_path: Path, model: Path, piper_python: Path):
    assert refusal(Piper(tmp_path / "none.onnx", python=piper_python)) == "voice-model"
    (tmp_path / "vi.onnx.json").unlink()
    assert refusal(Piper(model, python=piper_python)) == "voice-model"


def test_a_file_that_is_no_model_is_told(model: Path, piper_python: Path):
    model.write_text("no model")
    assert refusal(Piper(model, python=piper_python)) == "voice-model"


def test_a_python_without_piper_is_told(model: Path):
    bare = Path(sys.executable).resolve()
    assert refusal(Piper(model, python=bare)) == "voice-missing"


def test_a_piper_that_falls_or_sleeps_is_told(model: Path, piper_python: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(piper, "SECONDS", 1.0)
    assert refusal(Piper(model, python=piper_python), "ngã") == "voice-died"
    assert refusal(Piper(model, python=piper_python), "ngủ") == "voice-slow"
