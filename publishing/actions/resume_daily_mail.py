"""Send the daily mail again to who stopped it. The link in an earlier one is the permission."""

from publishing.models import StoppedMail


def resume_daily_mail(address: str) -> None:
    """With what happens from now on. Safe to repeat."""
    StoppedMail.objects.filter(address=address).delete()
