"""``./run prove year``: a year of a commune with 150 boxes in virtual time, judged by an oracle that is not ours.

Ends with a table by kind and account, the same as JSON, and exit status 1 if anything does not agree.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

DEVICES = 150


def parser() -> argparse.ArgumentParser:
    """The options."""
    made = argparse.ArgumentParser(prog="./run prove year", description=__doc__)
    made.add_argument("--devices", type=int, default=DEVICES, help=f"boxes of the commune ({DEVICES}); at least 20")
    made.add_argument("--from", dest="first", type=date.fromisoformat, default=None, help="first day (2028-01-01)")
    made.add_argument("--to", dest="last", type=date.fromisoformat, default=None, help="last day (2028-12-31)")
    made.add_argument("--json", type=Path, default=ROOT / "out" / "year.json", help="where the table goes")
    return made


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0 where all agrees."""
    from rich.console import Console

    from controller.logs import configure
    from tests.year.year_proof import FIRST, LAST, prove
    from tests.year.year_report import as_json, show

    given = parser().parse_args(arguments)
    configure("error", quiet=True)
    console, progress = Console(width=None if sys.stdout.isatty() else 130), Console(stderr=True)
    begun, spent = time.monotonic(), time.process_time()

    def say(text: str) -> None:
        progress.print(f"[dim]{time.monotonic() - begun:6.0f} s[/dim]  {text}", highlight=False)

    first, last = given.first or FIRST, given.last or LAST
    with tempfile.TemporaryDirectory(prefix="tienglang-year-") as folder:
        verdict = prove(Path(folder), given.devices, first, last, say)
    seconds = time.process_time() - spent
    show(console, verdict, seconds)
    about = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "load": os.getloadavg(),
        "seconds": round(time.monotonic() - begun, 1),
        "processor": round(seconds, 1),
        "devices": given.devices,
        "from": str(first),
        "to": str(last),
    }
    given.json.parent.mkdir(parents=True, exist_ok=True)
    given.json.write_text(json.dumps(as_json(verdict, about), ensure_ascii=False, indent=1) + "\n", "utf-8")
    console.print(f"{given.json}")
    return 1 if verdict.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
