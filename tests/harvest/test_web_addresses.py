"""An address of the web is taken apart strictly; what programs read in two ways is refused."""

import contextlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from harvest.fetch_errors import FetchError, FetchFault
from harvest.secret_addresses import shown
from harvest.web_address import follow, read


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://school.nl", "https://school.nl/"),
        (" https://School.NL:443/Agenda.ics#top ", "https://school.nl/Agenda.ics"),
        ("webcal://school.nl/a?b=c", "https://school.nl/a?b=c"),
        ("http://school.nl.:80/", "http://school.nl/"),
        ("http://school.nl:/", "http://school.nl/"),
        ("https://café.nl/menu é", "https://xn--caf-dma.nl/menu%20%C3%A9"),
        ("https://faß.de/", "https://xn--fa-hia.de/"),
        ("https://xn--caf-dma.nl/", "https://xn--caf-dma.nl/"),
        ("https://my_school.example.nl/", "https://my_school.example.nl/"),
        ("https://school.nl/a%0d%0aX:%20y", "https://school.nl/a%0d%0aX:%20y"),
        ("https://school.nl/jan@school.nl/calendar.ics", None),
        ("https://[2606:4700::1111]:8443/", None),
        ("http://①②③.example/", "http://123.example/"),
        # As the dots of other scripts and wide digits are read by browsers.
        ("http://school。nl/", "http://school.nl/"),
        ("http://8.8.8.8/", "http://8.8.8.8/"),
    ],
)
def test_plain_addresses(address, expected):
    assert str(read(address)) == (expected or address)


@pytest.mark.parametrize(
    "address",
    [
        "", "school.nl", "//school.nl/", "http:/school.nl", "http:school.nl", "http://", "http:///a",
        "file:///etc/passwd", "gopher://school.nl/", "ftp://school.nl/", "javascript:alert(1)",
        "data:text/calendar,x", "http://jan:word@school.nl/", "http://school.nl@127.0.0.1/",
        "http://127.0.0.1\\@school.nl/", "http://school.nl#@127.0.0.1/", "http://school.nl?@127.0.0.1/",
        "http://school.nl/\r\nX: y", "http://school.nl/\x00", "http://school.nl/a\tb", "http://a b/",
        "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://0/",
        "http://127.0.0.0x1/", "http://1.2.3.4.5/", "http://256.1.1.1/", "http://08.8.8.8/",
        "http://[fe80::5%25lo]/", "http://[::1", "http://[v1.a]/", "http://[school.nl]/",
        "http://school.nl:99999/", "http://school.nl:-1/", "http://school.nl:8x/", "http://school.nl:８０/",
        "http://%31%32%37.0.0.1/", "http://school..nl/", "http://-a.nl/", "http://a*b.nl/",
        "http://" + "a" * 64 + ".nl/", "http://" + "a." * 200 + "nl/", "http://school.nl/" + "a" * 4000,
        "http://ex‮ample.nl/", "http://school℀.nl/",
    ],
)  # fmt: skip
def test_all_else_is_refused(address):
    with pytest.raises(FetchError) as caught:
        read(address)
    assert caught.value.code == FetchFault.BAD_ADDRESS


@pytest.mark.parametrize("host", ["①②⑦.⓪.⓪.①", "127。0。0。1", "127．0．0．1", "１２７.0.0.1"])
def test_digits_and_dots_of_other_scripts_are_numbers(host):
    assert str(read(f"http://{host}/").number) == "127.0.0.1"


def test_the_path_of_an_address_does_not_stand_in_its_repr():
    assert "geheim" not in repr(read("https://school.nl/geheim?geheim"))


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=40))
@example("[").via("half an address in IPv6")
@example("school.nl/\ud800").via("half a letter")
def test_nothing_that_somebody_types_breaks_it(text):
    for address in (text, f"http://{text}", f"https://school.nl/{text}"):
        with contextlib.suppress(FetchError):
            read(address)
        with contextlib.suppress(FetchError):
            follow(read("https://school.nl/"), address)
        shown(address)
