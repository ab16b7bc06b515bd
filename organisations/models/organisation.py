from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from publishing.key_facts import KeyFact
from publishing.models import Publication
from taxonomy.models import OrganisationType


class Organisation(Publication):
    """Any party in the field. Its `title` is its name, its `summary` says what it does here."""

    kind = "organisation"
    url_namespace = "organisations"
    page_relations = ("organisation_type",)
    # An organisation owns itself: its members may edit its profile.
    owner_field = "pk"
    # Being trusted is decided for one organisation, nationally.
    kept_when_merged = ("trusted",)

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

    def key_facts(self) -> list[KeyFact]:
        facts = []
        if self.organisation_type:
            facts.append(KeyFact(gettext("Type of organisation"), str(self.organisation_type)))
        if self.abbreviation:
            facts.append(KeyFact(gettext("Abbreviation"), self.abbreviation))
        if self.aliases:
            facts.append(KeyFact(gettext("Other names"), ", ".join(self.aliases)))
        return facts

    def structured_data(self) -> dict[str, Any]:
        data = super().structured_data() | {"@type": "Organization"}
        if names := [name for name in (self.abbreviation, *self.aliases) if name]:
            data["alternateName"] = names
        # schema.org has no language for an organisation as a whole.
        data.pop("inLanguage", None)
        return data
