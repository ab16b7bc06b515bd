"""Every road by which something live can change: each test edits, and then finds.

After each change the index must be as the database is (``nothing_differs``), whoever made it.
"""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from initiatives.adoption.actions.start import start
from initiatives.adoption.actions.stop import stop
from initiatives.adoption.deciding import Step
from initiatives.models import Offer
from initiatives.models.initiative import InitiativeFact
from organisations.models import Organisation
from portal.models import ArticleIndexPage, ArticlePage, HomePage
from publishing.models import RoleAssignment
from search import outbox
from search.drift import differences
from search.engines import get_engine
from search.models import Outbox
from search.query import SearchQuery
from taxonomy.models import TargetGroup
from tests.factories import (
    ActionLineFactory,
    FormFactory,
    InitiativeFactory,
    OfferFactory,
    OrganisationFactory,
    OrganisationTypeFactory,
    PracticeFactory,
    ProvinceFactory,
    RegionFactory,
    RoleAssignmentFactory,
    TargetGroupFactory,
    UserFactory,
)
from tests.portal.launch_folder import LaunchFolder

pytestmark = pytest.mark.django_db


def found(text: str = "", **selected: str) -> set[str]:
    chosen = {name: (value,) for name, value in selected.items()}
    hits = get_engine().search(SearchQuery(text=text, selected=chosen, per_page=100)).hits
    return {hit.document.id for hit in hits}


@pytest.fixture(autouse=True)
def nothing_differs(index):
    """At the end of every test, whatever it did."""
    yield
    assert not Outbox.objects.exists()
    assert [str(difference) for difference in differences(get_engine())] == []


@pytest.fixture
def coordinator(client):
    user = RoleAssignmentFactory(region=None, role=RoleAssignment.Role.NATIONAL_COORDINATOR).user
    client.force_login(user)
    return client


# --- Publishing, by hand and by the clock ----------------------------------------------------------


def test_scheduled_publication(committed, clock):
    clock("2026-03-02 08:00")
    with committed():
        offer = OfferFactory(title="Straks", live=False)
    offer.go_live_at = timezone.now() + timedelta(hours=1)
    with committed():
        offer.save_revision().publish()
    assert found("straks") == set()
    clock("2026-03-02 09:05")
    with committed():
        call_command("publish_scheduled")
    assert found("straks") == {f"offer:{offer.pk}"}


def test_scheduled_end_of_publication(committed, clock):
    clock("2026-03-02 08:00")
    with committed():
        offer = OfferFactory(title="Voorbij", live=False)
    offer.expire_at = timezone.now() + timedelta(hours=1)
    with committed():
        offer.save_revision().publish()
    assert found("voorbij") == {f"offer:{offer.pk}"}
    clock("2026-03-02 09:05")
    with committed():
        call_command("publish_scheduled")
    assert found("voorbij") == set()


def test_a_scheduled_change_of_something_live(committed, clock):
    clock("2026-03-02 08:00")
    with committed():
        offer = OfferFactory(title="Vandaag")
        # An item that never had a version is taken off line until the change.
        offer.save_revision().publish()
    offer.refresh_from_db()
    offer.title = "Morgen"
    offer.go_live_at = timezone.now() + timedelta(hours=1)
    with committed():
        offer.save_revision().publish()
    assert (found("vandaag"), found("morgen")) == ({f"offer:{offer.pk}"}, set())
    clock("2026-03-02 09:05")
    with committed():
        call_command("publish_scheduled")
    assert (found("vandaag"), found("morgen")) == (set(), {f"offer:{offer.pk}"})


# --- Many at once ------------------------------------------------------------------------------------


def test_bulk_deletion_in_the_admin(committed, coordinator):
    with committed():
        gone = [OfferFactory(title="Weg") for _ in range(3)]
        kept = OfferFactory(title="Blijft")
    address = reverse("wagtail_bulk_action", args=["initiatives", "offer", "delete"])
    query = "&".join(f"id={offer.pk}" for offer in gone)
    with committed():
        assert coordinator.post(f"{address}?{query}").status_code == 302
    assert not Offer.objects.filter(title="Weg").exists()
    assert found() == {f"offer:{kept.pk}"}


def test_bulk_confirmation_in_the_admin(committed, coordinator):
    with committed():
        stale = [OfferFactory(verified_on=None) for _ in range(2)]
    address = reverse("wagtail_bulk_action", args=["initiatives", "offer", "confirm"])
    query = "&".join(f"id={offer.pk}" for offer in stale)
    with committed():
        assert coordinator.post(f"{address}?{query}").status_code == 302
    days = {hit.document.verified for hit in get_engine().search(SearchQuery()).hits}
    assert days == {timezone.localdate()}


def test_an_update_of_many_rows_that_is_told_to_the_outbox(committed):
    with committed():
        offers = [OfferFactory(title="Oud") for _ in range(3)]
    keys = [offer.pk for offer in offers]
    with committed(), transaction.atomic():
        Offer.objects.filter(pk__in=keys).update(title="Nieuw")
        outbox.enqueue(Offer.kind, keys)
    assert found("nieuw") == {f"offer:{key}" for key in keys}


def test_rows_made_at_once_that_are_told_to_the_outbox(committed):
    with committed(), transaction.atomic():
        made = Offer.objects.bulk_create(
            Offer(title="Stapel", summary="x", live=True) for _ in range(3)
        )
        outbox.enqueue(Offer.kind, [offer.pk for offer in made])
    assert found("stapel") == {f"offer:{offer.pk}" for offer in made}


def test_deletion_of_many_rows(committed):
    with committed():
        OfferFactory(), OfferFactory()
    with committed():
        Offer.objects.all().delete()
    assert found() == set()


def test_more_rows_than_one_commit_may_index(committed, monkeypatch):
    monkeypatch.setattr(outbox, "BATCH", 2)
    monkeypatch.setattr(outbox, "INLINE_ROWS", 2)
    with committed():
        offers = [OfferFactory() for _ in range(5)]
    assert len(found()) < 5
    outbox.drain()
    assert found() == {f"offer:{offer.pk}" for offer in offers}


def test_the_launch_content(committed, tmp_path):
    folder = LaunchFolder(tmp_path)
    with committed():
        call_command("load_launch_content", path=folder.path, verbosity=0)
    outbox.drain()
    assert {kind.partition(":")[0] for kind in found()} >= {"initiative", "offer", "organisation"}


def test_much_launch_content_by_one_rebuild(committed, tmp_path, monkeypatch):
    monkeypatch.setattr("portal.launching.loading.MANY", 1)
    folder = LaunchFolder(tmp_path)
    with committed():
        call_command("load_launch_content", path=folder.path, verbosity=0)
    assert Outbox.objects.filter(kind=Outbox.EVERYTHING).exists()
    outbox.drain()
    assert {kind.partition(":")[0] for kind in found()} >= {"initiative", "offer", "organisation"}


# --- Relations, from both sides ----------------------------------------------------------------------


def test_a_term_given_to_items_from_the_side_of_the_term(committed):
    group = TargetGroupFactory(ref="zzp")
    with committed():
        first, second = OfferFactory(), OfferFactory()
    with committed():
        group.offers.add(first, second)
    assert found(target_group="zzp") == {f"offer:{first.pk}", f"offer:{second.pk}"}
    with committed():
        group.offers.remove(first)
    assert found(target_group="zzp") == {f"offer:{second.pk}"}
    with committed():
        group.offers.set([first])
    assert found(target_group="zzp") == {f"offer:{first.pk}"}
    with committed():
        group.offers.clear()
    assert found(target_group="zzp") == set()


def test_a_party_given_to_items_from_the_side_of_the_party(committed):
    with committed():
        school, offer = OrganisationFactory(ref="school", title="Vakschool"), OfferFactory()
    with committed():
        school.offers_taking_part.add(offer)
    assert found(organisation="school") == {f"offer:{offer.pk}"}
    with committed():
        school.offers_taking_part.clear()
    assert found(organisation="school") == set()
    with committed():
        school.offers_taking_part.set([offer])
    assert f"offer:{offer.pk}" in found("vakschool")
    with committed():
        school.offers_taking_part.remove(offer)
    assert f"offer:{offer.pk}" not in found("vakschool")


def test_a_practice_with_which_a_region_begins_and_stops(committed):
    province = ProvinceFactory(code="NL-FL", region=RegionFactory())
    with committed():
        practice = PracticeFactory(provinces=[province])
    manager = UserFactory(is_superuser=True)
    with committed():
        adoption = start(practice, province.region, Step("running"), user=manager)
    assert found(province="NL-FL") == {f"practice:{practice.pk}"}
    with committed():
        stop(adoption, Step("stopped", why="Te duur."), user=manager)
    assert found(province="NL-FL") == set()


def test_a_figure_of_an_initiative_saved_by_itself(committed):
    with committed():
        initiative = InitiativeFactory()
    with committed():
        fact = InitiativeFact.objects.create(initiative=initiative, label="Deelnemers", value="12")
    assert found("deelnemers") == {f"initiative:{initiative.pk}"}
    with committed():
        fact.delete()
    assert found("deelnemers") == set()


# --- The vocabulary ------------------------------------------------------------------------------------


def test_a_deleted_term(committed):
    group = TargetGroupFactory(ref="zzp", label="Zelfstandigen")
    with committed():
        offer = OfferFactory(target_groups=[group])
    assert found("zelfstandigen") == {f"offer:{offer.pk}"}
    with committed():
        group.delete()
    assert found("zelfstandigen") == set()


def test_terms_deleted_together(committed):
    groups = [TargetGroupFactory(label="Zelfstandigen"), TargetGroupFactory(label="Freelancers")]
    with committed():
        OfferFactory(target_groups=groups)
    with committed():
        TargetGroup.objects.all().delete()
    assert found("zelfstandigen") | found("freelancers") == set()


def test_items_moved_from_one_term_to_another_which_then_goes(committed):
    old, new = TargetGroupFactory(ref="oud"), TargetGroupFactory(ref="nieuw")
    with committed():
        offer = OfferFactory(target_groups=[old])
        initiative = InitiativeFactory(target_groups=[old, new])
    with committed(), transaction.atomic():
        new.offers.add(*old.offers.all())
        new.initiatives.add(*old.initiatives.all())
        old.delete()
    assert found(target_group="nieuw") == {f"offer:{offer.pk}", f"initiative:{initiative.pk}"}


def test_a_term_merged_into_another(committed, coordinator):
    old, new = TargetGroupFactory(ref="oud", label="Zzp"), TargetGroupFactory(ref="nieuw")
    parent = TargetGroupFactory(ref="boven")
    child = TargetGroupFactory(ref="onder", parent=parent)
    with committed():
        offer = OfferFactory(target_groups=[old])
        initiative = InitiativeFactory(target_groups=[old])
        inheriting = OfferFactory(initiative=initiative)
        below = OfferFactory(target_groups=[child])
    merge = TargetGroup.snippet_viewset.get_url_name("merge")
    with committed():
        coordinator.post(reverse(merge, args=[old.pk]), {"into": new.pk})
        coordinator.post(reverse(merge, args=[parent.pk]), {"into": new.pk})
    moved = {f"offer:{offer.pk}", f"offer:{inheriting.pk}", f"initiative:{initiative.pk}"}
    assert found(target_group="nieuw") == {*moved, f"offer:{below.pk}"}
    # Under its old name too.
    assert found("zzp") >= moved


def test_a_form_merged_into_another(committed, coordinator):
    old, new = FormFactory(ref="oud"), FormFactory(ref="nieuw")
    with committed():
        offer = OfferFactory(form=old)
    with committed():
        coordinator.post(
            reverse(type(old).snippet_viewset.get_url_name("merge"), args=[old.pk]),
            {"into": new.pk},
        )
    assert found(form="nieuw") == {f"offer:{offer.pk}"}


def test_a_term_that_moves_under_another(committed):
    parent, child = TargetGroupFactory(ref="bedrijven"), TargetGroupFactory(ref="zzp")
    with committed():
        offer = OfferFactory(target_groups=[child])
    child.parent = parent
    with committed():
        child.save()
    assert found(target_group="bedrijven") == {f"offer:{offer.pk}"}


def test_synonyms_of_a_term(committed):
    group = TargetGroupFactory(label="Zzp")
    with committed():
        offer = OfferFactory(target_groups=[group])
    group.synonyms = ["freelancer"]
    with committed():
        group.save()
    assert found("freelancer") == {f"offer:{offer.pk}"}


def test_a_regional_line_mapped_to_a_national_one_from_either_side(committed):
    national = ActionLineFactory(ref="nl-a", letter="A")
    regional = ActionLineFactory(ref="fl-1", letter="", kind="regional", region=RegionFactory())
    with committed():
        offer = OfferFactory(action_lines=[regional])
    regional.maps_to = [national]
    with committed():
        regional.save()
    assert found(action_line="nl-a") == {f"offer:{offer.pk}"}
    with committed():
        national.regional_lines.remove(regional)
    assert found(action_line="nl-a") == set()
    with committed():
        national.regional_lines.add(regional)
    assert found(action_line="nl-a") == {f"offer:{offer.pk}"}
    with committed():
        national.regional_lines.clear()
    assert found(action_line="nl-a") == set()


def test_a_province_that_moves_to_another_region(committed):
    old, new = RegionFactory(ref="oost"), RegionFactory(ref="noord")
    province = ProvinceFactory(region=old)
    with committed():
        offer = OfferFactory(provinces=[province])
    assert found(region="oost") == {f"offer:{offer.pk}"}
    province.region = new
    with committed():
        province.save()
    assert (found(region="oost"), found(region="noord")) == (set(), {f"offer:{offer.pk}"})


def test_a_province_with_another_code(committed):
    province = ProvinceFactory(code="NL-FL")
    with committed():
        offer = OfferFactory(provinces=[province])
    province.code = "NL-FX"
    with committed():
        province.save()
    assert found(province="NL-FX") == {f"offer:{offer.pk}"}


def test_a_new_province_is_one_more_for_what_is_national(committed):
    with committed():
        offer = OfferFactory()
    with committed():
        province = ProvinceFactory(code="NL-XX")
    assert found(province="NL-XX") == {f"offer:{offer.pk}"}
    with committed():
        province.delete()


@pytest.mark.parametrize("make", [OfferFactory, InitiativeFactory])
def test_a_renamed_form(committed, make):
    form = FormFactory(label="Cursus")
    with committed():
        item = make(form=form)
    form.label = "Leergang"
    with committed():
        form.save()
    assert found("leergang") == {f"{item.kind}:{item.pk}"}


def test_a_renamed_type_of_organisation(committed):
    kind = OrganisationTypeFactory(label="School")
    with committed():
        party = OrganisationFactory(organisation_type=kind)
    kind.label = "Instelling"
    with committed():
        kind.save()
    assert found("instelling") == {f"organisation:{party.pk}"}


# --- Organisations and initiatives -----------------------------------------------------------------------


def test_an_unpublished_organisation(committed):
    with committed():
        school = OrganisationFactory(title="Vakschool")
        offer = OfferFactory(owner=school)
        initiative = InitiativeFactory(organisations=[school])
    assert found("vakschool") == {
        f"organisation:{school.pk}", f"offer:{offer.pk}", f"initiative:{initiative.pk}"
    }  # fmt: skip
    with committed():
        school.unpublish()
    assert found("vakschool") == set()


def test_two_organisations_made_one(committed):
    with committed():
        old, new = OrganisationFactory(title="Vakschool"), OrganisationFactory(title="Academie")
        owned, shared = OfferFactory(owner=old), InitiativeFactory(organisations=[old, new])
    with committed(), transaction.atomic():
        for offer in old.owned_offers.all():
            offer.owner = new
            offer.save()
        new.initiatives_taking_part.add(*old.initiatives_taking_part.all())
        Organisation.objects.filter(pk=old.pk).delete()
    assert found("vakschool") == set()
    assert found("academie") == {
        f"organisation:{new.pk}", f"offer:{owned.pk}", f"initiative:{shared.pk}"
    }  # fmt: skip


def test_an_initiative_with_another_name_is_found_with_its_offers(committed):
    with committed():
        initiative = InitiativeFactory(title="Digiwerkplaats")
        offer = OfferFactory(initiative=initiative)
    initiative.title = "Techlab"
    with committed():
        initiative.save_revision().publish()
    assert found("techlab") == {f"initiative:{initiative.pk}", f"offer:{offer.pk}"}
    with committed():
        initiative.unpublish()
    assert found("techlab") == set()


def test_a_deleted_initiative_leaves_its_offers_what_is_their_own(committed):
    line = ActionLineFactory(ref="nl-a", letter="A")
    with committed():
        initiative = InitiativeFactory(action_lines=[line])
        offer = OfferFactory(initiative=initiative)
    assert f"offer:{offer.pk}" in found(action_line="nl-a")
    with committed():
        initiative.delete()
    assert found(action_line="nl-a") == set()
    assert found() == {f"offer:{offer.pk}"}


def test_a_renamed_term_that_an_offer_takes_from_its_initiative(committed):
    group = TargetGroupFactory(label="Zzp")
    with committed():
        initiative = InitiativeFactory(target_groups=[group])
        offer = OfferFactory(initiative=initiative)
    group.label = "Freelancers"
    with committed():
        group.save()
    assert found("freelancers") == {f"initiative:{initiative.pk}", f"offer:{offer.pk}"}


# --- Articles ------------------------------------------------------------------------------------------


@pytest.fixture
def pages(committed):
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Thuis", slug="thuis"))
    news = home.add_child(instance=ArticleIndexPage(title="Nieuws", slug="nieuws", slug_en="news"))
    other = home.add_child(
        instance=ArticleIndexPage(title="Archief", slug="archief", slug_en="archive")
    )
    with committed():
        article = news.add_child(
            instance=ArticlePage(title="Vijf draden", slug="vijf", slug_en="five")
        )
    return {"home": home, "news": news, "other": other, "article": article}


def addresses() -> list[str]:
    return [hit.url for hit in get_engine().search(SearchQuery(text="draden")).hits]


def test_a_moved_article(committed, pages):
    assert addresses() == ["/nieuws/vijf/"]
    with committed():
        pages["article"].move(pages["other"], pos="last-child")
    assert addresses() == ["/archief/vijf/"]


def test_an_article_below_a_page_that_moves(committed, pages):
    with committed():
        pages["news"].move(pages["other"], pos="last-child")
    assert addresses() == ["/archief/nieuws/vijf/"]


def test_an_article_below_a_page_that_is_unpublished(committed, pages):
    with committed():
        pages["news"].unpublish()
    # Its own page still answers.
    assert addresses() == ["/nieuws/vijf/"]
    for page in pages["news"].get_descendants(inclusive=True).live():
        with committed():
            page.specific.unpublish()
    assert addresses() == []


def test_an_article_below_a_page_that_is_deleted(committed, pages):
    with committed():
        Page.objects.get(pk=pages["news"].pk).delete()
    assert addresses() == []


def test_a_scheduled_article(committed, pages, clock):
    clock("2026-03-02 08:00")
    article = pages["article"]
    article.expire_at = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
    with committed():
        article.save_revision().publish()
    assert addresses() == ["/nieuws/vijf/"]
    clock("2026-03-02 09:05")
    with committed():
        call_command("publish_scheduled")
    assert addresses() == []


def test_an_article_copied_in_the_admin(committed, pages):
    with committed():
        pages["article"].copy(update_attrs={"slug": "zes", "slug_en": "six", "title": "Zes draden"})
    assert sorted(addresses()) == ["/nieuws/vijf/", "/nieuws/zes/"]
