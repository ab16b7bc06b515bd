"""The context of the coverage map; ``templates/monitor/coverage.html`` says how it looks."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.urls import translate_url
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitor.coverage.addresses import addresses_of
from monitor.coverage.asked import Shown
from monitor.coverage.changed import differences, what_changed
from monitor.coverage.choices import choices
from monitor.coverage.explained import explained, legend
from monitor.coverage.filters import (
    chosen_chips,
    hidden_fields,
    map_panels,
    map_query,
    without_filters,
)
from monitor.coverage.formats import download_links
from monitor.coverage.heat_table import heat_table
from monitor.coverage.matrix import Matrix
from monitor.coverage.page_question import PageQuestion
from monitor.coverage.provinces import province_picture
from monitor.coverage.question import CoverageQuestion
from monitor.coverage.time_choices import time_choices
from monitor.coverage.words import (
    axis_name,
    day_in_words,
    day_of,
    filters_in_words,
    is_past,
    title_of,
)
from monitor.gaps.on_map import GapsOnMap
from monitor.models.rules import CoverageRules
from search.labels import Vocabulary


def page_context(path: str, shown: Shown, words: Vocabulary, gaps: GapsOnMap) -> dict[str, Any]:
    """Everything the page shows."""
    asked, matrix, question = shown.asked, shown.matrix, shown.asked.question
    panels = map_panels(question, words)
    return {
        "heading": _("Coverage map"),
        "page_title": title_of(question),
        "breadcrumbs": [{"label": _("Coverage map"), "url": ""}],
        "notices": (*asked.notices, *matrix.faults),
        "query": question.query,
        "leaves_out_national": not question.query.national,
        "facets": panels,
        "chips": chosen_chips(question, words, path),
        "chosen": map_query(question).chosen_count,
        "clear_url": without_filters(question, path),
        "hidden_fields": hidden_fields(question, panels),
        "time": time_choices(asked, matrix.first_day, path),
        "action": path,
        "noindex": not is_plain(question),
        "canonical_path": address(question, path),
        "alternate_urls": [
            (language, address(question, translate_url(path, language)))
            for language, _name in settings.LANGUAGES
        ],
        **choices(question, path),
        **_shown(path, shown, words, gaps),
    }


def _shown(path: str, shown: Shown, words: Vocabulary, gaps: GapsOnMap) -> dict[str, Any]:
    if not shown.has_day:
        return {"title": _("No map of this day"), "no_map": shown.no_day_in_words}
    if not shown.matrix.total.total and not shown.then:
        # A table of zeros would look like gaps everywhere.
        return {
            "title": _("Nothing to count"),
            "no_map": _(
                "On this site there is nothing that has all that you chose and can be used now. "
                "Take a filter away, or use fewer words."
            ),
            "whole_url": without_filters(shown.asked.question, path),
        }
    return _map(path, shown, words, gaps)


def _map(path: str, shown: Shown, words: Vocabulary, gaps: GapsOnMap) -> dict[str, Any]:
    question, matrix, then = shown.asked.question, shown.matrix, shown.then
    rules = CoverageRules.now()
    table = heat_table(
        matrix,
        None if is_past(matrix) else addresses_of(question),
        differences(then, matrix) if then else None,
        marks=gaps.signs,
    )
    return {
        "title": title_of(question),
        "row_axis": axis_name(question.rows),
        "col_axis": axis_name(question.cols),
        "total_words": _total_in_words(matrix),
        "day_words": _day_in_words(matrix),
        "filters": filters_in_words(question, words),
        "table": table,
        "states": legend(rules),
        "signs": table.signs,
        "compared_words": _compared_in_words(then) if then else "",
        "explained": explained(question, matrix, rules),
        "map": province_picture(question, matrix, table),
        "changed": what_changed(question, then, matrix, words) if then else None,
        "downloads": download_links(question, path),
        **gaps.listed,
    }


def address(question: CoverageQuestion, path: str) -> str:
    """The address of a map; the plain one for the usual map of everything."""
    return path if is_plain(question) else f"{path}?{question.querystring()}"


def is_plain(question: CoverageQuestion) -> bool:
    """Whether nothing was chosen."""
    usual = replace(question, query=PageQuestion().query)
    return usual == PageQuestion() and not any(map_query(question).as_search().parameters())


def _total_in_words(matrix: Matrix) -> str:
    own = ngettext("%(number)d item", "%(number)d items", matrix.total.count) % {
        "number": matrix.total.count
    }
    if not matrix.total.national:
        return own
    return _("%(own)s and %(number)d for the whole country") % {
        "own": own,
        "number": matrix.total.national,
    }


def _compared_in_words(then: Matrix) -> str:
    return _("more of its own than on %(day)s; with a triangle down: fewer") % {
        "day": day_in_words(day_of(then))
    }


def _day_in_words(matrix: Matrix) -> str:
    day = day_in_words(day_of(matrix))
    if is_past(matrix):
        return _(
            "As it was on %(day)s. The numbers lead nowhere, because search finds what is there now."
        ) % {"day": day}
    return _("Counted on %(day)s") % {"day": day}
