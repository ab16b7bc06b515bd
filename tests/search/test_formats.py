"""The same result as a file and as a feed."""

import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from django.urls import reverse
from openpyxl import load_workbook

from search import exports
from tests.factories import (
    OfferFactory,
    OrganisationFactory,
    ProvinceFactory,
    ScaleFactory,
    TargetGroupFactory,
)
from tests.search.conftest import make_document

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
FORMATS = ("json", "csv", "xlsx", "atom")


@pytest.fixture
def catalogue(index):
    """A voucher in Flevoland by a school, for SMEs, and a national course."""
    flevoland = ProvinceFactory(code="NL-FL", label="Flevoland", label_en="")
    employers = TargetGroupFactory(ref="werkgevers", label="Werkgevers", label_en="Employers")
    mkb = TargetGroupFactory(ref="mkb", label="Mkb", label_en="SMEs", parent=employers)
    OfferFactory(
        title="Voucher",
        summary="Geld; voor scholing",
        provinces=[flevoland],
        target_groups=[mkb],
        organisations=[OrganisationFactory(title="Hogeschool", organisation_type=None)],
    )
    OfferFactory(title="Cursus", title_en="Course", scale=ScaleFactory())
    call_command("search_index", "rebuild", verbosity=0)
    return index


def body(response) -> bytes:
    return response.getvalue() if response.streaming else response.content


def table(response, delimiter=";") -> list[dict[str, str]]:
    text = body(response).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text), delimiter=delimiter))


def feed_of(response) -> ElementTree.Element:
    return ElementTree.fromstring(body(response))


def test_spreadsheet_says_everything_in_words(client, catalogue):
    response = client.get("/en/search/?kind=offer&sort=title&format=csv")
    assert response["Content-Type"].startswith("text/csv; charset=utf-8")
    assert response["Content-Disposition"].startswith('attachment; filename="search-')
    assert response["X-Robots-Tag"] == "noindex"
    course, voucher = table(response, ",")
    assert (course["Title"], course["Provinces"]) == ("Course", "Whole country")
    assert voucher["Kind"] == "Offer"
    assert voucher["Summary"] == "Geld; voor scholing"
    assert voucher["Provinces"] == "Flevoland"
    # The group above it goes without saying.
    assert voucher["Target groups"] == "SMEs"
    assert voucher["Organisations"] == "Hogeschool"
    assert voucher["Address"].startswith("http://testserver/en/offers/")


def test_dutch_excel_gets_semicolons_and_a_byte_order_mark(client, catalogue):
    response = client.get(reverse("initiatives:offer_list") + "?format=csv")
    first_line = body(response).split(b"\r\n")[0]
    assert first_line.startswith(b"\xef\xbb\xbf")
    assert first_line.count(b";") == len(exports.COLUMNS) - 1


def test_workbook_holds_the_same_with_real_dates(client, catalogue):
    response = client.get("/en/search/?q=voucher&format=xlsx")
    header, row = load_workbook(BytesIO(body(response))).active.iter_rows(values_only=True)
    found = dict(zip(header, row, strict=True))
    assert (found["Title"], found["Organisations"]) == ("Voucher", "Hogeschool")
    assert isinstance(found["Last changed"], datetime)


def test_files_hold_the_whole_result_whatever_page_was_asked(client, index, monkeypatch):
    monkeypatch.setattr(exports, "ROWS_AT_ONCE", 10)
    index.rebuild([make_document(number) for number in range(35)])
    response = client.get(reverse("search:search") + "?page=99&per_page=5&format=csv")
    addresses = [list(row.values())[3] for row in table(response)]
    assert len(addresses) == len(set(addresses)) == 35


def test_long_result_is_cut_and_the_page_says_so(client, index, monkeypatch):
    monkeypatch.setattr(exports, "ROWS_AT_ONCE", 10)
    monkeypatch.setattr(exports, "MOST_ROWS", 20)
    monkeypatch.setattr("search.formats.MOST_ROWS", 20)
    index.rebuild([make_document(number) for number in range(35)])
    search = reverse("search:search")
    assert len(table(client.get(search + "?format=csv"))) == 20
    assert client.get(search).context["downloads"]["capped_at"] == 20


@pytest.mark.parametrize("title", ["=1+1", "+31", "-2", "@SUM(A1)", "\t=1+1", " =1", "＝1"])
def test_no_cell_is_a_formula(client, index, title):
    index.rebuild([make_document(1, title)])
    search = reverse("search:search")
    ((row),) = table(client.get(search + "?format=csv"))
    assert next(iter([cell for cell in row.values() if title.strip() in cell])).startswith("'")
    book = load_workbook(BytesIO(body(client.get(search + "?format=xlsx"))))
    assert not [cell for row in book.active for cell in row if cell.data_type == "f"]


def test_feed_is_valid_and_newest_first(client, index):
    index.rebuild(
        [
            make_document(1, "Oud & goed", updated=datetime(2026, 1, 5, 12, tzinfo=UTC)),
            make_document(2, "Nieuw", updated=datetime(2026, 3, 1, tzinfo=UTC)),
            make_document(3, "Elders", kind="practice"),
        ]
    )
    response = client.get("/en/search/?kind=offer&sort=title&page=7&format=atom")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = feed_of(response)
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Nieuw", "Oud & goed"]
    assert entries[0].attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "nl"
    assert entries[0].findtext(f"{ATOM}id") == "tag:testserver,2026:offer/2"
    assert feed.findtext(f"{ATOM}updated") == "2026-03-01T00:00:00+00:00"
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    assert "Kind: " in (feed.findtext(f"{ATOM}title") or "")
    links = {link.attrib["rel"]: link.attrib["href"] for link in feed.findall(f"{ATOM}link")}
    own = "http://testserver/en/search/?kind=offer&sort=title"
    assert links == {"alternate": own, "self": f"{own}&format=atom"}
    assert feed.findtext(f"{ATOM}id") == own


def test_empty_feed_has_a_moment_that_stands_still(client, index):
    address = reverse("search:search") + "?q=niets&format=atom"
    feed = feed_of(client.get(address))
    assert feed.findtext(f"{ATOM}updated")
    assert body(client.get(address)) == body(client.get(address))


def test_feed_that_did_not_change_is_not_sent_again(client, index):
    index.rebuild([make_document(1, "Een")])
    address = reverse("search:search") + "?format=atom"
    etag = client.get(address)["ETag"]
    again = client.get(address, headers={"If-None-Match": etag})
    assert (again.status_code, body(again)) == (304, b"")
    index.index([make_document(1, "Een, maar anders")])
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


def test_page_offers_its_files_and_its_feed(client, catalogue):
    search = reverse("search:search")
    response = client.get(f"{search}?q=voucher&per_page=5")
    downloads = response.context["downloads"]
    assert [file["url"] for file in downloads["files"]] == [
        f"{search}?q=voucher&format=csv",
        f"{search}?q=voucher&format=xlsx",
        f"{search}?q=voucher&per_page=100&format=json",
    ]
    page = response.content.decode()
    assert '<link rel="alternate" type="application/atom+xml"' in page
    assert f'href="{search}?q=voucher&amp;format=atom"' in page


def test_machines_are_led_to_the_next_page(client, index):
    index.rebuild([make_document(number) for number in range(3)])
    search = reverse("search:search")
    first = client.get(f"{search}?per_page=2&format=json")
    assert first["Link"] == (
        f'<http://testserver{search}?per_page=2&page=2&format=json>; rel="next"'
    )
    assert "Link" not in client.get(f"{search}?per_page=2&page=2&format=json")
    assert client.get(f"{search}?per_page=2&page=3&format=json").status_code == 404


def test_unknown_format_gives_the_page_with_a_notice(client, catalogue):
    response = client.get(reverse("search:search") + "?format=pdf")
    assert response.status_code == 200
    assert len(response.context["notices"]) == 1


@pytest.mark.parametrize("name", FORMATS)
def test_without_the_engine_machines_are_asked_to_come_back(client, settings, tmp_path, name):
    settings.SEARCH_URL = f"embedded://{tmp_path / 'away'}"
    response = client.get(reverse("search:search") + f"?format={name}")
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert client.get(reverse("search:search")).context["downloads"] is None


@pytest.mark.parametrize("name", FORMATS)
def test_head_has_the_headers_and_no_body(client, catalogue, name):
    address = reverse("search:search") + f"?format={name}"
    head = client.head(address)
    assert (head.status_code, body(head)) == (200, b"")
    assert head["Content-Type"] == client.get(address)["Content-Type"]


@pytest.mark.parametrize("name", ["csv", "xlsx", "atom"])
def test_number_of_queries_does_not_grow(client, index, name, django_assert_max_num_queries):
    TargetGroupFactory()
    for _number in range(12):
        OfferFactory(organisations=[OrganisationFactory()])
    call_command("search_index", "rebuild", verbosity=0)
    address = reverse("search:search") + f"?format={name}"
    client.get(address)  # reads the vocabulary, once per process
    with django_assert_max_num_queries(3):
        body(client.get(address))


@pytest.mark.parametrize("name", ["csv", "xlsx", "atom"])
def test_characters_that_a_file_may_not_hold_are_left_out(client, index, name):
    index.rebuild([make_document(1, "Een\x00twee\x0b\x1f\ufffe drie", summaries={"nl": "\x08"})])
    response = client.get(reverse("search:search") + f"?format={name}")
    assert response.status_code == 200
    if name == "atom":
        assert feed_of(response).findtext(f"{ATOM}entry/{ATOM}title") == "Een twee drie"


def test_summary_in_a_feed_is_text(client, index):
    index.rebuild([make_document(1, "Een", summaries={"nl": "a < b & <script>x</script>"})])
    feed = feed_of(client.get(reverse("search:search") + "?format=atom"))
    summary = feed.findtext(f"{ATOM}entry/{ATOM}summary")
    assert summary == "a &lt; b &amp; &lt;script&gt;x&lt;/script&gt;"


def test_empty_result_has_a_feed_but_no_file(client, index):
    downloads = client.get(reverse("search:search") + "?q=qqxxzz").context["downloads"]
    assert downloads["files"] == []
    assert downloads["feed_url"]
