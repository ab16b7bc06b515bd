"""How much one person may upload, so that a mistake or a script does not fill the site."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from organisations.models import BulkUpload

MOST_PER_DAY = 30
#: For so long an upload can be looked at; then it is thrown away.
KEPT_FOR = timedelta(days=1)
#: An hour more than promised, so that nobody loses a page that is being read.
THROWN_AWAY_AFTER = KEPT_FOR + timedelta(hours=1)


class TooManyUploadsError(Exception):
    """This person has uploaded as much as one may in a day; the message says so."""


def check_limit(user: Any) -> None:
    """Raises TooManyUploadsError when `user` must wait."""
    since = timezone.now() - KEPT_FOR
    if BulkUpload.objects.filter(user=user, created_at__gte=since).count() >= MOST_PER_DAY:
        raise TooManyUploadsError(
            _("You have uploaded %(most)d files in a day. Go on tomorrow.") % {"most": MOST_PER_DAY}
        )
