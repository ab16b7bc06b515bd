"""The table of the shared cache, made together with all other tables."""

from typing import Any

from django.core.management import call_command


def create_cache_table(using: str, **kwargs: Any) -> None:
    """Runs after `migrate`, so that an operator has one command to remember; safe to repeat."""
    call_command("createcachetable", database=using, verbosity=0)
