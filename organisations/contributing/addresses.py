"""The addresses of the form, for whoever links to it."""

from typing import Any

from django.urls import reverse

from organisations.contributing.kinds import kind_of


def start_url() -> str:
    """Where one chooses what to contribute."""
    return reverse("contributing:start")


def edit_url(item: Any) -> str:
    """The first step of the form for an item; empty for a kind that nobody contributes."""
    if kind_of(item) is None:
        return ""
    return reverse("contributing:step", args=[item.kind, item.pk, 1])


def check_url(item: Any) -> str:
    """The page with everything of an item, where it is submitted."""
    if kind_of(item) is None:
        return ""
    return reverse("contributing:check", args=[item.kind, item.pk])
