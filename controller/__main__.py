"""``tienglang``: the command line of the service."""

from __future__ import annotations

import typer

from controller.terminal import (
    boards,
    claims,
    demo,
    firmware,
    fleet,
    incidents,
    keys,
    serve,
    simulate,
    taking_in,
    upkeep,
)

app = typer.Typer(
    name="tienglang",
    help="Tiếng Làng: smart commune loudspeakers and electronic bulletin boards.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("serve")(serve.serve)
app.command("demo")(demo.demo)
app.command("sim", context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(simulate.sim)
app.add_typer(taking_in.user, name="user")
app.add_typer(taking_in.area, name="area")
taking_in.device.command("await")(claims.await_)
taking_in.device.command("code")(claims.code)
taking_in.device.command("revoke")(claims.revoke)
taking_in.device.command("replace")(claims.code)
taking_in.device.command("list")(fleet.list_)
taking_in.device.command("out")(fleet.out)
taking_in.device.command("stolen")(fleet.stolen)
taking_in.device.command("back")(fleet.back)
taking_in.device.command("move")(fleet.move)
taking_in.device.command("import")(fleet.import_)
app.add_typer(taking_in.device, name="device")
app.add_typer(incidents.app, name="incident")
app.add_typer(keys.app, name="keys")
app.add_typer(firmware.app, name="firmware")
app.add_typer(upkeep.db, name="db")
app.command("backup")(upkeep.backup)
app.command("restore")(upkeep.restore)
app.command("boards")(boards.boards)
app.command("doctor")(upkeep.doctor)

if __name__ == "__main__":
    app()
