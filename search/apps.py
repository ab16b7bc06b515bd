from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from events.harvest.places import register_province_of
        from harvest.surroundings import register_around_writing
        from publishing.sections import Place, register_sections
        from search import (
            checks,  # noqa: F401 - registers itself
            outbox,
            registry,
            signals,
            stamp,
            synonyms,
        )
        from search.address_provinces import province_of
        from search.catalogue import register_catalogue
        from search.similar import similar_items

        register_catalogue()
        register_province_of(province_of)
        register_around_writing(outbox.drained_once)
        signals.connect()
        stamp.connect()
        synonyms.connect()
        for source in registry.sources():
            register_sections(source.kind, similar_items, Place.LAST)
