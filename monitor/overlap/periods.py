"""The words for a period that may have no begin or no end."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _


def period_in_words(first: date | None, last: date | None) -> str:
    """In the active language."""
    days = {
        "first": date_format(first, "j F Y") if first else "",
        "last": date_format(last, "j F Y") if last else "",
    }
    if first and last:
        return _("%(first)s to %(last)s") % days
    if first:
        return _("from %(first)s on") % days
    return _("until %(last)s") % days if last else _("at any time")
