from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Calendar")

    def ready(self) -> None:
        from events import versions_in_words
        from events.bulk_upload.sheet import SHEET
        from events.contributing.events import EVENT
        from events.harvest.doubles import following, queue
        from events.harvest.registering import register_kinds
        from events.icalendar import renaming
        from events.materialising import materialise
        from events.merging import register_what_follows
        from events.models import Event
        from events.sections import register_all
        from events.signals import event_stored
        from organisations.bulk_upload.sheets import register as register_sheet
        from organisations.contributing.kinds import register
        from publishing.duplicates.kinds import register_kind

        event_stored.connect(materialise, dispatch_uid="events.materialise")
        renaming.connect()
        register_all()
        register(EVENT)
        register_sheet(SHEET)
        register_kind(
            Event,
            relatives=("initiative",),
            links={"event": "part_of", "initiative": "initiative"},
            place=("location_name", "location_address"),
            belongs_to="initiative",
            day="start_date",
            further=queue.further,
            facts=queue.facts,
        )
        register_what_follows()
        following.connect()
        register_kinds()
        versions_in_words.register()
