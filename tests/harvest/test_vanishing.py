"""What is not in the feed any more: nothing is deleted, and little is withdrawn."""

import pytest

from harvest.models import Record, Run, Source
from harvest.running import harvest_source
from initiatives.models import Initiative
from tests.harvest.notes_kind import feed, note, notes

State, Outcome = Record.State, Run.Outcome


@pytest.fixture
def run(source, partner_server):
    def go(*lines: str, ends: bool = True) -> Run:
        partner_server.answer("/notes", feed(*lines, ends=ends))
        return harvest_source(Source.objects.get(pk=source.pk))

    return go


@pytest.fixture
def retired(notes_kind):
    return notes_kind.keeper.retired


def states() -> dict[str, str]:
    return dict(Record.objects.values_list("key", "state"))


def item(key: str) -> int | None:
    return Record.objects.get(key=key).item_pk


def test_what_is_over_is_archived(run, retired):
    run(note("a"), note("b"))
    Record.objects.filter(key="a").update(last_end="2020-01-01T12:00Z")
    assert run(note("b")).counts["past"] == 1
    assert states()["a"] == State.PAST
    assert retired == [("a", State.PAST)]


def test_what_lies_after_all_that_the_feed_shows_is_kept(run, retired):
    run(note("a", days=5), note("b", days=40))
    assert run(note("a", days=5)).counts["outside"] == 1
    assert states()["b"] == State.OUTSIDE
    assert retired == []


def test_what_has_a_new_identifier_and_the_same_page_goes_on(run):
    run(note("a", days=5, address="https://x.nl/1"), note("b", days=20))
    before = item("a")
    run_row = run(note("z", "Verzet", days=12, address="https://x.nl/1/"), note("b", days=20))
    assert run_row.counts["moved"] == 1
    assert item("z") == before
    assert Initiative.objects.get(pk=before).title == "Verzet"
    assert "a" not in states()


def test_a_page_of_its_own_says_more_than_where_the_feed_ends(run):
    run(note("a", days=30, address="https://x.nl/1"), note("b", days=20))
    before = item("a")
    run(note("z", "Vervroegd", days=12, address="https://x.nl/1"), note("b", days=20))
    assert item("z") == before


def test_an_address_that_all_share_says_nothing(run):
    same = "https://x.nl/agenda"
    run(note("a", "Een", days=5, address=same), note("b", "Twee", days=20, address=same))
    run(note("z", "Drie", days=12, address=same), note("b", "Twee", days=20, address=same))
    assert states() == {"a": State.MISSING, "b": State.CURRENT, "z": State.CURRENT}


def test_what_has_a_new_identifier_and_the_same_title_near_by_goes_on(run):
    run(note("a", "Digicafé", days=5), note("b", days=20))
    before = item("a")
    assert run(note("z", "DIGICAFE", days=9), note("b", days=20)).counts["moved"] == 1
    assert item("z") == before


@pytest.mark.parametrize(
    "other",
    [
        note("z", "Digicafé", days=15),  # too far away
        note("z", "Kookcafé", days=6),  # another title
    ],
)
def test_what_looks_too_little_alike_is_missing_and_new(run, other):
    run(note("a", "Digicafé", days=5), note("b", days=20))
    run(other, note("b", days=20))
    assert states() == {"a": State.MISSING, "b": State.CURRENT, "z": State.CURRENT}


def test_a_title_that_comes_each_week_says_nothing(run):
    weekly = [note(f"w{day}", "Spreekuur", days=day) for day in (5, 12, 19)]
    run(*weekly)
    run(weekly[0], note("w13", "Spreekuur", days=13), weekly[2])
    assert states()["w12"] == State.MISSING
    assert states()["w13"] == State.CURRENT


def test_what_is_missing_stays_and_is_counted_in_every_good_run(run, retired):
    run(*notes(4))
    run(*notes(4)[1:])
    assert states()["n1"] == State.MISSING
    run(*notes(4)[1:])
    run("#changed", *notes(4)[1:])
    record = Record.objects.get(key="n1")
    assert record.missing_runs == 3
    assert record.last_seen_at
    assert retired == [("n1", State.MISSING)]
    assert Initiative.objects.get(pk=record.item_pk).live


def test_what_comes_back_is_as_before(run):
    run(*notes(4))
    before = item("n1")
    run(*notes(4)[1:])
    assert run(*notes(4)).counts["returned"] == 1
    record = Record.objects.get(key="n1")
    assert (record.state, record.item_pk, record.missing_runs) == (State.CURRENT, before, 0)


def test_what_becomes_private_is_withdrawn(run, retired):
    run(*notes(4))
    run("~n1", *notes(4)[1:])
    assert retired == [("n1", State.WITHDRAWN)]


class TestBrakes:
    def test_many_gone_at_once_stop_the_run(self, run, source, retired):
        run(*notes(20))
        stopped = run(*notes(20)[6:], note("new"))
        assert (stopped.outcome, stopped.code) == (Outcome.STOPPED, "shrinking")
        assert set(states().values()) == {State.CURRENT}
        assert "new" not in states()
        assert retired == []
        source.refresh_from_db()
        assert source.state == Source.State.BLOCKED

    @pytest.mark.parametrize(("of", "gone"), [(20, 5), (30, 6)])
    def test_a_few_do_not(self, run, of, gone):
        run(*notes(of))
        assert run(*notes(of)[gone:]).counts["missing"] == gone

    def test_at_the_end_of_the_feed_counts_too(self, run):
        run(*notes(20))
        assert run(*notes(20)[:10]).outcome == Outcome.STOPPED

    def test_what_is_over_does_not_count(self, run):
        run(*notes(20))
        Record.objects.exclude(key__in=["n19", "n20"]).update(last_end="2020-01-01T12:00Z")
        assert run(*notes(20)[18:]).counts["past"] == 18

    def test_an_empty_calendar_stops_the_run(self, run, source):
        run(*notes(2))
        stopped = run()
        assert (stopped.outcome, stopped.code) == (Outcome.STOPPED, "empty")
        assert set(states().values()) == {State.CURRENT}

    def test_an_empty_calendar_is_good_where_everything_is_over(self, run):
        run(*notes(2))
        Record.objects.update(last_end="2020-01-01T12:00Z")
        assert run().outcome == Outcome.GOOD
        assert set(states().values()) == {State.PAST}

    def test_a_file_that_was_cut_off_adds_and_changes_and_withdraws_nothing(self, run):
        run(*notes(3))
        stopped = run(note("n1", "Anders", days=3), note("new"), ends=False)
        assert (stopped.outcome, stopped.code) == (Outcome.STOPPED, "incomplete")
        assert (stopped.counts["new"], stopped.counts["changed"]) == (1, 1)
        assert set(states().values()) == {State.CURRENT}

    def test_half_a_file_takes_nothing_for_something_else(self, run):
        run(note("a", "Inloop", place="Assen"), note("b", "Inloop", place="Emmen"))
        run(note("a", "Inloop", place="Assen"), note("c", "Inloop", place="Hoogeveen"), ends=False)
        assert set(states()) == {"a", "b", "c"}

    def test_a_run_that_was_stopped_does_not_count_as_good(self, run):
        run(*notes(20))
        run(*notes(20)[1:])
        run(*notes(20)[10:])
        assert Record.objects.get(key="n1").missing_runs == 1

    def test_a_sign_in_page_stops_the_run(self, run, source):
        run(*notes(3))
        stopped = run("<html>Log in")
        assert (stopped.outcome, stopped.code) == (Outcome.STOPPED, "web_page")
        assert set(states().values()) == {State.CURRENT}
        source.refresh_from_db()
        assert source.failures == 1

    def test_a_feed_that_is_whole_again_goes_on_by_itself(self, run, source):
        run(*notes(20))
        run(*notes(20)[10:])
        assert run(*notes(20), note("new", days=2)).counts["new"] == 1
        source.refresh_from_db()
        assert source.state == Source.State.ACTIVE

    def test_after_a_person_said_yes_what_is_gone_is_withdrawn(self, run, source, retired):
        run(*notes(20))
        run(*notes(20)[10:])
        Source.objects.update(may_shrink=True)
        done = run("#again", *notes(20)[10:])
        assert done.counts["withdrawn"] == 10
        assert ("n1", State.WITHDRAWN) in retired
        source.refresh_from_db()
        assert (source.may_shrink, source.state) == (False, Source.State.ACTIVE)


class TestIdentifiersThatChange:
    def lines(self, stamp: str) -> list[str]:
        return [note(f"{stamp}{n}", f"Les {n % 4}", days=n + 2) for n in range(12)]

    def test_nothing_is_doubled_and_nothing_written_to_the_items(self, run, source, notes_kind):
        run(*self.lines("a"))
        notes_kind.keeper.kept.clear()
        for stamp in "bc":
            run_row = run(*self.lines(stamp))
            assert run_row.counts == {"read": 12, "unchanged": 12}
        assert notes_kind.keeper.kept == []
        assert set(states()) == {f"c{n}" for n in range(12)}
        assert any("UID" in one for one in run_row.notes)
        source.refresh_from_db()
        assert not source.has_stable_keys

    def test_a_change_is_still_a_change(self, run):
        run(*self.lines("a"))
        items = set(Record.objects.values_list("item_pk", flat=True))
        lines = self.lines("b")
        lines[3] = note("b3", "Les 3", days=5, place="Elders")
        assert run(*lines).counts == {"read": 12, "unchanged": 11, "changed": 1}
        assert set(Record.objects.values_list("item_pk", flat=True)) == items

    def test_what_is_over_is_recognised_too(self, run):
        run(*self.lines("a"))
        Record.objects.filter(key="a0").update(last_end="2020-01-01T12:00Z", fingerprint="x")
        run(*self.lines("b"))
        assert Record.objects.count() == 12

    def test_a_feed_that_keeps_them_is_trusted_again(self, run, source):
        run(*self.lines("a"))
        run(*self.lines("b"))
        run("#", *self.lines("b"))
        source.refresh_from_db()
        assert source.has_stable_keys
