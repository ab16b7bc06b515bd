from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Calendar")

    def ready(self) -> None:
        from events.icalendar import renaming
        from events.materialising import materialise
        from events.sections import register_all
        from events.signals import event_stored

        event_stored.connect(materialise, dispatch_uid="events.materialise")
        renaming.connect()
        register_all()
