from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.models import Publication
from taxonomy.models import OrganisationType


class Organisation(Publication):
    """Any party in the field. Its `title` is its name, its `summary` says what it does here."""

    kind = "organisation"
    url_namespace = "organisations"
    # An organisation owns itself: its members may edit its profile.
    owner_field = "pk"

    abbreviation = models.CharField(_("abbreviation"), max_length=40, blank=True)
    aliases = models.JSONField(
        _("other names"),
        default=list,
        blank=True,
        help_text=_("Names under which people search for it."),
    )
    organisation_type = models.ForeignKey(
        OrganisationType,
        verbose_name=_("type of organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organisations",
    )
    trusted = models.BooleanField(
        _("trusted"),
        default=False,
        help_text=_(
            "What this organisation publishes goes live at once and is reviewed afterwards."
        ),
    )

    class Meta(Publication.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
