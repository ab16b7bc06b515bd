"""Practices from elsewhere that somebody wants to use here."""

from django.utils.translation import gettext as _

from initiatives.models import Practice
from monitor.workbench.parts import SHOWN, Desk, Line, Part


def proposed_practices(desk: Desk) -> Part:
    """Proposed in a province of the region, by title."""
    here = (
        Practice.objects.live()
        .filter(proposed_provinces__region=desk.region)
        .exclude(provinces__region=desk.region)
        .distinct()
    )
    rows = here.select_related("region").defer("body", "body_en").order_by("title", "pk")[:SHOWN]
    return Part(
        title=_("Practices proposed here"),
        count=here.count(),
        lines=tuple(
            Line(str(practice), practice.get_absolute_url(), str(practice.region or _("national")))
            for practice in rows
        ),
        words=_("Somebody wants to use these in this region, and it does not run here yet."),
        waits=False,
    )
