"""``tienglang serve``: the service, until it is told to stop."""

from __future__ import annotations

import gc
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Annotated

import structlog
import typer
import uvicorn

from controller.api import create_app
from controller.bootstrap import System, build
from controller.clock import SystemClock
from controller.logs import configure
from controller.people import first
from controller.settings import Settings
from controller.terminal.speaking import Config, open_store, settings_of, spoken, tell
from controller.thrift import share_one_heap

log = structlog.get_logger()

MOST_AT_ONCE = 1 << 16
"""Bytes of a message on a socket that stays open: a microphone's, a second of sound."""

SELDOM = (20_000, 20, 50)
"""After so many new objects, and rounds of the younger ones, the collector of garbage looks through what lives."""


@spoken
def serve(config: Config = None, port: Annotated[int | None, typer.Option(help="HTTP port.")] = None) -> None:
    """Run the service: broker, planning, sending, collecting, console and API."""
    settings = settings_of(config)
    if port is not None:
        settings = settings_of(config, http={"port": port})
    configure(settings.log_level, settings.log_format)
    share_one_heap()
    link = first_link(settings)
    run(build(settings), link)


def first_link(settings: Settings) -> str:
    """Where the first administrator is made, if nobody is there yet: each start makes another address."""
    with open_store(settings) as store:
        made = first.prepare(store, settings.data_dir / "keys", settings.zone, SystemClock().now_ms())
    return made.url(settings.http.public_url) if made is not None else ""


def run(system: System, first_link: str = "") -> None:
    """Start the system and its web server; returns when a signal ended both cleanly."""
    # The web server passes its signal on when it has ended: SIGTERM would end the process before we took our leave.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    system.start()
    try:
        web = server(system)
        tell("serve-ready", url=system.desk.settings.http.public_url)
        if first_link:
            tell("first-link", url=first_link)
            log.warning("first-link", url=first_link)  # a service without a terminal has only its log
        with suppress(KeyboardInterrupt), calm_collector():
            web.run()
    finally:
        system.stop()


@contextmanager
def calm_collector() -> Iterator[None]:
    """Let the collector of garbage look seldom at what lives as long as the service: while it walks through all that is
    known of thousands of boxes, every thread stands still for a third of a second."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def server(system: System) -> uvicorn.Server:
    """The web server for a system, not yet running."""
    settings: Settings = system.desk.settings
    config = uvicorn.Config(
        create_app(system),
        host=settings.http.host,
        port=settings.http.port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=5,
        ws="websockets-sansio",
        ws_max_size=MOST_AT_ONCE,
    )
    return Console(config, system)


class Console(uvicorn.Server):
    """A server that ends open event streams at the signal, instead of waiting for pages to go away."""

    def __init__(self, config: uvicorn.Config, system: System) -> None:
        super().__init__(config)
        self._system = system

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A signal came: tell every listener that it is over."""
        self._system.desk.bus.close()
        super().handle_exit(sig, frame)
