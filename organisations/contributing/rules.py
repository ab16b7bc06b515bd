"""Rules that hold for every kind: what an item is called, for whom and where, whom to ask."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from organisations.contributing.body_text import as_plain
from organisations.contributing.kinds import Rule
from organisations.contributing.places import is_nationwide

#: A text of this length tells more than the summary did.
_SOME_TEXT = 200


def has(name: str) -> Any:
    """Whether a field holds something."""
    return lambda item: bool(getattr(item, name))


def has_terms(name: str) -> Any:
    """Whether terms of a vocabulary were chosen, or come from the initiative."""
    return lambda item: bool(item.classification(name))


def says_where(item: Any) -> bool:
    """Whether it is for the whole country or for provinces that were named."""
    return is_nationwide(item) or bool(item.classification("provinces"))


def can_be_reached(item: Any) -> bool:
    """Whether readers can ask or sign up anywhere."""
    ways = ("contact_email", "contact_phone", "website", "apply_url", "registration_url")
    return any(getattr(item, name, "") for name in ways)


def tells_more(item: Any) -> bool:
    """Whether there is a text of some length; one with images or headings counts as well."""
    plain = as_plain(item.body)
    return plain is None or len(plain) >= _SOME_TEXT


TITLE = Rule("title", 15, _("Give it a name."), has("title"), required=True)
SUMMARY = Rule(
    "summary",
    15,
    _("Say in one or two sentences what it is and for whom."),
    has("summary"),
    required=True,
)
WHERE = Rule(
    "provinces",
    10,
    _("Choose at least one province, or the whole country."),
    says_where,
    required=True,
)
CONTACT = Rule(
    "contact_email",
    10,
    _("Give an e-mail address, a telephone number or a website, so that people can reach you."),
    can_be_reached,
    required=True,
)
AUDIENCE = Rule(
    "target_groups",
    10,
    _("Say who it is for: most readers search by that."),
    has_terms("target_groups"),
)
TEXT = Rule("text", 8, _("Tell in a few paragraphs what happens and what people gain."), tells_more)
WEBSITE = Rule("website", 4, _("Add the address of a page that tells more."), has("website"))
IMAGE = Rule("picture", 3, _("Add a picture: people stop to look at it."), has("image_id"))
ENGLISH = Rule(
    "title_en",
    3,
    _("Add a name and summary in English, for readers who do not know Dutch."),
    lambda item: bool(item.title_en and item.summary_en),
)
EVERY_KIND = (TITLE, SUMMARY, WHERE, CONTACT, AUDIENCE, TEXT, WEBSITE, IMAGE, ENGLISH)
