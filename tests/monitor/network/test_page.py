"""The network as visitors see it: the picture, the lists that say the same, and the files."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from defusedxml import ElementTree
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.urls import reverse

from initiatives.models import Initiative
from initiatives.models.phase import Phase
from monitor.network import page, picture, reading, views
from monitor.network.graph import Network
from organisations.models import Organisation
from search.engines import EngineUnavailableError
from search.exports import BYTE_ORDER_MARK
from tests.factories import (
    InitiativeFactory,
    OfferFactory,
    OrganisationFactory,
    ProvinceFactory,
    ScaleFactory,
)

pytestmark = pytest.mark.django_db


@dataclass
class Field:
    """In Flevoland a province that holds a school and a club together; elsewhere others."""

    province: Organisation
    school: Organisation
    club: Organisation
    firm: Organisation
    loner: Organisation
    plan: Initiative
    course: Initiative


@pytest.fixture(scope="module")
def written(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Any]:
    """The field and the address of its index, made once; undone after the module."""
    address = f"embedded://{tmp_path_factory.mktemp('network') / 'index'}"
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(SEARCH_URL=address):
            made = _make_field()
            call_command("search_index", "rebuild", verbosity=0)
        yield made, address
        transaction.set_rollback(True)


@pytest.fixture
def field(db: None, written: tuple[Field, str], settings: Any) -> Field:
    made, settings.SEARCH_URL = written
    return made


def _make_field() -> Field:
    flevoland = ProvinceFactory(code="NL-FL", label="Flevoland", label_en="")
    zeeland = ProvinceFactory(code="NL-ZE", label="Zeeland", label_en="")
    here = {"provinces": [flevoland]}
    province = OrganisationFactory(title="Provincie", ref="provincie", **here)
    school = OrganisationFactory(title="School", title_en="College", ref="school", **here)
    club = OrganisationFactory(title="Club", ref="club", **here)
    firm = OrganisationFactory(title="Bedrijf", ref="bedrijf", provinces=[zeeland])
    loner = OrganisationFactory(title="Einzelgänger", ref="loner", **here)
    hidden = OrganisationFactory(title="Concept", live=False)
    plan = InitiativeFactory(title="Plan", owner=province, organisations=[school, hidden], **here)
    course = InitiativeFactory(title="Cursus", owner=province, **here)
    # Who gives an offer works with who runs the initiative that it belongs to.
    OfferFactory(title="Les", initiative=course, owner=club, **here)
    InitiativeFactory(title="Eigen werk", owner=loner, **here)
    InitiativeFactory(
        title="Vroeger", owner=loner, organisations=[school], phase=Phase.ENDED, **here
    )
    InitiativeFactory(title="Ontwerp", owner=loner, organisations=[school], live=False, **here)
    InitiativeFactory(title="Van niemand", **here)
    InitiativeFactory(title="Landelijk", owner=firm, organisations=[province], scale=ScaleFactory())
    return Field(province, school, club, firm, loner, plan, course)


@pytest.fixture
def address() -> str:
    return reverse("monitor:network")


def text(response: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.text)).split())


def as_json(client: Any, address: str, querystring: str = "") -> dict[str, Any]:
    return json.loads(client.get(f"{address}?format=json&{querystring}").content)


def partners(data: dict[str, Any]) -> dict[str, list[str]]:
    names = {row["id"]: row["ref"] for row in data["organisations"]}
    return {
        row["ref"]: sorted(names.get(other, "?") for other in row["partners"])
        for row in data["organisations"]
    }


class TestWhoWorksWithWhom:
    def test_owners_and_all_who_take_part(self, client: Any, field: Field, address: str) -> None:
        assert partners(as_json(client, address)) == {
            "provincie": ["bedrijf", "club", "school"],
            "school": ["provincie"],
            "club": ["provincie"],
            "bedrijf": ["provincie"],
            "loner": [],
        }

    def test_filters_are_those_of_search(self, client: Any, field: Field, address: str) -> None:
        only_here = as_json(client, address, "province=NL-FL&national=0")
        assert "bedrijf" not in partners(only_here)
        with_national = as_json(client, address, "province=NL-FL")
        assert "bedrijf" in partners(with_national)
        assert partners(as_json(client, address, "province=NL-ZE&national=0")) == {"bedrijf": []}
        assert partners(as_json(client, address, "kind=initiative"))["club"] == []

    def test_a_bridge_is_told_in_a_sentence(self, client: Any, field: Field, address: str) -> None:
        page = text(client.get(f"{address}?province=NL-FL&national=0"))
        assert (
            "Zonder Provincie heeft School geen verbinding met de andere 1 van deze groep" in page
            or "Zonder Provincie heeft Club geen verbinding met de andere 1 van deze groep" in page
        )

    def test_around_one_party(self, client: Any, field: Field, address: str) -> None:
        assert set(partners(as_json(client, address, "party=school"))) == {"school", "provincie"}
        response = client.get(f"{address}?party=school")
        assert "U ziet de omgeving van School" in text(response)
        # Facts are those of the whole: the province has three partners, of which one is near.
        assert "Provincie, organisatie, 3 partners, brug" in response.text
        assert f'href="{address}"' in response.text

    def test_a_file_of_the_surroundings_names_nothing_that_is_not_in_it(
        self, client: Any, field: Field, address: str
    ) -> None:
        for party in ("school", "provincie", "bedrijf"):
            data = as_json(client, address, f"party={party}")
            there = {row["id"] for row in data["organisations"]}
            works = {row["id"] for row in data["initiatives"]}
            for row in data["organisations"]:
                assert set(row["partners"]) <= there
                assert set(row["initiatives"]) <= works
            for row in data["initiatives"]:
                assert set(row["organisations"]) <= there
            assert set(data["shared"]) <= works
        # How many there are is told of the whole.
        (row,) = [
            row
            for row in as_json(client, address, "party=school")["organisations"]
            if row["ref"] == "provincie"
        ]
        assert (row["partner_count"], len(row["partners"])) == (3, 1)

    def test_what_stands_alone_shows_what_it_does_itself(
        self, client: Any, field: Field, address: str
    ) -> None:
        response = client.get(f"{address}?list=alone")
        assert [line["title"] for line in response.context["lines"]] == ["Einzelgänger"]
        assert "Eigen werk" in text(response)
        assert "Vroeger" not in text(response)

    def test_what_has_no_known_organisation_is_listed_too(
        self, client: Any, field: Field, address: str
    ) -> None:
        response = client.get(f"{address}?list=unclaimed")
        assert [line["title"] for line in response.context["lines"]] == ["Van niemand"]
        assert "Zonder bekende organisatie (1)" in text(response)
        assert len(as_json(client, address)["unclaimed"]) == 1

    def test_one_is_told_as_one(self, client: Any, field: Field, address: str) -> None:
        told = text(client.get(f"{address}?province=NL-ZE&national=0"))
        assert "1 organisatie 0 initiatieven en aanbod" in told
        assert "1 organisatie die hier niets deelt" in told


class TestTheTables:
    @pytest.mark.parametrize("listed", ["parties", "shared", "bridges", "alone", "unclaimed"])
    def test_every_name_opens_its_item(
        self, client: Any, field: Field, address: str, listed: str
    ) -> None:
        response = client.get(f"{address}?list={listed}")
        assert response.context["lines"]
        for line in response.context["lines"]:
            assert f'<th scope="row"><a href="{line["url"]}"' in response.text
            assert client.get(line["url"]).status_code == 200

    def test_a_dutch_name_on_an_english_page_says_so(
        self, client: Any, field: Field, address: str
    ) -> None:
        english = client.get("/en/network/").text
        assert re.search(r'<a href="/en/organisations/\d+-college/" lang="en">College</a>', english)
        assert re.search(r'<a href="[^"]+" lang="nl">Provincie</a>', english)

    def test_the_list_is_complete_page_by_page(
        self, client: Any, field: Field, address: str, monkeypatch: Any
    ) -> None:
        monkeypatch.setattr("monitor.network.question.LINES", 2)
        names = []
        for number in (1, 2, 3):
            response = client.get(f"{address}?page={number}")
            names += [line["title"] for line in response.context["lines"]]
        assert sorted(names) == ["Bedrijf", "Club", "Einzelgänger", "Provincie", "School"]
        assert client.get(f"{address}?page=99").context["lines"] == response.context["lines"]

    def test_no_line_costs_a_query_of_its_own(
        self, client: Any, field: Field, address: str, settings: Any, tmp_path: Path,
        django_assert_max_num_queries: Any,
    ) -> None:  # fmt: skip
        client.get(address)
        with django_assert_max_num_queries(40) as few:
            client.get(address)
        before = len(few)
        for number in range(12):
            parties = [OrganisationFactory(title=f"Nog een {number}"), field.school]
            InitiativeFactory(title=f"Meer {number}", organisations=parties)
        settings.SEARCH_URL = f"embedded://{tmp_path / 'index'}"
        call_command("search_index", "rebuild", verbosity=0)
        client.get(address)
        with django_assert_max_num_queries(before):
            response = client.get(address)
        assert "Meer 11" in response.text


class TestThePicture:
    def test_every_mark_is_a_link_with_a_name(
        self, client: Any, field: Field, address: str
    ) -> None:
        markup = client.get(address).text
        nodes = re.findall(
            r'<a class="network__node[^>]*href="([^"]+)" aria-label="([^"]+)"', markup
        )
        names = {name for _url, name in nodes}
        assert "Provincie, organisatie, 3 partners, brug" in names
        assert "Plan, initiatief, 2 partijen" in names
        assert not any(name.startswith(("Einzelgänger", "Eigen werk")) for name in names)
        assert all(client.get(url).status_code == 200 for url, _name in nodes)

    def test_a_link_is_in_the_language_of_its_name(
        self, client: Any, field: Field, address: str
    ) -> None:
        english = client.get("/en/network/").text
        named = r'<a class="network__node[^>]*aria-label="{}, [^"]+" lang="{}"'
        assert re.search(named.format("College", "en"), english)
        assert re.search(named.format("Provincie", "nl"), english)

    @pytest.mark.parametrize(
        ("name", "shown"),
        [
            ("Kort", "Kort"),
            ("Een " + "w" * 36, "Een " + "w" * 36),
            ("Regionaal samenwerkingsverband voor digitale vaardigheden",
             "Regionaal samenwerkingsverband voor…"),
            ("Netwerk voor leren en werken in Zeeland (afgekort)",
             "Netwerk voor leren en werken in Zeeland…"),
            ("w" * 50, "w" * 39 + "…"),
        ],
    )  # fmt: skip
    def test_a_name_that_is_too_long_is_cut_between_words(self, name: str, shown: str) -> None:
        assert picture._short(name) == shown
        assert name.startswith(shown.removesuffix("…"))
        assert len(shown) <= picture.LONGEST_NAME

    def test_it_has_no_style_that_the_policy_forbids(
        self, client: Any, field: Field, address: str
    ) -> None:
        for found in (client.get(address), client.get(f"{address}?format=svg")):
            assert not re.search(
                r"<style|<script| style=| on[a-z]+=", found.text.split("<main", 1)[-1]
            )

    def test_what_does_not_fit_is_said_and_stands_in_the_list(
        self, client: Any, field: Field, address: str, monkeypatch: Any
    ) -> None:
        monkeypatch.setattr(picture, "MOST_PARTIES", 2)
        response = client.get(address)
        assert len(response.context["picture"].parties) == 2
        assert "Weggelaten: 2 partijen" in text(response)
        assert "De lijst is compleet" in text(response)
        assert len(response.context["lines"]) == 5

    def test_a_bridge_is_drawn_with_whom_it_holds(self) -> None:
        big = {f"initiative:{n}": frozenset(range(1, 60)) for n in range(40)}
        network = Network(
            frozenset(range(1, 62)),
            {
                **big,
                "initiative:bridge": frozenset({60, 1}),
                "initiative:held": frozenset({60, 61}),
            },
        )
        rows = {pk: Organisation(pk=pk, title=str(pk)) for pk in network.parties}
        drawn = picture._drawn(network, reading.ReadNetwork(network, rows, {}), None)
        assert {60, 61} <= drawn.keys()
        assert "initiative:held" in drawn[61]

    def test_the_same_data_give_the_same_picture(
        self, client: Any, field: Field, address: str
    ) -> None:
        first, again = (client.get(f"{address}?format=svg").content for _time in range(2))
        assert first == again


class TestFiles:
    def test_svg_is_a_file_with_title_filters_and_whole_addresses(
        self, client: Any, field: Field, address: str
    ) -> None:
        response = client.get(f"{address}?format=svg&province=NL-FL")
        assert response["Content-Type"].startswith("image/svg+xml")
        root = ElementTree.fromstring(response.content)
        assert root[0].text == "Netwerk: Flevoland"
        hrefs = [node.get("href") for node in root.iter("{http://www.w3.org/2000/svg}a")]
        assert hrefs
        assert all(href.startswith("http://testserver/") for href in hrefs)

    def test_csv_has_a_line_per_party_and_no_formula(
        self, client: Any, field: Field, address: str
    ) -> None:
        Organisation.objects.filter(pk=field.club.pk).update(title="=1+1")
        response = client.get(f"{address}?format=csv")
        rows = list(
            csv.reader(response.text.removeprefix(BYTE_ORDER_MARK).splitlines(), delimiter=";")
        )
        assert rows[0][0] == "Netwerk"
        names = [row[0] for row in rows[2:]]
        assert len(names) == 5
        assert "'=1+1" in names

    def test_json_says_the_same_as_the_page(self, client: Any, field: Field, address: str) -> None:
        data = as_json(client, address)
        assert data["complete"] is True
        assert data["alone"] == [f"organisation:{field.loner.pk}"]
        (bridge,) = data["bridges"]
        assert bridge["organisation"] == f"organisation:{field.province.pk}"
        assert bridge["parts"] == [1, 1, 1]
        course = f"initiative:{field.course.pk}"
        (row,) = [row for row in data["initiatives"] if row["id"] == course]
        assert row["organisations"] == [
            f"organisation:{pk}" for pk in sorted([field.province.pk, field.club.pk])
        ]


class TestLimitsAndFaults:
    def test_more_than_is_compared_is_said(
        self, client: Any, field: Field, address: str, monkeypatch: Any
    ) -> None:
        monkeypatch.setattr(reading, "MOST_ITEMS", 3)
        monkeypatch.setattr(page, "MOST_ITEMS", 3)
        assert "de eerste 3" in text(client.get(address))
        assert as_json(client, address)["complete"] is False

    def test_a_list_of_which_something_was_cut_is_not_called_complete(
        self, client: Any, field: Field, address: str, monkeypatch: Any
    ) -> None:
        monkeypatch.setattr(reading, "MOST_ORGANISATIONS", 3)
        monkeypatch.setattr(picture, "MOST_PARTIES", 2)
        found = text(client.get(address))
        assert "Weggelaten" in found
        assert "De lijst is compleet" not in found

    def test_nothing_there(self, client: Any, field: Field, address: str) -> None:
        response = client.get(f"{address}?q=qqxxzzqq")
        assert "In dit deel van het netwerk zijn geen organisaties" in text(response)
        assert client.get(f"{address}?q=qqxxzzqq&format=svg").status_code == 200

    def test_nothing_shared(self, client: Any, field: Field, address: str) -> None:
        response = client.get(f"{address}?province=NL-ZE&national=0")
        assert "er is niets te tekenen" in text(response)
        assert "Bedrijf" in text(response)

    @pytest.mark.parametrize(
        "querystring",
        [
            "page=0&list=x&party=x&kind=event&from=2026-01-01",
            "party=%00&page=99999999999",
            "party=" + "9" * 400,
            "party=%F0%9F%A6%84&region=%00&province=NL-XX&per_page=-1",
            "org_type=x&event_type=y&format=exe&day=1",
            "q=%00%22%3Cscript%3E&sort=date&national=maybe",
            "&".join(f"province=NL-{n}" for n in range(60)),
        ],
    )
    @pytest.mark.parametrize("name", ["", "json", "csv", "svg"])
    def test_no_address_is_a_fault(
        self, client: Any, field: Field, address: str, querystring: str, name: str
    ) -> None:
        joined = f"{querystring}&format={name}" if name else querystring
        assert client.get(f"{address}?{joined}").status_code == 200

    def test_without_the_engine_the_page_stays_up(
        self, client: Any, field: Field, address: str, monkeypatch: Any
    ) -> None:
        def away(*_args: Any) -> None:
            raise EngineUnavailableError

        monkeypatch.setattr(views, "read_network", away)
        response = client.get(address)
        assert response.status_code == 200
        assert "Het netwerk is nu niet te tonen" in text(response)
        machine = client.get(f"{address}?format=json")
        assert machine.status_code == 503
        assert machine["Retry-After"]

    def test_a_visitor_gets_no_cookie(self, client: Any, field: Field, address: str) -> None:
        assert not client.get(address).cookies
        assert client.post(address).status_code == 405

    def test_htmx_gets_only_what_changes(self, client: Any, field: Field, address: str) -> None:
        part = client.get(f"{address}?province=NL-FL", headers={"HX-Request": "true"})
        assert "<html" not in part.text
        assert 'id="network-changing"' in part.text
        announced = re.search(r"<p[^>]* data-announce>(.*?)</p>", part.text)
        assert announced
        assert announced[1].startswith("Netwerk: Flevoland, 5 organisaties, ")
        assert part["HX-Push-Url"].startswith(f"{address}?province=NL-FL")
