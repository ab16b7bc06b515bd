"""What a record says, as it stands in the fields of an event: no query, nothing stored."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from events.harvest.briefing import Briefing
from events.harvest.event_types import guessed_type
from events.harvest.fields import TERMS, Plain, PlainGroups
from events.harvest.places import province_of
from events.harvest.summaries import plain_sentence, shortened, summary_of
from events.harvest.values import as_local, schedule_of
from events.models import Event, EventChange
from events.recurrence.schedule import Local
from organisations.contributing.body_text import as_kept
from publishing.sentences import gettext as _

#: Longer texts than anybody reads are cut between two paragraphs.
LONGEST_TEXT = 20_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_is_web_address = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class Mapped:
    """What a record would be: by group, what stands in the fields of an event.

    ``found_link`` is an address to take part online that only stood somewhere in a text; it is
    published after a person has seen it.
    """

    groups: PlainGroups
    found_link: str = ""


def mapped(values: Mapping[str, Any], briefing: Briefing) -> Mapped:
    """Says what the values of a record amount to with the settings of its source.

    Raises ValidationError with sentences for whoever keeps the feed when it cannot be an event.
    """
    title = shortened(_line(values["title"]), _longest("title"))
    if not title:
        raise ValidationError(_("It has no title."), code="no_title")
    groups: PlainGroups = {}
    for name, text in _texts(title, values).items():
        groups |= _in_language(name, text, values, briefing)
    groups["when"] = _when(values)
    groups["status"] = {"status": str(Event.Status(values["status"]))}
    groups["where"] = {
        name: shortened(_line(values[name]), _longest(name))
        for name in ("location_name", "location_address")
    }
    groups["website"] = {"website": _address(values["website"], _longest("website"))}
    groups |= _practical(values)
    kind = guessed_type((title, *values["categories"]))
    groups["event_type"] = {"event_type": str(kind)}
    groups |= _classification(values, briefing)
    return Mapped(groups, _address(values["online_url_found"], _longest("online_url")))


def _texts(title: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Title, summary and text; the last as the plain text that it is for people who type it."""
    description = _prose(values["description"])
    summary = summary_of(description)
    body = "" if " ".join(description.split()) == summary else description
    return {"title": title, "summary": summary, "body": as_kept(body)}


def _in_language(
    name: str, text: str, values: Mapping[str, Any], briefing: Briefing
) -> PlainGroups:
    """Dutch has to be there: an English text stands in both, and pages know it for English."""
    languages = ("", "_en") if is_english(values, briefing) else ("",)
    found: PlainGroups = {}
    for suffix in languages:
        said = text
        if name == "summary" and not text:
            place = _line(values["location_name"] or values["location_address"])
            schedule = schedule_of(values)
            language = "en" if len(languages) > 1 else "nl"
            said = plain_sentence(_line(values["title"]), place, schedule, language)
        found[f"{name}{suffix}"] = {f"{name}{suffix}": said}
    return found


def is_english(values: Mapping[str, Any], briefing: Briefing) -> bool:
    """By the record when it says so, else by its source."""
    return (values["language"] or briefing.language) == "en"


def _when(values: Mapping[str, Any]) -> Plain:
    start, end = as_local(values["start"]), as_local(values["end"])
    return {
        **_stretch(start, end, "start", "end"),
        "all_day": bool(values["all_day"]),
        "time_zone": values["time_zone"],
        "rule": values["rule"],
        "extra_dates": sorted(values["extra_dates"]),
        "excluded_dates": sorted(values["excluded_dates"]),
        "changes": [_change(change) for change in values["changes"]],
    }


def _stretch(start: Local, end: Local, first: str, last: str) -> Plain:
    """Two days and two times, as an event and a changed date have them; the last day included."""
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        last_day = _day(end) - timedelta(days=1)
        return {
            f"{first}_date": _day(start).isoformat(),
            f"{first}_time": None,
            f"{last}_date": max(last_day, _day(start)).isoformat(),
            f"{last}_time": None,
        }
    return {
        f"{first}_date": start.date().isoformat(),
        f"{first}_time": start.strftime("%H:%M:%S"),
        f"{last}_date": end.date().isoformat(),
        f"{last}_time": end.strftime("%H:%M:%S") if end != start else None,
    }


def _day(local: Local) -> date:
    return local.date() if isinstance(local, datetime) else local


def _change(change: Mapping[str, Any]) -> Plain:
    """A changed date as `fields.plain_of` gives it: without what is empty.

    A link that was found in its text is left out: nobody looks at single dates before they go
    live.
    """
    plain: Plain = {"original": change["original"]}
    if change["cancelled"]:
        plain["cancelled"] = True
    if change["start"] and change["end"]:
        plain |= _stretch(as_local(change["start"]), as_local(change["end"]), "start", "end")
    for name in ("title", "location_name", "location_address", "note"):
        plain[name] = shortened(_line(change[name]), _longest(name, EventChange))
    return {name: value for name, value in plain.items() if value not in (None, "")}


def _classification(values: Mapping[str, Any], briefing: Briefing) -> PlainGroups:
    groups: PlainGroups = {}
    for name in TERMS:
        keys = briefing.terms_for(name, values["categories"])
        if name == "provinces" and not keys:
            keys = _province(values, briefing)
        groups[name] = {name: sorted(keys or briefing.defaults[name])}
    scales = briefing.terms_for("scale", values["categories"]) or briefing.defaults["scale"]
    groups["scale"] = {"scale": scales[0] if scales else None}
    return groups


def _practical(values: Mapping[str, Any]) -> PlainGroups:
    """Only of what has words for it: a calendar file says nothing of a price."""
    groups: PlainGroups = {}
    if (url := values.get("registration_url")) is not None:
        longest = _longest("registration_url")
        groups["registration_url"] = {"registration_url": _address(url, longest)}
    if (cost := values.get("cost")) is not None:
        groups["cost"] = {"cost": cost, "cost_amount": values.get("cost_amount") or None}
    return groups


def _province(values: Mapping[str, Any], briefing: Briefing) -> tuple[int, ...]:
    code = province_of(values["location_address"], values["location_name"])
    return (briefing.provinces[code],) if code in briefing.provinces else ()


def _line(text: str) -> str:
    return " ".join(_CONTROL.sub("", text).split())


def _prose(text: str) -> str:
    clean = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(clean) <= LONGEST_TEXT:
        return clean
    return clean[:LONGEST_TEXT].rsplit("\n\n", 1)[0].strip() + "\n\n…"


def _address(text: str, longest: int) -> str:
    """A web address; nothing when it is none, or is longer than can be kept."""
    try:
        _is_web_address(text)
    except ValidationError:
        return ""
    return text if len(text) <= longest else ""


def _longest(name: str, model: Any = Event) -> int:
    return model._meta.get_field(name).max_length or 0
