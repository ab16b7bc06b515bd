"""Makes a result out of a found document: the texts to show, with the matches marked."""

from search.analysis import Highlighter
from search.document import SearchDocument
from search.results import Hit


def make_hit(
    document: SearchDocument, score: float, language: str, highlighter: Highlighter
) -> Hit:
    """The title, and the summary or the place in the text where the words stand."""
    title, title_language = document.localised(document.titles, language)
    marked_title = highlighter.mark(title, title_language)
    summary, summary_language = document.localised(document.summaries, language)
    fragment = highlighter.mark(summary, summary_language)
    # A title with the words in it says enough; the text is long to read through.
    if "<mark>" not in fragment and "<mark>" not in marked_title:
        body, body_language = document.localised(document.bodies, language)
        found = highlighter.fragment(body, body_language)
        if found is not None:
            fragment, summary_language = found, body_language
    return Hit(
        document=document,
        score=score,
        title=marked_title,
        title_language=title_language,
        fragment=fragment,
        fragment_language=summary_language,
        language=language,
    )
