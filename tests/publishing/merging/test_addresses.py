"""The addresses of an absorbed item lead to the one that took its place."""

from typing import Any

import pytest
from django.test import Client

from publishing.actions.merge import merge
from publishing.actions.undo_merge import undo
from publishing.models import Merge
from tests.factories import (
    EventFactory,
    InitiativeFactory,
    OfferFactory,
    OrganisationFactory,
    PracticeFactory,
)


@pytest.mark.parametrize(
    "factory",
    [OrganisationFactory, InitiativeFactory, OfferFactory, PracticeFactory, EventFactory],
)
def test_every_old_address_in_both_languages(factory: Any, people: Any, client: Client) -> None:
    kept, absorbed = (
        factory(title="Blijft", title_en="Stays"),
        factory(title="Gaat", title_en="Goes"),
    )
    made = merge(kept, absorbed, {}, user=people.coordinator)
    kept.refresh_from_db()
    for language in ("nl", "en"):
        own, new = absorbed.path_in(language), kept.path_in(language)
        older = own.replace(absorbed.localised_slug(language), "een-oude-titel")
        bare = f"{own.rsplit(f'{absorbed.pk}-', 1)[0]}{absorbed.pk}/"
        for address in (own, older, bare):
            answer = client.get(address)
            assert (answer.status_code, answer.headers["Location"]) == (301, new), address
        assert client.get(f"{own}?van=mail").headers["Location"] == f"{new}?van=mail"
    undo(made, user=people.coordinator)
    assert client.get(absorbed.path_in("nl")).status_code == 200


def test_the_calendar_file_of_an_absorbed_event(people: Any, client: Client) -> None:
    kept, absorbed = EventFactory(), EventFactory()
    old, new = f"/agenda/{absorbed.pk}.ics", f"/agenda/{kept.pk}.ics"
    assert client.get(old).status_code == 200
    merge(kept, absorbed, {}, user=people.coordinator)
    answer = client.get(f"{old}?date=2026-01-01")
    assert (answer.status_code, answer.headers["Location"]) == (301, new)
    assert client.get(new).status_code == 200
    assert client.get(f"/en/calendar/{absorbed.pk}.ics").status_code == 301


def test_a_chain_leads_to_its_end_in_one_step(people: Any, client: Client) -> None:
    one, two, three = (OfferFactory(title=title) for title in ("Een", "Twee", "Drie"))
    merge(two, one, {}, user=people.coordinator)
    merge(three, two, {}, user=people.coordinator)
    for item in (one, two):
        assert client.get(item.path_in("nl")).headers["Location"] == three.path_in("nl")


def test_a_circle_is_no_endless_journey(db: None, client: Client) -> None:
    one, two = OfferFactory(live=False), OfferFactory(live=False)
    for kept, absorbed in [(one, two), (two, one)]:
        Merge.objects.create(kind="offer", kept_pk=kept.pk, absorbed_pk=absorbed.pk)
    assert client.get(one.path_in("nl")).status_code == 404


def test_nothing_leads_to_a_draft(people: Any, client: Client) -> None:
    kept, absorbed = OfferFactory(live=False), OfferFactory(live=False)
    merge(kept, absorbed, {}, user=people.coordinator)
    assert client.get(absorbed.path_in("nl")).status_code == 404
