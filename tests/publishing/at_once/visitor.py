"""A browser of somebody who is logged in, without scripts."""

import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import Cookie, CookieJar

from bs4 import BeautifulSoup, Tag

#: Seconds. Longer than anybody waits; a machine that does much else may need it.
PATIENCE = 300


class Visitor:
    """Gets pages and posts forms, and adds every answer that should not have come to a list."""

    def __init__(self, address: str, session: str, complaints: list[str]) -> None:
        self._address = address
        self._complaints = complaints
        jar = CookieJar()
        jar.set_cookie(_cookie("sessionid", session))
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        self._jar = jar

    def get(self, path: str) -> BeautifulSoup:
        return self._ask(path, None)

    def post(self, path: str, fields: list[tuple[str, str]]) -> BeautifulSoup:
        """Post fields with the token that a form on the site would have."""
        token = next((cookie.value for cookie in self._jar if cookie.name == "csrftoken"), "")
        fields = [pair for pair in fields if pair[0] != "csrfmiddlewaretoken"]
        body = urllib.parse.urlencode([*fields, ("csrfmiddlewaretoken", token or "")])
        return self._ask(path, body.encode())

    def _ask(self, path: str, body: bytes | None) -> BeautifulSoup:
        request = urllib.request.Request(f"{self._address}{path}", body)
        request.add_header("Referer", self._address)
        try:
            with self._opener.open(request, timeout=PATIENCE) as answer:
                text = answer.read().decode()
        except urllib.error.HTTPError as error:
            text = error.read().decode(errors="replace")
            self._complaints.append(f"{error.code} {path}: {text[:300]}")
        if "database is locked" in text:
            self._complaints.append(f"locked: {path}")
        return BeautifulSoup(text, "html.parser")


def fields_of(form: Tag) -> list[tuple[str, str]]:
    """What a browser would post of a form: names and values as they stand."""
    found: list[tuple[str, str]] = []
    for field in form.select("input[name], textarea[name], select[name]"):
        name, kind = str(field["name"]), str(field.get("type", ""))
        if kind in {"checkbox", "radio"} and not field.has_attr("checked"):
            continue
        if kind in {"file", "submit", "button"}:
            continue
        if field.name == "select":
            chosen = field.select("option[selected]") or field.select("option")[:1]
            found += [(name, str(option.get("value", ""))) for option in chosen]
        elif field.name == "textarea":
            found.append((name, field.text.removeprefix("\n")))
        else:
            found.append((name, str(field.get("value", "on" if kind == "checkbox" else ""))))
    return found


def _cookie(name: str, value: str) -> Cookie:
    return Cookie(
        0, name, value, None, False, "127.0.0.1", True, False, "/", True, False, None, True,
        None, None, {},
    )  # fmt: skip
