from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "publishing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from publishing.curator_groups import follow_roles
        from publishing.duplicates import following
        from publishing.merging import double_verdicts, telling
        from publishing.notices import reviews

        follow_roles()
        following.connect()
        double_verdicts.connect()
        telling.connect()
        reviews.connect()
