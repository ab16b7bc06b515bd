"""The page with items that overlap: pairs, groups, crowded weeks, and what was said."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from monitor.models import Overlap, OverlapCluster, OverlapRules, OverlapVerdict
from monitor.overlap import due, manager_page
from monitor.overlap.manager_page import address_of
from publishing.merging.screen import merge_address
from tests.factories import EventFactory, FormFactory, InitiativeFactory, OrganisationFactory
from tests.monitor.overlap.field import TITLES, field
from tests.people import as_user, people

__all__ = ["as_user", "field", "people"]

PAGE = "/beheer/overlap/"
RULES = "/beheer/overlap/regels/"


@pytest.fixture
def items(people, field):
    found = [
        field(TITLES[0], region=people.region_a),
        field(TITLES[1], region=people.region_b),
    ]
    due.run()
    return found


def read(client, **asked):
    return client.get(PAGE, asked).content.decode()


def judge(client, verdict, note="", **what):
    what = what or {"pair": Overlap.objects.get().pk}
    return client.post(PAGE, {"verdict": verdict, "note": note, **what})


def test_a_manager_sees_both_items_side_by_side_with_the_reasons(people, as_user, items):
    page = read(as_user(people.manager_a))

    for title in TITLES[:2]:
        assert title in page
    assert "dezelfde mensen: Zij-instromers" in page
    assert "dezelfde vorm: Omscholing" in page
    assert "allebei in Flevoland" in page
    assert "in dezelfde periode" in page
    assert "andere aanbieder" in page
    assert "Regio A (1)" in page


def test_a_verdict_with_a_note_is_kept_shown_and_taken_back(people, as_user, items):
    client = as_user(people.manager_a)
    judge(client, "complementary", note="Overdag en 's avonds")
    assert TITLES[0] not in read(client)

    said = read(client, verdict="said")
    assert "Overdag en &#x27;s avonds" in said
    assert "vullen elkaar aan" in said
    assert TITLES[0] not in read(client, verdict="join")

    client.post(f"{PAGE}?verdict=said", {"undo": OverlapVerdict.objects.get().together})
    assert not OverlapVerdict.objects.exists()
    assert TITLES[0] in read(client)


def seen_in(page):
    return re.search(r'name="seen" value="([^"]+)"', page)[1]


def test_of_two_managers_the_second_hears_what_the_first_said_and_keeps_the_note(
    people, as_user, items
):
    pair = Overlap.objects.get().pk
    slow, quick = as_user(people.manager_a), as_user(people.manager_b)
    seen = seen_in(read(slow))
    judge(quick, "join", note="Bel elkaar", pair=pair, seen=seen)

    answer = judge(slow, "unrelated", note="Niet hetzelfde", pair=pair, seen=seen)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert OverlapVerdict.objects.get().verdict == "join"
    assert "Bel elkaar" in page
    assert 'value="Niet hetzelfde"' in page

    judge(slow, "unrelated", note="Niet hetzelfde", pair=pair, seen=seen_in(page))
    assert OverlapVerdict.objects.get().verdict == "unrelated"


def test_of_a_group_that_was_judged_meanwhile_nothing_is_overruled(people, as_user, items, field):
    field(TITLES[2], region=people.region_a)
    due.run()
    client, cluster = as_user(people.manager_a), Overlap.objects.first().cluster_id
    seen = seen_in(read(client))
    judge(as_user(people.manager_b), "join", cluster=cluster, seen=seen)
    assert OverlapVerdict.objects.count() == 2

    answer = judge(client, "unrelated", note="Anders", cluster=cluster, seen=seen)
    assert answer.status_code == 409
    assert len(answer.context["refused"]) == 2
    assert set(OverlapVerdict.objects.values_list("verdict", flat=True)) == {"join"}

    judge(client, "unrelated", cluster=cluster, seen="zomaar,0=wat,x=")
    assert OverlapVerdict.objects.count() == 2


def test_what_changed_of_an_item_while_somebody_looked_is_shown_before_it_is_judged(
    people, as_user, items
):
    client, pair = as_user(people.manager_a), Overlap.objects.get().pk
    seen = seen_in(read(client))
    items[1].contact_email = "geen-nieuws@example.org"
    items[1].save()
    due.run()
    assert seen_in(read(client)) == seen
    items[1].available_until = timezone.localdate() + timedelta(days=90)
    items[1].save()
    due.run()

    answer = judge(client, "unrelated", note="Anders", pair=pair, seen=seen)
    assert answer.status_code == 409
    assert not OverlapVerdict.objects.exists()
    assert 'value="Anders"' in answer.content.decode()
    judge(client, "unrelated", pair=pair, seen=seen_in(answer.content.decode()))
    assert OverlapVerdict.objects.get().verdict == "unrelated"


@pytest.mark.parametrize("when", ["before", "at that moment"])
def test_a_note_about_items_that_do_not_overlap_any_more_is_given_back(
    people, as_user, items, monkeypatch, when
):
    client, pair = as_user(people.manager_a), Overlap.objects.get().pk
    if when == "before":
        Overlap.objects.all().delete()
    else:
        gone = Overlap.objects.all().delete
        monkeypatch.setattr("monitor.actions.judge_overlap.take_turn", gone)
    answer = client.post(
        PAGE, {"verdict": "unrelated", "note": "Bel <Jan>", "pair": pair}, follow=True
    )
    page = answer.content.decode()
    assert "overlappen niet meer" in page
    assert "Bel &lt;Jan&gt;" in page


def test_signs_that_no_database_stores_are_left_out(people, as_user, items):
    client = as_user(people.manager_a)
    answer = client.get(PAGE, {"form": "omscholing\x00", "verdict": "said"})
    assert answer.context["asked"].form == "omscholing"
    judge(client, "unrelated", note="A\x00B")
    assert OverlapVerdict.objects.get().note == "AB"


def test_the_title_of_what_went_offline_is_for_its_own_region(people, as_user, items):
    judge(as_user(people.manager_a), "unrelated")
    items[1].live = False
    items[1].save()

    assert TITLES[1] in read(as_user(people.manager_b), verdict="said", region="all")
    page = read(as_user(people.manager_a), verdict="said", region="all")
    assert TITLES[0] in page
    assert TITLES[1] not in page
    assert "iets dat niet openbaar is" in page

    OverlapVerdict.objects.all().delete()
    Overlap.objects.update(state=Overlap.State.OPEN)
    assert TITLES[1] not in read(as_user(people.manager_a))


def test_what_was_said_of_what_went_offline_is_taken_back_by_its_own_region(people, as_user, items):
    judge(as_user(people.manager_a), "unrelated")
    items[1].live = False
    items[1].save()
    due.run()

    client = as_user(people.manager_b)
    for asked in ({}, {"form": "omscholing", "kind": "offer"}):
        assert TITLES[1] in read(client, verdict="said", **asked)
    assert TITLES[1] not in read(client, verdict="said", form="voucher")
    client.post(PAGE, {"undo": OverlapVerdict.objects.get().together})
    assert not OverlapVerdict.objects.exists()


def test_what_changed_since_is_told_where_it_is_asked_again(people, as_user, items):
    client = as_user(people.manager_a)
    judge(client, "unrelated")
    partner = OrganisationFactory(title="Nieuwe partner")
    items[1].organisations = [partner]
    items[1].owner = OrganisationFactory(title="Nieuwe aanbieder")
    items[1].level = 4
    items[1].available_until = timezone.localdate() + timedelta(days=30)
    items[1].save()
    due.run()

    page = read(client, verdict="again")
    assert "Sindsdien veranderd" in page
    assert f"partners van “{TITLES[1]}”: nieuw: Nieuwe partner" in page
    assert "periode van" in page
    assert "nieuw: Nieuwe aanbieder; weg: " in page
    assert f"niveau van “{TITLES[1]}”: nieuw: NLQF 4" in page


def test_the_same_leads_to_the_screen_for_merging_where_one_may(people, as_user, items):
    answer = judge(as_user(people.coordinator), "same")
    assert answer.url == merge_address(*items)

    OverlapVerdict.objects.all().delete()
    answer = judge(as_user(people.manager_a), "same")
    assert answer.url == PAGE


def test_a_group_of_three_is_one_case_with_one_set_of_buttons(people, as_user, items, field):
    field(TITLES[2], region=people.region_a)
    due.run()
    client = as_user(people.manager_a)
    page = read(client)
    assert "1 groep van drie of meer" in page
    assert len(re.findall('name="cluster"', page)) == 1
    assert 'name="pair"' not in page
    voucher = FormFactory(ref="voucher")
    for title in ("Tester van robots", "Robots testen"):
        field(title, region=people.region_a, form=voucher)
    due.run()
    page = " ".join(read(client).split())
    assert "<strong>4 paren te beoordelen</strong>, waarvan 3 in 1 groep." in page
    assert "1 paar buiten groepen" in page

    cluster = OverlapCluster.objects.get().pk
    judge(client, "join", cluster=cluster)
    assert OverlapVerdict.objects.count() == 3
    assert "Neem alle 3 terug" in read(client, verdict="said")


def chosen_in(client, pair):
    page = client.get(address_of("all", pair))
    return [(case.name, case.titles) for case in page.context["asked_for"]]


def test_an_address_leads_to_one_pair_or_to_the_group_that_holds_it(people, as_user, items, field):
    pair = Overlap.objects.get().pk
    client = as_user(people.manager_a)
    assert chosen_in(client, pair) == [("pair", " / ".join(TITLES[:2]))]
    assert 'id="asked-for"' in read(client, pair=pair)

    field(TITLES[2], region=people.region_a)
    due.run()
    assert chosen_in(client, pair) == [("cluster", " / ".join(TITLES))]

    judge(client, "unrelated", pair=pair)
    assert chosen_in(client, pair) == []
    assert "wacht niet meer op een oordeel" in read(client, pair=pair)
    assert chosen_in(client, "zomaar") == []


def test_who_reads_the_note_stands_under_its_field(people, as_user, items):
    page = read(as_user(people.manager_a))
    assert 'aria-describedby="note-pair-1-readers"' in page
    assert 'id="note-pair-1-readers"' in page
    assert "ook per mail naar wie de items bijhoudt en naar hun contactpersonen" in page


def test_words_of_both_texts_are_whole_and_say_that_they_are_dutch(people, as_user, field):
    field("Ontwikkelbudget voor robots", region=people.region_a)
    field("Robotica en ontwikkelgesprekken", region=people.region_a)
    due.run()
    assert "over: ontwikkelbudget / ontwikkelgesprekken en robots / robotica" in read(
        as_user(people.manager_a)
    )

    UserProfile.objects.create(user=people.manager_a, preferred_language="en")
    english = read(as_user(people.manager_a))
    assert (
        'about: <span lang="nl">ontwikkelbudget / ontwikkelgesprekken</span> and '
        '<span lang="nl">robots / robotica</span>'
    ) in english


def test_the_own_region_comes_first_and_filters_choose_others(people, as_user, items, field):
    form = FormFactory(ref="voucher", label="Voucher")
    for title in ("Voucher voor testers", "Tester met voucher"):
        InitiativeFactory(
            title=title,
            form=form,
            target_groups=[field.group],
            provinces=[field.province],
            region=people.region_b,
        )
    due.run()
    client = as_user(people.manager_a)

    assert "Tester met voucher" not in read(client)
    everything = read(client, region="all")
    assert "Tester met voucher" in everything
    assert TITLES[0] in everything
    assert TITLES[0] not in read(client, region="all", kind="initiative")
    assert TITLES[0] not in read(client, region="all", form="voucher")
    assert "Tester met voucher" in read(client, region="all", form="voucher", kind="initiative")
    assert "Geen twee items overlappen hier" in read(client, form="bestaat-niet")


def test_a_neighbour_reads_but_does_not_judge(people, as_user, field):
    for title in TITLES[:2]:
        field(title, region=people.region_a)
    due.run()
    client = as_user(people.manager_b)
    assert TITLES[0] not in read(client)

    page = read(client, region="all")
    assert TITLES[0] in page
    assert 'name="verdict" value' not in page
    judge(client, "unrelated")
    assert not OverlapVerdict.objects.exists()


@pytest.mark.parametrize("who", ["member", None])
def test_who_is_no_curator_is_not_let_in(people, as_user, items, who):
    client = as_user(getattr(people, who) if who else None)
    for answer in (client.get(PAGE), judge(client, "same")):
        assert answer.status_code in (302, 403)
    assert not OverlapVerdict.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {"verdict": "nonsense", "pair": "1"},
        {"verdict": "same", "pair": "99999999999999999999999"},
        {"verdict": "same"},
        {"undo": "nonsense"},
    ],
)
def test_what_is_not_there_any_more_is_said_and_changes_nothing(people, as_user, items, data):
    answer = as_user(people.manager_a).post(PAGE, data, follow=True)
    assert answer.status_code == 200
    assert not OverlapVerdict.objects.exists()


def test_crowded_weeks_of_the_calendar_stand_on_the_same_page(people, as_user, items, field):
    monday = date.today() + timedelta(days=7 - date.today().weekday())
    for number in range(4):
        EventFactory(
            title=f"Meetup {number}",
            start_date=monday,
            target_groups=[field.group],
            provinces=[field.province],
        )
    page = read(as_user(people.manager_a), region="all")
    assert "Drukke weken" in page
    assert "Zij-instromers" in page
    assert reverse("events_crowded") in page


def test_more_pairs_take_no_more_queries(
    people, as_user, items, field, django_assert_max_num_queries, monkeypatch
):
    monkeypatch.setattr(manager_page, "ON_PAGE", 3)
    client = as_user(people.coordinator)
    read(client)
    with django_assert_max_num_queries(100) as few:
        read(client)
    for number in range(4):
        word = ("haven", "molen", "kerk", "brug")[number]
        for title in ("Cursus", "Opleiding"):
            field(f"{title} {word}", region=people.region_a)
    due.run()
    with django_assert_max_num_queries(len(few)):
        page = read(client)
    assert "5 paren" in page
    assert "Pagina 1 van 2" in page
    assert "p=2" in page


def test_coordinators_set_the_rules_in_the_admin_and_managers_do_not(people, as_user, items):
    client = as_user(people.coordinator)
    values = dict(OverlapRules().weights.__dict__) | {"threshold": 75}
    page = client.get(RULES).content.decode()
    assert "1 paar wacht nu op een oordeel." in page
    assert "Alles is met deze regels vergeleken." in page
    assert client.post(RULES, values | {"threshold": 99}).status_code == 302
    page = client.get(RULES).content.decode()
    assert "0 paren wachten nu op een oordeel." in page
    assert "2 items moeten nog met deze regels worden vergeleken" in page
    assert client.post(RULES, values).status_code == 302
    assert OverlapRules.now().threshold == 75
    assert (
        "Deze regels zijn niet opgeslagen"
        in client.post(RULES, values | {"threshold": 7}).content.decode()
    )
    assert as_user(people.manager_a).get(RULES).status_code in (302, 403)
    as_user(people.manager_a).post(RULES, values | {"threshold": 40})
    assert OverlapRules.now().threshold == 75
