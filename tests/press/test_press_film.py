"""Films: what is taken, what it becomes on each kind of panel, and what is refused."""

from __future__ import annotations

import io
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image, ImageSequence

from controller.errors import Refused
from controller.press import Panel, film
from controller.press.ink import fingerprint
from tests.press.press_films import made_film

SCREEN = Panel(640, 480, "rgb", 20, ("mp4",), 15, 60)
LED = Panel(64, 64, "rgb", 7, ("strip", "apng"), 5, 1)


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    folder = tmp_path_factory.mktemp("film")
    made_film(folder / "sent.mp4", 2)
    made = film.take(folder / "sent.mp4", folder / "film")
    assert (made.width, made.height) == (320, 180)
    assert made.length_ms == pytest.approx(2_000, abs=100)
    return folder / "film", made.length_ms


def test_on_a_screen_it_is_an_mp4_of_its_size_without_sound(ready: tuple[Path, int], tmp_path: Path):
    page = film.page(*ready, SCREEN, tmp_path / "work")
    assert page.clip is not None
    assert (page.clip.kind, page.clip.fps, page.clip.frames) == ("mp4", 15, 30)
    with av.open(io.BytesIO(page.clip.data), mode="r") as shown:
        assert [one.type for one in shown.streams] == ["video"]
        frames = [frame.to_image() for frame in shown.decode(video=0)]
    assert len(frames) == page.clip.frames
    assert {one.size for one in frames} == {(640, 480)}
    assert max(frames[0].getpixel((320, 10))) < 20, "dark above: its shape is another"
    with Image.open(io.BytesIO(page.png)) as still:
        assert still.size == (640, 480)
        assert fingerprint(still.convert("RGB")) == page.frame
        assert still.convert("RGB").getchannel("B").getpixel((320, 300)) > 150  # type: ignore[operator]


def test_on_dots_it_is_as_short_as_the_panel_allows(ready: tuple[Path, int], tmp_path: Path):
    page = film.page(*ready, LED, tmp_path / "work")
    assert page.clip is not None
    assert (page.clip.kind, page.clip.frames) == ("apng", 5)
    with Image.open(io.BytesIO(page.clip.data), formats=("PNG",)) as shown:
        sizes = [one.convert("RGB").size for one in ImageSequence.Iterator(shown)]
    assert sizes == [(64, 64)] * 5


def test_a_panel_that_shows_none_is_refused(ready: tuple[Path, int], tmp_path: Path):
    with pytest.raises(Refused) as refused:
        film.page(*ready, Panel(64, 32, "red1"), tmp_path / "work")
    assert refused.value.code == "film-unable"


def refusal(sent: bytes, folder: Path) -> str:
    (folder / "sent").write_bytes(sent)
    with pytest.raises(Refused) as refused:
        film.take(folder / "sent", folder / "film")
    return refused.value.code


def test_what_cannot_be_a_film_is_refused(ready: tuple[Path, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    good = ready[0].read_bytes()
    assert refusal(b"", tmp_path) == "film-format"
    assert refusal(b"#EXTM3U\nhttp://192.0.2.7/x.mp4", tmp_path) == "film-format"
    assert refusal(good[:200], tmp_path) == "film-broken"
    assert refusal(b"\x00\x00\x00\x18ftypisom" + b"\xff" * 5_000, tmp_path) == "film-broken"
    monkeypatch.setattr(film, "LARGEST_BYTES", 1_000)
    assert refusal(good, tmp_path) == "film-too-large"


def test_what_is_too_long_or_too_much_is_refused(
    ready: tuple[Path, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    good = ready[0].read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(film, "LONGEST_S", 1)
        assert refusal(good, tmp_path) == "film-long"
    with monkeypatch.context() as patch:
        patch.setattr(film, "OUT_BYTES", 500)
        assert refusal(good, tmp_path) in ("film-slow", "film-broken")
    with monkeypatch.context() as patch:
        patch.setattr(film, "WORK_S", 0)
        assert refusal(good, tmp_path) == "film-slow"


def test_a_film_with_nothing_but_sound_is_refused(tmp_path: Path):
    with av.open(str(tmp_path / "sound.mp4"), "w", format="mp4") as container:
        stream = container.add_stream("aac", rate=44_100, layout="mono")
        quiet = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
        quiet.sample_rate = 44_100
        container.mux(stream.encode(quiet))
        container.mux(stream.encode())
    assert refusal((tmp_path / "sound.mp4").read_bytes(), tmp_path) == "film-broken"
