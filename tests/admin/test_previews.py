"""Previews show drafts in both languages, to those who may see them, inside the editor's frame."""

from typing import Any

import pytest
from django.urls import reverse

from events.models import Event
from initiatives.models import Initiative, Offer, Practice
from organisations.models import Organisation
from tests.admin.forms import filled_form, needed

KINDS = [Organisation, Initiative, Offer, Practice, Event]


def _item(model: Any, people: Any) -> Any:
    item = model(
        title="Live", title_en="Live en", summary="Kort", region=people.region_a, **needed(model)
    )
    item.save()
    item.save_revision().publish()
    item.title = "Conceptversie"
    item.title_en = "Draft version"
    item.save_revision()
    return model.objects.get(pk=item.pk)


def _url(model: Any, name: str, *arguments: Any) -> str:
    return reverse(model.snippet_viewset.get_url_name(name), args=arguments)


@pytest.mark.parametrize("model", KINDS)
def test_draft_is_shown_in_both_languages(model: Any, people: Any, as_user: Any) -> None:
    item = _item(model, people)
    url = _url(model, "preview_on_edit", item.pk)
    browser = as_user(people.manager_a)
    browser.post(url, filled_form(browser, _url(model, "edit", item.pk)))
    dutch = browser.get(url, {"mode": ""})
    english = browser.get(url, {"mode": "en"})
    assert (dutch.status_code, english.status_code) == (200, 200)
    assert "Conceptversie" in dutch.content.decode()
    assert 'lang="nl"' in dutch.content.decode()
    assert "Draft version" in english.content.decode()
    assert '<html lang="en"' in english.content.decode()


@pytest.mark.parametrize("model", KINDS)
def test_unsaved_new_item_can_be_previewed(model: Any, people: Any, as_user: Any) -> None:
    browser = as_user(people.manager_a)
    data = filled_form(
        browser, _url(model, "add"), title="Nog nergens", summary="x",
        region=people.region_a.pk, **needed(model),
    )  # fmt: skip
    url = _url(model, "preview_on_add")
    assert browser.post(url, data).json() == {"is_valid": True, "is_available": True}
    page = browser.get(url)
    assert page.status_code == 200
    assert "Nog nergens" in page.content.decode()
    assert not model.objects.filter(title="Nog nergens").exists()


@pytest.mark.parametrize("model", KINDS)
def test_other_regions_drafts_cannot_be_previewed(model: Any, people: Any, as_user: Any) -> None:
    item = _item(model, people)
    for person in (people.manager_b, people.member, None):
        browser = as_user(person)
        for url in (
            _url(model, "preview_on_edit", item.pk),
            _url(model, "revisions_view", item.pk, item.latest_revision_id),
        ):
            page = browser.get(url)
            assert page.status_code == 302
            assert "Conceptversie" not in page.content.decode()


@pytest.mark.parametrize("model", KINDS)
def test_earlier_version_is_shown_to_the_own_manager(model: Any, people: Any, as_user: Any) -> None:
    item = _item(model, people)
    url = _url(model, "revisions_view", item.pk, item.live_revision_id)
    page = as_user(people.manager_a).get(url)
    assert page.status_code == 200
    assert "Live" in page.content.decode()


def test_preview_may_be_framed_by_the_editor_and_stays_strict(people: Any, as_user: Any) -> None:
    item = _item(Offer, people)
    browser, url = as_user(people.manager_a), _url(Offer, "preview_on_edit", item.pk)
    browser.post(url, filled_form(browser, _url(Offer, "edit", item.pk)))
    page = browser.get(url)
    policy = page.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "unsafe-inline" not in policy
    assert page.headers["X-Frame-Options"].upper() == "SAMEORIGIN"


def test_preview_is_not_cached_for_others(people: Any, as_user: Any) -> None:
    item = _item(Offer, people)
    page = as_user(people.manager_a).get(_url(Offer, "preview_on_edit", item.pk))
    assert "private" in page.headers["Cache-Control"]
