"""Every address that the admin has for a record, tried by everybody, with and without rights.

The list of addresses comes from the registered screens, so a new one without a rule fails here.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.urls import reverse
from wagtail.models import ModelLogEntry, Revision, TaskState, WorkflowState
from wagtail.snippets.models import get_snippet_models

from events.models import Event
from initiatives.models import Initiative, Offer, Practice
from organisations.models import Membership, Organisation
from portal.launching.workflow import ensure_review_workflow
from publishing.models import Publication, RoleAssignment
from search.models import SynonymSet
from taxonomy.models import Action, ActionLine, ChoiceFactor, Province, Term
from tests.admin.forms import needed
from tests.factories import ActionLineFactory, ProvinceFactory, SynonymSetFactory

HOME = "/beheer/"
LOG_IN = ("/account/", "/beheer/login/")

#: Addresses about a kind as a whole, and who of the curators may open them.
ABOUT_A_KIND = {"list", "list_results"}
MAKES_SOMETHING = {"add", "preview_on_add", "show_dates_on_add", "overlap_on_add"}
ABOUT_A_RECORD = {
    "edit",
    "copy",
    "usage",
    "history",
    "history_results",
    "preview_on_edit",
    "show_dates_on_edit",
    "overlap_on_edit",
    "dates",
    "change_date",
    "cancel_date",
    "exclude_date",
    "restore_date",
    "change_from_here",
    "end_series",
    "move_series",
    "undo_series",
    "revisions_view",
    "revisions_revert",
    "revisions_compare",
    "revisions_unschedule",
    "unpublish",
    "lock",
    "unlock",
    "workflow_action",
    "collect_workflow_action_data",
    "confirm_workflow_cancellation",
    "workflow_history",
    "workflow_history_detail",
    "workflow_preview",
    "confirm",
}
DELETES = {"delete", "merge"}

KINDS = [
    "organisation", "membership", "initiative", "offer", "practice", "roleassignment", "region",
    "province", "scale", "actionline", "action", "developmentpath", "targetgroup", "choicefactor",
    "form", "organisationtype", "synonymset", "event",
]  # fmt: skip


def _model(name: str) -> Any:
    return next(m for m in get_snippet_models() if m._meta.model_name == name)


def test_every_kind_of_record_is_in_this_test() -> None:
    assert sorted(m._meta.model_name for m in get_snippet_models()) == sorted(KINDS)


def _record(model: Any, people: Any) -> Any:
    """A record of region A; catalogue items live, changed since, and under review."""
    if issubclass(model, Publication):
        return _item_under_review(model, people)
    if model is Membership or model is RoleAssignment:
        return model.objects.first()
    if model is ActionLine:
        return ActionLineFactory(kind="regional", letter="", region=people.region_a)
    if model is Province:
        return ProvinceFactory(region=people.region_a)
    if model is SynonymSet:
        return SynonymSetFactory()
    extra: dict[str, Any] = {Action: {"number": 1}, ChoiceFactor: {"category": "weten"}}.get(
        model, {}
    )
    return model.objects.create(ref="term", label="Term", **extra)


def _item_under_review(model: Any, people: Any) -> Publication:
    ensure_review_workflow()
    item = model(
        title="Van regio A", summary="Samenvatting", region=people.region_a, **needed(model)
    )
    if model is Event:
        item.rule = "FREQ=WEEKLY;COUNT=4"
    item.save()
    item.save_revision(user=people.coordinator).publish()
    item.title = "Van regio A, gewijzigd"
    item.save_revision(user=people.coordinator)
    item.get_workflow().start(item, people.coordinator)
    return model.objects.get(pk=item.pk)


def _arguments(name: str, item: Any) -> list[Any]:
    """What the address of `name` needs beyond the number of the record."""
    if name in {"workflow_action", "collect_workflow_action_data"}:
        return [item.pk, "approve", item.current_workflow_task_state.pk]
    if name in {"revisions_view", "revisions_revert", "revisions_unschedule"}:
        return [item.pk, item.latest_revision_id]
    if name == "revisions_compare":
        return [item.pk, "live", "latest"]
    if name in {"change_date", "cancel_date", "exclude_date", "restore_date", "change_from_here",
                "end_series"}:  # fmt: skip
        return [item.pk, "2027-06-08T10:00:00"]
    if name == "workflow_history_detail":
        return [item.pk, item.current_workflow_state.pk]
    if name == "workflow_preview":
        return [item.pk, item.current_workflow_task.pk]
    return [item.pk]


def _addresses(model: Any, item: Any) -> Iterator[tuple[str, str]]:
    viewset = model.snippet_viewset
    for pattern in viewset.get_urlpatterns():
        name = pattern.name
        known = ABOUT_A_KIND | MAKES_SOMETHING | ABOUT_A_RECORD | DELETES
        assert name in known, f"{model.__name__}: nobody decided who may open '{name}'"
        arguments = [] if name in ABOUT_A_KIND | MAKES_SOMETHING else _arguments(name, item)
        yield name, reverse(viewset.get_url_name(name), args=arguments)


def _may(person: str, model: Any, name: str) -> bool:
    """The rules of the design, in words of this test."""
    if person in {"anonymous", "member"}:
        return False
    if person == "administrator":
        return True
    if model is RoleAssignment:
        return False
    if person == "coordinator":
        return True
    if model is Membership:
        return False
    if issubclass(model, Publication) or model is ActionLine:
        if name in ABOUT_A_KIND | MAKES_SOMETHING:
            return True
        return person == "manager_a" and name not in DELETES
    return issubclass(model, Term) and name in ABOUT_A_KIND


def _is_refused(response: Any) -> bool:
    """Sent to the log-in page, sent home with a message, or 403."""
    location = response.headers.get("Location", "")
    return response.status_code == 403 or (
        response.status_code == 302 and (location == HOME or location.startswith(LOG_IN))
    )


def _everything(model: Any) -> list[Any]:
    tables = [model, Revision, WorkflowState, TaskState, ModelLogEntry]
    return [serializers.serialize("json", table._base_manager.order_by("pk")) for table in tables]


PEOPLE = ["anonymous", "member", "manager_a", "manager_b", "coordinator", "administrator"]


@pytest.mark.parametrize("kind", KINDS)
def test_address_opens_only_for_those_with_the_right(kind: str, people: Any, as_user: Any) -> None:
    model = _model(kind)
    item = _record(model, people)
    wrong = []
    for person in PEOPLE:
        client = as_user(getattr(people, person, None))
        for name, url in _addresses(model, item):
            if "preview" in name or name == "revisions_view":
                continue  # the page itself is tested in test_previews
            response = client.get(url)
            if _is_refused(response) == _may(person, model, name):
                wrong.append((person, name, response.status_code))
            if response.status_code >= 404 and response.status_code != 405:
                wrong.append((person, name, response.status_code))
    assert not wrong


@pytest.mark.parametrize("kind", KINDS)
def test_refused_post_changes_nothing(kind: str, people: Any, as_user: Any) -> None:
    model = _model(kind)
    item = _record(model, people)
    before = _everything(model)
    data = {"title": "Gekaapt", "label": "Gekaapt", "action-publish": "1", "body-count": "0"}
    wrong = []
    for person in PEOPLE:
        client = as_user(getattr(people, person, None))
        for name, url in _addresses(model, item):
            if _may(person, model, name):
                continue
            response = client.post(url, data)
            if not (_is_refused(response) or response.status_code == 405):
                wrong.append((person, name, response.status_code))
    assert not wrong
    assert _everything(model) == before


@pytest.mark.parametrize("kind", KINDS)
def test_chooser_opens_for_curators_only_and_creates_nothing(
    kind: str, people: Any, as_user: Any
) -> None:
    model = _model(kind)
    item = _record(model, people)
    chooser = model.snippet_viewset.chooser_viewset
    count = model.objects.count()
    for person in PEOPLE:
        client = as_user(getattr(people, person, None))
        refused = person in {"anonymous", "member"} or not _may(person, model, "list")
        for name in ("choose", "choose_results", "chosen_multiple"):
            response = client.get(reverse(chooser.get_url_name(name)), {"id": item.pk})
            assert _is_refused(response) == refused, (person, name, response.status_code)
        response = client.get(reverse(chooser.get_url_name("chosen"), args=[item.pk]))
        assert _is_refused(response) == refused, (person, "chosen")
        assert _is_refused(client.post(reverse(chooser.get_url_name("create")), {"title": "x"}))
    assert model.objects.count() == count


DRAFT_KINDS = [Organisation, Initiative, Offer, Practice, Event]


@pytest.mark.parametrize("model", DRAFT_KINDS)
def test_chooser_hides_another_regions_draft(model: Any, people: Any, as_user: Any) -> None:
    draft = model(
        title="Geheim plan", summary="x", region=people.region_a, live=False, **needed(model)
    )
    draft.save()
    chooser = model.snippet_viewset.chooser_viewset
    chosen = reverse(chooser.get_url_name("chosen"), args=[draft.pk])
    several = reverse(chooser.get_url_name("chosen_multiple")) + f"?id={draft.pk}"
    listed = reverse(chooser.get_url_name("choose_results")) + "?q=geheim"

    other = as_user(people.manager_b)
    assert other.get(chosen).status_code == 404
    assert "Geheim plan" not in other.get(several).content.decode()
    assert "Geheim plan" not in other.get(listed).content.decode()

    own = as_user(people.manager_a)
    assert "Geheim plan" in own.get(chosen).content.decode()
    assert "Geheim plan" in own.get(several).content.decode()
    assert "Geheim plan" in own.get(listed).content.decode()


@pytest.mark.parametrize("action", ["confirm", "delete"])
@pytest.mark.parametrize("model", DRAFT_KINDS)
def test_bulk_action_leaves_other_regions_alone(
    action: str, model: Any, people: Any, as_user: Any
) -> None:
    items = [
        model.objects.create(title=title, summary="x", region=region, live=True, **needed(model))
        for title, region in [("Van A", people.region_a), ("Van B", people.region_b)]
    ]
    url = reverse(
        "wagtail_bulk_action", args=[model._meta.app_label, model._meta.model_name, action]
    )
    query = "?" + "&".join(f"id={item.pk}" for item in items)
    for person in (None, people.member):
        assert _is_refused(as_user(person).post(url + query))

    as_user(people.manager_a).post(url + query)

    rows = {row.title: row for row in model.objects.filter(title__startswith="Van ")}
    assert set(rows) == {"Van A", "Van B"}  # a manager deletes nothing
    assert rows["Van B"].verified_on is None
    assert (rows["Van A"].verified_on is not None) == (action == "confirm")


@pytest.mark.parametrize("numbers", ["id=abc", "id=%00", "id=" + "9" * 40, "id=-1", ""])
def test_bulk_action_with_odd_numbers_finds_nothing(
    numbers: str, people: Any, as_user: Any
) -> None:
    url = reverse("wagtail_bulk_action", args=["initiatives", "offer", "confirm"])
    assert as_user(people.manager_a).get(f"{url}?{numbers}").status_code == 404


def test_role_tables_offer_no_boxes_to_tick(people: Any, as_user: Any) -> None:
    """A permission ticked on a group would look like a right and change nothing."""
    page = as_user(people.administrator).get(reverse("wagtailusers_groups:add")).content.decode()
    content_type = ContentType.objects.get_for_model(Offer)
    for permission in content_type.permission_set.values_list("pk", flat=True):
        assert f'name="permissions" value="{permission}"' not in page
