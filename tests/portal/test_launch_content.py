"""What loading a folder makes, and what a second load leaves alone."""

from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from wagtail.models import Page, Site, Workflow

from initiatives.models import Initiative, Offer, Practice
from organisations.models import Organisation
from portal.models import HelpPage, HomePage, LaunchRecord, RegionPage
from publishing.models import Publication, RegionReviewTask
from taxonomy.models import ActionLine, ChoiceFactor, Form, Province, Region, TargetGroup
from tests.portal.launch_folder import LaunchFolder

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> LaunchFolder:
    return LaunchFolder(tmp_path)


def load(folder: LaunchFolder, **options) -> str:
    out = StringIO()
    call_command("load_launch_content", path=folder.path, stdout=out, **options)
    return out.getvalue()


def refs(queryset) -> list[str]:
    return sorted(queryset.values_list("ref", flat=True))


def total(output: str) -> list[int]:
    """The last line of the table: new, changed, unchanged, kept."""
    line = next(line for line in output.splitlines() if line.startswith("together"))
    return [int(number) for number in line.split()[1:]]


# --- what a load makes ----------------------------------------------------------------------------


def test_terms_carry_both_languages_and_their_place(folder):
    load(folder)
    province = Province.objects.get(ref="flevoland")
    assert (province.code, province.region.ref, province.label_en) == (
        "NL-FL",
        "flevoland",
        "Flevoland",
    )
    group = TargetGroup.objects.get(ref="leerlingen-vmbo")
    assert (group.parent.ref, group.synonyms) == ("leerlingen", ["vmbo"])
    reason = ChoiceFactor.objects.get(ref="weten-1")
    assert (reason.parent.ref, reason.category, reason.number) == ("weten", "weten", 1)
    assert refs(Form.objects) == ["financiering", "omscholing"]


def test_national_line_gets_its_picture_from_the_vision_table(folder):
    load(folder)
    line = ActionLine.objects.get(ref="nl-a")
    assert (line.letter, line.goal_en, line.focus) == ("A", "By 2030 everybody learns.", "Docenten")
    assert not ActionLine.objects.filter(ref="vt-a").exists()


def test_regional_line_has_steps_and_budget_by_year(folder):
    load(folder)
    line = ActionLine.objects.get(ref="fl-01")
    assert (line.region.ref, line.number, line.urgency) == ("flevoland", 1, "urgent")
    assert line.focus == "Eerst dit\nDan dat"
    assert line.budget_total == Decimal("1075.5")
    assert refs(line.maps_to) == ["nl-a"]


def test_initiative_is_live_with_classification_and_a_revision(folder):
    load(folder)
    tribe = Initiative.objects.get(ref="tribe")
    assert tribe.live
    assert tribe.provenance == Publication.Provenance.LAUNCH
    assert tribe.live_revision == tribe.latest_revision
    assert not tribe.has_unpublished_changes
    assert refs(tribe.action_lines) == ["fl-01", "nl-a"]
    assert refs(tribe.organisations) == ["bureau", "school"]
    assert refs(tribe.related_initiatives) == ["netwerk"]
    assert tribe.owner is None
    assert [(fact.label, fact.value, fact.value_en) for fact in tribe.facts.all()] == [
        ("Mensen", "ongeveer 1.500", "about 1,500")
    ]
    revision = tribe.latest_revision.as_object()
    assert [line.ref for line in revision.action_lines.all()] == ["nl-a", "fl-01"]


def test_remarks_of_the_data_set_are_only_for_editors(folder):
    load(folder)
    tribe = Initiative.objects.get(ref="tribe")
    assert tribe.editor_note == "Let op: Klopt dit nog?"
    assert "alleen de naam" in Initiative.objects.get(ref="netwerk").editor_note
    assert tribe.sources == [
        {"doc": "plan", "at": "p. 1", "title": "Het plan", "title_en": "The plan"}
    ]


def test_lead_region_follows_from_the_provinces_of_something_regional(folder):
    load(folder)
    assert Initiative.objects.get(ref="tribe").region.ref == "flevoland"
    across = Initiative.objects.get(ref="netwerk")
    assert (across.region, across.scale.ref) == (None, "interregional")
    assert Practice.objects.get(ref="samen").region is None
    assert Organisation.objects.get(ref="bureau").region is None


def test_practice_carries_what_a_region_needs_to_decide(folder):
    load(folder)
    practice = Practice.objects.get(ref="samen")
    assert (practice.evidence_strength, practice.licence) == ("counted", "cc-by")
    assert (practice.cost_from, practice.cost_to, practice.cost_per) == (1500, None, "school")
    assert [str(row) for row in practice.results.all()] == ["leerlingen: vijftig"]
    assert [
        (row.condition, row.condition_en, row.kind, row.is_required)
        for row in practice.conditions.all()
    ] == [
        ("Een school doet mee", "A school takes part", "partner", True),
        ("Er is geld", "There is money", "money", False),
    ]
    assert [row.url for row in practice.materials.all()] == ["https://example.org/handboek"]


def test_offer_is_described_in_the_terms_of_the_model(folder):
    load(folder)
    offer = Offer.objects.get(ref="cursus")
    assert (offer.mode, offer.workload, offer.level) == ("on-site", "full-time", 4)
    assert (offer.duration_value, offer.duration_unit) == (Decimal(3), "year")
    assert offer.duration_note_en == "Once every two weeks. This is the shortest duration."
    assert offer.cost == Offer.Cost.FUNDED
    assert offer.paid_by == "50 tot 100% van de opleidingskosten wordt betaald."
    assert offer.cost_note == "Er is plaats voor 1.200 mensen per jaar."
    assert (offer.initiative.ref, offer.owner.ref) == ("tribe", "school")
    assert offer.verified_on is None
    assert "najaar 2023" in offer.editor_note


def test_pages_stand_in_one_tree_below_the_site(folder):
    load(folder)
    home = HomePage.objects.get()
    assert Site.objects.get(is_default_site=True).root_page.specific == home
    assert (home.slug, home.numchild) == ("home", 2)
    assert not Page.objects.filter(content_type__model="page", depth=2).exists()
    region = RegionPage.objects.get(region__ref="flevoland")
    assert region.url_path_en == "regions/flevoland/"
    assert "Meer &amp; beter" in region.body[2].value.source
    assert region.live_revision is not None


def test_links_in_texts_lead_to_pages_and_searches(folder):
    load(folder)
    page = HelpPage.objects.get(slug="zoeken")
    help_index = page.get_parent()
    paragraph = page.body_en[2].value.source
    assert f'<a id="{help_index.pk}" linktype="page">help</a>' in paragraph
    assert 'href="/en/search/?action_line=nl-a"' in paragraph.replace("/en/zoeken/", "/en/search/")
    assert page.body[3].value["page"].pk == help_index.pk
    way_in = HomePage.objects.get().ways_in[0].value
    assert way_in["address"].endswith("?target_group=leerlingen")


def test_every_kind_of_item_is_reviewed_by_the_region(folder):
    load(folder)
    task = RegionReviewTask.objects.get()
    workflow = Workflow.objects.get(workflow_tasks__task=task)
    for model in (Organisation, Initiative, Offer, Practice):
        assert model(title="x").get_workflow() == workflow


def test_workflow_is_made_once(folder):
    load(folder)
    Workflow.objects.get(workflow_tasks__task=RegionReviewTask.objects.get()).deactivate()
    load(folder)
    assert RegionReviewTask.objects.count() == 1


# --- loading again ------------------------------------------------------------------------------


def test_second_load_changes_nothing(folder):
    first = total(load(folder))
    revisions = Initiative.objects.get(ref="tribe").revisions.count()
    second = total(load(folder))
    assert second == [0, 0, first[0], 0]
    assert Initiative.objects.get(ref="tribe").revisions.count() == revisions
    assert Initiative.objects.count() == 2


def test_changed_file_changes_what_nobody_touched(folder):
    load(folder)
    folder.replace("initiatives.yaml", "nl: Helpt overstappers.", "nl: Helpt iedereen.")
    folder.replace("initiatives.yaml", "value: 1500", "value: 1600")
    folder.replace("initiatives.yaml", "organisations: [school, bureau]", "organisations: [school]")
    assert total(load(folder))[1] == 1
    tribe = Initiative.objects.get(ref="tribe")
    assert tribe.summary == "Helpt iedereen."
    assert tribe.facts.get().value == "ongeveer 1.600"
    assert refs(tribe.organisations) == ["school"]
    assert tribe.latest_revision.as_object().summary == "Helpt iedereen."
    assert tribe.live_revision == tribe.latest_revision


def test_field_a_curator_changed_stays_and_the_rest_follows(folder):
    load(folder)
    tribe = Initiative.objects.get(ref="tribe")
    tribe.summary = "Van de curator."
    tribe.provinces.set([Province.objects.get(ref="overijssel")])
    tribe.save_revision().publish()
    folder.replace("initiatives.yaml", "nl: Helpt overstappers.", "nl: Helpt iedereen.")
    folder.replace("initiatives.yaml", "en: Helps switchers.", "en: Helps everybody.")
    output = load(folder, verbosity=2)
    tribe.refresh_from_db()
    assert (tribe.summary, tribe.summary_en) == ("Van de curator.", "Helps everybody.")
    assert refs(Initiative.objects.get(ref="tribe").provinces) == ["overijssel"]
    assert "initiative:tribe kept as a curator left it: provinces, summary" in output


def test_field_put_back_by_a_curator_follows_the_files_again(folder):
    load(folder)
    Initiative.objects.filter(ref="tribe").update(summary="Van de curator.")
    folder.replace("initiatives.yaml", "nl: Helpt overstappers.", "nl: Helpt iedereen.")
    load(folder)
    Initiative.objects.filter(ref="tribe").update(summary="Helpt overstappers.")
    load(folder)
    assert Initiative.objects.get(ref="tribe").summary == "Helpt iedereen."


def test_item_with_a_draft_waits(folder):
    load(folder)
    tribe = Initiative.objects.get(ref="tribe")
    tribe.title = "Tribe Almere"
    draft = tribe.save_revision()
    folder.replace("initiatives.yaml", "nl: Helpt overstappers.", "nl: Helpt iedereen.")
    load(folder)
    tribe = Initiative.objects.get(ref="tribe")
    assert tribe.latest_revision == draft
    assert tribe.summary == "Helpt overstappers."
    draft.publish()
    load(folder)
    tribe = Initiative.objects.get(ref="tribe")
    assert (tribe.title, tribe.summary) == ("Tribe Almere", "Helpt iedereen.")


def test_item_taken_offline_stays_offline(folder):
    load(folder)
    Offer.objects.get(ref="cursus").unpublish()
    folder.replace("offers.yaml", "nl: Word programmeur.", "nl: Word ontwikkelaar.")
    load(folder)
    offer = Offer.objects.get(ref="cursus")
    assert (offer.live, offer.summary) == (False, "Word ontwikkelaar.")


def test_draft_of_an_item_taken_offline_waits_too(folder):
    load(folder)
    Offer.objects.get(ref="cursus").unpublish()
    offer = Offer.objects.get(ref="cursus")
    offer.title = "Cursus programmeren"
    offer.save_revision()
    folder.replace("offers.yaml", "nl: Word programmeur.", "nl: Word ontwikkelaar.")
    assert "offer:cursus has a draft" in load(folder, verbosity=2)
    offer = Offer.objects.get(ref="cursus")
    assert (offer.live, offer.summary) == (False, "Word programmeur.")


def test_item_deleted_by_a_curator_is_not_made_again(folder):
    load(folder)
    Organisation.objects.get(ref="bureau").delete()
    output = load(folder)
    assert "organisation:bureau was deleted here by a curator" in output
    assert not Organisation.objects.filter(ref="bureau").exists()
    assert refs(Initiative.objects.get(ref="tribe").organisations) == ["school"]
    assert total(output)[1:] == [0, total(output)[2], 0]


def test_record_removed_from_the_files_stays_and_is_told(folder):
    load(folder)
    text = (folder.path / "practices.yaml").read_text(encoding="utf-8")
    (folder.path / "practices.yaml").write_text(
        text.replace("id: samen", "id: anders").replace("nl: Samen leren", "nl: Anders leren"),
        encoding="utf-8",
    )
    output = load(folder)
    assert Practice.objects.count() == 2
    assert "1 practices loaded earlier are no longer in the files" in output


def test_page_edited_by_a_curator_stays(folder):
    load(folder)
    page = HelpPage.objects.get(slug="zoeken")
    page.intro = "Door een redacteur."
    page.save_revision().publish()
    folder.replace("pages.yaml", "nl: Zo zoekt u.", "nl: Zo zoekt u snel.")
    folder.replace("pages.yaml", "nl: Typ een woord.", "nl: Typ een of twee woorden.")
    load(folder)
    page = HelpPage.objects.get(slug="zoeken")
    assert page.intro == "Door een redacteur."
    assert page.body[1].value[0] == "Typ een of twee woorden."
    assert HomePage.objects.get().numchild == 2


def test_rich_text_that_only_went_through_the_editor_counts_as_untouched(folder):
    load(folder)
    page = HelpPage.objects.get(slug="zoeken")
    raw = page.body.get_prep_value()
    raw[2]["value"] = raw[2]["value"].replace("<p>", '<p data-block-key="a1b2c">')
    page.body = page._meta.get_field("body").to_python(raw)
    page.save()
    output = load(folder)
    assert total(output)[1] == total(output)[3] == 0


def test_row_a_curator_made_earlier_is_joined_not_doubled(folder):
    region = Region.objects.create(ref="flevoland", label="Provincie Flevoland")
    load(folder)
    region.refresh_from_db()
    assert region.label == "Provincie Flevoland"
    assert region.label_en == "Flevoland"
    assert Region.objects.filter(ref="flevoland").count() == 1


def test_folder_may_refer_to_what_is_in_the_database(folder, tmp_path_factory):
    load(folder)
    other = tmp_path_factory.mktemp("own")
    text = (folder.path / "offers.yaml").read_text(encoding="utf-8")
    (other / "offers.yaml").write_text(text.replace("id: cursus", "id: eigen"), encoding="utf-8")
    call_command("load_launch_content", path=other, stdout=StringIO())
    assert refs(Offer.objects) == ["cursus", "eigen"]
    assert Offer.objects.get(ref="eigen").region.ref == "flevoland"


# --- dry run and what is said ------------------------------------------------------------------


def test_dry_run_writes_nothing_and_tells_what_would_change(folder):
    output = load(folder, dry_run=True)
    assert total(output)[0] > 0
    assert "nothing was changed" in output
    assert not Initiative.objects.exists()
    assert not LaunchRecord.objects.exists()
    assert not HomePage.objects.exists()
    assert not RegionReviewTask.objects.exists()


def test_dry_run_names_the_fields_that_would_change(folder):
    load(folder)
    folder.replace("initiatives.yaml", "nl: Helpt overstappers.", "nl: Helpt iedereen.")
    output = load(folder, dry_run=True)
    assert "initiative:tribe changed: summary" in output
    assert Initiative.objects.get(ref="tribe").summary == "Helpt overstappers."


def test_progress_names_every_kind_with_its_number(folder):
    lines = [line.split() for line in load(folder).splitlines()]
    assert ["initiatives", "2"] in lines
    assert ["region", "pages", "2"] in lines


def test_quiet_load_prints_nothing(folder):
    assert load(folder, verbosity=0) == ""


def test_confirmation_by_hand_survives_a_load(folder):
    load(folder)
    Offer.objects.filter(ref="cursus").update(verified_on=date(2026, 1, 2))
    load(folder)
    assert Offer.objects.get(ref="cursus").verified_on == date(2026, 1, 2)
