from django.db import models
from django.utils.translation import gettext_lazy as _


class Relation(models.TextChoices):
    """How two items relate, as the engine thinks or as somebody decided."""

    SAME = "same", _("the same")
    RELATED = "related", _("belong together")
    DIFFERENT = "different", _("really different")
