from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "publishing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from publishing.curator_groups import follow_roles
        from publishing.duplicates import following

        follow_roles()
        following.connect()
