"""A page on this machine that shows what each simulated board shows at this moment, dot by dot.

For people who look; nothing of a device hangs on it. It answers on loopback alone and takes no orders.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from threading import Thread

from firmware_sim.board import Board

PAGE = "gallery.html"
SAFE = "default-src 'self' 'unsafe-inline'; img-src 'self' blob: data:"


class Gallery:
    """The boards of a fleet, on a port of 127.0.0.1 (0: any that is free)."""

    def __init__(self, boards: Mapping[str, Board], port: int) -> None:
        """Raises `ValueError` where the port is taken."""
        try:
            self._server = ThreadingHTTPServer(("127.0.0.1", port), _answering(boards))
        except OSError as error:
            raise ValueError(f"--gallery {port}: {error.strerror}") from None
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}/"
        Thread(target=self._server.serve_forever, name="gallery", daemon=True).start()

    def close(self) -> None:
        """Nobody can look any more."""
        self._server.shutdown()
        self._server.server_close()


def _answering(boards: Mapping[str, Board]) -> type[BaseHTTPRequestHandler]:
    page = files(__package__).joinpath(PAGE).read_bytes()

    class Answer(BaseHTTPRequestHandler):
        """GET / is the page, /boards.json names the boards, /{device}.png is what one shows now."""

        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            name = self.path.partition("?")[0].strip("/")
            if not name:
                self._give("text/html; charset=utf-8", page)
            elif name == "boards.json":
                self._give("application/json", json.dumps([_about(*one) for one in boards.items()]).encode())
            elif (board := boards.get(name.removesuffix(".png"))) is not None:
                self._give("image/png", _picture(board))
            else:
                self.send_error(HTTPStatus.NOT_FOUND)

        def _give(self, kind: str, body: bytes) -> None:
            self.send_response(HTTPStatus.OK)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            self.send_header("cache-control", "no-store")
            self.send_header("content-security-policy", SAFE)
            self.end_headers()
            with suppress(OSError):  # who looked has left
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Who looks is nobody's business."""

    return Answer


def _about(name: str, board: Board) -> dict[str, object]:
    panel = board.panel
    return {"name": name, "width": panel.width, "height": panel.height, "dots": panel.dots, "moves": board.moves}


def _picture(board: Board) -> bytes:
    out = io.BytesIO()
    board.look().save(out, "PNG", compress_level=1)
    return out.getvalue()
