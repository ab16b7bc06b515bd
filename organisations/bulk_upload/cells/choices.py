"""Cells that hold one of a few words."""

from typing import Any

from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _

from organisations.bulk_upload.cells.kind import CellError, CellKind, Scope, as_text, folded
from organisations.bulk_upload.reading import Cell

_YES = frozenset({"ja", "j", "yes", "y", "true", "waar", "1", "x", "v", "✓", "✔", "wel"})
_NO = frozenset({"nee", "n", "no", "false", "onwaar", "0", "-", "niet", "geen"})


class Choice(CellKind):
    """One of the choices of a field, by its word in either language."""

    def __init__(
        self, scope: Scope, choices: type[models.TextChoices], empty: str | None = None
    ) -> None:
        super().__init__(scope)
        self.choices = choices
        # Some fields have a value that stands for "nobody said".
        self.empty = empty or ""
        self._known = {folded(value): value for value in choices.values}
        for language in ("nl", "en"):
            with translation.override(language):
                self._known |= {folded(str(label)): value for value, label in choices.choices}

    def understand(self, cell: Cell) -> str:
        value = self._known.get(folded(as_text(cell)))
        if value is None:
            raise CellError(_("Choose one of: %(words)s.") % {"words": "; ".join(self.words())})
        return value

    def write(self, value: str) -> str | None:
        return self.show(value) or None

    def show(self, value: str) -> str:
        return str(self.choices(value).label) if value else ""

    def words(self) -> list[str]:
        return [str(label) for label in self.choices.labels]


class YesNo(CellKind):
    """Yes or no, in either language; empty is no."""

    empty = False
    width = 10

    def understand(self, cell: Cell) -> bool:
        if isinstance(cell, bool):
            return cell
        word = folded(as_text(cell))
        if word in _YES:
            return True
        if word in _NO:
            return False
        raise CellError(_("Choose one of: %(words)s.") % {"words": "; ".join(self.words())})

    def write(self, value: Any) -> str:
        return self.show(value)

    def show(self, value: Any) -> str:
        return _("yes") if value else _("no")

    def words(self) -> list[str]:
        return [_("yes"), _("no")]
