"""Fills in editing forms the way a browser would."""

from typing import Any

from django.http import QueryDict
from django.test import Client
from wagtail.test.utils.form_data import querydict_from_html


def filled_form(client: Client, url: str, **changes: Any) -> QueryDict:
    """The form at `url` as it stands, with `changes`; a list gives a field several values."""
    page = client.get(url)
    assert page.status_code == 200, (url, page.status_code, page.headers.get("Location"))
    data = querydict_from_html(page.content.decode(), form_id="w-editor-form")
    # The blocks of a text are drawn by script, so a page without script posts none.
    data.update({"body-count": "0", "body_en-count": "0"})
    for name, value in changes.items():
        data.setlist(name, [str(v) for v in value] if isinstance(value, list) else [str(value)])
    return data
