from decimal import Decimal
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class CoverageRules(models.Model):
    """When a cell of the coverage map is thin or crowded, as the coordinators set it: one row.

    What is expected in a cell is the share of its column in all there is of its row, or the
    other way round (`monitor/coverage/rules.py`). The rules compare what there is with that.
    """

    #: The one row.
    KEY = 1

    class Weight(models.TextChoices):
        """What the provinces are weighed by."""

        INHABITANTS = "inhabitants", _("inhabitants")
        WORKING_POPULATION = "working-population", _("working population")
        NOTHING = "nothing", _("nothing: every province alike")

    thin_below = models.PositiveSmallIntegerField(
        _("thin below"),
        default=50,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_(
            "In percent of what one may expect. With 50, a cell is thin when it has less than "
            "half of what one may expect."
        ),
    )
    crowded_from = models.PositiveSmallIntegerField(
        _("crowded from"),
        default=200,
        validators=[MinValueValidator(101), MaxValueValidator(1000)],
        help_text=_(
            "In percent of what one may expect. With 200, a cell is crowded when it has twice what "
            "one may expect, or more."
        ),
    )
    crowded_at_least = models.PositiveSmallIntegerField(
        _("crowded with at least"),
        default=4,
        validators=[MinValueValidator(2), MaxValueValidator(1000)],
        help_text=_("With fewer items than this a cell is never crowded."),
    )
    expected_at_least = models.DecimalField(
        _("expected at least"),
        max_digits=4,
        decimal_places=1,
        default=Decimal("1.0"),
        validators=[MinValueValidator(Decimal("0.1")), MaxValueValidator(Decimal(100))],
        help_text=_(
            "Where one may expect less than this, a cell is never thin: too little is known to "
            "say that something is missing. A cell with nothing in it stays empty."
        ),
    )
    weigh_by = models.CharField(
        _("weigh provinces by"),
        max_length=20,
        choices=Weight.choices,
        default=Weight.INHABITANTS,
        help_text=_(
            "Where more people live, one may expect more. The working population counts only when "
            "it is known for every province; until then the inhabitants count."
        ),
    )
    changed_at = models.DateTimeField(_("last changed"), auto_now=True)

    class Meta:
        verbose_name = _("rules of the coverage map")
        verbose_name_plural = _("rules of the coverage map")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def now(cls) -> Self:
        """The rules that hold now; the usual ones when nobody ever changed them."""
        return cls.objects.filter(pk=cls.KEY).first() or cls(pk=cls.KEY)

    def clean(self) -> None:
        super().clean()
        numbers = (self.expected_at_least, self.crowded_at_least)
        # A number that is not right is empty here.
        if None not in numbers and numbers[0] > numbers[1]:
            raise ValidationError(
                {
                    "expected_at_least": _(
                        "This is more than the number from which a cell can be crowded. "
                        "Choose a smaller number."
                    )
                }
            )
