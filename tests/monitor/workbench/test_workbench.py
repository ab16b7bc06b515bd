"""The workbench names what waits in one region, and leads to where it is dealt with."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from harvest.models import Source
from initiatives.models import Offer
from monitor.demand.counting import week_of
from monitor.models import Overlap, OverlapProfile, SearchDemand
from monitor.workbench.page import workbench_address
from monitor.workbench.parts import SHOWN, Desk, Part, foreign, together
from monitor.workbench.reading import read_parts
from monitor.workbench.sections import PARTS
from portal.launching.workflow import ensure_review_workflow
from publishing.models import Submission, SuspectedPair
from publishing.permissions import may_see_workbench
from taxonomy.localised import LocalisedText
from tests.factories import (
    ActionLineFactory,
    AdoptionFactory,
    EventFactory,
    OfferFactory,
    PracticeFactory,
    ProvinceFactory,
    RoleAssignmentFactory,
    TargetGroupFactory,
)
from tests.monitor.gaps.conftest import count_anew


def _part(people: Any, name: str, region: Any = None) -> Part:
    part = PARTS[name](Desk(region or people.region_a, people.manager_a))
    assert part is not None
    return part


def _complete() -> dict[str, Any]:
    return {"target_groups": [TargetGroupFactory()], "action_lines": [ActionLineFactory()]}


def _work(people: Any) -> None:
    """Something of each kind in region A, and the same in region B."""
    ensure_review_workflow()
    for region in (people.region_a, people.region_b):
        handed_in = OfferFactory(title="Ingediend", region=region, live=False, **_complete())
        handed_in.save_revision()
        handed_in.get_workflow().start(handed_in, people.member)
        late = date.today() - timedelta(days=500)
        OfferFactory(title="Oud", region=region, verified_on=late, **_complete())
        OfferFactory(title="Ongedeeld", region=region)
        OfferFactory(title="Concept", region=region, live=False, **_complete())
        PracticeFactory(title="Praktijk", region=region, **_complete())
        Source.objects.create(
            name="Agenda", region=region, organisation=people.organisation, state="blocked"
        )


def test_a_manager_with_one_region_comes_there_at_once(people: Any, as_user: Any) -> None:
    answer = as_user(people.manager_a).get(reverse("monitor_workbenches"))
    assert (
        answer.url == workbench_address(people.region_a) == f"/beheer/regio/{people.region_a.ref}/"
    )


def test_who_has_several_regions_chooses(people: Any, as_user: Any) -> None:
    RoleAssignmentFactory(region=people.region_b, user=people.manager_a)
    for user in (people.manager_a, people.coordinator):
        page = as_user(user).get(reverse("monitor_workbenches")).content.decode()
        assert workbench_address(people.region_a) in page
        assert workbench_address(people.region_b) in page


def test_a_region_is_known_by_its_number_too(people: Any, as_user: Any) -> None:
    browser = as_user(people.manager_a)
    assert browser.get(f"/beheer/regio/{people.region_a.pk}/").status_code == 200
    assert browser.get("/beheer/regio/no-such-region/").status_code == 404


@pytest.mark.parametrize("who", ["manager_b", "member"])
def test_it_is_not_for_who_does_not_manage_the_region(people: Any, as_user: Any, who: str) -> None:
    browser = as_user(getattr(people, who))
    answer = browser.get(workbench_address(people.region_a))
    assert answer.status_code in (302, 403)
    assert not answer.get("Location", "").startswith("/beheer/regio/")
    assert not may_see_workbench(getattr(people, who), people.region_a.pk)


def test_every_part_counts_what_is_of_the_region_only(people: Any) -> None:
    _work(people)
    counts = {name: _part(people, name).count for name in PARTS}
    assert counts["review"] == 1
    assert counts["stale"] == 1
    assert counts["unclassified"] == 1
    assert counts["unfinished"] == 1
    assert counts["sources"] == 0  # Blocked without a run that stopped: nobody can decide.
    assert counts["practices"] == 1
    titles = [line.title for line in _part(people, "stale").lines]
    assert titles == ["Oud"]


def test_numbers_are_those_of_the_lists_they_lead_to(people: Any, as_user: Any) -> None:
    _work(people)
    browser = as_user(people.manager_a)
    lists = ("review", "stale", "unclassified", "unfinished")
    tallies = [tally for name in lists for tally in _part(people, name).tallies]
    assert len(tallies) >= 4
    for tally in tallies:
        assert browser.get(tally.url).context["paginator"].count == tally.count, tally


def test_what_was_never_confirmed_waits_since_its_publication(people: Any) -> None:
    today = timezone.now()
    for number in range(SHOWN + 1):
        late = today.date() - timedelta(days=500 + number)
        OfferFactory(title=f"Ooit {number}", region=people.region_a, verified_on=late)
    for title, days in (("Nooit", 900), ("Pas geleden", 1)):
        offer = OfferFactory(title=title, region=people.region_a, verified_on=None)
        Offer.objects.filter(pk=offer.pk).update(
            first_published_at=today - timedelta(days=days), created_at=today
        )
    titles = [line.title for line in _part(people, "stale").lines]
    assert titles == ["Nooit", "Ooit 5", "Ooit 4", "Ooit 3", "Ooit 2"]


def test_events_that_are_over_do_not_wait(people: Any) -> None:
    for title, days in (("Voorbij", -400), ("Komt nog", 3)):
        day = date.today() + timedelta(days=days)
        EventFactory(title=title, region=people.region_a, start_date=day, verified_on=None)
    stale = _part(people, "stale")
    assert ([line.title for line in stale.lines], stale.count) == (["Komt nog"], 1)
    assert _part(people, "unclassified").count == 1


def test_what_waits_in_two_parts_is_not_counted_twice(people: Any, as_user: Any) -> None:
    late = date.today() - timedelta(days=500)
    OfferFactory(title="Oud en ongedeeld", region=people.region_a, verified_on=late)
    page = as_user(people.manager_a).get(workbench_address(people.region_a))
    assert page.context["waiting"] == 2
    assert "In 2 onderdelen wacht iets op u." in page.content.decode()


def test_a_title_in_another_language_than_that_of_the_page_says_so(
    people: Any, as_user: Any
) -> None:
    late = date.today() - timedelta(days=500)
    OfferFactory(title="Oud", title_en="Old", region=people.region_a, verified_on=late)
    OfferFactory(title="Ouder", region=people.region_a, verified_on=late)
    practice = PracticeFactory(title="Van elders")
    AdoptionFactory(practice=practice, region=people.region_a, state="preparing")
    PracticeFactory(title="Van ons", title_en="Ours", region=people.region_a)
    with translation.override("en"):
        stale, used, own = (
            {line.title: line.lang for line in _part(people, name).lines}
            for name in ("stale", "adoptions", "practices")
        )
    assert stale == {"Old": "", "Ouder": "nl"}
    assert used == {"Van elders": "nl"}
    assert own == {"Ours": ""}
    page = as_user(people.manager_a).get(workbench_address(people.region_a)).content.decode()
    assert ">Oud</a>" in page
    assert 'lang="nl">Oud<' not in page


def test_two_titles_share_a_language_or_each_names_its_own() -> None:
    old, new = LocalisedText("Oud <b>", "nl"), LocalisedText("New", "en")
    with translation.override("en"):
        assert together(old, old) == ("Oud <b> / Oud <b>", "nl")
        assert together(new, new) == ("New / New", "")
        marked = '<span lang="nl">Oud &lt;b&gt;</span> / New'
        assert together(old, new) == (marked, "")
        assert foreign("nl", "nl") == "nl"
        assert foreign("nl", "en") == foreign("en", "en") == foreign() == ""


def test_what_a_trusted_organisation_published_is_to_be_looked_at(people: Any) -> None:
    offer = OfferFactory(title="Al online", region=people.region_a)
    Submission.objects.create(
        kind="offer", item_pk=offer.pk, submitted_by=people.member, live_at=offer.created_at
    )
    assert [line.title for line in _part(people, "afterwards").lines] == ["Al online"]


def test_practices_proposed_in_the_region_are_those_that_nobody_answered_yet(people: Any) -> None:
    here = ProvinceFactory(region=people.region_a)
    answered = PracticeFactory(title="Beantwoord", proposed_provinces=[here])
    AdoptionFactory(practice=answered, region=people.region_a, state="interested")
    PracticeFactory(title="Loopt hier al", provinces=[here], proposed_provinces=[here])
    PracticeFactory(title="Voorgesteld", proposed_provinces=[here])
    PracticeFactory(title="Elders", proposed_provinces=[ProvinceFactory(region=people.region_b)])
    part = _part(people, "proposed")
    assert ([line.title for line in part.lines], part.count) == (["Voorgesteld"], 1)


def test_practices_in_use_are_counted_by_how_far_they_are(people: Any, as_user: Any) -> None:
    for state in ("interested", "preparing", "running", "stopped"):
        AdoptionFactory(region=people.region_a, state=state)
    AdoptionFactory(region=people.region_b, state="interested")
    part = _part(people, "adoptions")
    # What stopped is not in use; the screen of all says that it shows that, too.
    assert part.count == 3
    assert "wat is gestopt" in part.all_label
    assert [line.detail for line in part.lines] == ["in voorbereiding", "geïnteresseerd"]
    browser = as_user(people.manager_a)
    for url, count in [(part.url, 4), *((tally.url, tally.count) for tally in part.tallies)]:
        assert len(browser.get(url).context["lines"]) == count


def test_an_own_practice_says_how_many_others_use_it(people: Any) -> None:
    practice = PracticeFactory(title="Van ons", region=people.region_a)
    AdoptionFactory(practice=practice, region=people.region_a)
    AdoptionFactory(practice=practice, region=people.region_b)
    AdoptionFactory(practice=practice, state="interested")
    AdoptionFactory(practice=practice, state="stopped")
    (line,) = _part(people, "practices").lines
    assert line.detail == "in gebruik in 1 andere regio, 1 andere regio is geïnteresseerd"


def test_what_was_searched_for_in_vain_is_told_from_the_threshold_on(
    people: Any, as_user: Any
) -> None:
    monday = week_of(timezone.localdate())
    # Of what was asked less often the words are not even written down.
    for words, searches in (("robotica", 7), ("", 2)):
        SearchDemand.objects.create(
            week=monday,
            digest=f"digest of {words}",
            words=words,
            places=f"region={people.region_a.ref}",
            searches=searches,
            without_result=3,
        )
    part = _part(people, "demand")
    assert [line.title for line in part.lines] == ["robotica"]
    assert as_user(people.manager_a).get(part.url).context["total"] == part.count == 1


def test_what_was_searched_for_in_vain_without_a_place_is_no_reason_to_say_nothing(
    people: Any, as_user: Any
) -> None:
    SearchDemand.objects.create(
        week=week_of(timezone.localdate()), digest="one", words="robotica", searches=7
    )
    part = _part(people, "demand")
    assert [line.title for line in part.lines] == ["robotica"]
    (tally,) = part.tallies
    assert as_user(people.manager_a).get(tally.url).context["total"] == tally.count == part.count


def test_a_possible_double_opens_from_the_side_of_the_own_region(people: Any, as_user: Any) -> None:
    theirs, ours = (OfferFactory(region=row) for row in (people.region_b, people.region_a))
    SuspectedPair.objects.create(
        kind="offer",
        first_id=theirs.pk,
        second_id=ours.pk,
        first_region=people.region_b,
        second_region=people.region_a,
        score=0.9,
    )
    part = _part(people, "doubles")
    (line,) = part.lines
    assert line.title == f"{theirs} / {ours}"
    browser = as_user(people.manager_a)
    assert browser.get(line.url).status_code == 200
    assert browser.get(part.url).context["page"].paginator.count == part.count == 1


def test_overlap_of_the_region_waits_for_a_verdict(people: Any, as_user: Any) -> None:
    ends = [
        OverlapProfile.objects.create(
            kind="offer",
            item_pk=OfferFactory(title=title, region=region).pk,
            region=region,
            data={"kind": "offer"},
            item_changed_at=timezone.now(),
        )
        for title, region in (("Cursus", people.region_a), ("Ook een cursus", people.region_b))
    ]
    Overlap.objects.create(first=ends[0], second=ends[1], score=0.8)
    Overlap.objects.create(first=ends[1], second=ends[0], score=0.8, state="judged")
    part = _part(people, "overlaps")
    assert [line.title for line in part.lines] == ["Cursus / Ook een cursus"]
    page = as_user(people.manager_a).get(part.url)
    assert page.context["page"].paginator.count == part.count == 1


def test_gaps_are_as_many_as_their_maps_have(people: Any, as_user: Any) -> None:
    here, there = (ProvinceFactory(region=row) for row in (people.region_a, people.region_b))
    OfferFactory(title="Elders", provinces=[there], **_complete())
    count_anew()
    part = _part(people, "gaps")
    assert part.count == sum(tally.count for tally in part.tallies) == 2
    assert all(str(here) in line.title for line in part.lines)
    browser = as_user(people.manager_a)
    for url in [*(line.url for line in part.lines), *(tally.url for tally in part.tallies)]:
        assert browser.get(url).status_code == 200


def test_every_line_opens_for_the_manager(people: Any, as_user: Any) -> None:
    _work(people)
    browser = as_user(people.manager_a)
    lines = [line for name in PARTS for line in _part(people, name).lines]
    assert len(lines) >= 4
    for line in lines:
        assert browser.get(line.url).status_code == 200, line


def test_a_part_that_fails_takes_no_other_with_it(
    people: Any, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(desk: Desk) -> Part:
        raise ZeroDivisionError

    parts = {"broken": broken, "practices": PARTS["practices"]}
    failed, whole = read_parts(Desk(people.region_a, people.manager_a), parts)
    assert failed.part is None
    assert whole.part is not None
    assert "broken" in caplog.text


def test_the_page_says_that_a_part_failed_and_shows_the_rest(
    people: Any, as_user: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(desk: Desk) -> Part:
        raise ZeroDivisionError

    monkeypatch.setitem(PARTS, "doubles", broken)
    _work(people)
    page = as_user(people.manager_a).get(workbench_address(people.region_a)).content.decode()
    assert "Dit onderdeel is er nu niet" in page
    assert "Ingediend" in page


def test_an_empty_region_has_nothing_to_do(people: Any, as_user: Any) -> None:
    page = as_user(people.manager_b).get(workbench_address(people.region_b)).content.decode()
    assert "Er is niets te doen." in page


def test_it_asks_as_much_for_many_as_for_few(people: Any, as_user: Any) -> None:
    browser = as_user(people.manager_a)
    address = workbench_address(people.region_a)
    _work(people)
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    for _ in range(3):
        _work(people)
    browser.get(address)  # Reads the vocabulary, which changed.
    with CaptureQueriesContext(connection) as many:
        assert browser.get(address).status_code == 200
    assert len(many) <= len(few)


def test_the_way_there_is_on_the_start_page_and_first_in_the_menu(
    people: Any, as_user: Any
) -> None:
    page = as_user(people.manager_a).get("/beheer/").content.decode()
    assert f'href="{workbench_address(people.region_a)}"' in page
    assert reverse("monitor_workbenches") in page
    assert workbench_address(people.region_b) not in page
