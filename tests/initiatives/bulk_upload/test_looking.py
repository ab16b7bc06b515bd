"""Whoever uploads offers sees what every row would do, and nothing has changed yet."""

from decimal import Decimal
from typing import Any
from unittest import mock

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatives.models import Offer
from organisations.bulk_upload.checking.batches import AT_ONCE
from organisations.models import BulkUpload
from publishing.duplicates.indexing import rebuild
from tests.factories import (
    InitiativeFactory,
    MembershipFactory,
    OfferFactory,
    OrganisationFactory,
    ProvinceFactory,
)
from tests.initiatives.bulk_upload.uploading import (
    HEADER,
    address,
    messages,
    outcomes,
    text_of,
    upload,
)
from tests.organisations.bulk_upload.made_files import csv_bytes, xlsx_bytes
from tests.people import People

pytestmark = pytest.mark.django_db


def test_every_row_is_told_apart(people: People, member: Client):
    flevoland = ProvinceFactory(code="NL-FL", label="Flevoland")
    same = OfferFactory(owner=people.organisation, title="Blijft", provinces=[flevoland])
    other = OfferFactory(
        owner=people.organisation, title="Wordt anders", cost=Offer.Cost.PAID, cost_amount="249.50"
    )
    OfferFactory(owner=people.organisation, title="Bestaat al")
    list(rebuild())
    answer = upload(
        member,
        people.organisation,
        xlsx_bytes(
            [
                HEADER,
                [None, "Nieuw", "Wat het is.", "gratis", None, "FL"],
                [same.pk, "Blijft", same.summary, None, None, "flevoland"],
                [other.pk, "Wordt anders", other.summary, "betaald", "1.250,75", "FL"],
                [None, "Zonder samenvatting", None, "duur", "veel", "Texas"],
                [None, "bestaat AL", "Wat het is."],
                [None, " nieuw", "Nog eens."],
            ]
        ),
    )
    assert outcomes() == {
        2: "new",
        3: "unchanged",
        4: "changed",
        5: "refused",
        6: "double",
        7: "refused",
    }
    assert set(messages()[5]) == {"summary", "cost", "cost_amount", "provinces"}
    shown = text_of(answer)
    assert "Bedrag in euro's 249,5" in shown.replace("&#x27;", "'")
    assert "1250,75" in shown
    assert "Dit is hetzelfde als rij 2" in shown
    assert "“Texas”" in shown
    assert Offer.objects.count() == 3
    other.refresh_from_db()
    assert other.cost_amount == Decimal("249.50")


def test_columns_may_stand_in_any_order_and_language_and_unknown_ones_are_named(
    people: People, member: Client
):
    answer = upload(
        member,
        people.organisation,
        csv_bytes(
            [
                ["Kleur", "Summary", " TITLE * ", "Where  people take part"],
                ["rood", "Wat het is.", "Nieuw", "Online"],
            ],
            delimiter=",",
        ),
    )
    assert outcomes() == {2: "new"}
    assert "Kleur" in text_of(answer)


@pytest.mark.parametrize(
    ("header", "told"),
    [
        (["Kleur", "Maat"], "Geen enkele kolom is hier bekend"),
        (["Titel", "title"], "twee kolommen"),
    ],
)
def test_a_header_that_cannot_be_used_is_told_at_the_file(
    people: People, member: Client, header: list[str], told: str
):
    answer = upload(member, people.organisation, csv_bytes([header, ["a", "b"]]))
    assert answer.status_code == 422
    assert told in text_of(answer)
    assert not BulkUpload.objects.exists()


def test_what_is_of_another_organisation_is_as_if_it_were_not_there(people: People, member: Client):
    foreign = OfferFactory(owner=OrganisationFactory(), title="Van een ander")
    upload(
        member,
        people.organisation,
        csv_bytes(
            [
                HEADER,
                [str(foreign.pk), "Gekaapt", "Wat het is."],
                ["999999", "Niets", "Wat het is."],
                ["twaalf", "Niets", "Wat het is."],
            ]
        ),
    )
    assert set(outcomes().values()) == {"refused"}
    assert len({tuple(row["id"]) for row in messages().values()}) == 1


def test_an_offer_belongs_to_an_initiative_that_its_members_may_know(
    people: People, member: Client
):
    InitiativeFactory(title="Zichtbaar")
    InitiativeFactory(title="Eigen concept", live=False, owner=people.organisation)
    InitiativeFactory(title="Geheim", live=False)
    rows = [
        [None, f"Aanbod {name}", "Wat het is.", None, None, None, name]
        for name in ("zichtbaar", "Eigen concept", "Geheim")
    ]
    upload(member, people.organisation, xlsx_bytes([HEADER, *rows]))
    assert outcomes() == {2: "new", 3: "new", 4: "refused"}


def test_opening_the_page_looks_at_no_row_and_the_button_does(people: People, member: Client):
    with mock.patch("organisations.bulk_upload.views.go_on", return_value=False):
        upload(member, people.organisation, csv_bytes([HEADER, ["", "Nieuw", "Wat het is."]]))
    with CaptureQueriesContext(connection) as asked:
        answer = member.get(address())
    assert "0 van 1 rijen bekeken" in text_of(answer)
    assert f'method="post" action="{address("verder/")}"' in answer.content.decode()
    assert [query["sql"] for query in asked if not query["sql"].startswith("SELECT")] == []
    assert outcomes() == {2: "waiting"}
    answer = member.post(address("verder/"), follow=True)
    assert outcomes() == {2: "new"}
    assert "Wat de rijen zouden doen" in text_of(answer)


def test_a_script_goes_on_until_every_row_was_looked_at(people: People, member: Client):
    rows = [["", f"Nieuw {number}", "Wat het is."] for number in range(AT_ONCE + 1)]
    with mock.patch("organisations.bulk_upload.views.go_on", return_value=False):
        upload(member, people.organisation, csv_bytes([HEADER, *rows]))
    script = {"HX-Request": "true"}
    with mock.patch("organisations.bulk_upload.views.SECONDS", 0):
        answer = member.post(address("verder/"), headers=script)
        assert f"{AT_ONCE} van {AT_ONCE + 1} rijen bekeken" in text_of(answer)
        assert member.post(address("verder/"), headers=script)["HX-Refresh"] == "true"
    assert set(outcomes().values()) == {"new"}


def test_the_example_of_the_template_is_not_read(people: People, member: Client):
    rows = [["voorbeeld", "Zo vult u het in", "x"], [None, "Nieuw", "Wat het is."]]
    upload(member, people.organisation, xlsx_bytes([HEADER, *rows]))
    assert outcomes() == {3: "new"}


def test_only_whoever_uploaded_it_sees_it(people: People, member: Client, as_user: Any):
    upload(member, people.organisation, csv_bytes([HEADER, ["", "Nieuw", "Wat het is."]]))
    address = f"/mijn-organisatie/upload/bestand/{BulkUpload.objects.get().pk}/"
    colleague = MembershipFactory(organisation=people.organisation).user
    assert member.get(address).status_code == 200
    for user in (colleague, people.manager_a, people.coordinator, people.administrator):
        assert as_user(user).get(address).status_code == 404
    assert as_user(None).get(address).status_code == 302


def test_nobody_uploads_for_an_organisation_of_others(people: People, as_user: Any):
    stranger = MembershipFactory().user
    for user in (stranger, people.manager_b):
        answer = upload(as_user(user), people.organisation, csv_bytes([HEADER, ["", "N", "W"]]))
        assert answer.status_code == 404
    assert not BulkUpload.objects.exists()


def test_whoever_left_the_organisation_does_not_see_it_any_more(people: People, member: Client):
    upload(member, people.organisation, csv_bytes([HEADER, ["", "Nieuw", "Wat het is."]]))
    people.member.memberships.all().delete()
    address = f"/mijn-organisatie/upload/bestand/{BulkUpload.objects.get().pk}/"
    assert member.get(address).status_code == 404
