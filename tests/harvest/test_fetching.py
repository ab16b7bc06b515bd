"""What a partner's server may answer, and what becomes of it. A real server, on this machine."""

import gzip
import zlib
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.http import http_date

from harvest.http import FetchError, FetchFault, Limits, fetch
from tests.harvest.partner_server import CALENDAR, Answer

SHORT = Limits(seconds=0.4)


def refused(address: str, **rest) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetch(address, **rest)
    return caught.value


def test_gives_what_stands_there_with_what_the_headers_say(partner_server):
    partner_server.answer(
        headers={
            "Content-Type": "text/calendar; charset=ISO-8859-1",
            "ETag": '"one"',
            "Last-Modified": "Thu, 01 Oct 2026 10:00:00 GMT",
        }
    )
    got = fetch(partner_server.url())
    assert (got.status, got.body) == (200, CALENDAR)
    assert (got.content_type, got.charset) == ("text/calendar", "iso-8859-1")
    assert (got.etag, got.last_modified) == ('"one"', "Thu, 01 Oct 2026 10:00:00 GMT")
    assert got.size_received == len(CALENDAR)
    assert got.permanent_redirect == ""


def test_says_who_asks_and_nothing_else_about_us(partner_server, settings):
    partner_server.answer()
    fetch(partner_server.url(), accept="text/calendar")
    assert partner_server.requests[0].headers == {
        "Host": f"127.0.0.1:{partner_server.port}",
        "User-Agent": settings.HARVEST_USER_AGENT,
        "Accept": "text/calendar",
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }
    assert settings.CONTACT_EMAIL in settings.HARVEST_USER_AGENT


def test_an_unchanged_feed_is_not_sent_again(partner_server):
    partner_server.answer(headers={"ETag": '"one"'})
    got = fetch(partner_server.url(), etag='"one"', last_modified="Thu, 01 Oct 2026 10:00:00 GMT")
    assert (got.status, got.body) == (304, b"")
    sent = partner_server.requests[0].headers
    assert sent["If-None-Match"] == '"one"'
    assert sent["If-Modified-Since"] == "Thu, 01 Oct 2026 10:00:00 GMT"


def test_a_304_that_nobody_asked_for_is_a_fault(partner_server):
    partner_server.answer(status=304)
    fault = refused(partner_server.url())
    assert (fault.code, fault.status) == (FetchFault.STATUS, 304)


def test_an_etag_with_a_line_break_never_becomes_a_header(partner_server):
    partner_server.answer()
    fetch(partner_server.url(), etag='"1"\r\nX-Sneaked: yes')
    assert not {"If-None-Match", "X-Sneaked"} & set(partner_server.requests[0].headers)


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(CALENDAR)),
        ("deflate", zlib.compress(CALENDAR)),
        ("deflate", zlib.compress(CALENDAR)[2:-4]),
        ("identity", CALENDAR),
    ],
)
def test_compression_is_taken_off(partner_server, encoding, packed):
    partner_server.answer(body=packed, headers={"Content-Encoding": encoding})
    assert fetch(partner_server.url()).body == CALENDAR


@pytest.mark.parametrize(
    ("encoding", "packed", "code"),
    [
        ("gzip, gzip", gzip.compress(gzip.compress(CALENDAR)), FetchFault.BAD_ANSWER),
        ("br", b"?", FetchFault.BAD_ANSWER),
        ("gzip", b"not gzip", FetchFault.BAD_ANSWER),
        ("gzip", gzip.compress(CALENDAR)[:-12], FetchFault.INCOMPLETE),
        ("gzip", gzip.compress(CALENDAR) * 2, FetchFault.BAD_ANSWER),
        ("gzip", gzip.compress(bytes(11 * 1024 * 1024)), FetchFault.TOO_LARGE),
    ],
)
def test_compression_that_is_not_in_order_gives_nothing(partner_server, encoding, packed, code):
    partner_server.answer(body=packed, headers={"Content-Encoding": encoding})
    assert refused(partner_server.url()).code == code


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ({"cut_after": 20}, FetchFault.INCOMPLETE),
        ({"hangs": True}, FetchFault.TIMEOUT),
        ({"headers": {"Content-Length": str(10**10)}}, FetchFault.TOO_LARGE),
        ({"is_endless": True, "body": b"x" * 65536}, FetchFault.TOO_LARGE),
        ({"raw": b"SSH-2.0-OpenSSH_9.2\r\n"}, FetchFault.BAD_ANSWER),
        ({"raw": b""}, FetchFault.INCOMPLETE),
        ({"raw": b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500}, FetchFault.BAD_ANSWER),
        ({"raw": b"HTTP/1.1 200 OK\r\nX: " + b"y" * 90_000}, FetchFault.BAD_ANSWER),
        (
            {"raw": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-9\r\nabc"},
            FetchFault.BAD_ANSWER,
        ),
        (
            {"raw": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\nabc"},
            FetchFault.INCOMPLETE,
        ),
        ({"status": 204}, FetchFault.STATUS),
        ({"status": 500}, FetchFault.STATUS),
        ({"status": 302}, FetchFault.STATUS),
    ],
    ids=lambda value: None if isinstance(value, dict) else str(value),
)
def test_a_bad_answer_is_a_named_fault(partner_server, answer, code):
    partner_server.answer(**{"body": CALENDAR, **answer})
    limits = SHORT if answer.get("hangs") else Limits()
    assert refused(partner_server.url(), limits=limits).code == code


@pytest.mark.parametrize(
    ("status", "value", "expected"),
    [
        (429, "120", timedelta(seconds=120)),
        (503, " 7 ", timedelta(seconds=7)),
        (429, "soon", None),
        (429, "9" * 30, timedelta(days=366)),
        (429, "Thu, 01 Jan 1970 00:00:00 GMT", timedelta(0)),
        (429, "Thu, 99 Foo 99999 00:00:00 GMT", None),
    ],
)
def test_how_long_to_stay_away_is_kept(partner_server, status, value, expected):
    partner_server.answer(status=status, headers={"Retry-After": value})
    fault = refused(partner_server.url())
    assert fault.retry_after == expected
    assert fault.status == status
    assert (fault.code == FetchFault.TOO_MANY_REQUESTS) is (status == 429)


def test_how_long_to_stay_away_may_be_a_date(partner_server):
    until = timezone.now() + timedelta(hours=2)
    partner_server.answer(status=503, headers={"Retry-After": http_date(until.timestamp())})
    waiting = refused(partner_server.url()).retry_after
    assert timedelta(hours=1, minutes=58) < waiting <= timedelta(hours=2)


def test_a_redirect_is_followed_and_its_end_told(partner_server):
    partner_server.answer("/old", status=302, headers={"Location": "/new?token=geheim"})
    partner_server.answer("/new?token=geheim")
    got = fetch(partner_server.url("/old"))
    assert got.body == CALENDAR
    assert got.address == partner_server.url("/new?token=geheim")
    assert "geheim" not in got.final_address
    assert "geheim" not in repr(got)
    assert got.permanent_redirect == ""


@pytest.mark.parametrize(("second", "is_kept"), [(301, True), (302, False)])
def test_a_move_for_good_is_told_when_every_step_says_so(partner_server, second, is_kept):
    partner_server.answer("/a", status=308, headers={"Location": "/b"})
    partner_server.answer("/b", status=second, headers={"Location": "/c"})
    partner_server.answer("/c")
    moved = fetch(partner_server.url("/a")).permanent_redirect
    assert moved == (partner_server.url("/c") if is_kept else "")


@pytest.mark.parametrize(("steps", "arrives"), [(5, True), (6, False)])
def test_five_redirects_and_no_more(partner_server, steps, arrives):
    for step in range(steps):
        partner_server.answer(f"/{step}", status=302, headers={"Location": f"/{step + 1}"})
    partner_server.answer(f"/{steps}")
    if arrives:
        assert fetch(partner_server.url("/0")).body == CALENDAR
    else:
        assert refused(partner_server.url("/0")).code == FetchFault.TOO_MANY_REDIRECTS
        assert len(partner_server.requests) == 6


def test_a_redirect_in_a_circle_ends_at_once(partner_server):
    partner_server.answer("/a", status=302, headers={"Location": "/b"})
    partner_server.answer("/b", status=302, headers={"Location": "/a"})
    assert refused(partner_server.url("/a")).code == FetchFault.TOO_MANY_REDIRECTS
    assert len(partner_server.requests) == 2


@pytest.mark.parametrize(
    "location",
    ["file:///etc/passwd", "//10.0.0.5/", "http://user:word@127.0.0.1/", "http://127.0.0.1:22/"],
)
def test_a_redirect_is_looked_at_like_the_first_address(partner_server, location):
    partner_server.answer(status=302, headers={"Location": location})
    assert refused(partner_server.url()).code in (FetchFault.BAD_ADDRESS, FetchFault.NOT_ALLOWED)


def test_no_cookie_is_kept(partner_server):
    cookie = {"Set-Cookie": "session=1; Path=/", "Location": "/b"}
    partner_server.answer("/a", status=302, headers=cookie)
    partner_server.answer("/b", headers={"Set-Cookie": "session=1; Path=/"})
    fetch(partner_server.url("/a"))
    fetch(partner_server.url("/b"))
    assert [request.path for request in partner_server.requests] == ["/a", "/b", "/b"]
    assert not any("Cookie" in request.headers for request in partner_server.requests)


def test_a_redirect_to_letters_outside_ascii_arrives_encoded(partner_server):
    location = "/één feed".encode().decode("latin-1")
    partner_server.answer_in_turn("/a", Answer(status=302, headers={"Location": location}))
    partner_server.answer("/%C3%A9%C3%A9n%20feed")
    assert fetch(partner_server.url("/a")).body == CALENDAR


def test_proxies_and_passwords_of_this_machine_play_no_part(partner_server, monkeypatch, tmp_path):
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password word\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    partner_server.answer()
    fetch(partner_server.url())
    assert "Authorization" not in partner_server.requests[0].headers


def test_without_the_setting_this_machine_is_closed(partner_server, settings):
    settings.HARVEST_ALLOWED_NETWORKS = []
    partner_server.answer()
    assert refused(partner_server.url()).code == FetchFault.NOT_ALLOWED
    assert partner_server.requests == []


def test_the_words_do_not_tell_what_stands_behind(partner_server, settings):
    """Closed, silent, something else than HTTP, private, unknown: one sentence for all."""
    partner_server.answer("/silent", hangs=True)
    partner_server.answer("/other", raw=b"+PONG\r\n")
    partner_server.answer("/cut", raw=b"")
    words = {
        str(refused(partner_server.url("/silent"), limits=SHORT)),
        str(refused(partner_server.url("/other"))),
        str(refused(partner_server.url("/cut"))),
        str(refused("http://10.0.0.5/")),
        str(refused("http://name-that-nobody-has.invalid/")),
    }
    settings.HARVEST_PORTS = [1]
    words.add(str(refused("http://127.0.0.1:1/")))
    assert len(words) == 1
    assert str(partner_server.port) not in words.pop()
