from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from monitor.overlap.weights import USUAL, Weights

_PERCENT = [MinValueValidator(0), MaxValueValidator(100)]


def _weight(label: Any, default: int, help_text: Any = "") -> Any:
    return models.PositiveSmallIntegerField(
        label, default=default, validators=_PERCENT, help_text=help_text
    )


class OverlapRules(models.Model):
    """What weighs how much when items overlap, as the coordinators set it: one row.

    That two items must serve the same people, with the same form, in the same place and time, is
    no matter of weight. After a change everything is compared again by what runs when it is due.
    """

    #: The one row.
    KEY = 1

    people = _weight(
        _("the same people"),
        USUAL.people,
        _("How much it weighs beside the next three that both serve the same target groups."),
    )
    subject = _weight(
        _("the same subject"),
        USUAL.subject,
        _("How much it weighs that title and summary are about the same."),
    )
    place = _weight(
        _("the same place"),
        USUAL.place,
        _(
            "The same province weighs fully; something national beside something of a province less."
        ),
    )
    strands = _weight(
        _("the same lines and paths"),
        USUAL.strands,
        _("How much a shared action line, action or development path weighs."),
    )
    same_provider = _weight(
        _("of the same provider"),
        USUAL.same_provider,
        _("Percentage of the score that is left: who offers both knows of both."),
    )
    other_level = _weight(
        _("of quite another level"),
        USUAL.other_level,
        _("Percentage of the score that is left when the levels are two or more apart."),
    )
    other_subject = _weight(
        _("about another subject"),
        USUAL.other_subject,
        _("Percentage of the score that is left: a course for testers is none for welders."),
    )
    threshold = models.PositiveSmallIntegerField(
        _("shown from"),
        default=USUAL.threshold,
        validators=[MinValueValidator(30), MaxValueValidator(100)],
        help_text=_("Percentage from which a pair is shown. A higher number shows fewer pairs."),
    )
    changed_at = models.DateTimeField(_("last changed"), auto_now=True)

    class Meta:
        verbose_name = _("rules of overlap")
        verbose_name_plural = _("rules of overlap")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def now(cls) -> "OverlapRules":
        """The rules that hold now; the usual ones when nobody ever changed them."""
        return cls._default_manager.filter(pk=cls.KEY).first() or cls(pk=cls.KEY)

    def clean(self) -> None:
        super().clean()
        parts = (self.people, self.subject, self.place, self.strands)
        if all(part == 0 for part in parts):
            raise ValidationError(_("At least one of the first four must weigh something."))

    @property
    def weights(self) -> Weights:
        """As the function that compares takes them."""
        return Weights(**{name: getattr(self, name) for name in Weights.__dataclass_fields__})
