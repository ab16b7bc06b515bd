"""What the page of crowded weeks and doubles shows, line by line."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from events.models import Event, PairVerdict
from events.overlap.crowded_weeks import CrowdedWeek
from events.overlap.lines import line_of
from events.overlap.look_alikes import LookAlike
from events.overlap.terms import Vocabulary
from publishing.permissions import Verb, may_as_read
from taxonomy.localised import LocalisedText, active_language
from taxonomy.models import Region

#: So many events of a week are named.
MOST_NAMED = 3


def lines_of_weeks(
    weeks: Sequence[CrowdedWeek], words: Vocabulary, regions: Iterable[Region]
) -> list[dict[str, Any]]:
    """The rows of the table, with the titles of some of the events; one query for all."""
    named = {region.pk: region for region in regions}
    keys = {key for week in weeks for key in sorted(week.events)[:MOST_NAMED]}
    events = Event.objects.defer("body", "body_en").in_bulk(keys)
    return [_week(week, words, named, events) for week in weeks]


def _week(
    week: CrowdedWeek,
    words: Vocabulary,
    regions: dict[int, Region],
    events: dict[int, Event],
) -> dict[str, Any]:
    group = words.groups[week.group]
    provinces = [row.key for row in words.provinces.values() if row.region_id == week.region]
    asked = [
        *(("province", key) for key in sorted(provinces)),
        ("target_group", group.key),
        ("from", week.monday.isoformat()),
        ("to", week.sunday.isoformat()),
    ]
    shown = [events[key] for key in sorted(week.events)[:MOST_NAMED] if key in events]
    return {
        "days": days_in_words(week.monday, week.sunday),
        "region": regions[week.region],
        "group": group,
        "count": len(week.events),
        "usual": f"{week.usual:g}",
        "national": week.national,
        "events": [{"title": event.text("title"), "url": _address(event)} for event in shown],
        "more": len(week.events) - len(shown),
        "url": f"{reverse('events:event_list')}?{urlencode(asked)}",
    }


def lines_of_pairs(pairs: Iterable[LookAlike], user: Any) -> list[dict[str, Any]]:
    """Pairs side by side, each with whether this person may judge it."""
    return [
        {
            "first": first,
            "second": second,
            "titles": f"{first.title} / {second.title}",
            "signs": [str(sign) for sign in pair.signs],
            "may_judge": _may_judge(user, pair.events),
        }
        for pair in pairs
        for first, second in [(line_of(pair.first), line_of(pair.second))]
    ]


def lines_of_verdicts(verdicts: Iterable[PairVerdict], user: Any) -> list[dict[str, Any]]:
    """What was decided, without what a draft says to whom it is not shown."""
    return [
        {
            "verdict": verdict,
            "events": [_named(user, event) for event in (verdict.first, verdict.second)],
            "may_judge": _may_judge(user, (verdict.first, verdict.second)),
        }
        for verdict in verdicts
    ]


def days_in_words(first: date, last: date) -> str:
    """ "1 t/m 7 maart 2027", in the active language."""
    pattern = "j F Y" if first.year != last.year else "j F"
    begin = date_format(first, "j" if first.month == last.month else pattern)
    return _("%(first)s to %(last)s") % {"first": begin, "last": date_format(last, "j F Y")}


def _named(user: Any, event: Event) -> dict[str, Any]:
    if not event.live and not may_as_read(user, Verb.VIEW_DRAFT, event):
        unknown = LocalisedText(_("an event that is not public"), active_language())
        return {"title": unknown, "url": ""}
    return {"title": event.text("title"), "url": _address(event)}


def _may_judge(user: Any, events: Iterable[Event]) -> bool:
    return any(may_as_read(user, Verb.CHANGE, event) for event in events)


def _address(event: Event) -> str:
    """The page of a live event; the screen of one that is not."""
    if event.live:
        return event.get_absolute_url()
    viewset: Any = Event.snippet_viewset
    return reverse(viewset.get_url_name("edit"), args=[event.pk])
