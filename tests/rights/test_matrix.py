"""Every address of the site, tried by everybody, against the table in `expected.py`."""

from collections import Counter

import pytest
from django.urls import Resolver404, resolve

from tests.rights.addresses import Address, every_address
from tests.rights.asking import Answer, ask
from tests.rights.everybody import PEOPLE, World
from tests.rights.expected import CLOSED_BEFORE, DOOR, NOT_FOUND, START, rules_by_name

ADDRESSES = every_address()
WHERE = "say in tests/rights/expected.py whom it is for"
#: What somebody would try.
POSTED = {"title": "Gekaapt", "label": "Gekaapt", "action-publish": "1"}


def test_every_address_has_one_rule() -> None:
    rules = rules_by_name()
    known = {address.rule_name for address in ADDRESSES}
    unknown = sorted(known - rules.keys())
    assert not unknown, f"new addresses; {WHERE}: {unknown}"
    assert not {name for name, found in rules.items() if len(found) > 1}, "rules that overlap"
    assert not rules.keys() - known, "rules about addresses that are gone"


def _of_the_matrix() -> list[Address]:
    return [address for address in ADDRESSES if address.rule_name in rules_by_name()]


@pytest.mark.django_db
@pytest.mark.parametrize("address", _of_the_matrix(), ids=lambda address: address.route)
def test_address_is_open_to_those_it_is_for(address: Address, world: World) -> None:
    [rule] = rules_by_name()[address.rule_name]
    path = address.path(world)
    wrong = []
    # Some only take what is posted, and others never do; both say so before they ask who it is.
    only_posts = rule.answer == "405"
    for person in PEOPLE:
        refusals = _refusals(rule.refused, person)
        allowed = {rule.answer} if person in rule.people else refusals
        answer = ask(world, person, path, drawn=person == "administrator" and _is_drawn(address))
        if answer.writes:
            wrong.append(f"looking as {person} changes {answer.writes}")
        if not _is_one_of(answer, {*allowed, "405"} if only_posts else allowed):
            wrong.append(f"{person} asks and gets {answer.text}, expected {sorted(allowed)}")
        if person in rule.people:
            continue
        answer = ask(world, person, path, POSTED, method="post")
        if not _is_one_of(answer, refusals if only_posts else {*refusals, "405"}) or answer.writes:
            wrong.append(f"{person} posts and gets {answer.text}, {answer.writes}")
    assert not wrong, path


def _is_drawn(address: Address) -> bool:
    """Whether to draw the page as well: one kind of record stands for those with like screens."""
    return not address.kind or address.kind in {"offer", "event", "actionline", "roleassignment"}


def _refusals(refused: str, person: str) -> set[str]:
    """What counts as sent away."""
    log_in = {"302 /account/login/", "302 /account/login/code/", "302 /beheer/login/"}
    if refused == DOOR:
        return log_in if person == "anonymous" else {*log_in, "302 /beheer/", "403"}
    if refused == NOT_FOUND:
        return log_in if person == "anonymous" else {*log_in, "404"}
    return {refused}


def _is_one_of(answer: Answer, allowed: set[str]) -> bool:
    """Whether an answer is as the table has it; ``302 dates`` leads somewhere with dates."""
    if answer.text in allowed:
        return True
    if START in allowed:
        return answer.text in {"302 /mijn-organisatie/", "302 /beheer/"}
    if "200 or 302" in allowed:
        return answer.status in {"200", "302"}
    if "301" in allowed:
        return answer.status == "301"
    status, _space, words = next(iter(allowed)).partition(" ")
    return bool(words) and answer.status == status and words in answer.text


def test_log_in_pages_of_other_packages_are_answered_before_they_are_reached(
    world: World, db: None
) -> None:
    """All that is behind another address is on the list: one door (see `closed_doors.py`)."""
    behind = Counter()
    for address in ADDRESSES:
        try:
            reached = resolve(address.path(world)).func
        except Resolver404:
            reached = None
        behind[address.name] += reached is not address.callback
    assert {name for name, times in behind.items() if times} == CLOSED_BEFORE
