"""What the launch content says of regions that use a practice."""

import pytest

from initiatives.adoption.actions.take_back import take_back
from initiatives.models import Adoption, Phase
from portal.launching.adoptions import add_adoptions
from tests.factories import PracticeFactory, ProvinceFactory, UserFactory

pytestmark = pytest.mark.django_db

S = Adoption.State


def said(**fields):
    here, there = ProvinceFactory(), ProvinceFactory()
    practice = PracticeFactory(
        ref="praktijk", provinces=[here], proposed_provinces=[here, there], **fields
    )
    practice.sources = [{"doc": "plan", "at": "p. 3", "title": "Het plan", "title_en": "The plan"}]
    practice.save()
    add_adoptions(["praktijk"])
    states = {row.region: row.state for row in Adoption.objects.all()}
    return [states.get(province.region) for province in (here, there)]


def test_it_runs_where_the_documents_say_so_and_is_wanted_where_they_propose_it():
    assert said(phase=Phase.RUNNING) == [S.RUNNING, S.INTERESTED]
    row = Adoption.objects.first()
    assert (row.told_by, row.told_by_en) == ("Het plan", "The plan")
    assert (row.steps.get().day, row.confirmed_on) == (None, None)


def test_what_is_being_built_is_being_prepared():
    assert said(phase=Phase.BUILDING) == [S.PREPARING, S.INTERESTED]


def test_what_is_only_proposed_runs_nowhere():
    assert said(phase=Phase.PROPOSED) == [S.INTERESTED, S.INTERESTED]


def test_loading_again_brings_nothing_back_that_a_region_took_back():
    said(phase=Phase.RUNNING)
    for row in Adoption.objects.all():
        take_back(row, row.steps.get().pk, user=UserFactory(is_superuser=True))

    assert add_adoptions(["praktijk"]) == 0
    assert not Adoption.objects.exists()
