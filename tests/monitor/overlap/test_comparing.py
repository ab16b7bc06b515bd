"""How much two items overlap, as a pure function: conditions, weights, reasons, and what must always hold."""

from collections import defaultdict
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.overlap.candidates import chosen
from monitor.overlap.comparing import compare
from monitor.overlap.keys import asked_keys, stored_keys
from monitor.overlap.profile import Profile
from monitor.overlap.reasons import Sign, reason_of, shared_by_all
from monitor.overlap.subject import subject_words
from monitor.overlap.weights import USUAL, Weights

PROVINCES = ("NL-FL", "NL-GR", "NL-UT")
GROUPS = ("switchers", "women", "seekers", "pupils")
BROADER = {"women": "inclusion", "seekers": "unused"}


def offer(pk=1, *, about="Omscholing tot softwaretester", **more):
    values = {
        "form": "reskilling",
        "groups": frozenset({"switchers"}),
        "provinces": frozenset({"NL-FL"}),
        "title_words": subject_words(about),
        "owner": pk,
        "organisations": frozenset({pk}),
    }
    return Profile(kind="offer", pk=pk, **values | more)


def signs(one, other):
    return {reason.sign for reason in compare(one, other).reasons}


def test_the_same_for_the_same_people_there_and_then_overlaps_with_reasons():
    found = compare(offer(1), offer(2, about="Word tester van software"))

    assert found.is_shown()
    assert {reason.sign for reason in found.reasons} == {
        Sign.PEOPLE,
        Sign.FORM,
        Sign.PLACE,
        Sign.PERIOD,
        Sign.SUBJECT,
        Sign.OTHER_PROVIDER,
    }


@pytest.mark.parametrize(
    "other",
    [
        {"groups": frozenset({"women"})},
        {"form": "voucher"},
        {"form": ""},
        {"provinces": frozenset({"NL-GR"})},
        {"provinces": frozenset()},
        {"starts": date(2027, 6, 2)},
    ],
    ids=["other people", "other form", "no form", "other place", "no place", "later"],
)
def test_without_people_form_place_or_time_in_common_there_is_no_overlap(other):
    one = offer(1, ends=date(2027, 6, 1))
    assert compare(one, offer(2, **other)).score == 0
    assert not compare(one, offer(2, **other)).reasons


def test_a_last_day_that_is_the_first_day_of_the_other_is_the_same_period():
    day = date(2027, 6, 1)
    assert compare(offer(1, ends=day), offer(2, starts=day)).is_shown()


def test_a_course_for_testers_does_not_overlap_one_for_welders():
    assert not compare(offer(1), offer(2, about="Lasopleiding voor staal")).is_shown()


def test_a_compound_is_about_the_word_it_begins_with():
    found = compare(offer(1, about="Robotkamp"), offer(2, about="Robots in de klas"))

    assert found.is_shown()
    assert ("robot:robots/robotkamp",) in {reason.values for reason in found.reasons}
    assert not compare(offer(1, about="Artiest"), offer(2, about="Art nouveau")).is_shown()


def test_a_part_of_an_initiative_overlaps_neither_it_nor_its_other_parts():
    whole = replace(offer(7), kind="initiative", family=7)
    parts = [offer(1, family=7), offer(2, family=7)]

    assert not compare(whole, parts[0]).reasons
    assert not compare(*parts).reasons
    assert compare(parts[0], offer(3, family=8)).is_shown()


def test_a_narrower_group_counts_less_than_the_same_one_and_its_neighbour_not_at_all():
    narrow = offer(1, groups=frozenset({"women"}), broader={"women": "inclusion"})
    wide = offer(2, groups=frozenset({"inclusion"}))
    beside = offer(3, groups=frozenset({"men"}), broader={"men": "inclusion"})

    assert 0 < compare(narrow, wide).score < compare(narrow, replace(narrow, pk=4, owner=4)).score
    assert Sign.PEOPLE_PARTLY in signs(narrow, wide)
    assert compare(narrow, beside).score == 0


def test_what_is_national_overlaps_less_with_what_is_in_a_province_than_with_what_is_national():
    national = offer(1, national=True, provinces=frozenset())
    both = compare(national, replace(national, pk=2, owner=2))

    assert Sign.BOTH_NATIONAL in signs(national, replace(national, pk=2))
    assert 0 < compare(national, offer(3)).score < both.score
    assert Sign.ONE_NATIONAL in signs(national, offer(3))


@pytest.mark.parametrize(
    ("changed", "sign"),
    [({"owner": 1}, Sign.SAME_PROVIDER), ({"level": 6}, Sign.OTHER_LEVEL)],
)
def test_the_same_provider_and_another_level_lower_the_score(changed, sign):
    one, other = offer(1, level=4), offer(2, level=4)

    assert compare(one, replace(other, **changed)).score < compare(one, other).score
    assert sign in signs(one, replace(other, **changed))


def test_the_weights_and_the_threshold_decide():
    one, other = offer(1), offer(2, about="Lasopleiding voor staal")
    only_people = Weights(people=10, subject=0, place=0, strands=0, other_subject=100)

    assert compare(one, other, only_people).score == 1
    assert not compare(one, other).is_shown(replace(USUAL, threshold=31))
    assert compare(one, other).is_shown(replace(USUAL, threshold=25))


def words(*some):
    return st.dictionaries(st.sampled_from(some), st.just("word"), max_size=3)


profiles = st.builds(
    Profile,
    kind=st.just("offer"),
    form=st.sampled_from(["reskilling", "voucher"]),
    groups=st.frozensets(st.sampled_from([*GROUPS, *BROADER.values()]), max_size=3),
    provinces=st.frozensets(st.sampled_from(PROVINCES), max_size=2),
    national=st.booleans(),
    starts=st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)),
    ends=st.none() | st.dates(date(2026, 6, 1), date(2028, 1, 1)),
    strands=st.frozensets(st.sampled_from(["path:a", "path:b"])),
    title_words=st.dictionaries(
        st.sampled_from(["robot", "robotkamp", "data", "cloud"]), st.just("word"), max_size=3
    ),
    other_words=st.dictionaries(
        st.sampled_from(["robot", "drone", "dronelessen", "cyber"]), st.just("word"), max_size=3
    ),
    level=st.none() | st.integers(1, 8),
    mode=st.sampled_from(["", "online", "on-site"]),
    owner=st.none() | st.integers(1, 2),
    organisations=st.frozensets(st.integers(1, 3)),
    family=st.none() | st.integers(1, 3),
).map(
    lambda one: replace(
        one,
        provinces=frozenset() if one.national else one.provinces,
        broader={group: BROADER[group] for group in sorted(one.groups) if group in BROADER},
    )
)
percentages = st.integers(0, 100)
weights = st.builds(
    Weights,
    **{name: percentages for name in Weights.__dataclass_fields__ if name != "threshold"},
    threshold=st.integers(30, 100),
)


@given(profiles, profiles)
def test_it_makes_no_difference_which_comes_first_and_the_score_is_from_0_to_1(one, other):
    found = compare(one, other)
    assert found == compare(other, one)
    assert 0 <= found.score <= 1


@given(profiles, profiles, st.sampled_from([*GROUPS, "inclusion"]))
def test_one_more_group_in_common_never_lowers_the_score(one, other, group):
    more = compare(one.with_groups(group), other.with_groups(group))
    assert more.score >= compare(one, other).score - 1e-9


@given(st.lists(profiles, min_size=2, max_size=8), weights)
def test_of_all_pairs_that_any_weights_show_each_is_found_by_a_key(some, weights):
    by_key = defaultdict(list)
    for place, one in enumerate(some):
        for key in stored_keys(one):
            by_key[key].append(place)
    for place, one in enumerate(some):
        found = chosen(by_key, asked_keys(one, PROVINCES))
        shown = {
            there
            for there, other in enumerate(some)
            if compare(one, other, weights).is_shown(weights)
        }
        assert shown - {place} <= set(found)


def test_whom_it_is_for_is_asked_for_beside_what_it_is_about_and_neither_hides_the_other():
    one = offer(1, about="Softwaretester")
    about = {key: list(range(100, 200)) for key in asked_keys(one, PROVINCES).words}
    people = {key: list(range(200, 300)) for key in asked_keys(one, PROVINCES).people}

    found = chosen(about | people, asked_keys(one, PROVINCES))
    assert set(found) == {*range(100, 160), *range(200, 260)}


@given(profiles)
def test_a_profile_comes_back_from_what_is_stored_of_it(one):
    assert Profile.from_data(one.as_data()) == one


@given(profiles, profiles)
def test_reasons_come_back_from_what_is_stored_of_them(one, other):
    reasons = compare(one, other).reasons
    assert tuple(reason_of(reason.as_data()) for reason in reasons) == reasons
    assert reason_of(["of-another-version"]) is None
    assert {reason.sign for reason in shared_by_all([reasons, reasons])} == {
        reason.sign for reason in reasons
    }


HELP_EXAMPLES = [
    (95, {}, {"about": "Word tester van software"}),
    (25, {}, {"about": "Omscholing tot lasser"}),
    (
        83,
        {"about": "Robotica", "groups": frozenset({"vmbo"}), "broader": {"vmbo": "pupils"}},
        {"about": "Robots in de klas", "groups": frozenset({"pupils"})},
    ),
    (
        89,
        {"national": True, "provinces": frozenset()},
        {"about": "Word tester van software"},
    ),
]


@pytest.mark.parametrize(("percent", "one", "other"), HELP_EXAMPLES)
def test_the_worked_examples_of_the_help_page_are_true(percent, one, other):
    assert round(compare(offer(1, **one), offer(2, **other)).score * 100) == percent
