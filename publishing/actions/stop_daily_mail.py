"""Stop the daily mail with notices: its receiver does not want it. The link is the permission."""

from django.db import transaction

from publishing.models import NoticeMail, StoppedMail


@transaction.atomic
def stop_daily_mail(address: str) -> None:
    """From now on, and what was to be told tomorrow is not told either. Safe to repeat."""
    StoppedMail.objects.get_or_create(address=address)
    bundles = NoticeMail.objects.waiting().filter(address=address, day__isnull=False)
    bundles.filter(claimed_at__isnull=True).delete()
