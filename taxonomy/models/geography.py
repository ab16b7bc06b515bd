from django.core.validators import RegexValidator
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
