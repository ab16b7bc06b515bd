import json
import re
from html import unescape

import pytest
from django.core.management import call_command
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import override

from search.region_contacts import RegionContact
from taxonomy.models import ActionLine, Province
from tests.factories import (
    ActionLineFactory,
    InitiativeFactory,
    OfferFactory,
    OrganisationFactory,
    OrganisationTypeFactory,
    PracticeFactory,
    ProvinceFactory,
    RegionFactory,
    ScaleFactory,
    TargetGroupFactory,
)

pytestmark = pytest.mark.django_db

LISTS = [
    "search:search",
    "initiatives:initiative_list",
    "initiatives:offer_list",
    "initiatives:practice_list",
    "organisations:organisation_list",
]


@pytest.fixture
def catalogue(index):
    """A voucher in Flevoland, a national course, and a practice."""
    flevoland = ProvinceFactory(code="NL-FL", label="Flevoland", label_en="")
    ProvinceFactory(code="NL-ZE", label="Zeeland", label_en="")
    mkb = TargetGroupFactory(ref="mkb", label="Mkb", label_en="SMEs")
    OfferFactory(title="Voucher", ref="voucher", provinces=[flevoland], target_groups=[mkb])
    OfferFactory(
        title="Cursus", title_en="Course", scale=ScaleFactory(), target_groups=[mkb], ref="cursus"
    )
    PracticeFactory(title="Praktijk", provinces=[flevoland])
    call_command("search_index", "rebuild", verbosity=0)
    return index


def text(response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def titles(client, address: str) -> list[str]:
    joiner = "&" if "?" in address else "?"
    response = client.get(f"{address}{joiner}format=json")
    return [result["title"] for result in json.loads(response.content)["results"]]


def test_filters_in_the_address_narrow_the_list(client, catalogue):
    search = reverse("search:search")
    assert titles(client, f"{search}?province=NL-FL&kind=offer") == ["Voucher", "Cursus"]
    assert titles(client, f"{search}?province=NL-FL&kind=offer&national=0") == ["Voucher"]
    assert titles(client, f"{search}?q=voucher") == ["Voucher"]
    assert titles(client, f"{search}?kind=practice&kind=offer&sort=title") == [
        "Cursus",
        "Praktijk",
        "Voucher",
    ]


def test_a_list_shows_one_kind(client, catalogue):
    response = client.get(reverse("initiatives:practice_list") + "?kind=offer")
    assert [card["title"] for card in response.context["cards"]] == ["Praktijk"]
    assert "kind" not in [panel.name for panel in response.context["facets"]]


def test_the_list_of_organisations_filters_by_their_type(client, index):
    OrganisationFactory(organisation_type=OrganisationTypeFactory(ref="school"))
    call_command("search_index", "rebuild", verbosity=0)
    panels = client.get(reverse("organisations:organisation_list")).context["facets"]
    assert "org_type" in [panel.name for panel in panels]
    panels = client.get(reverse("search:search")).context["facets"]
    assert "org_type" not in [panel.name for panel in panels]


def test_english_pages_mark_dutch_texts(client, catalogue):
    response = client.get("/en/search/?sort=title")
    assert [card["title"] for card in response.context["cards"]] == [
        "Course",
        "Praktijk",
        "Voucher",
    ]
    assert '<a class="card__link" href="' in response.content.decode()
    assert re.search(r'lang="nl">Voucher<', response.content.decode())
    options = {o.value: o for panel in response.context["facets"] for o in panel.options}
    assert (options["mkb"].label, options["mkb"].lang) == ("SMEs", "")
    assert (options["NL-FL"].label, options["NL-FL"].lang) == ("Flevoland", "nl")


def test_options_tell_what_one_would_get_and_stay_when_chosen(client, catalogue):
    response = client.get(reverse("search:search") + "?province=NL-ZE")
    (provinces,) = [panel for panel in response.context["facets"] if panel.name == "province"]
    assert [(option.value, option.count, option.selected) for option in provinces.options] == [
        ("NL-FL", 3, False),
        ("NL-ZE", 1, True),
    ]


def test_every_option_shown_gives_the_number_it_promises(client, catalogue):
    search = reverse("search:search")
    response = client.get(f"{search}?target_group=mkb")
    for panel in response.context["facets"]:
        for option in panel.options:
            query = response.context["query"].without_facet(panel.name)
            address = query.with_value(panel.name, option.value).url(search)
            assert client.get(address).context["total"] == option.count


def test_regional_lines_show_under_the_national_one_that_is_chosen(client, index):
    national = ActionLineFactory(ref="nl-c", letter="C")
    regional = ActionLineFactory(
        ref="fl-01", kind=ActionLine.Kind.REGIONAL, letter="", region=RegionFactory()
    )
    regional.maps_to = [national]
    regional.save()
    OfferFactory(action_lines=[regional], title="Van de regio")
    call_command("search_index", "rebuild", verbosity=0)

    def lines(address):
        panels = client.get(address).context["facets"]
        (panel,) = [panel for panel in panels if panel.name == "action_line"]
        return [(option.value, option.depth, option.count) for option in panel.options]

    search = reverse("search:search")
    assert lines(search) == [("nl-c", 0, 1)]
    assert lines(f"{search}?action_line=nl-c") == [("nl-c", 0, 1), ("fl-01", 1, 1)]
    assert titles(client, f"{search}?action_line=fl-01") == ["Van de regio"]


def test_chips_lead_to_the_list_without_them(client, catalogue):
    OrganisationFactory(ref="school", title="Hogeschool")
    search = reverse("search:search")
    response = client.get(f"{search}?q=x&province=NL-FL&organisation=school&national=0")
    chips = {chip["label"]: chip["remove_url"] for chip in response.context["chips"]}
    assert chips["Flevoland"] == f"{search}?q=x&organisation=school&national=0"
    assert chips["Hogeschool"] == f"{search}?q=x&province=NL-FL&national=0"
    assert len(chips) == 3
    assert response.context["clear_url"] == f"{search}?q=x"
    # The form has no control for an organisation, so it sends it along unseen.
    assert '<input type="hidden" name="organisation" value="school">' in response.content.decode()


def test_unknown_values_give_the_page_with_a_notice(client, catalogue):
    response = client.get(reverse("search:search") + "?province=Atlantis&page=een&organisation=zzz")
    assert response.status_code == 200
    assert len(response.context["notices"]) == 3
    assert response.context["total"] == 3


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    "querystring",
    ["q=%00", "q=%ff%fe", "province=%00", "page=0", "per_page=-1", "sort=%27", "from=x", "kind=",
     "q=" + "a" * 5000, "organisation=" + "9" * 40, "national=maybe", "q=%F0%9F%98%80",
     "format=xml", "organisation=%D9%A3", "level=99"],
)  # fmt: skip
def test_bad_input_gives_a_proper_page(client, catalogue, name, querystring):
    assert client.get(f"{reverse(name)}?{querystring}").status_code == 200


def test_a_page_beyond_the_last_does_not_exist(client, catalogue):
    search = reverse("search:search")
    assert client.get(f"{search}?per_page=2&page=2").status_code == 200
    assert client.get(f"{search}?per_page=2&page=3").status_code == 404
    assert client.get(f"{search}?q=nietbestaand&page=2").status_code == 404


def test_nothing_found_says_what_to_let_go(client, catalogue):
    search = reverse("search:search")
    response = client.get(f"{search}?q=praktijk&target_group=mkb")
    ways = {way["url"]: way["count"] for way in response.context["help"].ways}
    assert ways == {f"{search}?q=praktijk": 1, f"{search}?target_group=mkb": 2}


def test_title_names_the_question_and_the_filters(client, catalogue):
    search = reverse("search:search")
    response = client.get(f"{search}?q=voucher&province=NL-FL&target_group=mkb&page=1")
    assert (
        "<title>voucher – Flevoland, Mkb – Zoeken – Vlechtwerk</title>" in response.content.decode()
    )


def test_htmx_gets_only_what_changes(client, catalogue):
    search = reverse("search:search")
    part = client.get(f"{search}?province=NL-FL&q=&sort=relevance", headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert "<title>" in part.content.decode()
    assert part.headers["HX-Push-Url"] == f"{search}?province=NL-FL"
    assert "HX-Request" in part.headers["Vary"]
    whole = client.get(search, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<html" in whole.content.decode()
    assert "HX-Request" in client.get(search).headers["Vary"]


def test_the_site_stays_up_without_the_engine(client, catalogue, settings, tmp_path):
    settings.SEARCH_URL = f"embedded://{tmp_path / 'away'}"
    response = client.get(reverse("search:search") + "?q=voucher")
    assert response.status_code == 200
    assert [card["title"] for card in response.context["cards"]] == ["Voucher"]
    assert len(response.context["notices"]) == 1
    listed = client.get(reverse("initiatives:offer_list") + "?province=NL-FL&per_page=1&page=2")
    assert [card["title"] for card in listed.context["cards"]] == ["Voucher"]


def test_machines_get_the_same_as_people(client, catalogue):
    response = client.get("/en/search/?format=json&province=NL-FL&sort=title&kind=offer")
    data = json.loads(response.content)
    assert (data["total"], data["page"], data["suggestion"]) == (2, 1, None)
    first = data["results"][0]
    assert first["ref"] == "cursus"
    assert first["title"] == "Course"
    assert first["url"].startswith("http://testserver/en/offers/")
    assert first["target_group"] == ["mkb"]
    (provinces,) = [facet for facet in data["facets"] if facet["name"] == "province"]
    assert {"value": "NL-FL", "label": "Flevoland", "count": 2, "selected": True} in provinces[
        "values"
    ]


def test_robots_stay_out_of_combinations_of_filters(client, catalogue):
    def noindex(querystring):
        page = client.get(f"{reverse('search:search')}?{querystring}").content.decode()
        return 'content="noindex"' in page

    assert not noindex("")
    assert not noindex("province=NL-FL")
    assert noindex("province=NL-FL&target_group=mkb")
    assert noindex("q=voucher")


@pytest.mark.parametrize("name", LISTS)
def test_the_number_of_queries_does_not_grow(client, index, django_assert_num_queries, name):
    """With 1 and with 30 of everything, filtered and not."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    group = TargetGroupFactory(ref="mkb")

    def fill(count):
        for _ in range(count):
            party = OrganisationFactory()
            for factory in (OfferFactory, InitiativeFactory, PracticeFactory):
                factory(target_groups=[group], organisations=[party])
        call_command("search_index", "rebuild", verbosity=0)

    def queries():
        address = f"{reverse(name)}?per_page=100"
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(address)
        return len(captured)

    fill(1)
    alone = queries()
    fill(29)
    assert queries() == alone <= 3


def test_what_is_not_live_is_not_shown(client, index):
    OfferFactory(title="Geheim", live=False)
    call_command("search_index", "rebuild", verbosity=0)
    assert "Geheim" not in client.get(reverse("search:search")).content.decode()


def test_typed_text_is_shown_as_text(client, catalogue):
    page = client.get(reverse("search:search") + "?q=<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in page


def test_item_pages_show_similar_items(client, catalogue):
    group = TargetGroupFactory()
    first, second = (OfferFactory(target_groups=[group], title=t) for t in ("Een", "Twee"))
    call_command("search_index", "rebuild", verbosity=0)
    page = client.get(first.get_absolute_url()).content.decode()
    assert second.get_absolute_url() in page


def test_new_words_are_ordered_by_how_well_they_match(client, catalogue):
    search = reverse("search:search")

    def sort_of(querystring):
        return client.get(f"{search}?{querystring}").context["query"].sort

    page = client.get(f"{search}?q=cursus&sort=title").content.decode()
    assert '<input type="hidden" name="sorted_for" value="cursus">' in page
    assert sort_of("q=voucher&sort=title&sorted_for=cursus") == "relevance"
    assert sort_of("q=&sort=title&sorted_for=cursus") == "relevance"
    # An order that was chosen for these words stays.
    assert sort_of("q=voucher&sort=title&sorted_for=voucher") == "title"
    assert sort_of("q=voucher&sort=title") == "title"
    assert "sorted_for" not in client.get(f"{search}?q=cursus").content.decode()


def test_result_says_for_whom_it_is(client, index):
    above = TargetGroupFactory(ref="a", label="Breed")
    groups = [TargetGroupFactory(label=f"Groep {n}", ref=f"g{n}", parent=above) for n in range(5)]
    OfferFactory(target_groups=groups)
    call_command("search_index", "rebuild", verbosity=0)
    search = reverse("search:search")
    (card,) = client.get(search).context["cards"]
    assert card["audience"] == "Groep 0, Groep 1, Groep 2 +2"
    (card,) = client.get(f"{search}?target_group=g4").context["cards"]
    assert card["audience"] == "Groep 4, Groep 0, Groep 1 +2"


def test_large_numbers_are_grouped_as_the_language_does(rf):
    from django.template import Context, Template

    template = Template("{% load components %}{{ number|grouped }}")
    assert template.render(Context({"number": 999})) == "999"
    assert template.render(Context({"number": 12345})) == "12.345"
    with override("en"):
        assert template.render(Context({"number": 12345})) == "12,345"


def test_nothing_found_shows_what_is_nearest(client, catalogue):
    search = reverse("search:search")
    found = client.get(f"{search}?q=voucher&kind=practice").context["help"]
    assert [card["title"] for card in found.relatives] == ["<mark>Voucher</mark>"]
    # Nothing that has nothing to do with the words.
    assert client.get(f"{search}?q=qqxxzz&kind=offer").context["help"].relatives == []


def test_nothing_found_leads_to_the_people_of_the_region(client, catalogue, monkeypatch):
    from search import region_contacts

    region = Province.objects.get(code="NL-FL").region

    def provider(keys):
        return [RegionContact(name=f"Regio {key}", url="/regios/x/") for key in keys]

    monkeypatch.setattr(region_contacts, "_provider", provider)
    search = reverse("search:search")
    page = client.get(f"{search}?q=qqxxzz&province=NL-FL").content.decode()
    assert f'<a href="/regios/x/">Regio {region.ref}</a>' in page
    assert client.get(f"{search}?q=qqxxzz").context["help"].contacts == []


def test_nothing_found_in_a_province_leads_to_its_coverage_map(client, catalogue):
    search = reverse("search:search")
    page = client.get(f"{search}?q=qqxxzz&province=NL-FL").content.decode()
    assert '<a href="/dekking/?province=NL-FL">' in page
    assert "/dekking/?province" not in client.get(f"{search}?q=qqxxzz").content.decode()


def test_paper_says_what_was_asked(client, catalogue):
    search = reverse("search:search")
    page = client.get(f"{search}?q=voucher&province=NL-FL").content.decode()
    printed = page.partition('class="printed-question"')[2].partition("</div>")[0]
    assert "voucher" in printed
    assert "Flevoland" in printed
    assert f"http://testserver{search}?q=voucher&amp;province=NL-FL" in printed
    assert 'data-address="http://testserver/aanbod/' in page


def test_chosen_value_keeps_its_place_under_one_that_finds_nothing(client, index):
    above = TargetGroupFactory(ref="a", label="Breed")
    TargetGroupFactory(ref="b", label="Smal", parent=above)
    search = reverse("search:search")
    panels = client.get(f"{search}?target_group=b").context["facets"]
    (panel,) = [panel for panel in panels if panel.name == "target_group"]
    assert [(o.value, o.depth, o.selected) for o in panel.options] == [
        ("a", 0, False),
        ("b", 1, True),
    ]


@pytest.mark.parametrize(
    ("context", "said"),
    [
        (
            {"suggestion": {"text": "voucher", "url": "/x"}},
            '<a href="/x"><em>voucher</em></a>?</p>',
        ),
        ({"read_as": [("vouchr", "voucher")]}, "<em>voucher</em> ("),
        ({"ignored": ["qqxx", "<b>"], "total": 2}, "<em>qqxx</em>, <em>&lt;b&gt;</em>."),
        ({"ignored": ["qqxx"], "total": 0}, "<em>qqxx</em>."),
        ({"partly": True, "total": 3}, '<p class="reading">'),
    ],
)
def test_page_says_how_the_words_were_read(context, said):
    assert said in get_template("search/_reading.html").render(context)
