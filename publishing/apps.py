from django.apps import AppConfig
from django.db.models.signals import pre_delete


class PublishingConfig(AppConfig):
    name = "publishing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from publishing.curator_groups import follow_roles
        from publishing.duplicates import following
        from publishing.merging import double_verdicts, telling
        from publishing.models import User
        from publishing.notices import reviews, stopping

        follow_roles()
        pre_delete.connect(stopping.forget_person, sender=User, dispatch_uid="notices.forget")
        following.connect()
        double_verdicts.connect()
        telling.connect()
        reviews.connect()
