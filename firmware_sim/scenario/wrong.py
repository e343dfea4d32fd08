"""What is wrong with a scenario file, by line and field."""

from __future__ import annotations


class Wrong(ValueError):
    """``line`` counts from 1; ``field`` is empty where the whole file is meant. ``why`` is a sentence."""

    def __init__(self, file: str, line: int, field: str, why: str) -> None:
        super().__init__(f"{file}, line {line}{', ' * bool(field)}{field}: {why}")
        self.file, self.line, self.field, self.why = file, line, field, why
