"""The content that ships with the project, loaded once for this module."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from events.models import Event
from initiatives.models import Initiative, Offer, Practice
from organisations.models import Organisation
from portal.models import ArticlePage, HelpPage, RegionPage
from publishing.models import Publication
from search.catalogue import all_documents
from search.labels import vocabulary
from search.models import SynonymSet
from search.registry import source
from search.synonyms import synonym_groups
from taxonomy.models import ActionLine, Province, Region, Scale, TargetGroup
from tests.factories import MembershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("launch_content")]


def test_every_record_is_there():
    counts = {
        model.__name__: model.objects.count()
        for model in (
            Province,
            Region,
            ActionLine,
            Organisation,
            Initiative,
            Offer,
            Practice,
            Event,
        )
    }
    assert counts == {
        "Province": 12,
        "Region": 10,
        "ActionLine": 15,
        "Organisation": 156,
        "Initiative": 187,
        "Offer": 45,
        "Practice": 34,
        "Event": 31,
    }
    assert set(Scale.objects.values_list("ref", flat=True)) == {
        "national",
        "interregional",
        "regional",
        "international",
    }


@pytest.mark.parametrize("model", [Organisation, Initiative, Offer, Practice, Event])
def test_items_are_live_bilingual_and_unconfirmed(model: type[Publication]):
    for item in model.objects.all():
        assert item.live
        assert item.title_en
        assert item.summary_en
        assert len(item.summary) <= 300
        assert item.verified_on is None
        assert item.latest_revision_id == item.live_revision_id is not None


def test_practices_say_how_strong_their_evidence_is_only_where_the_sources_give_any():
    for practice in Practice.objects.prefetch_related("results"):
        assert bool(practice.evidence) or not practice.evidence_strength
        # Figures are what makes the difference between described and counted.
        counted = practice.evidence_strength == "counted"
        assert counted == bool(practice.results.all())
    assert Practice.objects.exclude(evidence_strength="").count() == 8


def test_conditions_come_from_what_a_source_says_it_takes_and_count_as_judged():
    practices = Practice.objects.filter(conditions__isnull=False).distinct()
    assert practices.count() == 6
    for practice in practices:
        assert practice.transferability
        assert "voorwaarden" in practice.editor_note
        assert all(row.condition and row.condition_en for row in practice.conditions.all())


def test_flevoland_has_ten_lines_that_add_up_to_the_plan():
    lines = ActionLine.objects.of_region(Region.objects.get(ref="flevoland"))
    assert [line.number for line in lines] == list(range(1, 11))
    assert sum(line.budget_total for line in lines) == 11_840
    assert all(line.maps_to.exists() and line.expected_results for line in lines)


def test_five_national_lines_have_letter_and_picture():
    lines = ActionLine.objects.national()
    assert [line.letter for line in lines] == ["A", "B", "C", "D", "E"]
    assert all(line.goal and line.goal_en for line in lines)


def test_target_groups_have_two_levels():
    assert not TargetGroup.objects.filter(parent__parent__isnull=False).exists()


def test_provinces_have_the_inhabitants_that_statistics_netherlands_counted():
    figures = Province.objects.values_list("inhabitants", "population_year")
    assert sum(number for number, _year in figures) == 17_811_291
    assert {year for _number, year in figures} == {2023}
    # Nobody gave these: then inhabitants count.
    assert not Province.objects.filter(working_population__isnull=False).exists()


def test_every_region_has_a_page():
    pages = RegionPage.objects.live()
    assert pages.count() == 10
    assert all(page.intro and page.intro_en and len(page.body) > 0 for page in pages)


def test_articles_and_help_are_published_in_both_languages():
    for page in [*ArticlePage.objects.live(), *HelpPage.objects.live()]:
        assert page.title_en
        assert page.url_path_en
        assert len(page.body) == len(page.body_en) > 0


def test_screens_about_calendars_that_flow_in_lead_to_the_help_about_them(client):
    member = MembershipFactory(organisation=Organisation.objects.first())
    client.force_login(member.user)
    for name, path in (
        ("harvest:sources", "/hulp/uw-agenda-laten-binnenstromen/"),
        ("harvest:add", "/hulp/het-adres-van-uw-agenda/"),
    ):
        page = client.get(reverse(name, args=[member.organisation_id]))
        assert f'href="{path}"' in page.content.decode()
        assert client.get(path).status_code == 200


def test_help_about_the_whole_field_leads_to_what_it_tells_of(client):
    addresses = {
        "dekkingskaart-lezen": ("/dekking/", "/netwerk/"),
        "gaten-en-overlap": ("/hulp/dubbele-items/",),
        "praktijken-overnemen": ("/dekking/",),
        "vraag-en-netwerk": ("/netwerk/",),
        "mijn-werkbank": (),
    }
    for slug, links in addresses.items():
        html = client.get(HelpPage.objects.get(slug=slug).path_in("nl")).text
        for link in links:
            assert f'href="{link}"' in html, slug
    english = client.get(HelpPage.objects.get(slug="dekkingskaart-lezen").path_in("en")).text
    assert 'href="/en/coverage/"' in english


def test_every_item_is_the_same_in_the_index_whether_read_alone_or_with_others():
    words = vocabulary()
    for document in all_documents():
        known = source(document.kind)
        alone = known.build(known.model._default_manager.get(pk=document.pk), words)
        assert document == alone


def test_loading_again_changes_nothing():
    out = StringIO()
    call_command("load_launch_content", stdout=out)
    together = next(line for line in out.getvalue().splitlines() if line.startswith("together"))
    new, changed, unchanged, kept = (int(number) for number in together.split()[1:])
    assert (new, changed, kept) == (0, 0, 0)
    assert unchanged > 600


def test_every_set_of_synonyms_can_be_saved_by_a_curator():
    rows = list(SynonymSet.objects.all())
    assert len(rows) == 63 + 73
    for row in rows:
        row.full_clean()
    assert {"docent", "leraar", "teacher"} <= {
        term for group in synonym_groups() for term in group.terms
    }
