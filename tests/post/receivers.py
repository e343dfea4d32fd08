"""Programs at the other end: one that listens well, and others that do not, on real sockets of this machine."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Receiver:
    """Answers each call with the next of ``answers`` (the last one for ever), and remembers what came."""

    answers: list[int] = field(default_factory=lambda: [204])
    headers: dict[str, str] = field(default_factory=dict)
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    address: str = ""


@contextmanager
def listening(*answers: int, headers: dict[str, str] | None = None, path: str = "/hook") -> Iterator[Receiver]:
    """A receiver that gives these answers."""
    made = Receiver(list(answers) or [204], headers or {})

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            made.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(made.answers.pop(0) if len(made.answers) > 1 else made.answers[0])
            for name, value in made.headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    made.address = f"http://127.0.0.1:{server.server_port}{path}"
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def misbehaving(says: bytes, again: bytes = b"") -> Iterator[str]:
    """Takes a connection, says something, and then either the same piece for ever or nothing more; its address."""
    over, threads = threading.Event(), []

    def serve(one: socket.socket) -> None:
        with one:
            one.settimeout(0.05)
            try:
                one.sendall(says)
                while not over.wait(0.01):
                    if again:
                        one.sendall(again)
            except OSError:
                return

    def accept() -> None:
        while not over.is_set():
            try:
                one, _ = server.accept()
            except OSError:
                continue
            threads.append(threading.Thread(target=serve, args=(one,)))
            threads[-1].start()

    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        threads.append(threading.Thread(target=accept))
        threads[0].start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}/hook"
        finally:
            over.set()
            for one in threads:
                one.join()
