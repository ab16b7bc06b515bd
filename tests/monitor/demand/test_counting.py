"""Searches that find too little are counted, and nobody's words before five asked the same."""

import itertools
import threading
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.urls import reverse
from hypothesis import example, given
from hypothesis import strategies as st

from monitor.demand import counting, once
from monitor.demand.asked import Asked, what_is_asked
from monitor.demand.forgetting import WEEKS_KEPT, forget_old
from monitor.demand.visitors import BUCKETS, bit_of
from monitor.models import DemandKey, SearchDemand
from monitor.models.search_demand import SearchDemandQuerySet
from search.asker import Asker
from search.query import SearchQuery
from tests.factories import OfferFactory, ProvinceFactory, SynonymSetFactory

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)
THRESHOLD = SearchDemand.THRESHOLD
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def monday(monkeypatch: Any) -> Callable[[date], None]:
    """Sets the day on which is counted."""

    def set_to(day: date) -> None:
        for module in (counting, forgetting):
            monkeypatch.setattr(module.timezone, "localdate", lambda *_args: day)

    from monitor.demand import forgetting

    set_to(MONDAY)
    return set_to


@pytest.fixture
def search(client: Any, index: Any, monday: Any) -> Callable[..., Any]:
    """A visitor's search in a catalogue of a course and two vouchers in Flevoland."""
    flevoland = ProvinceFactory(code="NL-FL", label="Flevoland")
    OfferFactory(title="Cursus programmeren", provinces=[flevoland])
    for number in range(3):
        OfferFactory(title=f"Voucher {number}", provinces=[flevoland])
    call_command("search_index", "rebuild", verbosity=0)

    visitors = (f"192.0.2.{number}" for number in itertools.count(1))

    def ask(address: str, visitor: str = "", **headers: str) -> Any:
        """Asked by a visitor who asked nothing before, unless one is named."""
        asked = f"{reverse('search:search')}?{address}"
        told = {"User-Agent": BROWSER, **headers}
        return client.get(asked, headers=told, REMOTE_ADDR=visitor or next(visitors))

    return ask


@pytest.fixture(autouse=True)
def _process_that_just_began() -> None:
    once.forget_all()
    counting._tell_of_full.cache_clear()


@pytest.fixture(autouse=True)
def bucket_of(monkeypatch: Any) -> Callable[..., int]:
    """Every visitor has a bucket to themselves here; gives the function that chance works in."""
    taken: dict[str, dict[bytes, int]] = {}

    def own_bucket(asker: Asker, asked: Asked, secret: str) -> int:
        of_question = taken.setdefault(asked.digest(secret), {})
        return 1 << of_question.setdefault(asker.mark(b""), len(of_question))

    monkeypatch.setattr(counting, "bit_of", own_bucket)
    return bit_of


def rows() -> list[tuple[Any, ...]]:
    names = ("searches", "without_result", "words", "places", "kinds")
    return list(SearchDemand.objects.order_by("pk").values_list(*names))


class TestWhatIsCounted:
    def test_a_search_without_a_result_and_one_that_finds_little(self, search: Any) -> None:
        assert search("q=kwantumcomputers").status_code == 200
        search("q=programmeren")
        assert [row[:2] for row in rows()] == [(1, 1), (1, 0)]

    def test_not_one_that_finds_enough(self, search: Any) -> None:
        assert "3 resultaten" in search("q=voucher").text
        assert rows() == []

    def test_what_lacks_a_word_of_the_question_is_no_answer_to_it(self, search: Any) -> None:
        assert "3 resultaten" in search("q=voucher+kwantumcomputers").text
        OfferFactory(title="Kwantum")
        call_command("search_index", "rebuild", verbosity=0)
        assert "resultaten" in search("q=voucher+kwantum").text
        assert [row[:2] for row in rows()] == [(1, 1), (1, 1)]

    def test_the_json_as_the_page_but_no_feed_and_no_file(self, search: Any) -> None:
        for name in ("atom", "csv", "xlsx"):
            assert search(f"q=kwantumcomputers&format={name}").status_code == 200
        assert rows() == []
        search("q=kwantumcomputers&format=json")
        assert len(rows()) == 1

    @pytest.mark.parametrize(
        "headers",
        [
            {"Sec-Purpose": "prefetch;prerender"},
            {"Purpose": "prefetch"},
            {"User-Agent": "Mozilla/5.0 (compatible; Examplebot/2.1)"},
            {"User-Agent": "Mozilla/5.0 (X11) AppleWebKit/537.36 HeadlessChrome/140.0.0.0"},
            {"User-Agent": "Mozilla/5.0 (X11) Example/1.0 (+https://example.org/about)"},
            {"User-Agent": "facebookexternalhit/1.1"},
            {"User-Agent": "curl/8.14.1"},
            {"User-Agent": ""},
        ],
    )
    def test_nobody_who_only_looks_ahead_and_no_program(
        self, search: Any, headers: dict[str, str]
    ) -> None:
        search("q=kwantumcomputers", **headers)
        assert rows() == []

    def test_no_question_for_the_head_alone(self, search: Any, client: Any) -> None:
        client.head(f"{reverse('search:search')}?q=kwantumcomputers")
        assert rows() == []

    def test_no_suggestion_while_somebody_types(self, search: Any, client: Any) -> None:
        client.get(f"{reverse('search:suggestions')}?q=kwantumcomputers")
        assert rows() == []

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("q=kwantum+computers&province=NL-FL", "q=kwantum+computers"),
            ("q=kwantum+programmeren", "q=programmeren"),
            ("q=kwantumcomputers", "q=kwantumcomputers"),
        ],
    )
    def test_a_way_out_that_the_site_offers_does_not_count_again(
        self, search: Any, before: str, after: str
    ) -> None:
        page = f"http://testserver{reverse('search:search')}?{before}"
        search(after, Referer=page)
        assert rows() == []

    def test_a_curator_who_looks_what_there_is_now_does_not_count(self, search: Any) -> None:
        search("q=kwantumcomputers", Referer="http://testserver/beheer/vraag/")
        assert rows() == []

    @pytest.mark.parametrize(
        "page",
        [
            "http://testserver/zoeken/?q=programmeren",
            "http://testserver/zoeken/?q=kwantumcomputers",
            "http://elsewhere.example/zoeken/?q=kwantumcomputers&province=NL-FL",
            "http://[",
        ],
    )
    def test_a_new_question_on_the_same_page_does(self, search: Any, page: str) -> None:
        search("q=kwantumcomputers&province=NL-FL", Referer=page)
        assert len(rows()) == 1

    def test_nothing_under_filters_that_may_be_the_cause(self, search: Any) -> None:
        ProvinceFactory(code="NL-ZE")
        search("q=voucher&mode=online")
        search("q=voucher&from=2026-01-01")
        assert rows() == []
        search("q=voucher&province=NL-ZE&kind=offer")
        assert len(rows()) == 1

    def test_words_in_any_order_form_and_case_are_the_same(self, search: Any) -> None:
        for words in ("kwantum computers", "de Computer kwantum", "KWANTUM, computers!"):
            search(f"q={words}")
        assert [row[0] for row in rows()] == [3]


class TestWhatIsNeverCounted:
    @pytest.mark.parametrize(
        "text",
        [
            "jan@example.org",
            "jan\uff20voorbeeld.nl",
            "jan voorbeeld\uff0enl",
            "jan jansen gmail.com",
            "jan jansen gmail com",
            "j.jansen",
            "jan (at) gmail.com",
            "jan [ at ] voorbeeld",
            "jan at voorbeeld punt nl",
            "jan apenstaartje voorbeeld",
            "mailto:jan",
            "jan at example https://example.org/jan",
            "www.example.org",
            "06 12345678",
            "cursus 123 45 67 89",
            "1234 AB",
            "kerkstraat 123",
            "tel ٠٦١٢٣",
            "cursus " + "a" * 31,
            "mijn buurvrouw Annie Jansen zoekt heel graag werk",
        ],
    )
    def test_what_may_be_about_somebody(self, text: str) -> None:
        assert what_is_asked(SearchQuery(text=text)) is None

    @pytest.mark.parametrize("text", ["mbo 4", "kids 4 twente", "industrie 4.0", "c++", "IT"])
    def test_a_small_number_is_a_word_as_others(self, text: str) -> None:
        assert what_is_asked(SearchQuery(text=text)) is not None

    @pytest.mark.parametrize("text", ["asp.net core", ".net", "node.js", "m.b.v. ai", "d.m.v."])
    def test_a_name_with_a_point_is_no_address(self, text: str) -> None:
        assert what_is_asked(SearchQuery(text=text)) is not None

    def test_words_that_say_nothing(self) -> None:
        assert what_is_asked(SearchQuery(text="de het een")) is None

    @given(st.text(max_size=200))
    @example("\x00")
    @example("\\" * 3)
    @example("İ" * 30)
    @example("0¼")
    @example("ﷺ" * 30)
    def test_no_text_is_a_fault_or_leaves_more_than_a_row_holds(self, text: str) -> None:
        asked = what_is_asked(SearchQuery(text=text))
        if asked is not None:
            assert len(asked.words) <= 200
            assert sum(char.isdigit() for char in asked.words) <= 2
            assert asked.words.casefold() == asked.words
            assert "@" not in asked.words


class TestWordsThatAreWritten:
    """Those of the search that reaches the threshold, so that supply answers what was asked."""

    @pytest.mark.parametrize(
        ("text", "written"),
        [
            ("werkgever", "werkgever"),
            ("de data van mijn Apps", "data apps"),
            ("Machine learning", "machine learning"),
            ("Coöperatie voor Regio", "cooperatie regio"),
            ("Python in Dronten", "python in dronten"),
            ("werk Bergen op Zoom", "werk bergen op zoom"),
            ("regio's bij Zwolle", "regio's bij zwolle"),
            ("C++ en .NET", "c++ .net"),
        ],
    )
    def test_are_known_to_people_and_to_search(self, text: str, written: str) -> None:
        asked = what_is_asked(SearchQuery(text=text))
        assert asked is not None
        assert asked.words == written

    def test_keep_the_small_words_of_a_phrase_that_curators_know(self) -> None:
        SynonymSetFactory(term="dei", synonyms=["D&I", "in dienst nemen"])
        for text, written in (("de D&I", "d i"), ("Hulp in dienst nemen", "hulp in dienst nemen")):
            asked = what_is_asked(SearchQuery(text=text))
            assert asked is not None
            assert asked.words == written

    def test_play_no_part_in_what_is_the_same(self) -> None:
        one, other = (
            what_is_asked(SearchQuery(text=text)) for text in ("data werkgever", "Werkgevers, data")
        )
        assert one is not None
        assert other is not None
        assert one.words != other.words
        assert one == other
        assert repr(one) == repr(other)
        assert one.digest("secret") == other.digest("secret")

    @given(st.lists(st.sampled_from(["in", "bergen", "op", "zoom", "den", "de", "haag", "apps"])))
    def test_mean_the_same_when_they_are_read_again(self, typed: list[str]) -> None:
        asked = what_is_asked(SearchQuery(text=" ".join(typed)))
        if asked is not None:
            again = what_is_asked(SearchQuery(text=asked.words))
            assert again is not None
            assert len(again.words) <= len(asked.words)


class TestTheThreshold:
    def test_words_are_written_with_the_fifth_search_and_not_before(self, search: Any) -> None:
        for _time in range(THRESHOLD - 1):
            search("q=kwantumcomputers&province=NL-FL&kind=offer")
        assert rows() == [(THRESHOLD - 1, THRESHOLD - 1, "", "", "")]
        search("q=kwantumcomputers&province=NL-FL&kind=offer")
        assert rows() == [(5, 5, "kwantumcomputers", "province=NL-FL", "offer")]
        search("q=kwantumcomputer&province=NL-FL&kind=offer")
        assert rows() == [(6, 6, "kwantumcomputer", "province=NL-FL", "offer")]

    def test_below_it_no_column_and_no_log_holds_what_was_asked(
        self, search: Any, caplog: Any
    ) -> None:
        for _time in range(THRESHOLD - 1):
            search("q=kwantumcomputers&province=NL-FL")
        (row,) = SearchDemand.objects.values()
        kept = f"{row} {caplog.text}"
        assert not any(word in kept for word in ("kwantum", "NL-FL", "192.0.2."))
        assert {type(value) for value in row.values()} <= {int, str, date}

    def test_without_the_key_nobody_can_try_out_words(self, settings: Any) -> None:
        asked = what_is_asked(SearchQuery(text="kwantumcomputers"))
        assert asked is not None
        in_one_week = asked.digest("secret of one week")
        assert asked.digest("secret of the next") != in_one_week
        settings.SECRET_KEY = "another installation"
        assert asked.digest("secret of one week") != in_one_week

    def test_the_same_question_does_not_look_the_same_in_two_weeks(
        self, search: Any, monday: Any
    ) -> None:
        search("q=kwantumcomputers")
        monday(MONDAY + timedelta(weeks=1))
        search("q=kwantumcomputers")
        assert len(set(SearchDemand.objects.values_list("digest", flat=True))) == 2

    def test_a_row_says_the_week_and_no_day_of_it(self, search: Any, monday: Any) -> None:
        monday(MONDAY + timedelta(days=6))
        search("q=kwantumcomputers")
        assert SearchDemand.objects.get().week == MONDAY


class TestOnePerson:
    """Who asks the same again is no second person, as far as can be told without keeping who."""

    @pytest.mark.parametrize(
        ("first", "again"),
        [
            ("198.51.100.7", "198.51.100.7"),
            # One household.
            ("2001:db8:1:2::1", "2001:db8:1:2:aaaa::9"),
            ("198.51.100.7", "::ffff:198.51.100.7"),
        ],
    )
    def test_counts_once_however_often_they_ask(self, search: Any, first: str, again: str) -> None:
        search("q=kwantumcomputers", visitor=first)
        for _time in range(THRESHOLD):
            search("q=kwantumcomputer", visitor=again)
        assert rows() == [(1, 1, "", "", "")]

    @pytest.mark.parametrize("other", ["198.51.100.8", "::ffff:198.51.100.8", "2001:db8::1"])
    def test_somebody_else_counts(self, search: Any, other: str) -> None:
        search("q=kwantumcomputers", visitor="198.51.100.7")
        search("q=kwantumcomputers", visitor=other)
        assert [row[0] for row in rows()] == [2]

    def test_counts_for_another_question_and_in_another_week(
        self, search: Any, monday: Any
    ) -> None:
        for day in (MONDAY, MONDAY + timedelta(days=6), MONDAY + timedelta(days=7)):
            monday(day)
            for words in ("kwantumcomputers", "kwantumcomputers&kind=offer"):
                search(f"q={words}", visitor="198.51.100.7")
        assert [row[0] for row in rows()] == [1] * 4

    def test_is_known_by_the_address_that_the_own_proxy_saw(
        self, search: Any, settings: Any
    ) -> None:
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        for written_by_oneself in ("203.0.113.1", "203.0.113.2"):
            told = f"{written_by_oneself}, 198.51.100.7"
            search("q=kwantumcomputers", **{"X-Forwarded-For": told})
        assert [row[0] for row in rows()] == [1]

    def test_an_address_that_nobody_can_read_breaks_no_search(
        self, search: Any, settings: Any
    ) -> None:
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
        for _time in range(2):
            answer = search("q=kwantumcomputers", **{"X-Forwarded-For": "198.51.100.7"})
            assert answer.status_code == 200
        assert [row[0] for row in rows()] == [1]

    def test_what_is_remembered_holds_no_address_and_no_word(self, search: Any) -> None:
        search("q=kwantumcomputers", visitor="198.51.100.7")
        (told,) = once._counted
        assert len(told) == 32
        assert b"198.51.100.7" not in told
        assert b"kwantum" not in told

    def test_only_so_much_is_remembered(self, search: Any, monkeypatch: Any) -> None:
        monkeypatch.setattr(once, "MOST_REMEMBERED", 2)
        for words in ("kwantumcomputers", "blockchain", "metaverse"):
            search(f"q={words}", visitor="198.51.100.7")
        assert len(once._counted) == 2
        search("q=metaverse", visitor="198.51.100.7")
        assert sum(row[0] for row in rows()) == 3


class TestDifferentVisitors:
    """The threshold is five of them, however many processes the site has."""

    ASKED = Asked("kwantumcomputer")

    def test_one_who_asks_in_every_process_counts_once(self, search: Any) -> None:
        for _process in range(2 * THRESHOLD):
            once.forget_all()
            search("q=kwantumcomputers", visitor="198.51.100.7")
        assert rows() == [(1, 1, "", "", "")]

    def test_five_are_enough_and_then_nothing_is_left_of_who_asked(self, search: Any) -> None:
        kept = []
        for number in range(THRESHOLD):
            once.forget_all()
            search("q=kwantumcomputers", visitor=f"198.51.100.{number}")
            kept.append(SearchDemand.objects.get().visitors.bit_count())
        assert kept == [1, 2, 3, 4, 0]
        assert rows() == [(5, 5, "kwantumcomputers", "", "")]
        search("q=kwantumcomputers")
        assert (rows()[0][0], SearchDemand.objects.get().visitors) == (6, 0)

    def test_who_shares_a_bucket_is_rather_left_out_than_counted_twice(
        self, search: Any, monkeypatch: Any
    ) -> None:
        monkeypatch.setattr(counting, "bit_of", lambda *_args: 1 << (BUCKETS - 1))
        for _visitor in range(THRESHOLD):
            search("q=kwantumcomputers")
        assert rows() == [(1, 1, "", "", "")]

    def test_a_bucket_holds_many_and_all_are_used(self, bucket_of: Any) -> None:
        asked = self.ASKED
        found = [bucket_of(Asker(f"192.0.2.{number}"), asked, "key") for number in range(1_000)]
        assert set(found) == {1 << number for number in range(BUCKETS)}
        assert bucket_of(Asker("192.0.2.7"), asked, "key") == found[7]

    def test_another_week_or_question_puts_the_same_visitors_together_otherwise(
        self, bucket_of: Any, settings: Any
    ) -> None:
        def buckets(asked: Asked, secret: str) -> list[int]:
            return [bucket_of(Asker(f"{number}"), asked, secret) for number in range(50)]

        before = buckets(self.ASKED, "key")
        assert buckets(self.ASKED, "of the next week") != before
        assert buckets(Asked("blockchain"), "key") != before
        settings.SECRET_KEY = "another installation"
        assert buckets(self.ASKED, "key") != before


class TestForgetting:
    def test_what_few_asked_goes_after_its_week_with_the_key(
        self, search: Any, monday: Any
    ) -> None:
        for _time in range(THRESHOLD):
            search("q=kwantumcomputers")
        search("q=blockchain")
        monday(MONDAY + timedelta(days=6))
        assert forget_old() == ""
        assert len(rows()) == 2
        monday(MONDAY + timedelta(days=7))
        assert forget_old() == "1 forgotten"
        assert [row[2] for row in rows()] == ["kwantumcomputers"]
        assert not DemandKey.objects.exists()
        assert forget_old() == ""

    def test_after_two_years_everything(self, search: Any, monday: Any) -> None:
        for _time in range(THRESHOLD):
            search("q=kwantumcomputers")
        monday(MONDAY + timedelta(weeks=WEEKS_KEPT))
        forget_old()
        assert rows()
        monday(MONDAY + timedelta(weeks=WEEKS_KEPT + 1))
        forget_old()
        assert not rows()


class TestItHarmsNobody:
    def test_a_fault_of_the_database_does_not_break_a_search(
        self, search: Any, monkeypatch: Any, caplog: Any
    ) -> None:
        def fails(*_args: Any, **_kwargs: Any) -> None:
            raise DatabaseError("disk is full")

        monkeypatch.setattr(SearchDemand.objects, "filter", fails)
        assert search("q=kwantumcomputers").status_code == 200
        assert "was not counted" in caplog.text
        assert "kwantum" not in caplog.text

    def test_a_full_week_lets_go_of_what_was_asked_least_and_longest_ago(
        self, search: Any, monkeypatch: Any, caplog: Any
    ) -> None:
        monkeypatch.setattr(SearchDemand, "MOST_A_WEEK", 3)
        for words in ("kwantumcomputers", "blockchain", "blockchain", "metaverse"):
            search(f"q={words}")
        for words in ("drones", "robotica", "robotica"):
            search(f"q={words}")
        assert [row[0] for row in rows()] == [2, 1, 2]
        assert caplog.text.count("let go of") == 1
        assert "robotica" not in caplog.text

    def test_a_full_week_keeps_what_reached_the_threshold(
        self, search: Any, monkeypatch: Any
    ) -> None:
        monkeypatch.setattr(SearchDemand, "MOST_A_WEEK", 1)
        for _time in range(THRESHOLD):
            search("q=kwantumcomputers")
        search("q=blockchain")
        assert [row[2] for row in rows()] == ["kwantumcomputers"]

    def test_a_search_that_finds_enough_asks_nothing_more(
        self, search: Any, django_assert_num_queries: Any
    ) -> None:
        query = SearchQuery(text="voucher")
        with django_assert_num_queries(0):
            counting.note(query, total=counting.THIN, asker=Asker("one"))

    def test_one_that_does_not_changes_one_row(
        self, search: Any, django_assert_num_queries: Any
    ) -> None:
        query = SearchQuery(text="kwantumcomputers")
        counting.note(query, total=0, asker=Asker("one"))
        # The stamp of the vocabulary, which a request asks for anyway; then begin, the key, whether
        # there is a row, the row, end.
        with django_assert_num_queries(6) as queries:
            counting.note(query, total=0, asker=Asker("another"))
        assert [
            q["sql"] for q in queries if q["sql"].startswith(("UPDATE", "INSERT"))
        ].__len__() == 1


class TestProcessesAtOnce:
    """Another process counts the same question between two steps of this one."""

    @pytest.fixture
    def asked(self) -> Asked:
        return Asked("kwantumcomputer", words="kwantumcomputers")

    def test_both_are_the_first(self, asked: Asked, monkeypatch: Any) -> None:
        counting.count(asked, Asker("one"), MONDAY, in_vain=True)
        monkeypatch.setattr(SearchDemandQuerySet, "exists", lambda _rows: False)
        counting.count(asked, Asker("two"), MONDAY, in_vain=False)
        assert rows() == [(2, 1, "", "", "")]

    @pytest.mark.parametrize(
        ("other", "counted"),
        [("another", (5, 5, "kwantumcomputers", "", "")), ("the fourth", (4, 4, "", "", ""))],
    )
    def test_the_other_one_is_the_fifth_unless_it_counts_the_same_visitor(
        self, asked: Asked, monkeypatch: Any, other: str, counted: tuple[Any, ...]
    ) -> None:
        for number in range(THRESHOLD - 2):
            counting.count(asked, Asker(f"{number}"), MONDAY, in_vain=True)
        update = SearchDemandQuerySet.update

        def after_another(self: Any, **changes: Any) -> int:
            monkeypatch.setattr(SearchDemandQuerySet, "update", update)
            counting.count(asked, Asker(other), MONDAY, in_vain=True)
            return update(self, **changes)

        monkeypatch.setattr(SearchDemandQuerySet, "update", after_another)
        counting.count(asked, Asker("the fourth"), MONDAY, in_vain=True)
        assert rows() == [counted]

    def test_the_key_of_the_week_is_one_for_all(self, asked: Asked) -> None:
        counting.count(asked, Asker("one"), MONDAY, in_vain=True)
        counting.count(Asked("blockchain"), Asker("one"), MONDAY, in_vain=True)
        assert DemandKey.objects.count() == 1

    def test_in_a_thread_it_is_counted_too(self, asked: Asked, settings: Any) -> None:
        settings.DEMAND_COUNTED_LATER = True
        left = threading.BoundedSemaphore(1)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(counting, "_room", left)
            # What runs in the thread is counted in the tests above; here it only takes its turn.
            done = threading.Event()
            patch.setattr(counting, "_count_in_thread", lambda *_args: done.set())
            counting.note(SearchQuery(text="kwantumcomputers"), total=0, asker=Asker("one"))
            assert done.wait(10)
            done.clear()
            # The first gave no room back, so that the next is left out and waits for nobody.
            counting.note(SearchQuery(text="kwantumcomputers"), total=0, asker=Asker("two"))
            assert not done.is_set()
