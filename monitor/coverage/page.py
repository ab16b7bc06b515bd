"""The context of the coverage map; ``templates/monitor/coverage.html`` says how it looks."""

from typing import Any

from django.conf import settings
from django.urls import translate_url
from django.utils.translation import gettext as _

from monitor.coverage.choices import choices, url_of
from monitor.coverage.filters import chosen_chips, without_filters
from monitor.coverage.question import CoverageQuestion, ParsedQuestion
from search.labels import Vocabulary


def page_context(path: str, parsed: ParsedQuestion, words: Vocabulary) -> dict[str, Any]:
    """Everything the page shows."""
    question = parsed.question
    return {
        "heading": _("Coverage map"),
        "page_title": _("Coverage map"),
        "breadcrumbs": [{"label": _("Coverage map"), "url": ""}],
        "notices": parsed.notices,
        "chips": chosen_chips(question, words, path),
        "clear_url": without_filters(question, path),
        "hidden_fields": [],
        "action": path,
        "canonical_path": _address(question, path),
        "alternate_urls": [
            (language, _address(question, translate_url(path, language)))
            for language, _name in settings.LANGUAGES
        ],
        **choices(question, path),
    }


def _address(question: CoverageQuestion, path: str) -> str:
    """The plain address for the plain map."""
    return path if question == CoverageQuestion(query=question.query) else url_of(question, path)
