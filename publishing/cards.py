"""What a list shows of one item: the context of `components/card.html`."""

from typing import Any

from django.utils.text import capfirst

from publishing.freshness import Freshness
from publishing.models import Publication
from taxonomy.localised import active_language


def card_of(item: Publication) -> dict[str, Any]:
    """The card of an item from `PublicationQuerySet.for_cards`, in the language of the page."""
    title, summary = item.text("title"), item.text("summary")
    byline = item.text("verified_by")
    page_language = active_language()
    national = item.is_national
    places = [] if national else [str(province) for province in item.classification("provinces")]
    return {
        "kind_label": capfirst(str(item._meta.verbose_name)),
        "title": title.text,
        "title_lang": title.lang if title.lang != page_language else "",
        "url": item.get_absolute_url(),
        "summary": summary.text,
        "summary_lang": summary.lang if summary.lang != page_language else "",
        "place": ", ".join(places),
        "national": national,
        "verified_on": item.verified_on,
        "stale": item.freshness == Freshness.STALE,
        "show_verified": item.verified_on is not None,
        "verified_by": byline.text,
        "verified_by_lang": byline.lang if byline.lang != page_language else "",
    }
