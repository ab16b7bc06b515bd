"""What mails that are written down first and sent afterwards have in common."""

from typing import Self

from django.db import models


class OutgoingMailQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        """What is still to be sent, claimed or not."""
        return self.filter(sent_at__isnull=True, failed_at__isnull=True)


class OutgoingMail(models.Model):
    """One mail to one address; whoever sends it claims it first (`publishing.outgoing`)."""

    address = models.EmailField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True, db_index=True)
    #: The mail server will not take it for this address.
    failed_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=500, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        abstract = True
