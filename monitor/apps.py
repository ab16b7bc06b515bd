from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MonitorConfig(AppConfig):
    name = "monitor"
    verbose_name = _("monitor")

    def ready(self) -> None:
        from monitor.ledger import following

        following.follow()
