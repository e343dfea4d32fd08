"""``tienglang db|backup|restore|doctor``: what keeps a service in health."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import httpx
import typer

from controller.backup import backup as pack
from controller.backup import restore as unpack
from controller.clock import SystemClock
from controller.doctor import Case, Finding, all_well, examine, examine_settings
from controller.errors import ManyRefused
from controller.store import Store, audit
from controller.terminal.speaking import Config, language, open_store, put, settings_of, spoken, tell

db = typer.Typer(help="The database.", no_args_is_help=True)


@db.callback()
def group() -> None:
    """A group of commands, also while it has only one."""


@db.command("upgrade")
@spoken
def upgrade(config: Config = None) -> None:
    """Bring the database to the shape that this program knows."""
    with open_store(settings_of(config)) as store:
        tell("db-upgraded", revision=store.newest())


@spoken
def backup(file: Path, config: Config = None) -> None:
    """Write database, media and keys into one file. It holds secrets: keep it where you keep keys."""
    settings = settings_of(config)
    with open_store(settings) as store:
        summary = pack(store, settings.data_dir, file)
        tell("backup-made", path=str(file), bytes=file.stat().st_size)
        if summary.missing:
            tell("backup-missing", count=len(summary.missing))


@spoken
def restore(file: Path, config: Config = None) -> None:
    """Put a backup into an empty place: every hash is verified before anything is written."""
    settings = settings_of(config)
    unpack(file, settings.data_dir, settings.database_url)
    with open_store(settings) as store, store.write() as conn:
        audit.append(conn, SystemClock().now_ms(), "terminal", "restore", "backup", {"file": file.name})
    tell("backup-restored", path=str(settings.data_dir))


@spoken
def doctor(config: Config = None) -> None:
    """Say what is missing or wrong on this machine, and the mend; exit code 1 where something is."""
    findings = _findings(config)
    for one in findings:
        put(f"{'✓' if one.ok else '✗'} {one.name(language())}")
        if not one.ok:
            put(f"    {one.wrong(language())}")
            if mend := one.mend(language()):
                put(f"    → {mend}")
    raise typer.Exit(0 if all_well(findings) else 1)


def _findings(config: Path | None) -> list[Finding]:
    try:
        settings = settings_of(config)
    except ManyRefused as mistakes:
        return examine_settings(mistakes)
    return examine(
        Case(
            settings,
            SystemClock().now_ms(),
            _at_newest(settings.database_url),
            settings.data_dir / "keys",
            running=_answers(settings.http.public_url),
        )
    )


def _answers(url: str) -> bool:
    """Whether our own service answers there: then its ports are taken, and rightly so."""
    try:
        kind: str = httpx.get(f"{url}/healthz", timeout=2).headers.get("content-type", "")
    except httpx.HTTPError:
        return False
    return kind.startswith("application/json")


def _at_newest(url: str) -> Callable[[], bool]:
    def asked() -> bool:
        with closing(Store(url)) as store:
            return store.at_newest()

    return asked
