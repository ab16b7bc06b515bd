import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from taxonomy.models import ActionLine, BudgetYear
from tests.factories import ActionLineFactory, RegionFactory

pytestmark = pytest.mark.django_db


def test_a_national_line_needs_a_letter():
    with pytest.raises(IntegrityError), transaction.atomic():
        ActionLineFactory(letter="")


def test_a_regional_line_needs_a_region():
    with pytest.raises(IntegrityError), transaction.atomic():
        ActionLineFactory(kind=ActionLine.Kind.REGIONAL, letter="")


def test_the_form_says_what_is_wrong_with_a_line():
    line = ActionLineFactory.build(kind=ActionLine.Kind.REGIONAL, letter="A")
    with pytest.raises(ValidationError) as refused:
        line.full_clean()
    assert any("region" in message.lower() for message in refused.value.messages)


def test_the_budget_of_a_line_is_the_sum_of_its_years():
    line = ActionLineFactory(kind=ActionLine.Kind.REGIONAL, letter="", region=RegionFactory())
    for year, amount in ((2025, 600), (2026, 475)):
        BudgetYear.objects.create(action_line=line, year=year, thousand_euros=amount)
    assert ActionLine.objects.get(pk=line.pk).budget_total == 1075


def test_the_lines_of_a_region_are_its_own_only():
    flevoland, zeeland = RegionFactory(), RegionFactory()
    ours = ActionLineFactory(kind=ActionLine.Kind.REGIONAL, letter="", region=flevoland)
    ActionLineFactory(kind=ActionLine.Kind.REGIONAL, letter="", region=zeeland)
    ActionLineFactory()
    assert list(ActionLine.objects.of_region(flevoland)) == [ours]
