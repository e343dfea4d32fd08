"""``tienglang device``: all that is done with devices, from several files."""

from __future__ import annotations

from controller.terminal import claims, fleet
from controller.terminal.taking_in import device as app

app.command("await")(claims.await_)
app.command("code")(claims.code)
app.command("revoke")(claims.revoke)
app.command("replace")(claims.code)
app.command("list")(fleet.list_)
app.command("out")(fleet.out)
app.command("stolen")(fleet.stolen)
app.command("back")(fleet.back)
app.command("move")(fleet.move)
app.command("import")(fleet.import_)

__all__ = ["app"]
