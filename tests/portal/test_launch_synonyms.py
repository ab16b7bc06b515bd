"""Sets of synonyms in the launch content."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from search.models import SynonymSet
from search.synonyms import synonym_groups
from tests.portal.launch_folder import LaunchFolder

pytestmark = pytest.mark.django_db

CONTENT = """
- id: mkb
  term: mkb
  english: sme
  synonyms: [mkb, ondernemer]
  synonyms_added: [kleinbedrijf, Ondernemer]
  related: [bedrijf]
  inferred: [synonyms_added]
  source: [{doc: plan, at: p. 1}]
- id: niveau
  term: junior, medior, senior
  english: junior, medior, senior
  synonyms: [ervaren]
"""


@pytest.fixture
def folder(tmp_path: Path) -> LaunchFolder:
    made = LaunchFolder(tmp_path)
    (tmp_path / "synonyms.yaml").write_text(CONTENT, encoding="utf-8")
    return made


def load(folder: LaunchFolder, **options) -> str:
    out = StringIO()
    call_command("load_launch_content", path=folder.path, stdout=out, **options)
    return out.getvalue()


def row_of(output: str) -> list[int]:
    line = next(line for line in output.splitlines() if line.startswith("sets of synonyms"))
    return [int(number) for number in line.removeprefix("sets of synonyms").split()]


def test_both_lists_become_one_without_the_term_itself(folder):
    load(folder)
    row = SynonymSet.objects.get(ref="mkb")
    assert (row.term, row.english) == ("mkb", "sme")
    assert row.synonyms == ["ondernemer", "kleinbedrijf"]
    assert row.active
    row.full_clean()


def test_comma_belongs_to_the_term(folder):
    load(folder)
    assert [group.terms for group in synonym_groups()] == [
        ("junior, medior, senior", "ervaren"),
        ("mkb", "sme", "ondernemer", "kleinbedrijf"),
    ]


def test_second_load_changes_nothing(folder):
    assert row_of(load(folder)) == [2, 0, 0, 0]
    assert row_of(load(folder)) == [0, 0, 2, 0]


def test_trial_run_writes_nothing(folder):
    assert row_of(load(folder, dry_run=True)) == [2, 0, 0, 0]
    assert not SynonymSet.objects.exists()


def test_words_a_curator_changed_stay(folder):
    load(folder)
    row = SynonymSet.objects.get(ref="mkb")
    row.synonyms = ["kmo"]
    row.active = False
    row.save()
    folder.replace("synonyms.yaml", "[mkb, ondernemer]", "[mkb, bedrijf]")
    folder.replace("synonyms.yaml", "english: sme", "english: SMEs")
    assert row_of(load(folder)) == [0, 1, 1, 1]
    row.refresh_from_db()
    assert (row.english, row.synonyms, row.active) == ("SMEs", ["kmo"], False)


def test_set_a_curator_deleted_is_not_made_again(folder):
    load(folder)
    SynonymSet.objects.get(ref="mkb").delete()
    assert "synonym_set:mkb was deleted here" in load(folder)
    assert not SynonymSet.objects.filter(ref="mkb").exists()


@pytest.mark.parametrize(
    ("before", "after", "place", "message"),
    [
        ("term: mkb", "termm: mkb", "record 'mkb', field 'term'", "is missing"),
        ("[mkb, ondernemer]", "mkb", "record 'mkb', field 'synonyms'", "must be a list"),
        ("ervaren", "x" * 61, "record 'niveau', field 'synonyms[1]'", "at most 60"),
        ("[ervaren]", "[]", "record 'niveau', field 'synonyms'", "one word alone"),
        ("ervaren", '"a\\u202eb"', "record 'niveau', field 'synonyms'", "invisible"),
        ("doc: plan", "doc: plann", "record 'mkb', field 'source[1].doc'", "plann"),
        ("[ervaren]", str([f"w{n}" for n in range(41)]), "field 'synonyms'", "at most 40"),
    ],
)
def test_fault_names_file_record_and_field(folder, before, after, place, message):
    folder.replace("synonyms.yaml", before, after)
    err = StringIO()
    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("load_launch_content", path=folder.path, stdout=StringIO(), stderr=err)
    found = [line for line in err.getvalue().splitlines() if place in line and message in line]
    assert found, err.getvalue()
    assert found[0].startswith("synonyms.yaml, ")


def test_id_used_in_both_files_is_a_fault(folder):
    (folder.path / "synonyms_general.yaml").write_text(CONTENT, encoding="utf-8")
    err = StringIO()
    with pytest.raises(CommandError):
        call_command("load_launch_content", path=folder.path, stdout=StringIO(), stderr=err)
    assert "this id is also used in synonyms.yaml" in err.getvalue()
