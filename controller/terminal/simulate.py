"""``tienglang sim``: the simulated devices, as their own program.

It is a program of its own (``python -m firmware_sim``) and knows nothing of the controller; this only starts it.
"""

from __future__ import annotations

import subprocess
import sys

import typer


def sim(context: typer.Context) -> None:
    """Simulated loudspeakers and boards. Arguments are those of ``python -m firmware_sim``."""
    ended = subprocess.run([sys.executable, "-m", "firmware_sim", *context.args], check=False)
    raise typer.Exit(ended.returncode)
