"""Every kind is asked for in three steps, shown before it is live, and scored by what helps readers."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from events.models import Event
from initiatives.models import Initiative, Offer, Practice
from organisations.contributing.body_text import as_blocks
from organisations.contributing.completeness import completeness_of
from organisations.contributing.fields import NumberField
from organisations.contributing.kinds import kind_called, kinds
from tests.contributing.conftest import Contributor
from tests.factories import EventFactory, OfferFactory

pytestmark = pytest.mark.django_db

MODELS = {"offer": Offer, "initiative": Initiative, "practice": Practice, "event": Event}
NEXT_MONTH = (date.today() + timedelta(days=30)).isoformat()
NEEDED: dict[str, dict[str, str]] = {
    "event": {
        "start_date": NEXT_MONTH,
        "start_time": "19.30",
        "time_zone": "Europe/Amsterdam",
        "event_type": "meeting",
    }
}


def test_the_start_page_offers_four_kinds_with_an_example_each(client: Any):
    page = client.get("/bijdragen/")
    assert [kind.name for kind in kinds()] == ["offer", "initiative", "event", "practice"]
    for kind in kinds():
        assert str(kind.example) in page.text
        assert f'href="/bijdragen/{kind.words["nl"]}/"' in page.text
    assert not page.cookies


def test_every_question_of_a_step_has_a_field_and_no_question_is_asked_twice():
    for kind in kinds():
        asked = [name for step in kind.steps for name in step.names]
        assert len(asked) == len(set(asked))
        assert set(asked) - {"picture", "image_alt"} <= set(kind.form.base_fields)
        assert set(kind.form.base_fields) <= {*asked, "text", "text_en"}, kind.name
        assert {rule.field for rule in kind.rules} <= set(asked), kind.name


def test_the_time_without_which_an_event_goes_no_further_is_not_called_optional(client: Any):
    page = client.get("/en/contribute/event/").text
    assert "At what time does it start?</label>" in page
    assert 'At what time does it end? <span class="form-field__optional">' in page


@pytest.mark.parametrize("name", MODELS)
def test_each_kind_is_written_previewed_and_handed_in(contributor: Contributor, name: str):
    first = contributor.start(name, **NEEDED.get(name, {}))
    item = MODELS[name]._default_manager.get()
    base = f"/en/contribute/{name}/{item.pk}/"
    assert first["Location"] == f"{base}2/"
    second = contributor.post(f"{base}2/", provinces=contributor.province.pk)
    assert second["Location"] == f"{base}3/"
    third = contributor.post(f"{base}3/", contact_email="les@school.example", phase="running")
    assert third["Location"] == f"{base}check/"
    for language, path in (("en", f"{base}preview/"), ("nl", _dutch(contributor, base))):
        page = contributor.client.get(path)
        assert f'<html lang="{language}"' in page.text
        assert "preview-banner" in page.text
        assert "Test leren" in page.text
        assert page["Cache-Control"].count("no-store")
    handed_in = contributor.client.post(f"{base}check/", follow=True)
    assert "It has been handed in" in handed_in.text
    item.refresh_from_db()
    assert not item.live
    assert item.workflow_in_progress


def _dutch(contributor: Contributor, base: str) -> str:
    page = contributor.client.get(f"{base}preview/")
    return dict(page.context["alternate_urls"])["nl"]


def test_what_lacks_is_asked_before_it_can_be_handed_in(contributor: Contributor):
    contributor.organisation.provinces = []
    contributor.organisation.save()
    contributor.start(summary="")
    offer = Offer.objects.get()
    page = contributor.client.post(f"/en/contribute/offer/{offer.pk}/check/")
    assert {problem["url"].rpartition("/")[2] for problem in page.context["problems"]} == {
        "#id_summary",
        "#id_provinces",
    }
    assert not Offer.objects.get().workflow_in_progress


def test_the_score_rises_with_what_readers_need_and_names_the_next_best_thing():
    offer = OfferFactory(summary="")
    kind = kind_called("offer")
    before = completeness_of(offer, kind)
    assert before.next_best is not None
    assert before.next_best.required
    offer.summary, offer.contact_email = "Kort.", "a@example.org"
    offer.scale = None
    after = completeness_of(offer, kind)
    assert after.score > before.score
    assert "contact_email" not in {rule.field for rule in after.missing}


def test_an_event_that_repeats_keeps_its_rule_when_something_else_changes(contributor: Contributor):
    event = EventFactory(
        owner=contributor.organisation,
        live=False,
        start_date=date(2026, 9, 7),
        rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=7;WKST=SU",
    )
    url = f"/en/contribute/event/{event.pk}/1/"
    form = contributor.client.get(url).context["form"]
    shown = {
        name: field.value() if (field := form[name]).value() is not None else ""
        for name in form.fields
    }
    contributor.post(url, **{**shown, "title": "Andere naam"})
    event = Event.objects.get()
    assert event.title == "Andere naam"
    assert event.rule == "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=7;WKST=SU"
    assert event.start_time == time(10)


def test_wrong_times_leave_the_dates_as_they_were(contributor: Contributor):
    event = EventFactory(owner=contributor.organisation, live=False, start_date=date(2026, 9, 7))
    url = f"/en/contribute/event/{event.pk}/1/"
    page = contributor.post(
        url, title="Nieuw", start_date="2026-09-08", start_time="12:00", end_time="11:00"
    )
    assert "end_time" in page.context["form"].errors
    event = Event.objects.get()
    assert (event.title, event.start_date, event.end_time) == ("Nieuw", date(2026, 9, 7), time(12))


def test_a_text_with_headings_is_left_alone_with_a_word_about_it(contributor: Contributor):
    body = [("heading", "Voor wie?"), *as_blocks("Voor iedereen.")]
    offer = OfferFactory(owner=contributor.organisation, body=body)
    url = f"/en/contribute/offer/{offer.pk}/1/"
    page = contributor.client.get(url)
    assert "text" not in page.context["form"].fields
    assert "It stays as it is" in page.text
    contributor.post(url, **contributor.first(title="Nieuw", text="Weg ermee"))
    offer.refresh_from_db()
    latest = offer.get_latest_revision_as_object()
    assert latest.title == "Nieuw"
    assert [block.block_type for block in latest.body] == ["heading", "paragraph"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1250", 1250),
        ("1.250,00", 1250),
        ("€ 12,50", 12.5),
        ("12,-", 12),
        ("1.500", 1500),
        ("", None),
    ],
)
def test_an_amount_is_read_as_people_write_it(written: str, meant: float | None):
    assert NumberField(required=False).clean(written) == meant


@pytest.mark.parametrize(
    ("written", "told"),
    [("veel", "Write a number"), ("NaN", "Write a number"), ("1,500", "thousands")],
)
def test_an_amount_that_is_none_or_could_be_two_is_asked_back(written: str, told: str):
    with translation.override("en"), pytest.raises(ValidationError, match=told):
        NumberField().clean(written)
