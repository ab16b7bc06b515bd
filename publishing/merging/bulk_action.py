"""The way from a list to the screen on which two of its items are merged."""

from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import classproperty
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction
from wagtail.snippets.models import get_snippet_models

from publishing.admin.bulk import OnlyOwnItemsMixin
from publishing.merging.screen import merge_address
from publishing.models import Publication


class MergeBulkAction(OnlyOwnItemsMixin, SnippetBulkAction):
    """Leads on with the two items that are ticked; changes nothing by itself."""

    display_name = gettext_lazy("Merge")
    aria_label = gettext_lazy("Merge the two chosen items")
    action_type = "merge"
    item_action = "publish"
    action_priority = 20

    @classproperty
    def models(cls) -> list[type[models.Model]]:  # noqa: N805
        return [model for model in get_snippet_models() if issubclass(model, Publication)]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        items, left_out = self.get_actionable_objects()
        if len(items) != 2 or left_out["items_with_no_access"]:
            messages.error(request, _("Choose exactly two items that you may publish."))
            return redirect(self.next_url)
        # The older one is what people know.
        kept, absorbed = sorted(items, key=lambda item: (not item.live, item.created_at))
        return redirect(merge_address(kept, absorbed))

    @classmethod
    def execute_action(cls, objects: list[Any], **kwargs: Any) -> tuple[int, int]:
        """Nothing is done from here: the screen asks first."""
        return 0, 0
