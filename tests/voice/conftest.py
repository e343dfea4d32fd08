"""A speech service of this machine that behaves as told, and a Python in which a Piper stands that is a twin."""

from __future__ import annotations

import io
import json
import struct
import threading
import venv
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

KEY = "khoa-bi-mat"


def wav(seconds: float = 1.0, rate: int = 24_000, channels: int = 1, width: int = 2, high: int = 4_000) -> bytes:
    """A WAV with a saw in it."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((channels, width, rate, 0, "NONE", ""))
        count = int(seconds * rate)
        sound.writeframes(
            struct.pack(f"<{count}h", *(at * 97 % (2 * high + 1) - high for at in range(count))) * channels
        )
    return file.getvalue()


@dataclass
class Twin:
    """What the service answers, and what it was asked."""

    answer: Callable[[BaseHTTPRequestHandler], None]
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    url: str = ""
    ended: threading.Event = field(default_factory=threading.Event)


def send(asked: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    asked.send_response(status)
    for name, said in {"content-length": str(len(body)), **headers}.items():
        asked.send_header(name.replace("_", "-"), said)
    asked.end_headers()
    asked.wfile.write(body)


@pytest.fixture
def service() -> Iterator[Twin]:
    """Answers each portion with one second for each ten letters, to whoever has the key."""

    def speak(asked: BaseHTTPRequestHandler) -> None:
        if asked.headers["authorization"] != f"Bearer {KEY}":
            send(asked, b'{"error": "key"}', 401)
        else:
            send(asked, wav(len(twin.asked[-1]["input"]) / 10))

    twin = Twin(speak)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            twin.asked.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            twin.headers.append(dict(self.headers))
            twin.answer(self)

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        twin.url = f"http://127.0.0.1:{server.server_address[1]}/v1/audio/speech"
        yield twin
        twin.ended.set()
        server.shutdown()
        thread.join()


TWIN_OF_PIPER = '''
"""As much of piper as its speaker uses: a model is a text file with a rate, and speech is that many samples."""
import json, os, pathlib, time

class SynthesisConfig:
    def __init__(self, length_scale=None):
        self.length_scale = length_scale

class Chunk:
    def __init__(self, samples):
        self.audio_int16_bytes = b"\\x10\\x20" * samples

class PiperVoice:
    @staticmethod
    def load(path):
        voice = PiperVoice()
        voice.config = type("Config", (), {"sample_rate": json.loads(pathlib.Path(path).read_text())["rate"]})
        return voice

    def synthesize(self, text, config):
        if text == "ngã":
            os._exit(3)
        if text == "ngủ":
            time.sleep(60)
        for word in text.split():
            yield Chunk(int(self.config.sample_rate * 0.25 * config.length_scale))
'''


@pytest.fixture(scope="session")
def piper_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python that has the twin and nothing else."""
    folder = tmp_path_factory.mktemp("piper")
    venv.create(folder, symlinks=True, with_pip=False)
    package = next((folder / "lib").glob("python3*")) / "site-packages" / "piper"
    package.mkdir()
    (package / "__init__.py").write_text(TWIN_OF_PIPER)
    return folder / "bin" / "python"
