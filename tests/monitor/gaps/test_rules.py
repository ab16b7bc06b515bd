"""The rules of the coverage map are set without code: by whom, within which bounds, and what they do."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import QueryDict
from django.urls import reverse
from wagtail.log_actions import registry as log_registry

from monitor.actions.tune import tune
from monitor.coverage.matrix import State
from monitor.coverage.question import read_question
from monitor.coverage.reading import read_matrix
from monitor.coverage.tuned import Weight, tuning
from monitor.models import CoverageRules
from search.labels import vocabulary
from taxonomy.models import Province
from tests.monitor.gaps.conftest import Field

pytestmark = pytest.mark.django_db
USUAL = {
    "thin_below": 50,
    "crowded_from": 200,
    "crowded_at_least": 4,
    "expected_at_least": "1.0",
    "weigh_by": "inhabitants",
}


def cell(row: str, col: str):
    question = read_question(QueryDict(), vocabulary(), language="nl").question
    return read_matrix(question).cell(row, col)


def rules(**changed) -> CoverageRules:
    return CoverageRules(pk=CoverageRules.KEY, **changed)


def test_what_one_may_expect_follows_the_inhabitants_and_the_rules_judge_by_it(field: Field):
    # Eight together; Utrecht has 1,400 of 2,900 inhabitants, Limburg 1,100.
    there = cell("returners", "NL-UT")
    assert (there.count, round(there.expected or 0, 2), there.state) == (7, 3.86, State.USUAL)
    assert cell("returners", "NL-LI").state == State.THIN
    coordinator = field.people.coordinator
    tune(rules(crowded_from=150, thin_below=20), user=coordinator)
    assert cell("returners", "NL-UT").state == State.CROWDED
    assert cell("returners", "NL-LI").state == State.USUAL
    tune(rules(crowded_from=150, thin_below=100, crowded_at_least=8), user=coordinator)
    assert cell("returners", "NL-UT").state == State.USUAL
    tune(rules(thin_below=100, expected_at_least=Decimal("3.5")), user=coordinator)
    assert cell("returners", "NL-LI").state == State.USUAL
    tune(rules(weigh_by=Weight.NOTHING), user=coordinator)
    assert round(cell("returners", "NL-UT").expected or 0, 2) == 2.67


def test_figures_that_a_province_lacks_do_not_count_for_any(field: Field):
    asked = rules(weigh_by=Weight.WORKING_POPULATION)
    assert (tuning(asked).weighed_by, tuning(asked).falls_back) == (Weight.INHABITANTS, True)
    for province in Province.objects.all():
        province.working_population = 100
        province.save()
    assert (tuning(asked).weighed_by, tuning(asked).falls_back) == (
        Weight.WORKING_POPULATION,
        False,
    )
    province.working_population = province.inhabitants = None
    province.save()
    assert (tuning(asked).weighed_by, tuning(asked).weights) == (Weight.NOTHING, None)


def test_only_coordinators_tune_and_every_change_is_in_the_log(field: Field):
    people = field.people
    for somebody in (people.member, people.manager_a):
        with pytest.raises(PermissionDenied):
            tune(rules(thin_below=10), user=somebody)
    assert tune(rules(thin_below=10), user=people.coordinator) == ["thin_below"]
    assert tune(rules(thin_below=10), user=people.coordinator) == []
    [entry] = log_registry.get_logs_for_instance(CoverageRules.now())
    assert entry.data == {"changes": {"thin_below": ["50", "10"]}}


def test_rules_that_make_no_sense_are_refused(field: Field):
    for changed in ({"thin_below": 0}, {"crowded_from": 100}, {"expected_at_least": Decimal(9)}):
        with pytest.raises(ValidationError):
            tune(rules(**changed), user=field.people.coordinator)
    assert not CoverageRules.objects.exists()


def test_the_page_shows_what_numbers_would_do_before_they_are_saved(field: Field, as_user):
    client, address = as_user(field.people.coordinator), reverse("monitor_rules")
    assert client.get(address).status_code == 200
    tried = client.post(address, {**USUAL, "thin_below": 20, "try": "1"}).content.decode()
    assert "(nu 1)" in tried
    assert not CoverageRules.objects.exists()
    wrong = client.post(address, {**USUAL, "expected_at_least": "9"}).content.decode()
    assert 'role="alert"' in wrong
    saved = client.post(address, {**USUAL, "thin_below": 20}, follow=True).content.decode()
    assert CoverageRules.now().thin_below == 20
    assert "dun onder: 50, nu 20" in saved
