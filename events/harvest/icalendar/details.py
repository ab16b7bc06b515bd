"""What a component says apart from when: title, text, place, addresses, categories."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext, override

from events.harvest.icalendar.components import Component
from events.harvest.icalendar.descriptions import full_description, shown_description
from events.harvest.icalendar.meetings import is_meeting, online_address
from events.harvest.icalendar.places import place_of
from events.harvest.icalendar.remarks import Remarks
from events.harvest.icalendar.texts import is_web_address, one_line
from events.harvest.icalendar.titles import title_and_status
from publishing.sentences import gettext as _

#: A title that was made of something else is no longer than this.
_LONGEST_MADE_TITLE = 120
#: Nobody sorts one event into more.
_MOST_CATEGORIES = 100
#: DELETED comes from a draft of the standard.
_CANCELLED = {"CANCELLED", "CANCELED", "DELETED"}


@dataclass(frozen=True)
class Details:
    """As in `EventValues`; ``status`` is one of its values."""

    title: str
    status: str
    description: str = ""
    location_name: str = ""
    location_address: str = ""
    online_url_found: str = ""
    website: str = ""
    categories: tuple[str, ...] = ()
    language: str = ""


def details_of(component: Component, remarks: Remarks, language: str) -> Details:
    """Everything; what has no title gets one, in ``language`` when there is nothing to make it of."""
    found = _texts_of(component)
    if found.title:
        return found
    remarks(_("It has no title."))
    return replace(found, title=_made_title(found, language))


def _texts_of(component: Component) -> Details:
    title, said = title_and_status(component.text("SUMMARY"))
    status = component.text("STATUS").upper()
    full = full_description(component)
    name, address = place_of(component)
    return Details(
        title=title,
        status="cancelled" if status in _CANCELLED else said or "scheduled",
        description=shown_description(full),
        location_name=name,
        location_address=address,
        online_url_found=online_address(component, full),
        website=_website(component),
        categories=_categories(component),
        language=_language(component),
    )


@dataclass(frozen=True)
class OwnTexts:
    """What a changed date says that its series does not; see `ChangeValues`."""

    title: str = ""
    location_name: str = ""
    location_address: str = ""
    online_url_found: str = ""
    note: str = ""


def own_texts(component: Component, series: Details) -> OwnTexts:
    own = _texts_of(component)
    place = (own.location_name, own.location_address)
    is_elsewhere = any(place) and place != (series.location_name, series.location_address)
    return OwnTexts(
        title=own.title if own.title != series.title else "",
        location_name=own.location_name if is_elsewhere else "",
        location_address=own.location_address if is_elsewhere else "",
        online_url_found=(
            own.online_url_found if own.online_url_found != series.online_url_found else ""
        ),
        note=own.description if own.description != series.description else "",
    )


def _made_title(found: Details, language: str) -> str:
    made = found.description.partition("\n")[0] or found.location_name
    if len(made) > _LONGEST_MADE_TITLE:
        made = made[:_LONGEST_MADE_TITLE].rsplit(" ", 1)[0] + "…"
    if made:
        return made
    with override(language or "nl"):
        return gettext("Without a title")


def _website(component: Component) -> str:
    """The page about the event; a link into a meeting is no page."""
    address = component.text("URL")
    return address if is_web_address(address) and not is_meeting(address) else ""


def _categories(component: Component) -> tuple[str, ...]:
    found = {one_line(text) for each in component.all("CATEGORIES") for text in each.texts}
    return tuple(sorted(found - {""})[:_MOST_CATEGORIES])


def _language(component: Component) -> str:
    found = component.first("SUMMARY")
    said = found.parameters.get("LANGUAGE", "")[:2].lower() if found else ""
    return said if said.isalpha() and len(said) == 2 else ""
