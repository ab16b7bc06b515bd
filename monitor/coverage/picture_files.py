"""The map as a picture to keep: ``format=svg`` and ``format=png``."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import pgettext

from monitor.coverage.asked import Shown
from monitor.coverage.explained import legend
from monitor.coverage.heat_table import heat_table
from monitor.coverage.matrix import Matrix
from monitor.coverage.picture import picture_of
from monitor.coverage.question import CoverageQuestion
from monitor.coverage.spreadsheets import named
from monitor.coverage.words import head_of
from monitor.documents.finished_pictures import finished_png
from monitor.documents.pictures import finest_width
from monitor.models.rules import CoverageRules
from search.labels import Vocabulary


def svg_file(request: HttpRequest, shown: Shown, words: Vocabulary) -> HttpResponse:
    """A picture for a report, which can be made larger without limit."""
    question, matrix = shown.asked.question, shown.matrix
    svg, _width, _height = _drawn(question, matrix, words)
    response = HttpResponse(svg, content_type="image/svg+xml; charset=utf-8")
    return named(response, question, matrix, "svg")


def png_file(request: HttpRequest, shown: Shown, words: Vocabulary) -> HttpResponse:
    """A picture for slides and letters.

    :raises DocumentError: when it would be too large.
    :raises PicturesBusyError: when others wait for pictures already.
    """
    question, matrix = shown.asked.question, shown.matrix
    svg, width, height = _drawn(question, matrix, words)
    # Twice as fine as a screen, as far as the size allows.
    fine = finest_width(width, height, most=2 * width)
    response = HttpResponse(finished_png(svg, width=fine), content_type="image/png")
    return named(response, question, matrix, "png")


def _drawn(question: CoverageQuestion, matrix: Matrix, words: Vocabulary) -> tuple[str, int, int]:
    states = legend(CoverageRules.now())
    picture = picture_of(
        heat_table(matrix, None),
        head_of(question, matrix, words),
        states,
        question.query.language,
    )
    context = {"picture": picture, "planned": pgettext("coverage", "planned")}
    svg = render_to_string("monitor/coverage_picture.svg", context)
    return svg, picture.width, picture.height
