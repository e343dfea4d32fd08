"""Structured logs on standard error: readable lines for people, or one JSON object a line for programs.

What libraries log (the web server's accidents, the alarm clock's) takes the same way, so that every line can be read
alike. Whatever was bound to the request at hand (`request`) stands in each line that it caused.
"""

from __future__ import annotations

import logging
import sys

import structlog

PEOPLE, JSON, AUTO = "people", "json", "auto"
"""``auto``: for people at a terminal, else JSON."""
_SHARED: tuple[structlog.typing.Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


def configure(level: str = "info", form: str = AUTO, *, quiet: bool = False) -> None:
    """Set up logging for the whole process. ``quiet`` keeps everything below an error out of a demo's screen."""
    least = logging.ERROR if quiet else logging.getLevelNamesMapping()[level.upper()]
    shared, rendered = list(_SHARED), _rendered(form)
    foreign = logging.StreamHandler(sys.stderr)
    foreign.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *rendered],
        )
    )
    logging.basicConfig(level=max(least, logging.WARNING), handlers=[foreign], force=True)
    structlog.configure(
        processors=[*shared, *rendered],
        wrapper_class=structlog.make_filtering_bound_logger(least),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def _rendered(form: str) -> list[structlog.typing.Processor]:
    terminal = sys.stderr.isatty()
    if form == PEOPLE or (form == AUTO and terminal):
        return [structlog.dev.ConsoleRenderer(colors=terminal)]
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
