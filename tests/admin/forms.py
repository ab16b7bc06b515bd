"""Fills in editing forms the way a browser would."""

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from wagtail.test.utils.form_data import querydict_from_html


def filled_form(client: Client, url: str, **changes: Any) -> dict[str, list[str]]:
    """The values of the form at `url`, with `changes`; every field has a list of values."""
    page = client.get(url)
    assert page.status_code == 200, (url, page.status_code, page.headers.get("Location"))
    html = page.content.decode()
    values = dict(querydict_from_html(html, form_id="w-editor-form").lists())
    # Several hidden inputs of one name: what the library for tests does not expect.
    for chooser in BeautifulSoup(html, "html.parser").select("[data-multiple-chooser]"):
        inputs = chooser.select("[data-multiple-chooser-list] input")
        values[chooser["data-name"]] = [field["value"] for field in inputs]
    # The blocks of a text are drawn by script, so a page without script posts none.
    values |= {"body-count": ["0"], "body_en-count": ["0"]}
    for name, value in changes.items():
        values[name] = [str(v) for v in value] if isinstance(value, list) else [str(value)]
    return values
