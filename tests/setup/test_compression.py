"""Pages are compressed only where their size cannot give a secret away."""

import gzip

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from portal.compression import AnonymousGZipMiddleware

PAGE = "<p>Vlechtwerk</p>" * 200


def answer(request, set_cookie=False):
    response = HttpResponse(PAGE)
    if set_cookie:
        response.set_cookie("csrftoken", "secret")
    return AnonymousGZipMiddleware(lambda _request: response)(request)


def test_page_for_a_visitor_without_cookies_is_compressed():
    response = answer(RequestFactory().get("/", headers={"accept-encoding": "gzip"}))
    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content).decode() == PAGE
    assert "Accept-Encoding" in response["Vary"]


@pytest.mark.parametrize("case", ["has a cookie", "gets a cookie", "posts"])
def test_page_that_may_hold_a_secret_is_sent_as_it_is(case):
    method = "POST" if case == "posts" else "GET"
    request = RequestFactory().generic(method, "/", headers={"accept-encoding": "gzip"})
    if case == "has a cookie":
        request.COOKIES["sessionid"] = "abc"
    response = answer(request, set_cookie=case == "gets a cookie")
    assert "Content-Encoding" not in response
    assert response.content.decode() == PAGE
