"""What strangers type comes out as text, everywhere it is shown."""

import json

import pytest
from django.core.cache import cache

from events.forms.repeat import RepeatMixin
from events.forms.times import TimesMixin
from initiatives.models import Offer
from organisations.contributing.kinds import kind_called, kinds
from tests.contributing.conftest import Contributor
from tests.contributing.test_kinds import MODELS, NEEDED

pytestmark = pytest.mark.django_db

HOSTILE = "\"'><vw-mark onload=alert(1)>{{7*7}}</script><img src=x onerror=alert(1)>\x00\u202e"
SCRIPT_ADDRESS = "javascript:alert(document.domain)"


@pytest.mark.parametrize("name", MODELS)
def test_every_text_field_is_harmless(contributor: Contributor, name: str):
    kind = kind_called(name)
    values = {field: HOSTILE.replace("\x00", "") for field in kind.form.base_fields}
    # Without a day an event cannot be kept at all.
    for field in (*TimesMixin.TIME_FIELDS, *RepeatMixin.REPEAT_FIELDS):
        values.pop(field, None)
    values |= {"provinces": str(contributor.province.pk), "phase": "running"}
    values |= {"contact_email": "a@example.org", **NEEDED.get(name, {})}
    contributor.start(name, **values)
    item = MODELS[name]._default_manager.get()
    for number in (1, 2, 3):
        contributor.post(f"/en/contribute/{name}/{item.pk}/{number}/", **values)
    for place in ("1/", "2/", "3/", "check/", "preview/"):
        page = contributor.client.get(f"/en/contribute/{name}/{item.pk}/{place}")
        assert page.status_code == 200
        assert "<vw-mark" not in page.text
        assert "<img src=x" not in page.text
        assert "49" not in page.text or "{{7*7}}" in page.text


def test_an_address_that_runs_a_script_is_refused(contributor: Contributor):
    contributor.start()
    url = f"/en/contribute/offer/{Offer.objects.get().pk}/3/"
    for address in (SCRIPT_ADDRESS, "data:text/html,x", "vbscript:x", "//x", "ftp://x.nl"):
        page = contributor.post(url, apply_url=address, website=address)
        assert page.status_code == 200
        offer = Offer.objects.get()
        assert not offer.apply_url.startswith(("javascript", "data", "vbscript", "ftp"))


def test_a_text_full_of_links_is_not_kept(contributor: Contributor):
    contributor.start()
    url = f"/en/contribute/offer/{Offer.objects.get().pk}/1/"
    page = contributor.post(url, **contributor.first(text="https://koop.example " * 6))
    assert "at most 5 addresses" in page.text
    assert "koop.example" in page.text
    assert not Offer.objects.get().body


def test_characters_that_no_database_takes_are_an_error_and_no_fault(contributor: Contributor):
    for value in ("a\x00b", "\ud83d\ude00", "\u202e" * 300, "e\u0301" * 300):
        answer = contributor.start(title=value.encode("utf-16", "surrogatepass").decode("utf-16"))
        assert answer.status_code in (200, 302)


def test_the_script_that_saves_gets_answers_it_understands(contributor: Contributor):
    cache.clear()
    headers = {"X-Autosave": "1"}
    nothing = contributor.client.post("/en/contribute/offer/", {"title": ""}, headers=headers)
    assert json.loads(nothing.content)["saved"] is False
    first = contributor.client.post("/en/contribute/offer/", {"title": "Een"}, headers=headers)
    told = json.loads(first.content)
    offer = Offer.objects.get()
    assert told["saved"]
    assert told["url"] == f"/en/contribute/offer/{offer.pk}/1/"
    assert told["words"].startswith("Saved at ")
    data = {"version": told["version"], "title": "Twee", "website": "geen adres"}
    again = contributor.client.post(f"/en/contribute/offer/{offer.pk}/3/", data, headers=headers)
    assert "Not yet right, so not saved: Website." in json.loads(again.content)["words"]
    older = contributor.client.post(told["url"], data, headers=headers)
    assert older.status_code == 409
    assert Offer.objects.get().title == "Een"


def test_saving_many_times_in_one_sitting_is_one_version(contributor: Contributor):
    contributor.start()
    offer = Offer.objects.get()
    for number in range(4):
        contributor.post(
            f"/en/contribute/offer/{offer.pk}/1/", **contributor.first(title=f"Versie {number}")
        )
    assert offer.revisions.count() == 1


def test_there_is_a_limit_to_how_much_one_account_begins(contributor: Contributor):
    cache.clear()
    for number in range(30):
        assert contributor.start(title=f"Nummer {number}").status_code == 302
    page = contributor.start(title="Nog een")
    assert page.status_code == 429
    assert 'value="Nog een"' in page.text
    assert Offer.objects.count() == 30
    cache.clear()


def test_every_kind_has_a_word_in_both_languages():
    for kind in kinds():
        assert set(kind.words) == {"nl", "en"}
