"""Every fault names file, record and field, and nothing is loaded."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from initiatives.models import Initiative
from portal.models import LaunchRecord
from taxonomy.models import Province
from tests.portal.launch_folder import LaunchFolder

pytestmark = pytest.mark.django_db

REAL_CONTENT = settings.BASE_DIR / "portal" / "launch_content"


@pytest.fixture
def folder(tmp_path: Path) -> LaunchFolder:
    return LaunchFolder(tmp_path)


def faults_of(path: Path) -> list[str]:
    err = StringIO()
    with pytest.raises(CommandError, match=r"Nothing was loaded: \d+ fault"):
        call_command("load_launch_content", path=path, stdout=StringIO(), stderr=err)
    assert not Initiative.objects.exists()
    assert not Province.objects.exists()
    assert not LaunchRecord.objects.exists()
    return err.getvalue().splitlines()


FAULTS = {
    "unknown reference": (
        ("initiatives.yaml", "organisations: [school, bureau]", "organisations: [school, burau]"),
        "initiatives.yaml, record 'tribe', field 'organisations[2]'",
        "there is no organisation 'burau'",
    ),
    "missing required field": (
        ("provinces.yaml", "  iso: NL-FL\n", ""),
        "provinces.yaml, record 'flevoland', field 'iso'",
        "is missing",
    ),
    "wrong type": (
        ("actions.yaml", "number: 1", "number: one"),
        "actions.yaml, record 'action-01', field 'number'",
        "must be a whole number, not the text 'one'",
    ),
    "word that YAML 1.1 reads as a truth value": (
        ("organisations.yaml", "abbreviation: DS", "abbreviation: true"),
        "organisations.yaml, record 'school', field 'abbreviation'",
        "must be text, not true or false",
    ),
    "unknown sort of condition": (
        ("practices.yaml", "kind: money", "kind: geld"),
        "practices.yaml, record 'samen', field 'conditions[2].kind'",
        "is 'geld', but must be one of",
    ),
    "material without an address": (
        ("practices.yaml", "https://example.org/handboek", "handboek"),
        "practices.yaml, record 'samen', field 'materials[1].url'",
        "is not an address such as",
    ),
    "unknown phase": (
        ("initiatives.yaml", "status: running", "status: loopt"),
        "initiatives.yaml, record 'tribe', field 'status'",
        "is 'loopt', but must be one of",
    ),
    "unknown form": (
        ("offers.yaml", "type: omscholing", "type: feest"),
        "offers.yaml, record 'cursus', field 'type'",
        "there is no form 'feest'",
    ),
    "summary too long": (
        ("initiatives.yaml", "nl: Helpt overstappers.", f"nl: {'a' * 301}"),
        "initiatives.yaml, record 'tribe', field 'summary.nl'",
        "has 301 characters; at most 300 are allowed",
    ),
    "address that is none": (
        ("organisations.yaml", "https://www.example.org", "javascript:alert(1)"),
        "organisations.yaml, record 'school', field 'website'",
        "is not an address",
    ),
    "language missing": (
        ("practices.yaml", "{nl: Te weinig docenten., en: Too few teachers.}", "{nl: Te weinig.}"),
        "practices.yaml, record 'samen', field 'problem.en'",
        "the English text is missing",
    ),
    "empty text": (
        ("practices.yaml", "en: Too few teachers.", "en: ''"),
        "practices.yaml, record 'samen', field 'problem.en'",
        "is empty",
    ),
    "id used twice": (
        ("actions.yaml", "- id: action-01", "- id: action-01\n  number: 2\n- id: action-01"),
        "actions.yaml, record 'action-01', field 'id'",
        "this id was already used on line 2",
    ),
    "id that cannot stand in an address": (
        ("actions.yaml", "- id: action-01", "- id: Action_01"),
        "actions.yaml, record 'Action_01', field 'id'",
        "must be words of small letters",
    ),
    "misspelt field": (
        ("offers.yaml", "workload:", "worklaod:"),
        "offers.yaml, record 'cursus', field 'worklaod'",
        "is not a field of this kind of record",
    ),
    "total that does not add up": (
        ("action_lines.yaml", "total: 1075.5", "total: 1000"),
        "action_lines.yaml, record 'fl-01', field 'budget.total'",
        "the years add up to 1075.5",
    ),
    "third level of target groups": (
        (
            "target_groups.yaml",
            "- id: leerlingen\n  level: 1",
            "- id: leerlingen\n  level: 1\n  parent: leerlingen-vmbo",
        ),
        "target_groups.yaml, record 'leerlingen-vmbo', field 'parent'",
        "there are two levels",
    ),
    "unknown unit": (
        ("offers.yaml", "unit: jaar", "unit: eeuw"),
        "offers.yaml, record 'cursus', field 'duration.unit'",
        "is 'eeuw', but must be one of",
    ),
    "level that does not exist": (
        ("offers.yaml", "nlqf_level: 4", "nlqf_level: 9"),
        "offers.yaml, record 'cursus', field 'nlqf_level'",
        "levels run from 1 to 8",
    ),
    "unknown source": (
        ("practices.yaml", "doc: plan", "doc: plna"),
        "practices.yaml, record 'samen', field 'source[1].doc'",
        "there is no source 'plna'",
    ),
    "link to a page that is not there": (
        ("pages.yaml", 'href="page:help"', 'href="page:helpp"'),
        "pages.yaml, record 'help-search', field 'body[3].paragraph.nl'",
        "there is no page 'helpp'",
    ),
    "search for a group that is not there": (
        ("pages.yaml", "search:?target_group=leerlingen", "search:?target_group=koeien"),
        "pages.yaml, record 'home', field 'ways_in[1].link'",
        "there is no target group 'koeien'",
    ),
    "script in a text": (
        ("pages.yaml", "<p>Zie", "<p><script>x</script>Zie"),
        "pages.yaml, record 'help-search', field 'body[3].paragraph.nl'",
        "a paragraph cannot hold <script>",
    ),
    "unknown block": (
        ("pages.yaml", "- steps:", "- html:"),
        "pages.yaml, record 'help-search', field 'body[2]'",
        "is a 'html', but must be one of",
    ),
    "province with an impossible code": (
        ("provinces.yaml", "code: FL\n  iso: NL-FL", "iso: Flevo"),
        "provinces.yaml, record 'flevoland', field 'code'",
        "An ISO 3166-2 code looks like NL-FL",
    ),
}


@pytest.mark.parametrize(("change", "place", "message"), FAULTS.values(), ids=FAULTS.keys())
def test_fault_names_file_record_and_field(folder, change, place, message):
    folder.replace(*change)
    faults = faults_of(folder.path)
    assert any(fault.startswith(place) and message in fault for fault in faults), faults


def test_fault_gives_the_line_of_the_field(folder):
    folder.replace("offers.yaml", "nlqf_level: 4", "nlqf_level: vier")
    assert "(line 7)" in faults_of(folder.path)[0]


def test_all_faults_are_told_at_once(folder):
    folder.replace("initiatives.yaml", "status: running", "status: loopt")
    folder.replace("offers.yaml", "nlqf_level: 4", "nlqf_level: 9")
    folder.replace("actions.yaml", "action_lines: [nl-a]", "action_lines: [nl-z]")
    faults = faults_of(folder.path)
    assert len(faults) == 3


def test_long_list_of_faults_is_cut_and_counted(folder):
    refs = ", ".join(f"x{number}" for number in range(60))
    folder.replace("actions.yaml", "action_lines: [nl-a]", f"action_lines: [{refs}]")
    faults = faults_of(folder.path)
    assert len(faults) == 51
    assert faults[-1] == "... and 10 more."


BROKEN_FILES = {
    "broken YAML": (b"- id: a\n  title: {nl: x\n- id: b\n", "is not valid YAML", "(line 3)"),
    "not UTF-8": (b"- id: a\n  label: caf\xe9\n", "is not UTF-8 text", ""),
    "control character": (b"- id: a\n  label: x\x00y\n", "is not valid YAML", ""),
    "no list": (b"id: a\n", "must be a list of records", "(line 1)"),
    "field twice": (b"- id: a\n  number: 1\n  number: 2\n", "'number' occurs twice", "(line 3)"),
    "python object": (b"- id: a\n  x: !!python/object/apply:os.getcwd []\n", "YAML", "(line 2)"),
    "only words": (b"- a\n- b\n", "is not a record", "(line 1)"),
}


@pytest.mark.parametrize(("content", "message", "line"), BROKEN_FILES.values(), ids=BROKEN_FILES)
def test_broken_file_is_named(folder, content, message, line):
    (folder.path / "actions.yaml").write_bytes(content)
    faults = faults_of(folder.path)
    assert faults[0].startswith("actions.yaml")
    assert message in faults[0]
    assert line in faults[0]


def test_folder_that_is_not_there_is_told(tmp_path):
    assert "there is no such folder" in faults_of(tmp_path / "nowhere")[0]


def test_folder_without_content_is_told(tmp_path):
    assert "holds none of the files" in faults_of(tmp_path)[0]


def test_unknown_file_is_mentioned_but_no_fault(folder):
    (folder.path / "recipes.yaml").write_text("- id: soup\n", encoding="utf-8")
    out = StringIO()
    call_command("load_launch_content", path=folder.path, stdout=out)
    assert "recipes.yaml is no file of launch content" in out.getvalue()


def test_fault_in_the_real_files_stops_the_load(tmp_path):
    path = tmp_path / "content"
    shutil.copytree(REAL_CONTENT, path)
    file = path / "initiatives.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("organisations: [hca-ict,", "organisations: [hca-itc,", 1), "utf-8"
    )
    faults = faults_of(path)
    assert len(faults) == 1
    assert faults[0].startswith("initiatives.yaml, record 'hca-ict', field 'organisations[1]'")


def test_row_the_database_refuses_names_its_record(folder):
    text = (folder.path / "provinces.yaml").read_text(encoding="utf-8")
    (folder.path / "provinces.yaml").write_text(
        text.replace("code: OV\n  iso: NL-OV", "code: FL\n  iso: NL-FL"), encoding="utf-8"
    )
    assert faults_of(folder.path)[0].startswith("provinces.yaml, record 'overijssel'")
