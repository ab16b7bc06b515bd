"""Practices of the region that others use or may use."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.models import Adoption, Practice
from monitor.workbench.parts import SHOWN, Desk, Part, titled
from publishing.review_states import State


def own_practices(desk: Desk) -> Part:
    """Those that most other regions do something with first."""
    elsewhere = ~Q(adoptions__region=desk.region) & Q(adoptions__isnull=False)
    rows = (
        Practice.objects.live()
        .filter(region=desk.region)
        .annotate(
            using=Count("adoptions", filter=elsewhere & Q(adoptions__state__in=Adoption.ACTIVE)),
            interested=Count(
                "adoptions", filter=elsewhere & Q(adoptions__state=Adoption.State.INTERESTED)
            ),
        )
        .defer("body", "body_en")
    )
    address = reverse(Practice.snippet_viewset.get_url_name("list"))
    filters = [("region", desk.region.pk), ("state", State.LIVE), ("state", State.CHANGED)]
    return Part(
        title=_("Practices of this region"),
        count=rows.count(),
        lines=tuple(
            titled(practice.text("title"), practice.get_absolute_url(), _use(practice))
            for practice in rows.order_by("-using", "-interested", "title", "pk")[:SHOWN]
        ),
        url=f"{address}?{urlencode(filters)}",
        all_label=_("All practices of the region"),
        words=_("What others can learn from you."),
        waits=False,
    )


def _use(practice: Any) -> str:
    """How many other regions do something with it, as it was counted with the row."""
    using, interested = practice.using, practice.interested
    use = ngettext(
        "in use in %(count)d other region", "in use in %(count)d other regions", using
    ) % {"count": using}
    if not interested:
        return use
    wish = ngettext(
        "%(count)d other region is interested", "%(count)d other regions are interested", interested
    ) % {"count": interested}
    return f"{use}, {wish}"
