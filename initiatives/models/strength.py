from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Strength(models.TextChoices):
    """How sure one can be that something works, from weak to strong; empty when nobody knows."""

    DESCRIBED = "described", _("described")
    COUNTED = "counted", _("counted")
    COMPARED = "compared", _("compared")
    EVALUATED = "evaluated", _("evaluated by others")


EXPLANATIONS: dict[str, Promise] = {
    Strength.DESCRIBED: _("Somebody tells that it works. There are no figures here."),
    Strength.COUNTED: _(
        "There are figures of what was done, for example of participants. They do not show what "
        "would have happened without it."
    ),
    Strength.COMPARED: _(
        "What came of it was compared: before with after, or with people who did not take part."
    ),
    Strength.EVALUATED: _("Others than those who do it looked into what came of it."),
}
