"""The command line: what `--help` says without looking is what each command says itself, and looking costs little."""

from __future__ import annotations

import subprocess
import sys

import pytest

from controller.terminal.opening import PLACES, opened

HEAVY = ("controller.bootstrap", "controller.api", "fastapi", "uvicorn", "numpy", "alembic", "PIL", "av")
"""What the service is made of, and looking through keys is not."""
LOOK = f"""
import sys
from controller.__main__ import app
try:
    app(sys.argv[1:])
except SystemExit as ended:
    assert not ended.code
print(*set({HEAVY}) & set(sys.modules), file=sys.stderr)
"""


@pytest.mark.parametrize("name", PLACES)
def test_every_command_is_where_it_is_said_to_be_and_does_what_is_said(name: str) -> None:
    command = opened(name)
    assert command.name == name
    assert command.help is not None
    assert " ".join(command.help.split()).startswith(PLACES[name].help.rstrip("."))


def test_looking_through_keys_does_not_import_the_service(tmp_path) -> None:
    def imported(*words: str) -> str:
        place = {"TIENGLANG_DATA_DIR": str(tmp_path), "TIENGLANG_LANGUAGE": "en"}
        done = subprocess.run(
            [sys.executable, "-c", LOOK, *words], env=place, capture_output=True, text=True, check=True
        )
        return done.stderr.strip()

    assert imported("--help") == ""
    assert imported("keys", "list") == "alembic"  # the first command makes the tables
    assert imported("keys", "list") == ""
