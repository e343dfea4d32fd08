"""The managed broker: Mosquitto as our child. Its twin for somebody else's broker is `controller.mqtt.external`.

Both have `address` (the controller's own sign-in), `start`, `stop`, `healthy` and `let_in`. Neither starts on a
broker that lets a stranger in.
"""

from __future__ import annotations

import os
import secrets
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Self

import structlog

from controller.errors import Refused
from controller.mqtt.accounts import CONTROLLER, PROBE, Account, access_list, password_file
from controller.mqtt.address import Address
from controller.mqtt.child import Child
from controller.mqtt.config import ACCESS, CONFIG, PASSWORDS, STATE, config_file
from controller.mqtt.knock import Answer, knock
from controller.mqtt.leftover import end_leftover
from controller.mqtt.passwords import new_password, password_hash
from controller.mqtt.port import refuse_busy_port

log = structlog.get_logger()

PLACES = "/usr/sbin:/usr/local/sbin:/usr/local/bin"
"""Debian keeps the broker where an ordinary user's path does not lead."""
PATIENCE_S = 10.0
"""A large saved state takes seconds to load."""
FIRST_PAUSE_S = 0.2
LONGEST_PAUSE_S = 15.0
CALM_S = 60.0
"""After so long without a fall the next one is again the first."""


class ManagedBroker:
    """Mosquitto under our care: configured, started, watched, ended.

    `folder` holds its files. `on_restart` is called, in the watching thread, each time that the broker came back
    after it had died: what it had kept in memory may be lost, so whoever publishes retained documents sends them again.
    """

    def __init__(
        self,
        folder: Path,
        host: str,
        port: int,
        accounts: Iterable[Account] = (),
        on_restart: Callable[[], None] = lambda: None,
    ) -> None:
        self._folder = folder.absolute()
        self._host, self._port = host, port
        self._accounts = tuple(accounts)
        self._on_restart = on_restart
        here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  what is listened on, called from here
        self.address = Address(here, port, CONTROLLER, new_password())
        """The controller's own sign-in; its password is new in every process and stored nowhere."""
        self._probe = replace(self.address, username=PROBE)
        self._child: Child | None = None
        self._turn = threading.Lock()
        """Held while the broker starts or reads its accounts again: a signal in between would kill or miss it."""
        self._stopping = threading.Event()
        self._watch: threading.Thread | None = None

    # -------------------------------------------------------------- for everybody

    def start(self) -> None:
        """Starts the broker and returns when it answers.

        Raises `Refused`: broker-missing, broker-port-busy, broker-port-forbidden, broker-host-wrong, broker-in-use,
        broker-stuck, broker-folder, broker-failed (with the broker's last words), broker-open.
        """
        if self._watch is not None:
            raise RuntimeError("started twice")
        program = mosquitto()
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        end_leftover(self._folder, self._folder / CONFIG)
        self._stopping.clear()
        first = threading.Event()
        failure: list[Refused] = []
        # The kernel ends the broker when the *thread* that started it ends, so one thread starts it every time
        # and stays for as long as the broker may run.
        self._watch = threading.Thread(
            target=self._keep, args=(program, first, failure), name="broker-watch", daemon=True
        )
        self._watch.start()
        first.wait()
        if failure:
            self.stop()
            raise failure[0]

    def stop(self) -> None:
        """Ends the broker, which saves its state. Does nothing where none runs."""
        self._stopping.set()
        if self._watch is not None:
            self._watch.join()
            self._watch = None

    def let_in(self, accounts: Iterable[Account]) -> bool:
        """Makes `accounts` the complete list of devices: new ones may come, missing ones are put out, the rest
        stay connected. True: the broker has done it. May be called before `start`, and while the broker is down.

        Raises `Refused` (broker-failed) where a living broker does not take the new list in time.
        """
        with self._turn:
            before, self._accounts = {one.username for one in self._accounts if one.stolen}, tuple(accounts)
            if self._watch is None:
                return True
            stolen = {one.username for one in self._accounts if one.stolen}
            if stolen - before:  # put out before they may come back and be seen
                self._take(tuple(one for one in self._accounts if not one.stolen))
            self._take(self._accounts)
            return True

    def where(self, name: str) -> str:
        """The address from which somebody of this name came last; empty where the log does not say it."""
        child = self._child
        return child.where(name) if child is not None else ""

    def healthy(self) -> bool:
        """Whether the broker answers a sign-in at this moment."""
        return knock(self._probe) is Answer.WELCOME

    def forget_state(self) -> None:
        """Deletes what the broker keeps over a restart: sessions, queues, retained messages. Only while stopped."""
        if self._watch is not None:
            raise RuntimeError("stop the broker first")
        for file in self._folder.glob(STATE + "*"):
            file.unlink()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    # -------------------------------------------------------------- in the watching thread

    def _keep(self, program: str, first: threading.Event, failure: list[Refused]) -> None:
        try:
            self._begin(program)
        except Refused as refused:
            failure.append(refused)
        finally:
            first.set()
        pause = FIRST_PAUSE_S
        while not failure and not self._stopping.is_set():
            born = time.monotonic()
            self._sit_by()
            if time.monotonic() - born > CALM_S:
                pause = FIRST_PAUSE_S
            if not self._stopping.wait(pause):
                self._again(program)
            pause = min(pause * 2, LONGEST_PAUSE_S)
        if self._child is not None:
            self._child.end()

    def _sit_by(self) -> None:
        """Returns when the broker has died or is to be stopped."""
        while self._child is not None and self._child.alive():
            if self._stopping.wait(0.1):
                return
            self._child.trim()
        if not self._stopping.is_set():
            log.warning("broker died", last_words=self._child.last_words() if self._child else "")

    def _again(self, program: str) -> None:
        try:
            self._begin(program)
        except Refused as refused:
            log.warning("broker does not come back", code=refused.code, **refused.params)
            return
        log.info("broker is back", port=self._port)
        try:
            self._on_restart()
        except Exception:  # somebody else's mistake must not end the thread that the broker hangs on
            log.exception("what follows a restart of the broker failed")

    def _begin(self, program: str) -> None:
        with self._turn:
            try:
                self._launch(program)
            except Refused as refused:
                if refused.code != "broker-failed" or not self._set_state_aside():
                    raise
                self._launch(program)

    def _launch(self, program: str) -> None:
        """Starts the child and waits for its answer; ends it again where that is not as it should be."""
        refuse_busy_port(self._host, self._port)
        self._write_accounts(self._accounts)
        self._child = Child(program, self._folder / CONFIG)
        try:
            self._await_answer(self._child)
            if knock(self._probe, anonymous=True) is Answer.WELCOME:
                raise Refused("broker-open", "broker.port", host=self._host, port=str(self._port))
        except Refused:
            self._child.end()
            raise

    def _set_state_aside(self) -> bool:
        """A state file torn by a power cut keeps Mosquitto from starting. The controller can make all of it again."""
        state = self._folder / STATE
        if not state.exists():
            return False
        log.warning("broker does not start; trying without its saved state", path=str(state))
        state.replace(state.with_suffix(".db.broken"))
        return True

    # -------------------------------------------------------------- with `_turn` held

    def _take(self, accounts: Sequence[Account]) -> None:
        self._write_accounts(accounts)
        if self._child is not None and self._child.alive():
            self._reload(self._child)

    def _write_accounts(self, accounts: Sequence[Account]) -> None:
        self._probe = replace(self._probe, password=secrets.token_urlsafe())
        hashes = password_hash(self.address.password), password_hash(self._probe.password)
        tells = any(one.stolen for one in accounts)
        config = config_file(self._folder, self._host, self._port, as_root=os.geteuid() == 0, tells=tells)
        write(self._folder / CONFIG, config)
        write(self._folder / ACCESS, access_list(accounts))
        write(self._folder / PASSWORDS, password_file(accounts, *hashes))

    def _reload(self, child: Child) -> None:
        child.reload()
        try:
            # The probe's password is new in every list: when it is welcome, the list has been read.
            self._await_answer(child)
        except Refused:
            if child.alive():
                raise
            # It died in between; when it comes back it reads the new list anyway.

    def _await_answer(self, child: Child) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while knock(self._probe) is not Answer.WELCOME:
            if not child.alive() or time.monotonic() > deadline:
                raise Refused("broker-failed", port=str(self._port), words=child.last_words())
            time.sleep(0.01)


def mosquitto(places: str = PLACES) -> str:
    """The broker's program, from the path or `places`. Raises `Refused` (broker-missing)."""
    program = shutil.which("mosquitto") or shutil.which("mosquitto", path=places)
    if program is None:
        raise Refused("broker-missing")
    return program


def write(path: Path, content: str) -> None:
    """Replaces a file in one step, readable by us alone: the broker never reads half of it."""
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600, exist_ok=False)
    fresh.write_text(content, encoding="utf-8")
    fresh.replace(path)
