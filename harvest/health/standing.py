"""The words for how a source is doing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class Standing(StrEnum):
    """From good to bad, so that the worst can be shown first."""

    FINE = "fine"
    NEW = "new"
    RESTS = "rests"
    NOTICE = "notice"
    WAITS = "waits"
    WRONG = "wrong"


LABELS: dict[Standing, Promise] = {
    Standing.FINE: _("works"),
    Standing.NEW: _("begins"),
    Standing.RESTS: _("rests"),
    Standing.NOTICE: _("needs a look"),
    Standing.WAITS: _("waits for a decision"),
    Standing.WRONG: _("does not work"),
}

_ORDER = list(Standing)


@dataclass(frozen=True)
class Finding:
    """One thing that is to be said of a source.

    `code` is a word that stays the same while it lasts, `since` when it began as far as is known.
    `tells_owner` and `tells_manager` say whether they should be told by now.
    """

    code: str
    standing: Standing
    what_changed: str
    what_to_do: str = ""
    since: datetime | None = None
    tells_owner: bool = False
    tells_manager: bool = False


@dataclass(frozen=True)
class Health:
    """How a source is doing; `findings` with the worst first, empty when all is well."""

    sentence: str
    standing: Standing = Standing.FINE
    findings: tuple[Finding, ...] = ()

    @property
    def label(self) -> Words:
        """Two or three words for a list."""
        return LABELS[self.standing]

    @property
    def code(self) -> str:
        return self.findings[0].code if self.findings else str(self.standing)

    @property
    def what_changed(self) -> str:
        return self.findings[0].what_changed if self.findings else ""

    @property
    def what_to_do(self) -> str:
        return self.findings[0].what_to_do if self.findings else ""

    @property
    def tells_owner(self) -> bool:
        return any(finding.tells_owner for finding in self.findings)

    @property
    def tells_manager(self) -> bool:
        return any(finding.tells_manager for finding in self.findings)


def worst_first(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda one: -_ORDER.index(one.standing)))
