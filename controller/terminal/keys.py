"""``tienglang keys``: the signing keys are made, rotated, revoked, listed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from controller.clock import SystemClock
from controller.fleet import keys
from controller.store import keys as rows
from controller.terminal.speaking import Config, open_store, put, settings_of, spoken, tell

app = typer.Typer(help="Signing keys.", no_args_is_help=True)

RootFile = Annotated[Path | None, typer.Option("--root", help="The root key, where it is kept elsewhere.")]


@app.command("make")
@spoken
def make(
    root_area: Annotated[str, typer.Option(help="Code of the highest area: every device lies below it.")],
    config: Config = None,
) -> None:
    """Make the root key and one key for each purpose."""
    settings = settings_of(config)
    with open_store(settings) as store, store.write() as conn:
        made = keys.make_all(conn, settings.data_dir / "keys", root_area, SystemClock().now_ms())
    for one in made:
        put(f"{one.purpose:10} {one.kid}")
    tell("keys-made", path=str(settings.data_dir / "keys" / "root.pem"))


@app.command("rotate")
@spoken
def rotate(purpose: str, root: RootFile = None, config: Config = None) -> None:
    """Make a new key for a purpose; the old one stays good until it is revoked."""
    settings = settings_of(config)
    with open_store(settings) as store, store.write() as conn:
        made = keys.rotate(conn, settings.data_dir / "keys", purpose, SystemClock().now_ms(), root)
    put(f"{made.purpose:10} {made.kid}")


@app.command("revoke")
@spoken
def revoke(kid: str, root: RootFile = None, config: Config = None) -> None:
    """Withdraw a key: devices refuse what it signs as soon as they hear the new list."""
    settings = settings_of(config)
    with open_store(settings) as store, store.write() as conn:
        keys.revoke(conn, settings.data_dir / "keys", kid, SystemClock().now_ms(), root)
    tell("key-revoked", kid=kid)


@app.command("list")
@spoken
def listed(config: Config = None) -> None:
    """All keys that ever were."""
    with open_store(settings_of(config)) as store, store.read() as conn:
        for one in rows.every(conn):
            until = datetime.fromtimestamp(one.until_ms / 1000, UTC).date().isoformat()
            state = "revoked" if one.revoked_ms else f"until {until}"
            put(f"{one.kid:24} {','.join(one.roles):20} {one.scope:20} {state}")
