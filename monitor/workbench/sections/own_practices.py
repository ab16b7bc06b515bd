"""Practices of the region that others may take over."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.models import Practice
from monitor.workbench.parts import SHOWN, Desk, Line, Part


def own_practices(desk: Desk) -> Part:
    """Each with in how many provinces somebody wants to use it."""
    own = Practice.objects.live().filter(region=desk.region)
    rows = list(
        own.prefetch_related("proposed_provinces").defer("body", "body_en").order_by("title", "pk")
    )
    rows.sort(key=lambda practice: -len(practice.proposed_provinces.all()))
    edit = Practice.snippet_viewset.get_url_name("list")
    return Part(
        title=_("Practices of this region"),
        count=len(rows),
        lines=tuple(
            Line(str(practice), practice.get_absolute_url(), _wanted(practice))
            for practice in rows[:SHOWN]
        ),
        url=f"{reverse(edit)}?{urlencode({'region': desk.region.pk, 'state': 'live'})}",
        all_label=_("All practices of the region"),
        words=_("What others can learn from you."),
        waits=False,
    )


def _wanted(practice: Practice) -> str:
    count = len(practice.proposed_provinces.all())
    return ngettext("proposed in %(count)d province", "proposed in %(count)d provinces", count) % {
        "count": count
    }
