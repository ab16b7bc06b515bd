from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PortalConfig(AppConfig):
    name = "portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from portal import (
            article_search,
            checks,  # noqa: F401 - registers itself
            page_editors,
            page_moves,
            region_contacts,
        )
        from portal.cache_table import create_cache_table

        article_search.register()
        region_contacts.register()
        page_moves.connect()
        page_editors.follow_roles()
        post_migrate.connect(create_cache_table, sender=self)
