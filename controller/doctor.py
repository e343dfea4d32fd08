"""What is missing or wrong on this machine, and the mend: the list behind `tienglang doctor`.

Every check is a function that raises `Refused` where something is wrong; the tables `MACHINE` and `CHECKS` are the
order in which they are told. The sentence for what is wrong is `refused-<code>`, for the mend `mend-<code>`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from controller import doctor_checks as checks
from controller.errors import ManyRefused, Refused
from controller.mqtt.broker import mosquitto
from controller.mqtt.external import ExternalBroker
from controller.mqtt.port import refuse_busy_port
from controller.settings import Broker, Settings, Speech
from controller.voice.known import known
from controller.words import codes, say


@dataclass(frozen=True, slots=True)
class Case:
    """All that the checks look at."""

    settings: Settings
    now_ms: int
    database: Callable[[], bool]
    """Whether the database is at the newest migration; raises where it cannot be reached (`Store.at_newest`)."""
    keys: Path
    """The folder of the signing keys."""
    running: bool = False
    """Whether the controller runs on these settings now: its ports are then taken, and rightly so."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One check and its outcome."""

    check: str
    refused: Refused | None = None

    @property
    def ok(self) -> bool:
        return self.refused is None

    def name(self, lang: str) -> str:
        return say(f"doctor-{self.check}", lang)

    def wrong(self, lang: str) -> str:
        """One sentence, empty where all is well."""
        return say(f"refused-{self.refused.code}", lang, **self.refused.params) if self.refused else ""

    def mend(self, lang: str) -> str:
        """What to do; empty where all is well, or where `wrong` says it already."""
        code = f"mend-{self.refused.code}" if self.refused else ""
        return say(code, lang, **self.refused.params) if self.refused and code in codes(lang) else ""


def examine(case: Case) -> list[Finding]:
    """Every check of both tables, in their order."""
    rest = [found for name, check in CHECKS.items() for found in outcomes(name, partial(check, case))]
    return [*examine_machine(), Finding("settings"), *rest]


def examine_settings(mistakes: ManyRefused) -> list[Finding]:
    """What can be said where the settings themselves are wrong: what does not hang on them, then each mistake."""
    return [*examine_machine(), *(Finding("settings", refused) for refused in mistakes.refusals)]


def examine_machine() -> list[Finding]:
    return [found for name, check in MACHINE.items() for found in outcomes(name, check)]


def outcomes(name: str, check: Callable[[], object]) -> list[Finding]:
    """One, or as many as there are mistakes."""
    try:
        check()
    except ManyRefused as several:
        return [Finding(name, refused) for refused in several.refusals]
    except Refused as refused:
        return [Finding(name, refused)]
    return [Finding(name)]


def all_well(findings: Iterable[Finding]) -> bool:
    return all(finding.ok for finding in findings)


def broker(settings: Broker) -> None:
    """The managed broker's program, or the external broker itself, signed in to and found closed to strangers."""
    if settings.mode == "managed":
        mosquitto()
    else:
        secret = settings.password.get_secret_value()
        ExternalBroker(settings.url, settings.username, secret, settings.ca_file).start()


def ports(case: Case) -> None:
    """Whether console and managed broker may listen. Not asked of a controller that listens already."""
    if case.running:
        return
    refuse_busy_port(case.settings.http.host, case.settings.http.port, "http")
    if case.settings.broker.mode == "managed":
        refuse_busy_port(case.settings.broker.host, case.settings.broker.port, "broker")


def templates(settings: Settings) -> None:
    """Each of the owner's own templates can be used."""
    from controller.press.owned import sound  # Pillow may be what is missing

    sound(settings.templates_dir, named=settings.press.templates is not None)


def voices(settings: Speech) -> None:
    """Each voice says a word: the built-in ones, and those that the owner added."""
    for voice in known(settings).values():
        for _ in voice.say(["một"], 100):
            pass


MACHINE: dict[str, Callable[[], None]] = {
    "python": checks.python_new_enough,
    "packages": checks.packages_there,
    "ffmpeg": checks.ffmpeg_runs,
    "fonts": checks.fonts_there,
}

CHECKS: dict[str, Callable[[Case], None]] = {
    "broker": lambda case: broker(case.settings.broker),
    "data-folder": lambda case: checks.folder_writable(case.settings.data_dir),
    "disk": lambda case: checks.disk_has_room(case.settings.data_dir),
    "clock": lambda case: checks.clock_plausible(case.now_ms, case.settings.data_dir),
    "database": lambda case: checks.database_newest(case.database),
    "keys": lambda case: checks.keys_safe(case.keys),
    "ports": ports,
    "templates": lambda case: templates(case.settings),
    "voices": lambda case: voices(case.settings.speech),
}
