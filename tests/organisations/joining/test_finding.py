"""Finding one's organisation by any name, and not adding it twice."""

import pytest
from django.test import Client

from organisations.joining.actions.add_organisation import MOST_UNSEEN
from organisations.joining.finding import find
from organisations.models import Membership, Organisation
from publishing.duplicates.relations import Relation
from publishing.models import DuplicateVerdict, Submission
from publishing.review_states import State, with_state
from tests.factories import OrganisationFactory, ProvinceFactory, UserFactory
from tests.organisations.joining.making import role_in

pytestmark = pytest.mark.django_db
FIND, ADD = "/en/my-organisation/find/", "/en/my-organisation/add/"


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(UserFactory())
    return client


@pytest.mark.parametrize(
    "question",
    ["Hogeschool van Amsterdam", "HvA", "hogesch", "amsterdam hoge", "Hogschool van Amstredam",
     "Amsterdam University", "de hogeschool van amsterdam", "AUAS", "HÓGESCHOOL"],
)  # fmt: skip
def test_it_is_found_by_any_name_and_with_typing_errors(question: str):
    school = OrganisationFactory(
        title="Hogeschool van Amsterdam",
        title_en="Amsterdam University of Applied Sciences",
        abbreviation="HvA",
        aliases=["AUAS"],
    )
    OrganisationFactory(title="Gemeente Groningen")
    OrganisationFactory(title="Bakkerij Jansen")
    assert find(question) == [school]


def test_what_has_nothing_to_do_with_it_is_not_found():
    OrganisationFactory(title="Gemeente Groningen")
    assert find("zorginstelling") == []
    assert find("") == []


def test_a_draft_of_somebody_else_is_not_found():
    OrganisationFactory(title="Geheime plannen", live=False)
    assert find("Geheime plannen") == []


def test_the_best_match_comes_first():
    OrganisationFactory(title="Stichting Vrienden van Flevoland ICT")
    exact = OrganisationFactory(title="Flevoland ICT")
    assert find("flevoland ict")[0] == exact


def test_however_many_there_are_two_queries_find_it(django_assert_num_queries):
    for number in range(30):
        OrganisationFactory(title=f"School {number}")
    with django_assert_num_queries(2):
        assert len(find("school")) == 10


def test_the_page_works_without_javascript_and_offers_to_add(client: Client):
    school = OrganisationFactory(title="Onze school")
    html = client.get(FIND, {"q": "onze"}).text
    assert f"{FIND}{school.pk}/" in html
    assert f"{ADD}?name=onze" in html
    assert "<html" in html


def test_with_htmx_only_what_was_found_comes_back(client: Client):
    OrganisationFactory(title="Onze school")
    headers = {"HX-Request": "true", "HX-Target": "found"}
    html = client.get(FIND, {"q": "onze"}, headers=headers).text
    assert "Onze school" in html
    assert "<html" not in html


def test_a_question_that_is_too_long_is_no_question(client: Client):
    assert client.get(FIND, {"q": "a" * 1000}).status_code == 200


def added(client: Client, **answers: str):
    summary = {"summary": "Wij leren mensen programmeren."}
    return client.post(ADD, {"title": "Nieuwe school"} | summary | answers)


def test_a_new_organisation_waits_for_its_region_with_its_maker_as_owner(client: Client):
    province = ProvinceFactory(label="Flevoland")
    response = added(client, province=str(province.pk), website="www.nieuw.example")
    assert response.status_code == 302
    organisation = with_state(Organisation.objects.all()).get()
    assert organisation.state == State.IN_REVIEW
    assert not organisation.live
    assert not organisation.trusted
    assert organisation.region == province.region
    assert list(organisation.provinces.all()) == [province]
    assert organisation.website == "https://www.nieuw.example"
    assert organisation.provenance == Organisation.Provenance.CONTRIBUTOR
    user = organisation.created_by
    assert user is not None
    assert role_in(organisation, user) == Membership.Role.OWNER


def test_errors_keep_what_was_typed(client: Client):
    html = added(client, summary="", abbreviation="NSC").text
    assert "data-error-summary" in html
    assert 'value="NSC"' in html
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    ("known", "answers"),
    [
        ({"title": "Stichting Nieuwe School"}, {}),
        ({"title": "Anders", "aliases": ["nieuwe school"]}, {}),
        ({"title": "Anders", "website": "http://nieuw.example/over"},
         {"website": "https://www.nieuw.example"}),
        ({"title": "nieuwe school", "live": False}, {}),
    ],
)  # fmt: skip
def test_what_is_here_already_is_shown_before_it_is_added_twice(
    client: Client, known: dict, answers: dict
):
    existing = OrganisationFactory(**known)
    html = added(client, **answers).text
    assert f"{FIND}{existing.pk}/" in html
    assert Organisation.objects.count() == 1
    reason = {"different": "Dit is de school in Almere."}
    assert added(client, **answers, **reason).status_code == 302
    assert Organisation.objects.count() == 2
    verdict = DuplicateVerdict.objects.get()
    assert (verdict.relation, verdict.reason) == (Relation.DIFFERENT, reason["different"])
    assert reason["different"] in Submission.objects.get().remark


def test_the_same_site_of_many_says_nothing(client: Client):
    OrganisationFactory(title="Anders", website="https://www.facebook.com/anders")
    assert added(client, website="https://facebook.com/nieuw").status_code == 302


def test_what_is_not_online_shows_nothing_but_the_name_that_was_typed(client: Client):
    hidden = OrganisationFactory(title="Nieuwe school", summary="Geheim plan", live=False)
    html = added(client).text
    assert "Geheim plan" not in html
    path = f"{FIND}{hidden.pk}/"
    assert client.get(path).status_code == 404
    assert client.get(path, {"name": "Iets anders"}).status_code == 404
    page = client.get(path, {"name": "nieuwe school"})
    assert page.status_code == 200
    assert "Geheim plan" not in page.text


def test_one_person_adds_only_a_few_that_nobody_has_seen(client: Client):
    for number in range(MOST_UNSEEN):
        assert added(client, title=f"School {number}").status_code == 302
    assert added(client, title="Nog een").status_code == 200
    assert Organisation.objects.count() == MOST_UNSEEN


def test_nobody_adds_a_trusted_organisation(client: Client):
    added(client, trusted="on", live="on")
    organisation = Organisation.objects.get()
    assert (organisation.trusted, organisation.live) == (False, False)


@pytest.mark.parametrize("path", [FIND, ADD])
def test_a_visitor_logs_in_first(path: str):
    assert "/account/login/" in Client().get(path)["Location"]
