"""The page of the coverage map."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from initiatives.models import Offer
from monitor.models import Entry, LedgerState
from monitor.models.rules import CoverageRules
from search.engines import EngineUnavailableError

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


def cells(html: str) -> dict[tuple[str, str], str]:
    """What stands in each cell of the table, by the words of its row and column."""
    table = html[html.index('id="coverage-table"') :]
    table = table[: table.index("</table>")]
    heads = [words(cell) for cell in re.findall(r'<th scope="col".*?</th>', table, re.S)]
    found = {}
    for row in re.findall(r'<tr><th scope="row".*?</tr>', table, re.S):
        label = words(re.search(r"<th.*?</th>", row, re.S)[0])
        for col, cell in zip(heads[1:], re.findall(r"<td.*?</td>", row, re.S), strict=True):
            found[label, col] = words(cell)
    return found


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("path", ["/dekking/", "/en/coverage/"])
def test_anybody_may_read_the_map_and_gets_no_cookie(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies


def test_a_cell_says_what_there_is_what_is_national_what_is_planned_and_its_state(
    client, small_field
):
    CoverageRules(pk=CoverageRules.KEY, weigh_by="nothing").save()
    found = cells(client.get("/en/coverage/").content.decode())
    assert found["Pupils", "Flevoland"] == "5 +1 for the whole country"
    assert (
        found["Pupils", "Utrecht"] == "1 +1 for the whole country thin : what could fill this gap"
    )
    assert found["=Werkenden", "Flevoland"].startswith("0 empty")
    assert found["=Werkenden", "Utrecht"] == "1 1 planned"
    assert found["Pupils", "Total"] == "5 +1 for the whole country"
    assert found["Total", "Utrecht"] == "2 +1 for the whole country"
    assert found["Total", "Total"] == "6 +1 for the whole country"


#: A link of the table with what it is called by and what it says.
LINK = re.compile(
    r'<a class="coverage-cell__link" id="([^"]+)" aria-labelledby="([^"]+)" href="([^"]+)">(.*?)</a>'
)


def test_every_number_opens_the_search_that_finds_as_many_and_says_of_what(client, small_field):
    html = client.get("/en/coverage/").content.decode()
    found = {label: (link, words(said)) for _id, label, link, said in LINK.findall(html)}
    assert len(found) == 9
    for link, said in found.values():
        assert "validity=current" in link
        own, national = re.fullmatch(r"(\d+)(?: \+(\d+) for the whole country)?", said).groups()
        answer = client.get(f"{link.replace('&amp;', '&')}&format=json").json()
        assert answer["total"] == int(own) + int(national or 0), link
    label = next(label for label, (link, _said) in found.items() if "pupils" in link)
    assert label == "cell-2-1 row-2 col-1"
    named = dict(re.findall(r'<th scope="\w+" id="([^"]+)"[^>]*>(.*?)</th>', html, re.S))
    assert [words(named[part]) for part in label.split()[1:]] == ["Pupils", "Flevoland"]


def test_links_keep_the_filters_of_the_map(client, small_field):
    html = client.get("/dekking/?kind=offer").content.decode()
    assert all("kind=offer" in link for _id, _label, link, _said in LINK.findall(html))


def test_an_empty_or_thin_cell_leads_to_what_could_fill_it(client, small_field):
    html = client.get("/dekking/?kind=offer").content.decode()
    found = re.findall(r'coverage-mark--(\w+)" aria-hidden="true"></span><a href="([^"]+)"', html)
    assert {state for state, _link in found} <= {"empty", "thin"}
    link = next(link for _state, link in found if "row=workers" in link and "col=NL-UT" in link)
    assert client.get(link.replace("&amp;", "&")).status_code == 200
    assert "kind=offer" in link


def test_rows_and_columns_are_chosen_and_exchanged(client, small_field):
    html = client.get("/en/coverage/?rows=province&cols=target_group&levels=all").content.decode()
    assert cells(html)["Utrecht", "=Werkenden"] == "1 1 planned"
    assert ("Utrecht", "Herintreders") in cells(html)
    assert "?rows=target_group&amp;cols=province&amp;levels=all" in html


def test_filters_narrow_what_is_counted_and_can_be_taken_away(client, small_field):
    html = client.get("/en/coverage/?kind=practice&national=0").content.decode()
    assert cells(html)["Total", "Total"] == "1"
    assert "without what is national" in html
    # Taking one away leaves the rows and columns as they are.
    chip = re.search(r'class="chip" href="([^"]+)"', html)[1].replace("&amp;", "&")
    assert chip == "/en/coverage/?rows=target_group&cols=province&levels=1&national=0"


def test_search_words_narrow_as_they_do_in_search(client, small_field):
    total = client.get("/dekking/?q=robotica&format=json").json()["total"]
    assert total["count"] + total["national"] == 1
    assert client.get("/zoeken/?q=robotica&validity=current&format=json").json()["total"] == 1


def test_the_form_sends_filters_that_have_no_control_of_their_own(client, small_field):
    html = client.get("/dekking/?phase=idea").content.decode()
    assert '<input type="hidden" name="phase" value="idea">' in html


def test_the_rule_stands_under_the_map_with_its_numbers(client, small_field):
    CoverageRules(pk=CoverageRules.KEY, thin_below=40, crowded_from=300, crowded_at_least=7).save()
    html = client.get("/en/coverage/").content.decode()
    assert "less than 40% of what one may expect" in html
    assert "at least 300% of what one may expect, and at least 7 items" in html
    # What really counts: nobody said how many people live in these provinces.
    assert "is an equal part for every province" in html
    assert "figures are not known for every province, so all provinces count alike" in html
    assert "how many people live there" not in html
    html = client.get("/en/coverage/?rows=form").content.decode()
    assert "7 items have nothing filled in for “form”" in html


def test_provinces_are_drawn_for_all_or_for_one_line_with_the_numbers_of_the_table(
    client, small_field
):
    html = client.get("/en/coverage/").content.decode()
    assert 'aria-label="Flevoland: 5, and 1 for the whole country"' in html
    html = client.get("/en/coverage/?term=workers").content.decode()
    assert "On the map: =Werkenden" in words(html)
    # What has no English name is read in its own language.
    assert '<option value="workers" lang="nl" selected>=Werkenden</option>' in html
    assert 'On the map: <span lang="nl">=Werkenden</span>' in html
    assert 'value="pupils">Pupils</option>' in html
    assert 'aria-label="Flevoland: 0, empty"' in html
    assert 'fill="url(#coverage-empty)"' in html
    assert "coverage-map" not in client.get("/dekking/?rows=form&cols=path").content.decode()


def test_htmx_gets_the_part_that_changes_and_the_address_to_show(client, small_field):
    response = client.get("/dekking/?cols=province&kind=offer&rows=form&page=3", headers=HTMX)
    html = response.content.decode()
    assert "<html" not in html and 'id="coverage-changing"' in html
    assert response["HX-Push-Url"] == "/dekking/?rows=form&cols=province&levels=1&kind=offer"
    assert "HX-Request" in response["Vary"]
    # What is read aloud after a choice.
    announced = words(re.search(r"<h2[^>]*data-announce>.*?</h2>", html, re.S)[0])
    assert announced == "Dekkingskaart: vorm en provincie , 5 items en 1 voor het hele land"


def test_the_plain_map_is_for_search_engines_and_others_are_not(client):
    assert "noindex" not in client.get("/dekking/").content.decode()
    assert (
        'canonical" href="http://testserver/dekking/"' in client.get("/dekking/").content.decode()
    )
    assert "noindex" in client.get("/dekking/?rows=form").content.decode()


SAID = (
    ("rows=shoes", "rows or columns in this address do not exist"),
    ("rows=province&cols=province", "Rows and columns were the same"),
    ("format=pdf", "The format in this address does not exist"),
    ("day=yesterday", "The day in this address is not a date"),
    ("since=31-31-2026", "The day to compare with is not a date"),
    ("day=2999-01-01", "That day is still to come"),
    ("since=2999-01-01", "must be before the day of the map"),
    ("since=2001-01-01", "The first day to compare with is"),
    ("day=2001-01-01", "There is no map of that day"),
    ("province=NL-XX", "a value in this address does not exist"),
)


def test_what_cannot_be_understood_is_said(client, small_field):
    for asked, said in SAID:
        response = client.get(f"/en/coverage/?{asked}")
        assert response.status_code == 200
        assert said in response.content.decode(), asked


HOSTILE = (
    "rows=%00&cols=%F0%9F%92%A9&levels=%00&day=%00&since=%00&term=%00",
    "day=" + "9" * 5000,
    "day=0001-01-01&since=0001-01-01",
    "term=<script>alert(1)</script>&q=%22%3E%3Cscript%3E",
    "&".join(f"target_group=g{number}" for number in range(200)),
    "from=x&to=y&page=-1&per_page=999999&sort=z",
)


def test_no_address_makes_it_fail(client, small_field):
    for asked in HOSTILE:
        for form in ("", "json", "csv", "xlsx", "svg", "png"):
            response = client.get(f"/dekking/?{asked}&format={form}")
            assert response.status_code in {200, 404}, (asked, form)
            assert b"<script>alert" not in response.content


def test_a_past_day_shows_what_there_was_then_without_links(client, small_field):
    day = practice_came_later()
    html = client.get(f"/en/coverage/?day={day}").content.decode()
    assert cells(html)["=Werkenden", "Utrecht"].startswith("0")
    assert cells(html)["Pupils", "Flevoland"].startswith("5")
    assert "coverage-cell__link" not in html and "coverage-keys" not in html
    # A month ago can be chosen, a year ago not yet.
    assert "a month ago" in html and "a year ago" not in html


def test_what_changed_since_a_day_stands_in_the_cells_and_in_lists(client, small_field):
    day = practice_came_later()
    offer = Offer.objects.filter(provinces__code="NL-FL").last()
    Entry.objects.filter(kind="offer", item_pk=offer.pk).update(until=timezone.localdate())
    hidden = Offer.objects.filter(provinces__code="NL-FL").first()
    Entry.objects.filter(kind="offer", item_pk=hidden.pk).update(until=timezone.localdate())
    Offer.objects.filter(pk=hidden.pk).update(live=False)
    read_anew()
    html = client.get(f"/en/coverage/?since={day}").content.decode()
    found = cells(html)
    assert found["=Werkenden", "Utrecht"] == "1 1 planned +1 1 more than before"
    assert found["Pupils", "Total"].endswith("−2 2 fewer than before")
    assert found["Total", "Total"].endswith("−1 1 fewer than before")
    assert "more of its own than on" in html[: html.index("<table")]
    changed = html[html.index('id="coverage-changed-title"') :]
    assert "1 item came" in changed and "2 items went" in changed
    assert "Own: −1. For the whole country: 0." in changed
    assert f">{offer.title}</a>" in changed
    # What was taken off the site is counted, and not named.
    assert hidden.title not in changed
    assert "1 item is not on this site any more" in changed


def practice_came_later() -> str:
    """A day on which there was everything but the practice, which came today."""
    then = timezone.localdate() - timedelta(days=40)
    Entry.objects.update(since=then)
    Entry.objects.filter(kind="practice").update(since=timezone.localdate())
    read_anew()
    return (then + timedelta(days=3)).isoformat()


def read_anew() -> None:
    """As after a write that no process can follow."""
    LedgerState.next_version()
    LedgerState.objects.update(recent="")


@pytest.mark.parametrize("asked", ["q=qqqqxxx", "kind=article"])
def test_where_nothing_counts_there_are_no_gaps_to_tell_of(client, small_field, asked):
    html = client.get(f"/en/coverage/?{asked}").content.decode()
    assert "Nothing to count" in html
    assert "gap-list" not in html and "<table" not in html
    whole = "/en/coverage/?rows=target_group&amp;cols=province&amp;levels=1"
    assert f'href="{whole}">Show everything</a>' in html


def test_search_being_away_leaves_the_map_and_keeps_the_filters(client, small_field, monkeypatch):
    def away(*_args):
        raise EngineUnavailableError("away")

    monkeypatch.setattr("monitor.coverage.filters.get_engine", away)
    html = client.get("/en/coverage/?kind=offer").content.decode()
    assert cells(html)["Total", "Total"].startswith("5")
    assert '<input type="hidden" name="kind" value="offer">' in html


def test_a_map_that_is_too_large_for_a_page_shows_its_main_groups(client, small_field, monkeypatch):
    monkeypatch.setattr("monitor.coverage.asked.MOST_SHOWN", 5)
    html = client.get("/en/coverage/?levels=all").content.decode()
    assert "too large for a page" in html
    assert ("Herintreders", "Utrecht") not in cells(html)


def test_the_number_of_questions_to_the_database_does_not_grow_with_the_map(
    client, small_field, django_assert_num_queries
):
    client.get("/dekking/")
    with django_assert_num_queries(5):
        client.get("/dekking/")
    with django_assert_num_queries(5):
        client.get("/dekking/?rows=target_group&cols=form&levels=all")
