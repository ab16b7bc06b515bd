from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField

from organisations.models.organisation import Organisation


class Owned(models.Model):
    """Gives an item the organisation that keeps it true, and all that take part in it."""

    owner_field = "owner_id"

    owner = models.ForeignKey(
        Organisation,
        verbose_name=_("kept by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="owned_%(class)ss",
        help_text=_("The organisation whose members may change this item."),
    )
    organisations = ParentalManyToManyField(
        Organisation,
        verbose_name=_("organisations"),
        blank=True,
        related_name="%(class)ss_taking_part",
        help_text=_("Every party that offers or runs this."),
    )

    class Meta:
        abstract = True
