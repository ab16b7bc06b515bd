from django.db import models


class HostClaim(models.Model):
    """Some process is asking a server just now; see `harvest/host_claims.py`. `token` is whose
    claim it is, `until` when it ends by itself if that process was killed."""

    host = models.CharField(max_length=255, primary_key=True)
    token = models.CharField(max_length=100)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return self.host
