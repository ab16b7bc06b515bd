"""Checks of an installation that fetches from others."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks


@checks.register(checks.Tags.security, deploy=True)
def nothing_inside_is_open(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """Whoever may add a source could read what stands in an allowed network."""
    allowed = settings.HARVEST_ALLOWED_NETWORKS
    if not allowed:
        return []
    return [
        checks.Warning(
            f"The portal may fetch from networks that are not public: {', '.join(allowed)}.",
            hint="Leave VLECHTWERK_HARVEST_ALLOWED_NETWORKS empty, except for development.",
            id="harvest.W001",
        )
    ]
