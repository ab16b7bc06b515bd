from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InitiativesConfig(AppConfig):
    name = "initiatives"
    verbose_name = _("Initiatives")

    def ready(self) -> None:
        from django.db.models.signals import pre_delete

        from initiatives.adoption import merging as adoption_merging
        from initiatives.bulk_upload import sheets
        from initiatives.contributing.initiatives import INITIATIVE
        from initiatives.contributing.offers import OFFER
        from initiatives.contributing.practices import PRACTICE
        from initiatives.fit import merging as fit_merging
        from initiatives.following import forgetting, news
        from initiatives.models import Initiative, Offer, Practice
        from initiatives.sections import register_all
        from organisations.contributing.kinds import register
        from publishing.duplicates.kinds import register_kind
        from publishing.models import User

        register_all()
        news.connect()
        forgetting.connect()
        adoption_merging.connect()
        fit_merging.connect()
        # Before anything goes, so that it is known which addresses are those of the person.
        pre_delete.connect(forgetting.forget_person, sender=User, dispatch_uid="following.forget")
        register_kind(
            Initiative,
            relatives=("offer", "practice"),
            links={"initiative": "related_initiatives"},
        )
        register_kind(
            Offer,
            relatives=("initiative",),
            links={"initiative": "initiative"},
            place=("place",),
            belongs_to="initiative",
        )
        register_kind(
            Practice,
            relatives=("initiative",),
            links={"initiative": "initiatives"},
            place=("runs_in",),
        )
        for kind in (OFFER, INITIATIVE, PRACTICE):
            register(kind)
        sheets.register_all()
