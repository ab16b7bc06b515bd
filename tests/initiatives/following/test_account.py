"""Somebody with an account follows with one click, and sees and removes what is followed."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from initiatives.following.actions.follow import follow
from initiatives.models import Following
from organisations.accounts.own_data import forget, kept_about
from tests.factories import PracticeFactory


def mine(practice: Any) -> str:
    return reverse("initiatives:practice_follow_mine", args=[practice.pk, practice.slug])


def test_one_click_on_the_page_follows_and_one_stops(people, practice, as_user):
    client = as_user(people.member)
    assert f'action="{mine(practice)}"' in client.get(practice.path_in("nl")).content.decode()

    client.post(mine(practice))
    client.post(mine(practice))
    row = Following.objects.get()
    assert (row.user, row.email) == (people.member, "")
    assert row.confirmed_at is not None

    page = client.get(practice.path_in("nl")).text
    assert (
        reverse("initiatives:practice_news", args=[practice.pk, practice.slug])
        in (page.partition("</head>")[2])
    )
    client.post(mine(practice), {"stop": "1"})
    assert not Following.objects.exists()


def test_nobody_follows_in_the_name_of_somebody_else(client, people, practice, as_user):
    row = follow(practice, user=people.member, language="nl")

    assert client.post(mine(practice)).status_code == 302
    as_user(people.manager_a).post(mine(practice), {"stop": "1"})
    as_user(people.manager_a).post(reverse("initiatives:followed"), {"stop": row.pk})

    assert list(Following.objects.all()) == [row]


def test_what_is_not_online_is_not_followed(people, practice):
    practice.live = False

    with pytest.raises(PermissionDenied):
        follow(practice, user=people.member, language="nl")


def test_what_one_follows_is_listed_also_by_ones_own_address_and_can_be_stopped(
    people, practice, as_user
):
    people.member.emailaddress_set.create(email=people.member.email, verified=True, primary=True)
    Following.objects.create(practice=practice, email=people.member.email)
    client = as_user(people.member)

    page = client.get(reverse("initiatives:followed"))
    assert "Meester-gezel" in page.content.decode()

    client.post(reverse("initiatives:followed"), {"stop": Following.objects.get().pk})
    assert not Following.objects.exists()


def test_own_data_shows_what_is_followed_and_removing_the_account_takes_it_along(people, practice):
    follow(practice, user=people.member, language="nl")
    for email in ("ander@example.org", "niet-bewezen@example.org"):
        Following.objects.create(practice=practice, email=email)
    people.member.emailaddress_set.create(email="Ander@example.org", verified=True)
    people.member.emailaddress_set.create(email="niet-bewezen@example.org", verified=False)
    Following.objects.create(practice=PracticeFactory(), email=people.member.email.lower())

    told = str([row for kept in kept_about(people.member) for row in kept.rows])
    assert "Meester-gezel" in told
    assert "'email': 'ander@example.org', 'language'" in told
    assert "'email': 'niet-bewezen@example.org', 'language'" not in told

    forget(people.member)
    assert [row.email for row in Following.objects.all()] == ["niet-bewezen@example.org"]
