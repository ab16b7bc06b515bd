"""Keeps the English paths right when an editor moves a page in the tree."""

from typing import Any

from wagtail.models import Page
from wagtail.signals import post_page_move

from portal.models import EditorialPage


def update_english_path(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Wagtail moves rows without saving them, so the path is computed by saving here."""
    page = EditorialPage.objects.filter(pk=instance.pk).first()
    if page is not None:
        page.specific.save(clean=False)


def connect() -> None:
    post_page_move.connect(update_english_path, dispatch_uid="portal.english_path")
