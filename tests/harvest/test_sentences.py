"""What a run says is kept in every language, and read in that of the reader."""

import pickle
from datetime import date, datetime
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from wagtail.users.models import UserProfile

from events.harvest.icalendar.pieces import as_refused
from events.recurrence.checking import check
from events.recurrence.schedule import Schedule, ScheduleError
from harvest import notices
from harvest.fetch_errors import FetchError, FetchFault
from harvest.models import Record, Run, Source
from harvest.running import harvest_source
from organisations.models import Membership
from publishing.models import NoticeMail
from publishing.notices.composing import compose
from publishing.sentences import Sentence, gettext, localised, ngettext
from tests.factories import MembershipFactory
from tests.harvest.notes_kind import feed, note

GONE = "There is nothing at this address any more (the server answered 404)."
GONE_NL = "Op dit adres staat niets meer (antwoord van de server: 404)."


def in_english(text: str) -> str:
    with translation.override("en"):
        return str(text)


class TestASentence:
    def test_is_said_again_in_another_language(self) -> None:
        sentence = gettext("It has become private.")
        assert sentence != "It has become private."
        assert in_english(sentence) == "It has become private."

    def test_is_said_with_what_was_filled_in(self) -> None:
        day = Sentence(partial(date_format, date(2027, 3, 1), "j F Y"))
        why = FetchError(FetchFault.TOO_MANY_REQUESTS)
        words = gettext("It cannot be read since %(day)s. %(message)s")
        sentence = words % {"day": day, "message": why}
        assert "1 maart 2027" in sentence
        assert in_english(sentence) == (
            "It cannot be read since 1 March 2027. The server asks us to come back later."
        )

    def test_is_said_with_its_number(self) -> None:
        words = ngettext("%(count)d event is live.", "%(count)d events are live.", 2)
        assert in_english(words % {"count": 2}) == "2 events are live."

    def test_goes_through_an_error(self) -> None:
        fault = ValidationError(gettext("It has no title."))
        assert in_english(fault.messages[0]) == "It has no title."

    def test_says_why_a_schedule_cannot_come_in(self) -> None:
        lesson = Schedule(datetime(2027, 3, 1, 9), datetime(2027, 2, 1, 10), "Europe/Amsterdam")
        with pytest.raises(ScheduleError) as fault:
            check(lesson, entered=False)
        assert in_english(as_refused(fault.value).reason) == "The end is before the start."

    def test_can_be_stored_elsewhere_too(self) -> None:
        again = pickle.loads(pickle.dumps(gettext("It has become private.")))
        assert in_english(again) == "It has become private."

    def test_says_in_which_language_it_is(self) -> None:
        with translation.override("en"):
            assert localised(gettext("It has become private.")).lang == "en"
            assert localised("Het is privé geworden.").lang == "nl"


@pytest.mark.django_db
class TestARun:
    def test_says_what_went_wrong_to_readers_of_both_languages(
        self, source: Source, partner_server: Any
    ) -> None:
        partner_server.answer("/notes", b"", status=404)
        harvest_source(source)
        run = source.runs.get()
        assert run.message.startswith(GONE_NL)
        assert in_english(run.message).startswith(GONE)

    def test_says_of_each_what_it_refused_and_what_is_to_note(
        self, source: Source, partner_server: Any
    ) -> None:
        partner_server.answer("/notes", feed(note("a"), note("a", "Twee keer")))
        harvest_source(source)
        [refused] = source.runs.get().refused
        assert in_english(refused["reason"]).startswith("Its identifier (UID) cannot be used")
        assert (refused["key"], refused["title"]) == ("a", "Twee keer")

    def test_says_why_a_record_is_not_here(self, source: Source, partner_server: Any) -> None:
        partner_server.answer("/notes", feed(note("a", "Lezing"), note("b", "Kerst")))
        harvest_source(source)
        source.rules.create(verb="exclude", where="title", words="kerst")
        partner_server.answer("/notes", feed(note("a", "Lezing"), note("b", "Kerst"), note("c")))
        harvest_source(source)
        record = Record.objects.get(state=Record.State.LEFT_OUT)
        assert in_english(record.note) == "not with title: kerst"

    def test_keeps_its_sentences_when_it_is_stored_anew(self, source: Source) -> None:
        run = source.runs.create(started_at=timezone.now(), notes=[gettext("It has no title.")])
        Run.objects.get(pk=run.pk).save()
        [said] = Run.objects.get(pk=run.pk).notes
        assert in_english(said) == "It has no title."

    def test_of_before_there_were_sentences_is_read_as_it_stands(self, source: Source) -> None:
        run = source.runs.create(started_at=timezone.now(), message="x", notes=["Was al zo."])
        with connection.cursor() as cursor:
            cursor.execute("UPDATE harvest_run SET message = 'Er ging iets mis.'")
        run.refresh_from_db()
        with translation.override("en"):
            assert (run.message, run.notes) == ("Er ging iets mis.", ["Was al zo."])

    def test_is_told_in_english_on_the_command_line(
        self, source: Source, partner_server: Any, capsys: Any
    ) -> None:
        partner_server.answer("/notes", b"", status=404)
        with pytest.raises(Exception, match="Failed"):
            call_command("harvest", str(source.pk))
        assert GONE in capsys.readouterr().out


@pytest.mark.django_db
class TestReaders:
    @pytest.fixture
    def owner(self, source: Source, partner_server: Any, client: Any) -> Any:
        """Somebody who reads English, and whose calendar cannot be read since some days."""
        partner_server.answer("/notes", b"", status=404)
        for _time in range(3):
            harvest_source(source)
        owner = MembershipFactory(organisation=source.organisation, role=Membership.Role.OWNER).user
        UserProfile.objects.create(user=owner, preferred_language="en")
        client.force_login(owner)
        return owner

    def page(self, source: Source, client: Any, language: str) -> str:
        with translation.override(language):
            address = reverse("harvest:source", args=[source.organisation_id, source.pk])
        return client.get(address).content.decode()

    def test_see_it_on_the_page_of_the_source(
        self, source: Source, owner: Any, client: Any
    ) -> None:
        source.runs.filter(pk=source.runs.first().pk).update(notes=["Was al zo."])
        english = self.page(source, client, "en")
        assert GONE in english and GONE_NL not in english
        assert '<span lang="nl">Was al zo.</span>' in english
        assert GONE_NL in self.page(source, client, "nl")

    def test_get_it_by_mail(self, source: Source, owner: Any) -> None:
        notices.keep_up()
        message = compose(NoticeMail.objects.get())
        assert message is not None and message.to == [owner.email]
        assert GONE in message.body and GONE_NL not in message.body
