"""What differs between two versions of an item."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone, translation

from events.models import Event
from initiatives.models import Offer
from publishing.bookkeeping import BOOKKEEPING
from publishing.comparing.changes import Change, compare
from publishing.comparing.words import Mark
from tests.factories import EventFactory, OfferFactory, OrganisationFactory, TargetGroupFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer() -> Offer:
    return OfferFactory(title="Cursus weven", summary="Voor beginners.", place="Zwolle")


def changed(offer: Any, **fields: Any) -> dict[str, Change]:
    after = offer.save_revision(clean=False).as_object()
    for name, value in fields.items():
        setattr(after, name, value)
    after = after.save_revision(clean=False).as_object()
    return {change.name: change for change in compare(offer, after)}


def texts(change: Change, mark: Mark) -> str:
    return "".join(part.text for part in change.parts if part.mark == mark)


def test_nothing_differs_from_itself(offer: Offer) -> None:
    assert changed(offer) == {}


def test_only_what_differs_is_listed_in_both_languages(offer: Offer) -> None:
    found = changed(offer, summary="Voor gevorderden.", summary_en="For experts.")
    assert list(found) == ["summary", "summary_en"]
    assert (found["summary"].lang, found["summary_en"].lang) == ("nl", "en")
    assert texts(found["summary"], Mark.REMOVED) == "beginners"
    assert texts(found["summary_en"], Mark.ADDED) == "For experts."


def test_values_are_told_in_words(offer: Offer) -> None:
    with translation.override("nl"):
        found = changed(offer, cost=Offer.Cost.FREE, available_from=date(2027, 3, 2), level=4)
    assert texts(found["cost"], Mark.ADDED) == "gratis"
    assert texts(found["available_from"], Mark.ADDED) == "2 maart 2027"
    assert texts(found["level"], Mark.ADDED) == "4"


def test_relations_are_told_by_name(offer: Offer) -> None:
    kept, gone, new = (TargetGroupFactory(label=label) for label in ("Blijft", "Weg", "Nieuw"))
    offer.target_groups = [kept, gone]
    offer.save()
    owner = OrganisationFactory(title="Stichting Draad")
    found = changed(offer, target_groups=[kept, new], owner=owner)
    groups = found["target_groups"]
    assert (groups.added, groups.removed, groups.kept) == (("Nieuw",), ("Weg",), ("Blijft",))
    assert texts(found["owner"], Mark.ADDED) == "Stichting Draad"


def test_texts_of_blocks_show_where_links_lead(offer: Offer) -> None:
    html = '<p>Lees <a href="https://kwaad.example/">meer</a> hier.</p>'
    found = changed(offer, body=[("paragraph", html)])
    assert texts(found["body"], Mark.ADDED) == "Lees meer (https://kwaad.example/) hier."


def test_of_something_new_everything_is_shown(offer: Offer) -> None:
    found = {change.name: change for change in compare(None, offer)}
    assert {"title", "summary", "place"} <= set(found)
    assert "level" not in found
    assert texts(found["title"], Mark.SAME) == "Cursus weven"


def test_dates_of_a_series_that_change_are_told_in_words() -> None:
    event: Event = EventFactory()
    after = event.save_revision(clean=False).as_object()
    after.changes.add(after.changes.model(original_date=date(2027, 5, 3), cancelled=True))
    with translation.override("nl"):
        (change,) = compare(event, after)
    assert change.is_list
    assert "3 mei 2027" in change.added[0]


def test_repetition_is_told_in_words() -> None:
    event: Event = EventFactory(start_date=date(2027, 3, 2))
    after = event.save_revision(clean=False).as_object()
    after.rule = "FREQ=WEEKLY;COUNT=3"
    after.extra_dates = ["2027-05-03"]
    with translation.override("nl"):
        found = {change.name: change for change in compare(event, after)}
    assert "dinsdag" in texts(found["rule"], Mark.ADDED)
    assert found["extra_dates"].added == ("3 mei 2027",)


def test_nothing_that_wagtail_keeps_for_itself_is_told_of_what_readers_never_saw(
    offer: Offer,
) -> None:
    offer.first_published_at = timezone.now()
    offer.save()
    found = compare(None, offer.save_revision(clean=False).as_object())
    assert {"title", "summary", "place"} <= {change.name for change in found}
    assert not {change.name for change in found} & BOOKKEEPING
