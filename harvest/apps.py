from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HarvestConfig(AppConfig):
    name = "harvest"
    verbose_name = _("Sources")

    def ready(self) -> None:
        from harvest import (
            checks,  # noqa: F401 - registers itself
            merged_terms,
        )
        from harvest.notices import LASTS, MENDED, TROUBLE, is_still_wrong, works_still
        from harvest.screens.own_line import lines_for
        from organisations.mine.further_lines import register_further_line
        from publishing.notices import register_relevance

        merged_terms.connect()
        register_further_line("sources", lines_for)
        register_relevance(TROUBLE, is_still_wrong)
        register_relevance(LASTS, is_still_wrong)
        register_relevance(MENDED, works_still)
