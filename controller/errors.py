"""What the controller refuses, as codes; sentences are in the catalogue, HTTP statuses in the API's table.

Refused                 the request is understood and not allowed; nothing was changed
├── NotFound            what it names does not exist, or not for this person
├── Forbidden           this person's role or area does not reach that far
├── Unauthenticated     nobody is signed in, or the sign-in ended
└── Clash               it does not fit what is there now (state, version, a name that is taken)
"""

from __future__ import annotations

from collections.abc import Iterable

Value = str | int | float


class Refused(Exception):
    """A refusal with a stable code.

    ``code`` is kebab-case and names the sentence ``refused-<code>`` in the catalogue; ``params`` fill its
    variables; ``field`` names the input to mend, if there is one.
    """

    def __init__(self, code: str, /, field: str | None = None, **params: Value) -> None:
        super().__init__(code, params)
        self.code = code
        self.field = field
        self.params: dict[str, Value] = params


class NotFound(Refused):
    """What the request names does not exist, or not for this person."""


class Forbidden(Refused):
    """The person's role or area does not reach that far."""


class Unauthenticated(Refused):
    """Nobody is signed in, or the sign-in ended."""


class Clash(Refused):
    """The request does not fit what is there now."""


class ManyRefused(Refused):
    """Several mistakes of one form, so that a person sees all of them at once."""

    def __init__(self, refusals: Iterable[Refused]) -> None:
        self.refusals = tuple(refusals)
        first = self.refusals[0]
        super().__init__(first.code, first.field, **first.params)
