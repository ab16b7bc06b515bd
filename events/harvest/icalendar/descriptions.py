"""The text about an event, from whichever property has the best one."""

from events.harvest.icalendar.components import Component
from events.harvest.icalendar.meetings import without_joining
from events.harvest.icalendar.texts import looks_like_html, paragraphs

#: A text in HTML that is this much shorter than the plain one was cut by its program.
_CUT = 0.6


def full_description(component: Component) -> str:
    """As plain text with empty lines between paragraphs; with all that tells how to join.

    HTML is preferred, as STYLED-DESCRIPTION or X-ALT-DESC: programs lose the paragraphs when they
    make plain text of it. Not when there is much less in it than in the plain text.
    """
    plain = paragraphs(component.text("DESCRIPTION"))
    styled = ""
    for name in ("STYLED-DESCRIPTION", "X-ALT-DESC"):
        found = component.first(name)
        if found is not None and found.value.strip():
            source = found.text
            is_html = "html" in found.parameters.get("FMTTYPE", "html").lower()
            styled = paragraphs(source) if is_html or looks_like_html(source) else source
            break
    if styled and len(styled) >= len(plain) * _CUT:
        return styled
    return plain


def shown_description(full: str) -> str:
    """What readers may see of it."""
    return without_joining(full)
