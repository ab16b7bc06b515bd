from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    name = "organisations"
    verbose_name = _("Organisations")

    def ready(self) -> None:
        from organisations.memberships import organisations_of
        from publishing.permissions import register_organisations_of

        register_organisations_of(organisations_of)
