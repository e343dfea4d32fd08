"""A real PostgreSQL for the tests, from the machine's own package: a temporary cluster on a socket of its own."""

from __future__ import annotations

import atexit
import functools
import itertools
import os
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

MISSING = "These tests need PostgreSQL itself: install it with  apt-get install postgresql"
SETTINGS = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "listen_addresses=", "max_connections=100")
PATIENCE_S = 60


@dataclass
class Cluster:
    """A running server. It speaks Vietnamese (ICU collation), so that what depends on byte order shows."""

    programs: Path
    place: Path
    process: subprocess.Popen[bytes] | None = None
    numbers: itertools.count[int] = field(default_factory=itertools.count)

    def url(self, database: str) -> str:
        """The address of a database, as `Store` takes it."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.place}"

    def make(self, template: str = "template1") -> str:
        """A new database, copied from ``template``; its name."""
        name = f"t{next(self.numbers)}"
        self._say(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return name

    def drop(self, database: str) -> None:
        """Remove a database, whoever is still connected."""
        self._say(f'DROP DATABASE "{database}" WITH (FORCE)')

    def start(self) -> None:
        """Make the cluster's files and run the server in the foreground, as a child of the tests."""
        data = self.place / "data"
        collation = ("--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=vi")
        made = self._run("initdb", "-D", str(data), "-A", "trust", "-U", "postgres", "--no-sync", *collation).wait()
        if made:
            pytest.fail(f"initdb failed:\n{self._log()}")
        options = [part for setting in SETTINGS for part in ("-c", setting)]
        self.process = self._run("postgres", "-D", str(data), "-k", str(self.place), *options)
        self._wait()

    def stop(self) -> None:
        """End the server by its own process id, and remove its files."""
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)  # a "fast" shutdown
            self.process.wait(PATIENCE_S)
        shutil.rmtree(self.place, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        someone = "postgres" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
        with (self.place / "log").open("ab") as log:
            return subprocess.Popen(
                [self.programs / program, *arguments],
                cwd=self.place,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C at the tests is not for the server
                user=someone,
                group=someone,
                extra_groups=[] if someone else None,
            )

    def _wait(self) -> None:
        assert self.process is not None
        until = time.monotonic() + PATIENCE_S
        while self.process.poll() is None and time.monotonic() < until:
            try:
                return self._say("SELECT 1")
            except psycopg.OperationalError:
                time.sleep(0.05)
        pytest.fail(f"PostgreSQL did not start:\n{self._log()}")

    def connection(self, database: str = "postgres") -> psycopg.Connection:
        """A plain connection; each statement is its own transaction."""
        return psycopg.connect(host=str(self.place), user="postgres", dbname=database, autocommit=True)

    def _say(self, statement: str) -> None:
        with self.connection() as conn:
            conn.execute(statement.encode())

    def _log(self) -> str:
        return (self.place / "log").read_text(errors="replace")


@functools.cache
def cluster() -> Cluster:
    """The one cluster of this test run; it ends with the run. Fails the test where PostgreSQL is not installed."""
    programs = _programs()
    place = Path(tempfile.mkdtemp(prefix="pg-"))
    running = Cluster(programs, place)
    atexit.register(running.stop)
    if os.geteuid() == 0:
        shutil.chown(place, "postgres", "postgres")
    running.start()
    return running


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    anywhere = shutil.which("initdb")
    if found:
        return found[-1].parent
    if anywhere:
        return Path(anywhere).parent
    pytest.fail(MISSING)
