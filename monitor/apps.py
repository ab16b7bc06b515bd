from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MonitorConfig(AppConfig):
    name = "monitor"
    verbose_name = _("monitor")

    def ready(self) -> None:
        from monitor.demand.counting import note
        from monitor.gaps import deleted_terms, merged_terms
        from monitor.ledger import following
        from monitor.ledger import merged_terms as ledger_merged_terms
        from monitor.overlap import contributing, merging, telling
        from monitor.overlap import following as overlap_following
        from search.asked import question_answered

        following.follow()
        ledger_merged_terms.connect()
        telling.connect()
        contributing.connect()
        merging.connect()
        overlap_following.connect()
        merged_terms.connect()
        deleted_terms.connect()
        question_answered.connect(note, dispatch_uid="monitor.demand")
