"""What is known of a region itself, to show beside the questions."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from initiatives.models import Offer, Practice, PracticeCondition
from organisations.models import Organisation
from taxonomy.localised import active_language
from taxonomy.models import Region

MOST_TYPES = 6


@dataclass(frozen=True)
class Fact:
    """Something counted, and where one sees what was counted."""

    words: str
    url: str = ""


@dataclass(frozen=True)
class Situation:
    """The facts in order, and those that belong beside a kind of condition."""

    facts: list[Fact]
    hints: dict[str, str]


def situation_of(region: Region, practice: Practice) -> Situation:
    """What this site knows of the region; in a fixed number of queries."""
    provinces = list(region.provinces.all())
    people, parties = _inhabitants(provinces), _organisations(provinces)
    facts = [fact for fact in (people, parties, _offers(provinces, practice)) if fact]
    hints = {}
    if parties:
        hints[str(PracticeCondition.Kind.PARTNER)] = parties.words
    if people:
        hints[str(PracticeCondition.Kind.SCALE)] = people.words
    return Situation(facts, hints)


def _inhabitants(provinces: list[Any]) -> Fact | None:
    counted = [province.inhabitants for province in provinces]
    if not counted or None in counted:
        return None
    number = number_format(sum(counted), force_grouping=True)
    return Fact(_("%(number)s people live in your region.") % {"number": number})


def _organisations(provinces: list[Any]) -> Fact | None:
    """How many organisations of which type are on this site; those with most first."""
    rows = (
        Organisation.objects.live()
        .filter(provinces__in=provinces, organisation_type__isnull=False)
        .order_by()
        .values("organisation_type__label", "organisation_type__label_en")
        .annotate(count=Count("pk", distinct=True))
        .order_by("-count", "organisation_type__label")[:MOST_TYPES]
    )
    found = [(_label(row), row["count"]) for row in rows]
    if not found:
        return None
    named = ", ".join(f"{label.lower()} {count}" for label, count in found)
    words = _("Organisations in your region on this site: %(named)s.") % {"named": named}
    return Fact(words, _list_url("organisations:organisation_list", provinces))


def _offers(provinces: list[Any], practice: Practice) -> Fact | None:
    groups = list(practice.target_groups.all())
    if not groups or not provinces:
        return None
    offers = Offer.objects.live().filter(provinces__in=provinces, target_groups__in=groups)
    words = _("Offers for the same people that your region has itself: %(count)d.")
    count = offers.order_by().values("pk").distinct().count()
    url = _list_url("initiatives:offer_list", provinces, target_group=[each.key for each in groups])
    return Fact(words % {"count": count}, url)


def _label(row: dict[str, str]) -> str:
    english = row["organisation_type__label_en"]
    return english if active_language() == "en" and english else row["organisation_type__label"]


def _list_url(name: str, provinces: list[Any], **more: list[str]) -> str:
    asked = {"province": [province.key for province in provinces], **more}
    return f"{reverse(name)}?{urlencode(asked, doseq=True)}"
