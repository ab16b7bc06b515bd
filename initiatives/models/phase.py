from django.db import models
from django.utils.translation import gettext_lazy as _


class Phase(models.TextChoices):
    """How far something is. What is only an idea must not look like something one can use now."""

    IDEA = "idea", _("idea")
    PROPOSED = "proposed", _("proposed")
    UNDER_STUDY = "under-study", _("being studied")
    BUILDING = "building", _("being set up")
    RUNNING = "running", _("running")
    ENDED = "ended", _("ended")
    UNKNOWN = "unknown", _("not known")
