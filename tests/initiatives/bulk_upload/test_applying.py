"""What was looked at is applied as a whole and once; readers see it when it has been reviewed."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any
from unittest import mock

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.log_actions import registry
from wagtail.models import ReferenceIndex

from initiatives.models import (
    Initiative,
    Licence,
    Offer,
    Practice,
    PracticeCondition,
    PracticeMaterial,
    PracticeResult,
    Strength,
)
from organisations.bulk_upload.actions import finish as finishing
from organisations.models import BulkUpload
from publishing.duplicates.indexing import rebuild
from publishing.models import DuplicateProfile, DuplicateVerdict
from tests.factories import (
    FormFactory,
    InitiativeFactory,
    MembershipFactory,
    OfferFactory,
    OrganisationFactory,
    ProvinceFactory,
    TargetGroupFactory,
)
from tests.initiatives.bulk_upload.uploading import (
    HEADER,
    address,
    became,
    messages,
    outcomes,
    text_of,
    upload,
)
from tests.organisations.bulk_upload.made_files import csv_bytes, xlsx_bytes
from tests.people import People

pytestmark = pytest.mark.django_db

DRAFT, HAND_IN = {"then": "draft"}, {"then": "hand_in"}


def apply(client: Client, data: dict[str, str] = DRAFT) -> Any:
    return client.post(address("doorvoeren/"), data, follow=True)


def test_new_rows_become_drafts_of_the_organisation(people: People, member: Client):
    flevoland = ProvinceFactory(code="NL-FL", label="Flevoland", region=people.region_b)
    initiative = InitiativeFactory(title="Techniekpact")
    rows = [
        [None, "Nieuw", "Wat het is.", "betaald", "1.250,50", "FL", "techniekpact"],
        [None, "Fout", None],
    ]
    upload(member, people.organisation, xlsx_bytes([HEADER, *rows]))
    answer = apply(member)
    offer = Offer.objects.get()
    assert (offer.title, offer.slug, offer.cost_amount) == ("Nieuw", "nieuw", Decimal("1250.50"))
    assert (offer.owner, list(offer.organisations.all())) == (people.organisation,) * 1 + (
        [people.organisation],
    )
    assert list(offer.provinces.all()) == [flevoland]
    assert offer.initiative == initiative
    assert not offer.live
    assert offer.provenance == Offer.Provenance.CONTRIBUTOR
    assert offer.created_by == people.member
    assert offer.region == people.region_b
    newest = offer.get_latest_revision_as_object()
    assert newest.title == "Nieuw"
    assert list(newest.provinces.all()) == [flevoland]
    assert became() == {2: "draft", 3: ""}
    assert "Als concept bewaard: 1" in text_of(answer)
    assert DuplicateProfile.objects.filter(kind="offer", object_id=offer.pk).exists()
    assert ReferenceIndex.get_references_to(initiative).exists()


def test_the_history_names_the_file_and_the_row(people: People, member: Client):
    upload(member, people.organisation, csv_bytes([HEADER, ["", "Nieuw", "Wat het is."]]))
    apply(member)
    lines = registry.get_logs_for_instance(Offer.objects.get())
    assert {line.action for line in lines} == {"wagtail.create", "organisations.bulk_upload"}
    assert {line.user for line in lines} == {people.member}
    told = [line.formatter.format_message(line) for line in lines if "bulk" in line.action]
    assert told == ["Geüpload met het bestand “aanbod.xlsx”, rij 2"]


def test_changes_of_something_live_wait_for_review(people: People, member: Client):
    offer = OfferFactory(owner=people.organisation, region=people.region_a, title="Eerst")
    row = [offer.pk, "Daarna", offer.summary]
    upload(member, people.organisation, xlsx_bytes([HEADER[:3], row]))
    assert outcomes() == {2: "changed"}
    apply(member, HAND_IN)
    offer.refresh_from_db()
    assert (offer.title, offer.live, offer.has_unpublished_changes) == ("Eerst", True, True)
    assert offer.get_latest_revision_as_object().title == "Daarna"
    assert offer.workflow_in_progress
    assert became() == {2: "in_review"}


def test_a_draft_is_changed_in_its_row_too(people: People, member: Client):
    old, new = TargetGroupFactory(label="Oud"), TargetGroupFactory(label="Nieuw")
    offer = OfferFactory(
        owner=people.organisation, title="Eerst", live=False, target_groups=[old], cost="free"
    )
    offer.save_revision()
    header = ["id", "Titel", "Samenvatting", "Doelgroepen", "Kosten"]
    upload(
        member,
        people.organisation,
        xlsx_bytes([header, [offer.pk, "Daarna", "Anders.", "Nieuw", None]]),
    )
    apply(member)
    offer = Offer.objects.get()
    assert (offer.title, offer.slug, offer.summary, offer.cost) == (
        "Daarna",
        "daarna",
        "Anders.",
        "",
    )
    assert list(offer.target_groups.all()) == [new]
    assert offer.get_latest_revision_as_object().title == "Daarna"


@pytest.mark.parametrize(
    ("provenance", "region"), [("contributor", "region_b"), ("curator", "region_a")]
)
def test_the_region_of_a_draft_follows_only_where_a_contributor_said_where(
    people: People, member: Client, provenance: str, region: str
):
    flevoland = ProvinceFactory(code="NL-FL", label="Flevoland", region=people.region_b)
    offer = OfferFactory(
        owner=people.organisation, region=people.region_a, live=False, provenance=provenance
    )
    header = ["id", "Titel", "Samenvatting", "Provincies"]
    row = [offer.pk, offer.title, offer.summary, flevoland.label]
    upload(member, people.organisation, xlsx_bytes([header, row]))
    apply(member)
    offer.refresh_from_db()
    assert offer.region == getattr(people, region)


def test_what_a_trusted_organisation_hands_in_is_live(people: People, member: Client):
    people.organisation.trusted = True
    people.organisation.save()
    upload(member, people.organisation, xlsx_bytes([HEADER, [None, "Nieuw", "Wat het is."]]))
    apply(member, HAND_IN)
    assert Offer.objects.get().live
    assert became() == {2: "live"}


def test_pressing_twice_applies_once(people: People, member: Client):
    upload(member, people.organisation, xlsx_bytes([HEADER, [None, "Nieuw", "Wat het is."]]))
    apply(member)
    apply(member, HAND_IN)
    assert Offer.objects.count() == 1
    assert not Offer.objects.get().workflow_in_progress


def test_when_one_was_edited_meanwhile_nothing_is_applied_and_it_is_told(
    people: People, member: Client
):
    offer = OfferFactory(owner=people.organisation, title="Eerst")
    rows = [[offer.pk, "Daarna", offer.summary], [None, "Nieuw", "Wat het is."]]
    upload(member, people.organisation, xlsx_bytes([HEADER[:3], *rows]))
    offer.title = "Van een collega"
    offer.save_revision()
    answer = apply(member)
    assert Offer.objects.count() == 1
    assert "Er is niets doorgevoerd: 1 rij" in text_of(answer)
    assert "Van een collega" in text_of(answer)
    apply(member)
    assert Offer.objects.count() == 2
    assert Offer.objects.get(pk=offer.pk).get_latest_revision_as_object().title == "Daarna"


def test_what_is_being_reviewed_stays_as_it_is(people: People, member: Client):
    offer = OfferFactory(owner=people.organisation, region=people.region_a, title="Eerst")
    row = [offer.pk, "Daarna", offer.summary]
    upload(member, people.organisation, xlsx_bytes([HEADER[:3], row]))
    apply(member, HAND_IN)
    upload(member, people.organisation, xlsx_bytes([HEADER[:3], [offer.pk, "Nog eens", "x"]]))
    assert outcomes() == {2: "refused"}
    upload(member, people.organisation, xlsx_bytes([HEADER[:3], row]))
    assert outcomes() == {2: "unchanged"}


def test_whoever_left_meanwhile_applies_nothing(people: People, member: Client):
    upload(member, people.organisation, xlsx_bytes([HEADER, [None, "Nieuw", "Wat het is."]]))
    people.member.memberships.all().delete()
    assert apply(member).status_code == 404
    assert not Offer.objects.exists()


def test_nobody_applies_what_somebody_else_uploaded(people: People, member: Client, as_user: Any):
    upload(member, people.organisation, xlsx_bytes([HEADER, [None, "Nieuw", "Wat het is."]]))
    colleague = as_user(MembershipFactory(organisation=people.organisation).user)
    for part in ("doorvoeren/", "verder/"):
        assert colleague.post(address(part), DRAFT).status_code == 404
    assert not Offer.objects.exists()


def test_a_fault_halfway_leaves_nothing_behind(people: People, member: Client):
    rows = [[None, f"Nieuw {number}", "Wat het is."] for number in "12"]
    upload(member, people.organisation, xlsx_bytes([HEADER, *rows]))
    member.raise_request_exception = False
    where = "organisations.bulk_upload.actions.apply.log_many"
    with mock.patch(where, side_effect=RuntimeError):
        assert apply(member).status_code == 500
    assert not Offer.objects.exists()
    apply(member)
    assert Offer.objects.count() == 2


def test_likely_doubles_are_left_out_unless_somebody_says_why(people: People, member: Client):
    OfferFactory(owner=people.organisation, title="Cursus programmeren in Python")
    list(rebuild())
    rows = [
        [None, "Cursus programmeren in Python", "Wat het is."],
        [None, "Heel iets anders", "Wat dat is."],
    ]
    upload(member, people.organisation, xlsx_bytes([HEADER, *rows]))
    assert outcomes() == {2: "double", 3: "new"}
    apply(member, DRAFT | {"doubles": "leave"})
    assert became() == {2: "", 3: "draft"}
    upload(member, people.organisation, xlsx_bytes([HEADER, rows[0]]))
    answer = apply(member, DRAFT | {"doubles": "add"})
    assert answer.status_code == 422
    assert "Zeg waarom" in text_of(answer)
    apply(member, DRAFT | {"doubles": "add", "reason": "Voor een andere groep"})
    assert Offer.objects.filter(title="Cursus programmeren in Python").count() == 2
    assert DuplicateVerdict.objects.get().reason == "Voor een andere groep"


def test_what_was_left_unfinished_is_finished_later(people: People, member: Client):
    upload(member, people.organisation, xlsx_bytes([HEADER, [None, "Nieuw", "Wat het is."]]))
    with mock.patch("organisations.bulk_upload.views.finish", return_value=False):
        answer = apply(member, HAND_IN)
    assert "0 van 1 rijen klaar" in text_of(answer)
    assert member.post(address("verder/"), headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert became() == {2: "in_review"}
    finishing.finish(BulkUpload.objects.get(), mock.Mock(), user=people.member, seconds=1)
    assert Offer.objects.get().workflow_states.count() == 1


def test_an_upload_is_forgotten_after_a_day_and_what_it_made_stays(people: People, member: Client):
    upload(member, people.organisation, xlsx_bytes([HEADER, [None, "Nieuw", "Wat het is."]]))
    with mock.patch("organisations.bulk_upload.views.finish", return_value=False):
        apply(member, HAND_IN)
    kept = BulkUpload.objects.all()
    kept.update(created_at=timezone.now() - timedelta(hours=23))
    call_command("run_due", verbosity=0)
    assert kept.exists()
    assert became() == {2: "in_review"}
    kept.update(created_at=timezone.now() - timedelta(hours=26))
    assert member.get(address()).status_code == 404
    call_command("run_due", verbosity=0)
    assert not kept.exists()
    assert Offer.objects.count() == 1


def test_one_uploads_thirty_files_a_day(people: People, member: Client):
    BulkUpload.objects.bulk_create(
        BulkUpload(user=people.member, organisation=people.organisation, sheet="offer")
        for _number in range(30)
    )
    answer = upload(member, people.organisation, xlsx_bytes([HEADER, [None, "N", "W"]]))
    assert answer.status_code == 422
    assert "30 bestanden" in text_of(answer)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("kind", "model"), [("offer", Offer), ("initiative", Initiative), ("practice", Practice)]
)
def test_what_was_downloaded_and_uploaded_again_stays_the_same(
    people: People, member: Client, ending: str, language: str, kind: str, model: Any
):
    item = model(
        owner=people.organisation,
        title="=Titel; met, tekens",
        summary='Eerste regel\r\ntweede "regel"',
        website="https://example.org",
        contact_phone="+31 6 12345678",
        body=[("paragraph", "<p>Een <b>vet</b> woord.</p>"), ("heading", "Kop")],
        live=True,
    )
    item.provinces = [ProvinceFactory(label="Fryslân"), ProvinceFactory(label="Flevoland")]
    item.target_groups = [TargetGroupFactory(label="Weten, willen")]
    if kind == "offer":
        item.form = FormFactory()
        item.cost, item.cost_amount = Offer.Cost.PAID, Decimal("1249.50")
        item.duration_value, item.duration_unit = Decimal("1.5"), Offer.DurationUnit.DAY
        item.available_from, item.level = timezone.localdate(), 4
        item.initiative = InitiativeFactory()
    if kind == "practice":
        item.results = [
            PracticeResult(label="Banen: na een jaar", value="96 van 120", source="Telling"),
            PracticeResult(label="A | B", value="3", value_en="three"),
        ]
        item.conditions = [
            PracticeCondition(condition="Vijf bedrijven doen mee", kind="partner"),
            PracticeCondition(condition="Taalles", condition_en="Lessons", is_required=False),
        ]
        item.materials = [PracticeMaterial(title="Handboek", url="https://example.org/a")]
        item.evidence_strength, item.licence = Strength.COUNTED, Licence.CC_BY
        item.cost_from, item.cost_per = Decimal("1250.50"), "deelnemer"
    if kind == "initiative":
        item.aliases = ["Een", "Twee"]
    item.save()
    start = "/en/my-organisation/upload/" if language == "en" else "/mijn-organisatie/upload/"
    base = f"{start}{people.organisation.pk}/{kind}/current.{ending}"
    file = member.get(base)
    assert file["Content-Disposition"].endswith(f'.{ending}"')
    upload(member, people.organisation, file.content, kind=kind)
    assert (outcomes(), messages()) == ({2: "unchanged"}, {})


PARTS = ["Resultaten in cijfers", "Voorwaarden om het over te nemen", "Materiaal"]


def test_a_row_brings_results_conditions_and_material_and_changes_them_later(
    people: People, member: Client
):
    header = ["id", "Titel", "Samenvatting", *PARTS, "voorwaarden om het over te nemen (Engels)"]
    cells = ["Banen: 96 van 120 (telling)", "Vijf bedrijven | partner\nTaalles | helpt",
             "Handboek www.example.org/a", "-\nLessons"]  # fmt: skip
    row = [None, "Nieuw", "Wat het is.", *cells]
    upload(member, people.organisation, xlsx_bytes([header, row]), kind="practice")
    apply(member)
    practice = Practice.objects.get()
    newest = practice.get_latest_revision_as_object()
    for version in (practice, newest):
        assert [(each.label, each.value, each.source) for each in version.results.all()] == [
            ("Banen", "96 van 120", "telling")
        ]
        assert [
            (each.condition, each.condition_en, each.kind, each.is_required)
            for each in version.conditions.all()
        ] == [("Vijf bedrijven", "", "partner", True), ("Taalles", "Lessons", "other", False)]
        assert [each.url for each in version.materials.all()] == ["https://www.example.org/a"]
    change = [practice.pk, "Nieuw", "Wat het is.", None, "Taalles | helpt"]
    upload(member, people.organisation, xlsx_bytes([header[:5], change]), kind="practice")
    apply(member)
    practice = Practice.objects.get()
    [condition] = practice.conditions.all()
    assert (condition.condition, condition.condition_en) == ("Taalles", "Lessons")
    assert not practice.results.exists()
    assert practice.materials.count() == 1


def test_a_line_that_cannot_be_read_is_refused_with_its_number(people: People, member: Client):
    header = ["id", "Titel", "Samenvatting", *PARTS]
    cells = ["Banen: 3\nveel", "Vijf bedrijven | wolken", "Handboek"]
    row = [None, "Nieuw", "Wat het is.", *cells]
    upload(member, people.organisation, xlsx_bytes([header, row]), kind="practice")
    assert outcomes() == {2: "refused"}
    said = messages()[2]
    assert "Regel 2" in said["results"][0]
    assert "wolken" in said["conditions"][0]
    assert "https://" in said["materials"][0]


def test_the_template_explains_itself_and_its_example_is_not_read(people: People, member: Client):
    FormFactory(label="Cursus")
    base = f"/mijn-organisatie/upload/{people.organisation.pk}/offer/template"
    book = load_workbook(BytesIO(member.get(f"{base}.xlsx").content))
    rows, explanation, lists = book.worksheets
    assert [cell.value for cell in rows[1]][:4] == ["id", "Titel", "Titel (Engels)", "Samenvatting"]
    assert rows["A2"].value == "voorbeeld"
    assert "Cursus" in {cell.value for row in lists.iter_rows() for cell in row}
    assert len(rows.data_validations.dataValidation) >= 6
    assert {"Kosten", "Provincies"} <= {cell.value for cell in explanation["A"]}
    for ending in ("xlsx", "csv"):
        answer = upload(member, people.organisation, member.get(f"{base}.{ending}").content)
        assert "geen rijen" in text_of(answer)


def test_refused_rows_come_back_with_what_is_wrong(people: People, member: Client):
    rows = [[None, "Goed", "Wat het is."], [None, "Fout", "=1+1", "duur"]]
    upload(member, people.organisation, xlsx_bytes([HEADER, *rows]))
    sheet = load_workbook(BytesIO(member.get(address("geweigerd.xlsx")).content)).worksheets[0]
    back = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert len(back) == 2
    assert back[0][:4] == ["Opmerkingen", "id", "Titel", "Samenvatting"]
    assert "Samenvatting: Dit is een formule" in back[1][0]
    assert back[1][2:5] == ["Fout", "=1+1", "duur"]
    assert sheet["D2"].data_type == "s"
    assert sheet["D2"].fill.fgColor.rgb != sheet["C2"].fill.fgColor.rgb


def test_refused_rows_come_back_without_what_no_workbook_holds(people: People, member: Client):
    upload(member, people.organisation, csv_bytes([HEADER[:3], ["", "Fout\x01\x0b", ""]]))
    assert outcomes() == {2: "refused"}
    answer = member.get(address("geweigerd.xlsx"))
    assert load_workbook(BytesIO(answer.content)).worksheets[0]["C2"].value == "Fout"


def test_files_of_another_organisation_are_not_there(people: People, as_user: Any):
    other = OrganisationFactory()
    OfferFactory(owner=other)
    client = as_user(people.member)
    for name in ("current.xlsx", "template.csv", "current.doc", "all.csv"):
        assert client.get(f"/mijn-organisatie/upload/{other.pk}/offer/{name}").status_code == 404
    own = people.organisation.pk
    assert client.get(f"/mijn-organisatie/upload/{own}/nothing/template.csv").status_code == 404
