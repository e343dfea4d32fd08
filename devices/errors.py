"""Why a device refuses a document.

ContractError            something of the contract does not hold
├── DocumentRefused      a document that this device must not obey, with its `Reason`
└── UnknownProfile       a profile name that no data file has
"""

from __future__ import annotations

import enum


class Reason(enum.StrEnum):
    """Reported to the controller as it stands; sentences for people are in the controller's catalogue."""

    TOO_LARGE = "too-large"
    MALFORMED = "malformed"
    WRONG_KIND = "wrong-kind"
    UNKNOWN_KEY = "unknown-key"
    REVOKED_KEY = "revoked-key"
    KEY_OUT_OF_DATE = "key-out-of-date"
    WRONG_ROLE = "wrong-role"
    BAD_SIGNATURE = "bad-signature"
    WRONG_TOPIC = "wrong-topic"
    FOREIGN_SCOPE = "foreign-scope"
    EXPIRED = "expired"
    FROM_THE_FUTURE = "from-the-future"
    OLD_VERSION = "old-version"
    UNTRUSTED_CLOCK = "untrusted-clock"
    OUTSIDE_HOURS = "outside-hours"
    TOO_LOUD = "too-loud"
    INVALID_PLAN = "invalid-plan"
    STOPPED = "stopped"
    NO_MEDIA = "no-media"
    WRONG_MODEL = "wrong-model"
    ROLLBACK = "rollback"
    TOO_OLD = "too-old"


class ContractError(Exception):
    """Something of the contract does not hold."""


class DocumentRefused(ContractError):
    """A document that this device must not obey.

    ``document`` is its id where it could be read, so that the refusal can be tied to what was sent.
    """

    def __init__(self, reason: Reason, detail: str = "", document: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.reason = reason
        self.detail = detail
        self.document = document


class UnknownProfile(ContractError):
    """A profile name that no data file has."""
