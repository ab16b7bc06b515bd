"""What a source brings is let in by its manager, all on one page."""

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.harvest.reviewing import approve_some
from events.models import Event, Occurrence
from harvest.models import Source
from publishing.models import Notice
from publishing.notices.relevance import is_relevant
from tests.events.harvest.feed import event_of, run, said

pytestmark = pytest.mark.django_db


def address_of(source: Source) -> str:
    return reverse("review_of_source", args=[source.pk])


@pytest.fixture
def waiting(make_source) -> Source:
    """A source of which six events wait."""
    source = make_source(trust="first")
    run(source, [said(title=f"Avond {number}") for number in range(6)])
    return source


def test_a_first_run_is_one_line_of_what_waits(waiting, people, as_user):
    page = as_user(people.manager_a).get(reverse("wagtailadmin_home")).content.decode()
    assert page.count(address_of(waiting)) == 1
    assert "6 items uit de agenda ‘Agenda van de partner’" in page
    assert "Avond 3" not in page.split("to-review")[1].split("</section>")[0]


def test_all_that_is_chosen_goes_live_at_once(waiting, people, as_user):
    client = as_user(people.manager_a)
    page = client.get(address_of(waiting)).content.decode()
    assert page.count('name="event"') == 6
    chosen = [event_of(waiting, f"uid-{number}").pk for number in range(5)]
    client.post(address_of(waiting), {"event": chosen, "approve": "1"})
    assert set(Event.objects.live().values_list("pk", flat=True)) == set(chosen)
    assert Occurrence.objects.filter(event__in=chosen).count() == 5
    client.post(address_of(waiting), {"approve_all": "1"})
    assert Event.objects.live().count() == 6
    assert "wacht" in client.get(address_of(waiting)).content.decode()


def test_what_went_live_at_once_is_marked_as_seen(make_source, people, as_user):
    source = make_source(trust="publish")
    run(source, [said(title=f"Avond {number}") for number in range(5)])
    client = as_user(people.manager_a)
    assert client.get(reverse("wagtailadmin_home")).content.decode().count(address_of(source)) == 1
    page = client.get(address_of(source)).content.decode()
    assert page.count('name="event"') == 5
    keys = list(Event.objects.values_list("pk", flat=True))
    client.post(address_of(source), {"event": keys, "seen": "1"})
    assert "Avond 3" not in client.get(address_of(source)).content.decode()


@pytest.mark.parametrize("who", ["manager_b", "member"])
def test_nobody_else_decides(waiting, people, as_user, who):
    client = as_user(getattr(people, who))
    assert client.get(address_of(waiting)).status_code in (302, 403)
    client.post(address_of(waiting), {"approve_all": "1"})
    assert not Event.objects.live().exists()


def test_the_page_asks_no_more_for_more_events(waiting, people, as_user):
    client = as_user(people.manager_a)
    client.get(address_of(waiting))
    with CaptureQueriesContext(connection) as few:
        client.get(address_of(waiting))
    run(waiting, [said(title=f"Meer {n}") for n in range(20)], keys=[f"m{n}" for n in range(20)])
    with CaptureQueriesContext(connection) as many:
        client.get(address_of(waiting))
    assert len(many) == len(few)


def test_the_manager_hears_of_a_run_once_a_day_however_much_it_brings(make_source, people):
    EmailAddress.objects.create(
        user=people.manager_a, email=people.manager_a.email, verified=True, primary=True
    )
    source = make_source(trust="review")
    run(source, [said(title=f"Avond {number}") for number in range(6)])
    run(source, [said(title=f"Avond {number}") for number in range(9)])
    notice = Notice.objects.get()
    assert (notice.name, notice.context["url"]) == ("source_waiting", address_of(source))
    assert is_relevant(notice, people.manager_a)
    approve_some(Event.objects.values_list("pk", flat=True), user=people.manager_a)
    assert not is_relevant(notice, people.manager_a)
