from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    name = "organisations"
    verbose_name = _("Organisations")

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from organisations.accounts.session_limits import begin
        from organisations.contributing.addresses import edit_url
        from organisations.contributing.visitors import has_draft
        from organisations.joining.notices import is_still_asked, still_works
        from organisations.keepers import keepers_of
        from organisations.memberships import combine_memberships, organisations_of
        from organisations.models import Membership, Organisation
        from publishing.confirmation.keepers import register_keepers_of
        from publishing.contributor_address import register_contributor_address
        from publishing.duplicates.kinds import register_kind
        from publishing.duplicates.views import register_visitors_draft
        from publishing.merging.registry import register_combination
        from publishing.notices import register_relevance
        from publishing.permissions import register_organisations_of

        user_logged_in.connect(begin, dispatch_uid="begin_session")
        register_organisations_of(organisations_of)
        register_keepers_of(keepers_of)
        register_contributor_address(lambda item: edit_url(item) or item.get_absolute_url())
        register_visitors_draft(has_draft)
        register_kind(Organisation, has_parties=False)
        register_combination(Membership, combine_memberships)
        register_relevance("join_request", is_still_asked)
        register_relevance("invitation", still_works)
