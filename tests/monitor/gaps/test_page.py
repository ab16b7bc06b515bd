"""What the page of a gap shows to everybody, and that its rule is worked out in its own numbers."""

from datetime import date

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from monitor.coverage.question import read_question
from monitor.coverage.reading import read_matrix
from monitor.gaps.spot import gap_url
from monitor.models import GapMark
from search.labels import vocabulary
from tests.factories import ActionLineFactory, OfferFactory, PracticeFactory
from tests.monitor.gaps.conftest import Field, count_anew

pytestmark = pytest.mark.django_db


def page(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_an_empty_cell_tells_why_it_is_empty_in_its_own_numbers(client, field: Field):
    content = page(client, field.gap())
    assert "dit vak is leeg" in content
    # Eight returners' items in three provinces, of which Flevoland has 400 of 2,900 inhabitants.
    assert "hebben alle provincies samen er 8" in content
    assert "400 van de 2.900 inwoners (2023), dat is 13,8%" in content
    assert "13,8% van 8 = 1,1" in content


def test_the_same_cell_with_rows_and_columns_exchanged_tells_the_same(client, field: Field):
    turned = field.gap(rows="province", cols="target_group", row="NL-FL", col="returners")
    assert "13,8% van 8 = 1,1" in page(client, turned)


def test_under_a_region_the_page_says_the_same_as_the_cell_of_the_map(client, field: Field):
    region = field.people.region_a.key
    asked = QueryDict(f"region={region}")
    question = read_question(asked, vocabulary(), language="nl").question
    cell = read_matrix(question).cell("returners", "NL-FL")
    assert round(cell.expected or 0, 2) == 1.1
    for address in (field.gap(region=region), gap_url(question, "returners", "NL-FL")):
        assert client.get(address).context["cell"] == cell


def test_neighbours_come_first_and_lead_to_the_search_behind_their_number(client, field: Field):
    content = page(client, field.gap())
    assert content.index("Buurprovincie") < content.index("Lijkt erop")
    assert "7 items" in content
    assert "Baan 0" in content
    assert "national=0" in content


def test_practices_come_with_their_reasons_and_whom_to_ask_and_the_proven_one_first(
    client, field: Field
):
    content = page(client, field.gap())
    assert content.index("Bewezen praktijk") < content.index("Los idee")
    assert "Het loopt in 1 provincie: " in content
    assert "vergeleken" in content
    assert "bureau@example.org" in content
    assert "Het loopt nog nergens." in content
    assert "Voor scholieren" not in content


def test_a_practice_that_runs_there_or_is_not_online_is_not_offered(client, field: Field):
    PracticeFactory(title="Al hier", provinces=[field.flevoland], target_groups=[field.returners])
    PracticeFactory(title="Concept", live=False, target_groups=[field.returners])
    PracticeFactory(title="Oud", verified_on=date(2020, 1, 1), target_groups=[field.returners])
    PracticeFactory(title="Voorbij", phase="ended", target_groups=[field.returners])
    count_anew()
    content = page(client, field.gap())
    # What runs there stands under what there is, without reasons.
    assert content.count("Bewezen praktijk") == 1
    assert content.index("Al hier") < content.index("gap-practices")
    assert "Concept" not in content
    assert "Voorbij" not in content
    assert "Oud" not in content


def test_without_a_province_a_gap_is_about_the_whole_country(client, field: Field):
    line = ActionLineFactory(ref="line-a", letter="A")
    content = page(client, field.gap(cols="action_line", col=line.ref))
    assert "Dit gaat over het hele land" in content


def test_an_address_of_no_cell_is_not_found(client, field: Field):
    wrong = ({"rows": "nothing"}, {"row": "nobody"}, {"col": ""}, {"cols": "target_group"})
    answers = [client.get(field.gap(**asked)).status_code for asked in wrong]
    assert answers == [404] * 4


def test_visitors_get_no_cookie_and_do_not_see_what_regions_say(client, field: Field):
    answer = client.get(field.gap())
    assert not answer.cookies
    assert "csrfmiddlewaretoken" not in answer.content.decode()
    assert "gap-marks" not in answer.content.decode()


def test_more_items_need_no_more_queries(client, field: Field):
    client.get(field.gap())
    with CaptureQueriesContext(connection) as few:
        client.get(field.gap())
    for number in range(5):
        OfferFactory(provinces=[field.limburg], target_groups=[field.returners])
        PracticeFactory(
            title=f"Nog een {number}",
            provinces=[field.utrecht],
            target_groups=[field.returners],
        )
    count_anew()
    client.get(field.gap())
    with CaptureQueriesContext(connection) as many:
        client.get(field.gap())
    assert len(many) == len(few)


def test_the_coverage_map_lists_its_gaps_and_shows_managers_what_regions_said(
    field: Field, as_user
):
    mark = GapMark(region=field.people.region_a, kind=GapMark.Kind.WANTED)
    mark.put(("province", "NL-FL"), ("target_group", "returners"))
    mark.save()
    address = reverse("monitor:coverage")
    seen = {
        name: as_user(user).get(address)
        for name, user in (("visitor", None), ("manager", field.people.manager_b))
    }
    [first, *others] = seen["manager"].content.decode().split("gap-list__gap")[1:]
    # What is wanted comes first.
    assert "Herintreders" in first
    assert "Flevoland" in first
    assert len(others) == 2
    assert "gap-sign--wanted" in seen["manager"].content.decode()
    assert "Regio A: gewenst" in seen["manager"].content.decode()
    assert "Een regio zegt: gewenst" in page_legend(seen["manager"])
    assert "Een regio zegt" not in page_legend(seen["visitor"])
    assert "no-store" in seen["manager"]["Cache-Control"]
    assert "gewenst" not in seen["visitor"].content.decode()


def page_legend(answer) -> str:
    content = " ".join(answer.content.decode().split())
    return content[content.index("coverage-legend") : content.index("</dl>")]


def test_visitors_cannot_tell_from_the_list_what_regions_said(client, field: Field):
    address = reverse("monitor:coverage")
    before = client.get(address).context["gaps"]
    assert len(before) == 3
    wanted = GapMark(region=field.people.region_a, kind=GapMark.Kind.WANTED)
    wanted.put(("province", "NL-FL"), ("target_group", "returners"))
    wanted.save()
    settled = GapMark(region=field.limburg.region, kind=GapMark.Kind.ON_PURPOSE, text="Zo is het")
    settled.put(("province", "NL-LI"), ("target_group", "returners"))
    settled.save()
    assert client.get(address).context["gaps"] == before
