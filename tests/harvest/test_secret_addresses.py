"""Addresses of calendars hold tokens: sealed in the database, and never shown whole."""

import logging
from io import StringIO

import pytest
from django.core import serializers
from django.core.exceptions import FieldError, ValidationError
from django.core.management import CommandError, call_command
from django.db import connection

from harvest.models import Source
from harvest.secret_addresses import shown, validate_address
from tests.factories import OrganisationFactory

GOOGLE = (
    "https://calendar.google.com/calendar/ical/jan.jansen%40gmail.com/"
    "private-0123456789abcdef0123456789abcdef/basic.ics"
)


@pytest.fixture
def source(db) -> Source:
    return Source.objects.create(
        organisation=OrganisationFactory(), name="Agenda", kind="icalendar", address=GOOGLE
    )


def stored(source: Source) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT address FROM harvest_source WHERE id = %s", [source.pk])
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (GOOGLE, "https://calendar.google.com/calendar/ical/…/…/basic.ics"),
        (
            "https://outlook.office365.com/owa/calendar/0a1b2c@school.nl/9f8e7d6c5b4a/calendar.ics",
            "https://outlook.office365.com/owa/calendar/…/…/calendar.ics",
        ),
        (
            "https://www.school.nl/agenda/?ical=1&sleutel=geheim",
            "https://www.school.nl/agenda/?…",
        ),
        ("webcal://p01.icloud.com/published/2/MTIzNDU2Nzg5", "webcal://p01.icloud.com/published/2/…"),
        ("https://cloud.nl/public-calendars/f8Jq2LxPz9?export", "https://cloud.nl/public-calendars/…?…"),
        ("https://cloud.nl/f8Jq2LxPz9.ics", "https://cloud.nl/….ics"),
        ("https://jan:geheim@school.nl/agenda", "https://school.nl/agenda"),
        ("https://www.school.nl/open-dagen/2026/agenda.ics#geheim", "https://www.school.nl/open-dagen/2026/agenda.ics"),
        ("no address", "…"),
        ("http://[", "…"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_may_be_shown_of_an_address(address, expected):
    assert shown(address) == expected


def test_the_database_holds_nothing_of_it_in_clear(source):
    assert "google" not in stored(source)
    assert Source.objects.get(pk=source.pk).address == GOOGLE


def test_an_address_cannot_be_searched_for(source):
    with pytest.raises(FieldError):
        Source.objects.filter(address=GOOGLE).exists()
    with pytest.raises(FieldError):
        Source.objects.filter(address__contains="google").exists()


def test_an_error_report_and_a_dump_do_not_give_it_away(source, caplog):
    fresh = Source.objects.get(pk=source.pk)
    logging.getLogger("harvest").error("at %r", {"address": fresh.address})
    assert "0123456789abcdef" not in caplog.text + repr(source.address) + repr(fresh)
    dumped = serializers.serialize("json", [fresh])
    assert "0123456789abcdef" not in dumped
    assert next(serializers.deserialize("json", dumped)).object.address == GOOGLE


def test_another_secret_key_still_opens_what_an_earlier_one_sealed(source, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-" + "y" * 50
    fresh = Source.objects.get(pk=source.pk)
    assert fresh.address == GOOGLE
    fresh.save()
    settings.SECRET_KEY_FALLBACKS = []
    assert Source.objects.get(pk=source.pk).address == GOOGLE


def test_what_no_key_opens_reads_as_empty_and_is_not_lost_by_saving(source, settings):
    before, key = stored(source), settings.SECRET_KEY
    settings.SECRET_KEY = "another-" + "y" * 50
    fresh = Source.objects.get(pk=source.pk)
    assert fresh.address == ""
    fresh.save()
    assert stored(source) == before
    settings.SECRET_KEY = key
    assert Source.objects.get(pk=source.pk).address == GOOGLE


def test_after_a_new_key_all_addresses_are_sealed_with_it(source, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-" + "y" * 50
    call_command("seal_addresses", stdout=StringIO())
    settings.SECRET_KEY_FALLBACKS = []
    assert Source.objects.get(pk=source.pk).address == GOOGLE


def test_addresses_that_no_key_opens_are_told_and_left(source, settings):
    before = stored(source)
    settings.SECRET_KEY = "another-" + "y" * 50
    with pytest.raises(CommandError, match="1 addresses"):
        call_command("seal_addresses", stdout=StringIO())
    assert stored(source) == before


@pytest.mark.parametrize("address", ["https://jan:geheim@school.nl/", "https://jan@school.nl/"])
def test_an_address_with_a_login_is_refused_with_a_sentence(address):
    with pytest.raises(ValidationError) as caught:
        validate_address(address)
    assert caught.value.code == "login"
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("address", ["ftp://school.nl/", "school.nl/agenda", "https://", "x"])
def test_what_is_no_address_of_the_web_is_refused(address):
    with pytest.raises(ValidationError, match="http"):
        validate_address(address)


def test_an_address_of_a_calendar_program_is_taken():
    validate_address("webcal://school.nl/agenda.ics")
