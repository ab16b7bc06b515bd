"""Folded questions that every kind has."""

from django.utils.translation import gettext_lazy as _

from organisations.contributing.kinds import Fold

TERMS = Fold(
    _("Do you know the plan for ICT talent? Say where this fits in"),
    _("You may leave this open; the manager of your region fills it in."),
    ("action_lines", "development_paths"),
)
ENGLISH = Fold(
    _("Tell it in English too"),
    _("Not needed. Without it English readers see your Dutch text."),
    ("title_en", "summary_en", "text_en"),
)
PICTURE = Fold(
    _("Add a picture"),
    _("People stop to look at it. Not needed."),
    ("picture", "remove_picture", "image_alt"),
)
