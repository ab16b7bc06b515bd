"""What managers say of a gap: who may, what each kind needs, and what it does to the list."""

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import QueryDict
from django.utils import timezone
from wagtail.log_actions import registry as log_registry

from initiatives.models import Adoption
from monitor.actions.mark import mark
from monitor.actions.unmark import unmark
from monitor.coverage.question import read_question
from monitor.gaps.finding import gaps_of, gaps_of_region
from monitor.gaps.marks import marks_of, signs_of
from monitor.gaps.start_line import line_of_overdue_marks
from monitor.models import GapMark
from monitor.models.mark import GapMarkQuerySet, MarkedMeanwhileError
from publishing.actions.merge_terms import merge_terms
from search.labels import vocabulary
from tests.factories import TargetGroupFactory
from tests.monitor.gaps.conftest import Field

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW = (timezone.localdate() + timedelta(days=n) for n in (-1, 1))
Kind = GapMark.Kind
ASKED = ("", "national=0", "province=NL-FL", "kind=offer", "phase=idea")


def about(field: Field, kind: str, group: str = "returners", **said) -> GapMark:
    """A mark of region A about returners, or another group, in Flevoland."""
    row = GapMark(region=field.people.region_a, kind=kind, **said)
    row.put(("province", "NL-FL"), ("target_group", group))
    return row


def taken_back(field: Field):
    history = log_registry.get_logs_for_instance(field.people.region_a)
    return history.filter(action="monitor.unmark_gap")


def question(address: str = ""):
    return read_question(QueryDict(address), vocabulary(), language="nl").question


def cells(gaps) -> list[tuple[str, str]]:
    return [(gap.row.value, gap.col.value) for gap in gaps]


def test_only_who_leads_the_region_may_mark_and_take_back(field: Field):
    people = field.people
    for somebody in (people.member, people.manager_b):
        with pytest.raises(PermissionDenied):
            mark(about(field, Kind.WANTED), user=somebody)
    row = mark(about(field, Kind.WANTED), user=people.manager_a)
    for somebody in (people.member, people.manager_b):
        with pytest.raises(PermissionDenied):
            unmark(row, user=somebody)
    assert GapMark.objects.count() == 1
    unmark(row, user=people.coordinator)
    assert not GapMark.objects.exists()


def test_each_kind_needs_what_colleagues_want_to_know(field: Field):
    manager = field.people.manager_a
    for kind, said, missing in (
        (Kind.ON_PURPOSE, {"text": " "}, {"text"}),
        (Kind.IN_PREPARATION, {"by": ""}, {"by", "until"}),
    ):
        with pytest.raises(ValidationError) as fault:
            mark(about(field, kind, **said), user=manager)
        assert set(fault.value.message_dict) == missing


def test_the_last_word_of_a_region_stands_and_the_log_keeps_all(field: Field):
    manager = field.people.manager_a
    mark(about(field, Kind.WANTED), user=manager)
    row = mark(about(field, Kind.ON_PURPOSE, text="Te klein"), user=manager)
    assert [(one.kind, one.text) for one in GapMark.objects.all()] == [
        (Kind.ON_PURPOSE, "Te klein")
    ]
    told = [entry.data["kind"] for entry in log_registry.get_logs_for_instance(row)]
    assert sorted(told) == [Kind.ON_PURPOSE, Kind.WANTED]


def test_gaps_come_by_what_is_missing_and_what_is_wanted_comes_first(field: Field):
    assert cells(gaps_of(question())) == [
        ("returners", "NL-LI"),
        ("pupils", "NL-UT"),
        ("returners", "NL-FL"),
    ]
    mark(about(field, Kind.WANTED), user=field.people.manager_a)
    first, *_others = gaps_of(question())
    assert (first.row.value, first.col.value, first.is_wanted) == ("returners", "NL-FL", True)


def test_a_settled_gap_is_no_gap_until_its_day_is_past(field: Field):
    manager = field.people.manager_a
    said = {"by": "De bibliotheek", "until": TOMORROW}
    mark(about(field, Kind.IN_PREPARATION, **said), user=manager)
    assert ("returners", "NL-FL") not in cells(gaps_of(question()))
    # The map turned over has the same marks.
    assert ("NL-FL", "returners") not in cells(gaps_of(question().turned()))
    GapMark.objects.update(until=YESTERDAY)
    gap = next(one for one in gaps_of(question()) if one.col.value == "NL-FL")
    assert gap.overdue
    assert signs_of(marks_of(question()))["returners", "NL-FL"].is_overdue


def test_a_region_has_only_the_gaps_of_its_own_provinces(field: Field):
    assert cells(gaps_of_region(field.people.region_a)) == [("returners", "NL-FL")]


def test_a_manager_marks_a_gap_on_its_page_and_others_read_it(field: Field, as_user):
    manager = as_user(field.people.manager_a)
    asked = manager.get(field.gap()).content.decode()
    assert f'<input type="hidden" name="region" value="{field.people.region_a.pk}"' in asked
    answer = manager.post(
        field.gap("monitor:gap_mark"), {"region": field.people.region_a.pk, "kind": Kind.ON_PURPOSE}
    )
    content = answer.content.decode()
    assert "error-summary" in content
    assert not GapMark.objects.exists()
    said = {
        "region": field.people.region_a.pk,
        "kind": Kind.ON_PURPOSE,
        "text": "Dit doet Utrecht voor ons.",
    }
    answer = manager.post(field.gap("monitor:gap_mark"), said, follow=True)
    assert "Dit doet Utrecht voor ons." in answer.content.decode()
    others = as_user(field.people.manager_b).get(field.gap())
    content = others.content.decode()
    assert "Dit doet Utrecht voor ons." in content
    assert 'name="unmark"' not in content
    assert "no-store" in others["Cache-Control"]
    for somebody in (field.people.member, None):
        assert "Utrecht voor ons" not in as_user(somebody).get(field.gap()).content.decode()


def test_nobody_marks_or_takes_back_for_another_region_by_changing_the_form(field: Field, as_user):
    row = mark(about(field, Kind.ON_PURPOSE, text="Zo is het"), user=field.people.manager_a)
    said = {"region": field.people.region_a.pk, "kind": Kind.WANTED}
    address = field.gap("monitor:gap_mark")
    for somebody in (field.people.manager_b, field.people.member):
        client = as_user(somebody)
        assert client.post(address, said).status_code in {302, 403}
        assert client.post(address, {"unmark": row.pk}).status_code in {302, 403}
    assert [one.kind for one in GapMark.objects.all()] == [Kind.ON_PURPOSE]


def test_nobody_overwrites_or_takes_back_unseen_what_a_colleague_said(field: Field, as_user):
    slow, quick = as_user(field.people.manager_a), as_user(field.people.coordinator)
    address, region = field.gap("monitor:gap_mark"), field.people.region_a.pk

    def seen_by(client) -> str:
        return re.search(r'name="seen" value="([^"]*)"', client.get(field.gap()).content.decode())[
            1
        ]

    def said(text: str, seen: str) -> dict[str, Any]:
        return {"region": region, "kind": Kind.ON_PURPOSE, "text": text, "seen": seen}

    seen = seen_by(slow)
    quick.post(address, said("Dit doet Utrecht.", seen))
    for now in ("Dit doet Utrecht.", "Dit doet Limburg."):
        page = slow.post(address, said("Te klein.", seen)).content.decode()
        assert "Terwijl u schreef" in page
        assert now in page
        assert "Te klein." in page
        assert GapMark.objects.get().text == now
        # What was seen is an older text now, or none.
        seen = seen_by(slow)
        quick.post(address, said("Dit doet Limburg.", seen))
    key = GapMark.objects.get().pk
    answer = slow.post(address, {"unmark": key, "seen": seen}, follow=True)
    assert "intussen veranderd" in answer.content.decode()
    assert GapMark.objects.get().text == "Dit doet Limburg."

    slow.post(address, said("Te klein.", seen_by(slow)))
    assert GapMark.objects.get().text == "Te klein."
    slow.post(address, {"unmark": key, "seen": seen_by(slow)})
    assert not GapMark.objects.exists()


def test_two_who_say_something_first_at_the_same_moment_hear_of_each_other(
    field: Field, monkeypatch
):
    mark(about(field, Kind.WANTED), user=field.people.coordinator)
    monkeypatch.setattr(GapMarkQuerySet, "first", lambda _rows: None)
    with pytest.raises(MarkedMeanwhileError):
        mark(about(field, Kind.ON_PURPOSE, text="Zo is het"), user=field.people.manager_a)
    assert [one.kind for one in GapMark.objects.all()] == [Kind.WANTED]


def test_a_manager_begins_an_adoption_from_the_gap_and_others_cannot(field: Field, as_user):
    manager = as_user(field.people.manager_a)
    content = manager.get(field.gap()).content.decode()
    address = re.search(r'href="([^"]*/toepassingen/[^"]*)"', content)
    assert address
    screen = manager.get(html.unescape(address[1]))
    assert screen.status_code == 200
    assert "Bewezen praktijk" in screen.content.decode()
    check = re.search(r'href="([^"]*/voorwaarden/[^"]*)"', content)
    assert check
    assert manager.get(html.unescape(check[1])).context["region"] == field.people.region_a
    assert "Begin hiermee" not in as_user(field.people.manager_b).get(field.gap()).content.decode()


def test_what_a_region_prepares_is_not_offered_to_it_again(client, field: Field):
    told = {"practice": field.practice, "region": field.people.region_a}
    adoption = Adoption.objects.create(state=Adoption.State.STOPPED, **told)
    assert "stopte er eerder mee" in client.get(field.gap()).content.decode()
    adoption.state = Adoption.State.PREPARING
    adoption.save()
    assert "Bewijs: vergeleken" not in client.get(field.gap()).content.decode()


def test_a_mark_follows_a_word_that_went_up_in_another(field: Field):
    manager = field.people.manager_a
    mark(about(field, Kind.WANTED), user=manager)
    mark(about(field, Kind.ON_PURPOSE, "pupils", text="Zo is het"), user=manager)
    other = TargetGroupFactory(ref="back-to-work")
    merge_terms(term=field.returners, into=other, user=field.people.coordinator)
    assert GapMark.objects.filter(second_term="back-to-work", kind=Kind.WANTED).count() == 1
    # Of one gap a region says one thing: what it said of the word that stays.
    merge_terms(term=other, into=field.pupils, user=field.people.coordinator)
    assert [(one.second_term, one.kind) for one in GapMark.objects.all()] == [
        ("pupils", Kind.ON_PURPOSE)
    ]
    # What it said of the other word is in the history of the region.
    assert [entry.data["kind"] for entry in taken_back(field)] == [Kind.WANTED]


def test_a_mark_goes_with_a_word_that_is_deleted(field: Field):
    mark(about(field, Kind.WANTED), user=field.people.manager_a)
    mark(about(field, Kind.WANTED, "pupils"), user=field.people.manager_a)
    field.returners.delete()
    assert [one.second_term for one in GapMark.objects.all()] == ["pupils"]
    assert [entry.data["kind"] for entry in taken_back(field)] == [Kind.WANTED]
    field.flevoland.delete()
    assert not GapMark.objects.exists()


def test_the_start_page_tells_managers_of_their_marks_whose_day_is_past(field: Field):
    people = field.people
    mark(about(field, Kind.WANTED), user=people.manager_a)
    assert line_of_overdue_marks(people.manager_a) is None
    GapMark.objects.update(until=YESTERDAY)
    line = line_of_overdue_marks(people.manager_a)
    assert line is not None
    assert (line.count, "returners" in line.url) == (1, True)
    assert line_of_overdue_marks(people.manager_b) is None


def test_what_a_region_says_of_a_cell_settles_nothing_of_a_part_of_it(field: Field, as_user):
    mark(about(field, Kind.ON_PURPOSE, text="Zo is het"), user=field.people.manager_a)
    gap = ("returners", "NL-FL")
    settled_on = {asked: gap not in cells(gaps_of(question(asked))) for asked in ASKED}
    assert settled_on == {
        "": True, "national=0": True, "province=NL-FL": True, "kind=offer": False, "phase=idea": False
    }  # fmt: skip
    manager = as_user(field.people.manager_a)
    content = manager.get(field.gap(kind="offer")).content.decode()
    assert "Zo is het" in content
    assert "novalidate" not in content
    [whole] = re.findall(r'href="([^"]+)">Open het hele vak', content)
    assert "novalidate" in manager.get(html.unescape(whole)).content.decode()
    # A form that somebody had open is about the whole cell as well.
    said = {"region": field.people.region_a.pk, "kind": Kind.WANTED}
    answer = manager.post(field.gap("monitor:gap_mark", kind="offer"), said)
    assert "kind" not in answer["Location"]


def test_taking_back_what_somebody_else_took_back_says_so(field: Field, as_user):
    row = mark(about(field, Kind.WANTED), user=field.people.manager_a)
    manager, told = as_user(field.people.manager_a), []
    for _time in range(2):
        answer = manager.post(field.gap("monitor:gap_mark"), {"unmark": row.pk}, follow=True)
        told.append([str(message) for message in answer.context["messages"]])
    assert told == [
        ["Teruggenomen. Het gat telt weer mee als elk ander."],
        ["Dit was al teruggenomen."],
    ]
