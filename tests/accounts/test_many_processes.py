"""Guessing against a real server with four processes: limits hold for all of them together."""

import re
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from django.conf import settings

from bench.site import Site
from tests.accounts.conftest import PASSWORD
from tests.migrated import copy_to

TRIES = 40
MAKE_ACCOUNT = (
    "from publishing.models import User; from allauth.account.models import EmailAddress;"
    f"u = User.objects.create_user('doelwit@example.org', {PASSWORD!r});"
    "EmailAddress.objects.create(user=u, email=u.email, primary=True, verified=True)"
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3":
        pytest.skip("The server has a database of its own: run this without DATABASE_URL")
    folder: Path = tmp_path_factory.mktemp("guessing")
    site = Site(folder, workers=4)
    copy_to(folder / "vlechtwerk.sqlite3")
    site.manage("collectstatic", "--no-input")
    site.manage("shell", "-c", MAKE_ACCOUNT)
    with site.serving() as server:
        yield f"http://127.0.0.1:{server.port}"


class Visitor:
    """A browser of its own, with the log-in form open."""

    def __init__(self, address: str) -> None:
        self._form = f"{address}/en/account/login/"
        self.cookies = CookieJar()
        handler = urllib.request.HTTPCookieProcessor(self.cookies)
        self._opener = urllib.request.build_opener(handler)
        page = self._opener.open(self._form, timeout=60).read().decode()
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert found
        self._token = found.group(1)

    def tries(self, password: str) -> str:
        """Whether the site checked the password, refused to, or let the visitor in."""
        fields = {"login": "doelwit@example.org", "password": password}
        body = urllib.parse.urlencode(fields | {"csrfmiddlewaretoken": self._token}).encode()
        try:
            page = self._opener.open(self._form, body, timeout=60).read().decode()
        except urllib.error.HTTPError as error:
            return "refused" if error.code == 429 else str(error.code)
        if any(cookie.name == "sessionid" for cookie in self.cookies):
            return "in"
        if "are not correct" in page:
            return "checked"
        return "refused" if "Too many failed" in page else page


def test_five_of_forty_simultaneous_guesses_are_checked(address: str) -> None:
    visitors = [Visitor(address) for _number in range(TRIES)]
    with ThreadPoolExecutor(TRIES) as pool:
        answers = Counter(pool.map(lambda visitor: visitor.tries("mis geraden 123"), visitors))
    assert answers == {"checked": 5, "refused": TRIES - 5}
    assert visitors[0].tries(PASSWORD) == "refused", "the right one is not checked either"
