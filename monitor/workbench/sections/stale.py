"""Live items of which nobody said for a year that they are right, but no events that are over."""

from heapq import nsmallest
from typing import Any

from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from monitor.workbench.parts import SHOWN, Desk, Line, Part, titled, total
from publishing.confirmation.items import counts_since


def stale(desk: Desk) -> Part:
    """What waits longest first; readers see it of what waits too long."""
    tallies = desk.tallies("unconfirmed")
    oldest = nsmallest(SHOWN, _candidates(desk), key=lambda item: (counts_since(item), item.pk))
    return Part(
        title=_("To confirm"),
        count=total(tallies),
        lines=tuple(_line(item) for item in oldest),
        tallies=tallies,
        words=_(
            "Not confirmed for twelve months, or never. Ask the owner, or confirm it yourself."
        ),
    )


def _candidates(desk: Desk) -> list[Any]:
    """The longest waiting of every kind; one query for each.

    In the order of `counts_since`: what was never confirmed waits since its publication.
    """
    published = TruncDate(Coalesce("first_published_at", "created_at"))
    return [
        item
        for model in desk.waiting.kinds()
        for item in desk.waiting.to_confirm(model)
        .defer("body", "body_en")
        .order_by(Coalesce("verified_on", published), "pk")[:SHOWN]
    ]


def _line(item: Any) -> Line:
    edit = reverse(item.snippet_viewset.get_url_name("edit"), args=[item.pk])
    return titled(item.text("title"), edit, f"{item.kind_label}, {_since(item)}")


def _since(item: Any) -> str:
    if item.verified_on is None:
        return _("never confirmed")
    day = _("last confirmed on %(day)s") % {"day": date_format(item.verified_on, "j F Y")}
    return f"{day}; {_('readers see that')}" if item.is_stale else day
