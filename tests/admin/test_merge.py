"""Merging two words of the vocabulary: everything that had the one has the other."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from wagtail.models import ModelLogEntry

from publishing.actions.merge_terms import MERGE_LOG_ACTION, can_be_merged, merge_terms
from taxonomy.models import ActionLine, Form, Province, Region, Scale, TargetGroup
from tests.factories import (
    ActionLineFactory,
    FormFactory,
    InitiativeFactory,
    OfferFactory,
    RegionFactory,
    TargetGroupFactory,
)


def address(term: Any) -> str:
    return reverse(type(term).snippet_viewset.get_url_name("merge"), args=[term.pk])


def test_everything_that_had_a_word_has_the_other(people: Any) -> None:
    old, new, third = (TargetGroupFactory() for _ in range(3))
    offer = OfferFactory(target_groups=[old, third])
    both = InitiativeFactory(target_groups=[old, new])
    assert merge_terms(term=old, into=new, user=people.coordinator) == 2
    assert set(type(offer).objects.get(pk=offer.pk).target_groups.all()) == {new, third}
    assert list(type(both).objects.get(pk=both.pk).target_groups.all()) == [new]
    assert not TargetGroup.objects.filter(pk=old.pk).exists()


def test_a_protected_word_can_be_merged(people: Any) -> None:
    old, new = FormFactory(), FormFactory()
    offer = OfferFactory(form=old)
    merge_terms(term=old, into=new, user=people.coordinator)
    offer.refresh_from_db()
    assert offer.form == new
    assert not Form.objects.filter(pk=old.pk).exists()


def test_a_draft_does_not_bring_the_old_word_back(people: Any) -> None:
    old, new, form, other = (
        TargetGroupFactory(), TargetGroupFactory(), FormFactory(), FormFactory(),
    )  # fmt: skip
    offer = OfferFactory(target_groups=[], form=None)
    offer.target_groups, offer.form = [old], form
    offer.save_revision()
    merge_terms(term=old, into=new, user=people.coordinator)
    merge_terms(term=form, into=other, user=people.coordinator)
    type(offer).objects.get(pk=offer.pk).latest_revision.publish()
    offer = type(offer).objects.get(pk=offer.pk)
    assert (list(offer.target_groups.all()), offer.form) == ([new], other)


def test_the_old_name_stays_a_synonym(people: Any) -> None:
    old = TargetGroupFactory(label="Zzp", label_en="Freelancers", synonyms=["zelfstandig"])
    new = TargetGroupFactory(label="Zelfstandigen", label_en="Freelancers", synonyms=["zzp'er"])
    merge_terms(term=old, into=new, user=people.coordinator)
    assert TargetGroup.objects.get(pk=new.pk).synonyms == ["zzp'er", "Zzp", "zelfstandig"]


def test_what_stands_under_a_word_comes_along(people: Any) -> None:
    old, new = TargetGroupFactory(), TargetGroupFactory()
    child = TargetGroupFactory(parent=old)
    merge_terms(term=old, into=new, user=people.coordinator)
    child.refresh_from_db()
    assert child.parent == new


def test_words_that_do_not_go_together(people: Any) -> None:
    parent, other = TargetGroupFactory(), TargetGroupFactory()
    child = TargetGroupFactory(parent=parent)
    below = TargetGroupFactory(parent=other)
    national = ActionLineFactory()
    regional = ActionLineFactory(kind="regional", letter="", region=RegionFactory())
    for term, into in [
        (parent, parent), (parent, child), (parent, below), (parent, FormFactory()),
        (national, regional), (RegionFactory(), RegionFactory()),
    ]:  # fmt: skip
        with pytest.raises(ValidationError):
            merge_terms(term=term, into=into, user=people.coordinator)
    assert ActionLine.objects.count() == 2


def test_lists_of_which_nothing_is_merged() -> None:
    assert not any(can_be_merged(model) for model in (Province, Region, Scale))


@pytest.mark.parametrize("who", ["member", "manager_a"])
def test_only_national_coordinators_merge(people: Any, who: str) -> None:
    old, new = TargetGroupFactory(), TargetGroupFactory()
    with pytest.raises(PermissionDenied):
        merge_terms(term=old, into=new, user=getattr(people, who))
    assert TargetGroup.objects.count() == 2


def test_merging_in_the_admin(people: Any, as_user: Any) -> None:
    old, new = TargetGroupFactory(label="Oud"), TargetGroupFactory(label="Nieuw")
    OfferFactory(target_groups=[old])
    browser = as_user(people.coordinator)
    edit = reverse(TargetGroup.snippet_viewset.get_url_name("edit"), args=[old.pk])
    assert address(old) in browser.get(edit).content.decode()
    page = browser.get(address(old)).content.decode()
    assert f'value="{new.pk}"' in page
    assert f'value="{old.pk}"' not in page
    answer = browser.post(address(old), {"into": new.pk}, follow=True)
    assert "Nieuw" in answer.content.decode()
    assert list(TargetGroup.objects.all()) == [new]
    entry = ModelLogEntry.objects.get(action=MERGE_LOG_ACTION)
    assert (entry.data["merged"], entry.user) == (old.ref, people.coordinator)


def test_a_choice_that_does_not_go_is_explained_on_the_page(people: Any, as_user: Any) -> None:
    old, other = TargetGroupFactory(), TargetGroupFactory()
    TargetGroupFactory(parent=old)
    below = TargetGroupFactory(parent=other)
    browser = as_user(people.coordinator)
    for choice in ("", "999999", "x", str(below.pk)):
        answer = browser.post(address(old), {"into": choice})
        assert answer.status_code == 200
        assert "error" in answer.content.decode()
    assert TargetGroup.objects.count() == 4
