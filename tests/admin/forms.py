"""Fills in editing forms the way a browser would."""

from datetime import date, time
from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from wagtail.test.utils.form_data import querydict_from_html

from events.models import Event


def needed(model: Any) -> dict[str, Any]:
    """What a record of this kind cannot do without, beside title, summary and region."""
    if model is Event:
        return {"start_date": date(2027, 6, 1), "start_time": time(10), "end_time": time(12)}
    return {}


def filled_form(client: Client, url: str, **changes: Any) -> dict[str, list[str]]:
    """The values of the form at `url`, with `changes`; every field has a list of values."""
    page = client.get(url)
    assert page.status_code == 200, (url, page.status_code, page.headers.get("Location"))
    html = page.content.decode()
    values = dict(querydict_from_html(html, form_id="w-editor-form").lists())
    soup = BeautifulSoup(html, "html.parser")
    # A ticked box without a value, and several hidden inputs of one name, are more than the
    # library for tests expects.
    for box in soup.select("#w-editor-form input[type=checkbox][checked]:not([value])"):
        values[box["name"]] = ["on"]
    for chooser in soup.select("[data-multiple-chooser]"):
        inputs = chooser.select("[data-multiple-chooser-list] input")
        values[chooser["data-name"]] = [field["value"] for field in inputs]
    # The blocks of a text are drawn by script, so a page without script posts none.
    values |= {"body-count": ["0"], "body_en-count": ["0"]}
    for name, value in changes.items():
        values[name] = [str(v) for v in value] if isinstance(value, list) else [str(value)]
    return values
