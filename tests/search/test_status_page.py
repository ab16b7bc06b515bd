"""The page that shows how the search index is doing, and who may see it."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from search import outbox
from search.models import IndexState, Outbox
from tests.factories import OfferFactory
from tests.people import as_user, people  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db

ADDRESS = "/beheer/zoekindex/"


@pytest.fixture
def coordinator(index, people, as_user):  # noqa: F811
    # The people came with rows of their own, whose transaction never ends.
    Outbox.objects.all().delete()
    connection.run_on_commit.clear()
    return as_user(people.coordinator)


def text(client) -> str:
    response = client.get(ADDRESS)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("administrator", True),
        ("coordinator", True),
        ("manager_a", False),
        ("member", False),
        (None, False),
    ],
)
def test_who_may_see_and_use_it(index, people, as_user, who, may):  # noqa: F811
    Outbox.objects.all().delete()
    client = as_user(getattr(people, who) if who else None)
    assert (client.get(ADDRESS).status_code == 200) is may
    client.post(ADDRESS, {"action": "rebuild"})
    client.post(ADDRESS, {"action": "verify"})
    assert Outbox.objects.filter(kind=Outbox.EVERYTHING).exists() is may
    assert IndexState.now().verification_asked is may
    assert (b"zoekindex" in client.get("/beheer/").content) is may


def test_it_tells_what_the_index_holds_and_what_waits(coordinator, index):
    call_command("search_index", "rebuild")
    OfferFactory()
    Outbox.objects.update(created=timezone.now() - timezone.timedelta(minutes=90))
    told = text(coordinator)
    assert "embedded" in told
    assert "<td>1</td>" in told
    assert "90" in told
    assert "run_due" in told


def test_it_works_when_the_index_does_not(coordinator, index):
    (index._folder.root / "CURRENT").unlink()
    assert "There is no search index" in text(coordinator)


def test_what_is_parked_is_shown_with_its_error_and_can_be_tried_again(
    coordinator, index, committed
):
    with committed():
        offers = OfferFactory.create_batch(2)
    Outbox.note("offer", [offer.pk for offer in offers])
    Outbox.objects.update(attempts=Outbox.MOST_ATTEMPTS, last_error="ValueError: <broken>")
    first, second = Outbox.objects.parked()
    told = text(coordinator)
    assert "ValueError: &lt;broken&gt;" in told
    with committed():
        coordinator.post(ADDRESS, {"action": "retry", "row": first.pk})
    assert list(Outbox.objects.all()) == [second]
    with committed():
        coordinator.post(ADDRESS, {"action": "retry"})
    assert not Outbox.objects.exists()


@pytest.mark.parametrize("row", ["x", "-1", "9" * 40, "\u0662"])
def test_a_row_that_is_no_number_is_no_fault(coordinator, row):
    assert coordinator.post(ADDRESS, {"action": "retry", "row": row}).status_code == 302


def test_asking_twice_for_a_rebuild_asks_once(coordinator):
    for _ in range(2):
        coordinator.post(ADDRESS, {"action": "rebuild"})
    assert Outbox.objects.filter(kind=Outbox.EVERYTHING).count() == 1
    outbox.drain()
    assert not Outbox.objects.exists()


def test_the_last_comparison_is_shown(coordinator, index):
    call_command("search_index", "rebuild")
    OfferFactory()
    Outbox.objects.all().delete()
    with pytest.raises(Exception, match="1 difference"):
        call_command("search_index", "verify")
    told = text(coordinator)
    assert "is live but not in the index" in told


def test_an_unknown_action_does_nothing(coordinator):
    assert coordinator.post(ADDRESS, {"action": "delete"}).status_code == 302
