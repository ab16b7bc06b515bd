from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from taxonomy.models.term import Term


class Region(Term):
    """A plan region with a programme manager; covers one or more provinces."""

    parameter = "region"

    class Meta(Term.Meta):
        verbose_name = _("region")
        verbose_name_plural = _("regions")


class Province(Term):
    """One of the twelve provinces, identified by its ISO 3166-2 code."""

    parameter = "province"

    code = models.CharField(
        _("ISO code"),
        max_length=6,
        unique=True,
        validators=[
            RegexValidator(r"^[A-Z]{2}-[A-Z]{2}$", _("An ISO 3166-2 code looks like NL-FL."))
        ],
    )
    region = models.ForeignKey(
        Region, verbose_name=_("region"), related_name="provinces", on_delete=models.PROTECT
    )
    inhabitants = models.PositiveIntegerField(
        _("inhabitants"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("How much one may expect in a province follows from it."),
    )
    working_population = models.PositiveIntegerField(
        _("working population"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_(
            "Leave this empty when it is not known. It counts only when every province has it; "
            "until then the inhabitants count."
        ),
    )
    population_year = models.PositiveSmallIntegerField(
        _("year of these figures"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1900), MaxValueValidator(2100)],
        help_text=_("They are of 1 January of this year."),
    )

    class Meta(Term.Meta):
        verbose_name = _("province")
        verbose_name_plural = _("provinces")

    @property
    def key(self) -> str:
        return self.code

    @property
    def short_code(self) -> str:
        """The two letters after the country: "FL" for "NL-FL"."""
        return self.code[3:]


class Scale(Term):
    """How far something reaches: national, interregional or regional."""

    NATIONAL = "national"

    class Meta(Term.Meta):
        verbose_name = _("scale")
        verbose_name_plural = _("scales")
