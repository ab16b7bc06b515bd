"""Signs that no database keeps cost nothing but themselves."""

import pytest

from harvest.kinds import Kind
from harvest.models import Record, Source
from harvest.reading import read_content
from harvest.records import Content, Reading, ReadRecord, RefusedRecord
from tests.factories import OrganisationFactory

HALF = "\ud83d"


def reader_of(reading: Reading) -> Kind:

    return Kind("notes", "Notes", "", read=lambda content, options: reading, keeper=None)  # type: ignore[arg-type]


@pytest.fixture
def source(db) -> Source:
    return Source.objects.create(organisation=OrganisationFactory(), name="A", kind="notes")


def test_what_was_read_can_be_stored(source):
    values = {"title": f"A{HALF}\x00", "categories": [f"\x00c{HALF}"], "changes": [{"note": HALF}]}
    told = Reading(
        records=(ReadRecord(key=f"k\x00{HALF}", title=f"é\x00{HALF}", values=values),),
        refused=(RefusedRecord(reason=f"r{HALF}", key="\x00", title=f"t{HALF}"),),
        notes=(f"n{HALF}",),
    )
    reading = read_content(source, reader_of(told), Content(b""))
    [record] = reading.records
    assert (record.key, record.title) == ("k", "é")
    assert record.values == {"title": "A", "categories": ["c"], "changes": [{"note": ""}]}
    assert (reading.refused[0].reason, reading.refused[0].title) == ("r", "t")
    assert reading.notes == ("n",)
    assert record.fingerprint
    Record.objects.create(
        source=source, key=record.key, title=record.title, values=dict(record.values)
    )


def test_a_record_without_such_signs_stays_the_same(source):
    record = ReadRecord(key="k", title="Café 🎉", values={"title": "Café 🎉", "all_day": False})
    reading = read_content(source, reader_of(Reading(records=(record,))), Content(b""))
    assert reading.records[0] is record
